"""Which statements are kept at a threshold, and what is to be expected of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.core.config import PublishSettings
from graph.core.report import Selection
from graph.core.types import Statement
from graph.publish.threshold import select


def statements(*confidences: float) -> list[Statement]:
    return [Statement(f"s{at}", "a", "owns", "b", confidence=value) for at, value in enumerate(confidences)]


@pytest.mark.parametrize(
    ("minimum", "kept", "precision", "recall"),
    [(0, 3, 0.5, 1), (0.2, 3, 0.5, 1), (0.4, 2, 0.65, 0.8667), (0.9, 1, 0.9, 0.6), (0.95, 0, None, 0)],
)
def test_what_is_kept_and_expected(minimum, kept, precision, recall):
    found, selection = select(statements(0.2, 0.4, 0.9), minimum)
    assert [one.confidence for one in found] == [0.2, 0.4, 0.9][3 - kept :]
    assert selection == Selection(minimum, kept, 3 - kept, precision, recall)


def test_of_no_statements_nothing_is_expected():
    assert select([], 0.5) == ((), Selection(0.5, 0, 0, None, None))


@given(st.lists(st.floats(0, 1)), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_threshold_keeps_fewer_of_higher_precision(confidences, one, other):
    low, high = sorted((one, other))
    (more, loose), (fewer, strict) = (select(statements(*confidences), minimum) for minimum in (low, high))
    assert set(fewer) <= set(more)
    assert strict.kept + strict.left_out == loose.kept + loose.left_out == len(confidences)
    if strict.expected_precision is not None:
        assert strict.expected_precision >= loose.expected_precision
        assert strict.expected_precision >= round(high, 4)


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_the_setting_is_a_number_from_0_to_1(value):
    with pytest.raises(ValueError, match="min_confidence"):
        PublishSettings(min_confidence=value)
