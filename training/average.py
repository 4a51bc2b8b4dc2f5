"""Average the weights of checkpoints of one network, one of which went on from the other (Wortsman et al. 2022).

    python -m training.average TARGET WEIGHT CHECKPOINT[:LAYERS] WEIGHT CHECKPOINT[:LAYERS] ...
    e.g. mean.pt 0.3 student.pt 0.7 start.pt, or 0.8 five.pt 0.2 six.pt:0,1,2,3,5

LAYERS are those of a checkpoint that the others have kept. What some lack (a head added later) the others tell.

"Model soups: averaging weights of multiple fine-tuned models improves accuracy without increasing inference time".
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import torch
from torch import Tensor

LAYER = re.compile(r"(?<=\.layers\.)\d+")


def average(states: list[dict[str, Tensor]], weights: list[float]) -> dict[str, Tensor]:
    """The weighted mean of each tensor of the first over the states that have it; the weights need not sum to one."""
    found = {}
    for name in states[0]:
        some = [(share, state[name]) for share, state in zip(weights, states, strict=True) if name in state]
        whole = sum(share for share, _ in some)
        found[name] = sum((share / whole * tensor for share, tensor in some), torch.zeros(()))
    return found


def cut(state: dict[str, Tensor], layers: list[int]) -> dict[str, Tensor]:
    """A network with some of its layers, numbered anew."""
    found = {}
    for name, tensor in state.items():
        number = LAYER.search(name)
        if number is None:
            found[name] = tensor
        elif int(number[0]) in layers:
            found[LAYER.sub(str(layers.index(int(number[0]))), name)] = tensor
    return found


def load(given: str) -> dict[str, Tensor]:
    """The weights of a checkpoint, of some of its layers where they are named."""
    path, _, layers = given.partition(":")
    state: dict[str, Tensor] = torch.load(path, weights_only=True)["network"]
    return cut(state, [int(layer) for layer in layers.split(",")]) if layers else state


def main() -> None:
    """Command line; see the module's docstring."""
    words = sys.argv[1:]
    if len(words) < 5 or len(words) % 2 == 0:
        sys.exit(__doc__)
    states = [load(word) for word in words[2::2]]
    torch.save({"network": average(states, [float(word) for word in words[1::2]])}, Path(words[0]))


if __name__ == "__main__":
    main()
