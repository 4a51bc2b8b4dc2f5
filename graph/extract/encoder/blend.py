"""Two opinions on the same thing made one: the linear model's probabilities and the encoder's log-odds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.extract.linear import softmax_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 1e-6
"""Probabilities below this count as this: a linear model's zero is no veto."""


def log_chances(scores: np.ndarray) -> np.ndarray:
    """Logarithms of the probabilities, none below `LEAST`, of rows of log-odds."""
    result: np.ndarray = np.log(np.maximum(softmax_rows(scores), LEAST))
    return result


def blend(rows: Sequence[Sequence[float]], scores: np.ndarray, weights: tuple[float, float]) -> list[list[float]]:
    """Weighted product of two distributions over the same classes, row by row (a logarithmic opinion pool).

    ``rows`` are probabilities, ``scores`` log-odds ``[rows, classes]``. Rounded to 6 digits so that a last bit never
    shows. Source: Genest & Zidek (1986), "Combining probability distributions".

    >>> blend([[0.5, 0.5]], np.array([[0.0, 0.0]]), (1.0, 1.0))
    [[0.5, 0.5]]
    """
    first = np.log(np.maximum(np.array(rows, np.float64), LEAST))
    both = weights[0] * first + weights[1] * log_chances(scores)
    result: list[list[float]] = softmax_rows(both).round(6).tolist()
    return result
