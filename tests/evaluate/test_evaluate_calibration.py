"""Expected calibration error on facts counted by hand."""

from __future__ import annotations

import pytest

from graph.evaluate.calibration import Judged, expected_error, reliability


def judged(*rows: tuple[float, int, int]) -> list[Judged]:
    """(confidence, how many, how many of them right)."""
    return [Judged(confidence, number < right) for confidence, size, right in rows for number in range(size)]


def test_confidence_that_comes_true_has_no_error():
    assert expected_error(reliability(judged((0.8, 5, 4), (0.5, 4, 2), (1.0, 3, 3)))) == pytest.approx(0)


def test_the_error_is_weighted_by_the_size_of_the_bins():
    bins = reliability(judged((0.95, 8, 4), (0.25, 2, 1)))
    assert [(one.facts, one.confidence, one.right) for one in bins] == [(2, 0.25, 0.5), (8, pytest.approx(0.95), 0.5)]
    assert expected_error(bins) == pytest.approx(0.8 * 0.45 + 0.2 * 0.25)


def test_sure_and_wrong_is_the_worst():
    assert expected_error(reliability(judged((1.0, 7, 0)))) == 1


@pytest.mark.parametrize(
    ("confidence", "low"), [(0, 0), (0.05, 0), (0.1, 0), (0.1001, 0.1), (0.3, 0.2), (0.7, 0.6), (0.99, 0.9), (1, 0.9)]
)
def test_a_bin_holds_its_upper_edge(confidence, low):
    (only,) = reliability([Judged(confidence, True)])
    assert (only.low, only.high) == (low, pytest.approx(low + 0.1))


def test_without_facts_there_is_no_bin_and_no_error():
    assert reliability([]) == ()
    assert expected_error(()) == 0
