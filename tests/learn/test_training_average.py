"""Averaging of checkpoints."""

import pytest

torch = pytest.importorskip("torch")


def test_weights_are_averaged_in_proportion():
    from training.average import average

    states = [{"a": torch.tensor([1.0, 3.0])}, {"a": torch.tensor([5.0, 3.0])}]
    assert average(states, [3, 1])["a"].tolist() == [2.0, 3.0]
