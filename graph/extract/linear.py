"""Multinomial logistic regression over named binary features: small, fast and the same on every machine.

Weights are whole numbers (int8) times one scale, summed as integers, so a sum does not depend on the order of its terms
or on the processor; only the final exponential is floating point. Training is in ``training/``.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable


@dataclass(frozen=True)
class LinearModel:
    """``weights[row, class]`` for each feature name; ``rows`` maps a name to its row."""

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    weights: np.ndarray
    scale: float
    bias: np.ndarray

    def scores(self, features: Iterable[str]) -> list[float]:
        """Log-odds (natural units, not normalised) of each class for a set of features; unknown names count nothing."""
        known = [self.rows[name] for name in features if name in self.rows]
        total = self._wide[known].sum(axis=0) + self.bias
        return [int(value) * self.scale for value in total]

    @cached_property
    def _wide(self) -> np.ndarray:
        return self.weights.astype(np.int32)

    def dump(self) -> bytes:
        """The model as bytes (NumPy npz, nothing executable inside). Raises ValueError for a name with a line break."""
        names = sorted(self.rows, key=self.rows.__getitem__)
        if any("\n" in name for name in names):
            raise ValueError("a feature name has a line break")
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            classes=np.frombuffer("\n".join(self.classes).encode(), np.uint8),
            names=np.frombuffer("\n".join(names).encode(), np.uint8),
            weights=self.weights.astype(np.int8),
            scale=np.float64(self.scale),
            bias=self.bias.astype(np.int32),
        )
        return buffer.getvalue()

    @classmethod
    def load(cls, file: Traversable) -> LinearModel:
        """Read what `dump` wrote."""
        with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as data:
            names = data["names"].tobytes().decode().split("\n")
            return cls(
                tuple(data["classes"].tobytes().decode().split("\n")),
                {name: row for row, name in enumerate(names)},
                data["weights"],
                float(data["scale"]),
                data["bias"].astype(np.int64),
            )


def softmax(scores: Iterable[float]) -> list[float]:
    """Probabilities in proportion to exp(score), rounded to 6 digits so that a last bit never shows.

    >>> softmax([0.0, 0.0])
    [0.5, 0.5]
    """
    values = list(scores)
    top = max(values)
    powers = [math.exp(value - top) for value in values]
    whole = math.fsum(powers)
    return [round(power / whole, 6) for power in powers]
