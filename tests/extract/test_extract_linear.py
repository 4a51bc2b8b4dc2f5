"""The linear model: sums of whole numbers, a file without code in it."""

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.linear import LinearModel, softmax_rows


def small() -> LinearModel:
    weights = np.array([[10, -10], [3, 4]], np.int8)
    return LinearModel(("no", "yes"), {"a=1": 0, "b=2": 1}, weights, 0.5, np.array([1, 0]))


def test_scores_add_the_weights_of_known_features() -> None:
    assert small().scores(["a=1", "b=2", "unknown"]) == [7.0, -3.0]
    assert small().scores([]) == [0.5, 0.0]


def test_many_rows_have_the_chances_of_each_alone() -> None:
    rows = [["a=1"], [], ["b=2", "unknown"], ["unknown"]]
    found = small().chances(rows)
    assert found == [small().chances([row])[0] for row in rows]
    assert found[1] == found[3]
    assert found[0][0] > found[1][0] > found[2][0]
    assert all(abs(sum(row) - 1) < 1e-5 for row in found)
    assert small().chances([]) == []


def test_a_dumped_model_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(small().dump())
    again = LinearModel.load(path)
    assert again.classes == ("no", "yes")
    assert again.scores(["b=2"]) == small().scores(["b=2"])
    assert all(array.dtype != object for array in np.load(io.BytesIO(path.read_bytes())).values())


def test_a_name_with_a_line_break_is_refused() -> None:
    model = LinearModel(("no",), {"a\nb": 0}, np.zeros((1, 1), np.int8), 1.0, np.zeros(1))
    with pytest.raises(ValueError, match="line break"):
        model.dump()


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=9))
def test_softmax_is_a_distribution(scores: list[float]) -> None:
    chances = softmax_rows(np.array([scores]))[0].tolist()
    assert abs(sum(chances) - 1) < 1e-4
    assert all(0 <= p <= 1 for p in chances)
    best = max(scores)
    assert chances[scores.index(best)] == max(chances)
