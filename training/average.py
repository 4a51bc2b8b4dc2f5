"""Average the weights of checkpoints of one network, one of which went on from the other (Wortsman et al. 2022).

    python -m training.average TARGET WEIGHT CHECKPOINT WEIGHT CHECKPOINT ...      e.g. 0.3 student.pt 0.7 start.pt

"Model soups: averaging weights of multiple fine-tuned models improves accuracy without increasing inference time".
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from torch import Tensor


def average(states: list[dict[str, Tensor]], weights: list[float]) -> dict[str, Tensor]:
    """The weighted mean of each tensor; the weights need not sum to one."""
    whole = sum(weights)
    return {
        name: sum((share / whole * state[name] for share, state in zip(weights, states, strict=True)), torch.zeros(()))
        for name in states[0]
    }


def main() -> None:
    """Command line; see the module's docstring."""
    words = sys.argv[1:]
    if len(words) < 5 or len(words) % 2 == 0:
        sys.exit(__doc__)
    states = [torch.load(path, weights_only=True)["network"] for path in words[2::2]]
    torch.save({"network": average(states, [float(word) for word in words[1::2]])}, Path(words[0]))


if __name__ == "__main__":
    main()
