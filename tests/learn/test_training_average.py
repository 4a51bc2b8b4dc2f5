"""Averaging of checkpoints."""

import pytest

torch = pytest.importorskip("torch")


def test_weights_are_averaged_in_proportion():
    from training.average import average

    states = [{"a": torch.tensor([1.0, 3.0])}, {"a": torch.tensor([5.0, 3.0])}]
    assert average(states, [3, 1])["a"].tolist() == [2.0, 3.0]


def test_what_one_lacks_the_other_tells():
    from training.average import average

    states = [{"a": torch.tensor(1.0), "new": torch.tensor(7.0)}, {"a": torch.tensor(3.0), "gone": torch.tensor(0.0)}]
    assert {name: float(tensor) for name, tensor in average(states, [1, 1]).items()} == {"a": 2.0, "new": 7.0}


def test_layers_that_are_left_are_numbered_anew():
    from training.average import cut

    state = {f"base.layers.{at}.bias": torch.tensor(float(at)) for at in range(12)} | {"head": torch.tensor(9.0)}
    found = cut(state, [0, 5, 11])
    assert {name: float(tensor) for name, tensor in found.items()} == {
        "base.layers.0.bias": 0.0,
        "base.layers.1.bias": 5.0,
        "base.layers.2.bias": 11.0,
        "head": 9.0,
    }
