"""Multinomial logistic regression over named binary features: small, fast and the same on every machine.

Weights are whole numbers (int8) times one scale, summed as integers, so a sum does not depend on the order of its terms
or on the processor; only the final exponential is floating point. Training is in ``training/``.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
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
        result: list[float] = self._scores([features])[0].tolist()
        return result

    def chances(self, rows: Sequence[Iterable[str]]) -> list[list[float]]:
        """The probability of each class for many sets of features, rounded to 6 digits so that a last bit never shows.

        Raises nothing for unknown names, which count nothing; no set gives no row.
        """
        result: list[list[float]] = softmax_rows(self._scores(rows)).round(6).tolist() if rows else []
        return result

    def _scores(self, rows: Sequence[Iterable[str]]) -> np.ndarray:
        """Log-odds ``float64[rows, classes]``; the last row of the table, the bias, begins each sum."""
        number, bias = self.rows.get, len(self.rows)
        found: list[int] = []
        starts = []
        for features in rows:
            starts.append(len(found))
            found.append(bias)
            found += [at for at in map(number, features) if at is not None]
        return np.add.reduceat(self._wide[found], starts, axis=0) * self.scale

    @cached_property
    def _wide(self) -> np.ndarray:
        return np.concatenate([self.weights, self.bias[None]]).astype(np.int32)

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


def softmax_rows(scores: np.ndarray) -> np.ndarray:
    """Probabilities in proportion to exp(score), row by row, in double precision.

    >>> softmax_rows(np.zeros((1, 2))).tolist()
    [[0.5, 0.5]]
    """
    wide = scores.astype(np.float64)
    powers = np.exp(wide - wide.max(1, keepdims=True))
    result: np.ndarray = powers / powers.sum(1, keepdims=True)
    return result
