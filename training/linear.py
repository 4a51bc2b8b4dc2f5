"""Fit `graph.extract.linear.LinearModel`: multinomial logistic regression with L2 by L-BFGS (Liu & Nocedal 1989)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from graph.extract.linear import LinearModel

if TYPE_CHECKING:
    from collections.abc import Sequence


def vocabulary(rows: Sequence[Sequence[str]], least: int) -> dict[str, int]:
    """Feature names that at least ``least`` rows have, numbered in alphabetical order."""
    counts = Counter(name for row in rows for name in set(row))
    return {name: at for at, name in enumerate(sorted(name for name, n in counts.items() if n >= least))}


def matrix(rows: Sequence[Sequence[str]], names: dict[str, int]) -> csr_matrix:
    """Binary features, one row each, with a last column of ones for the bias."""
    indices: list[int] = []
    ends = [0]
    for row in rows:
        indices.extend(sorted({names[name] for name in row if name in names}))
        indices.append(len(names))
        ends.append(len(indices))
    ones = np.ones(len(indices), np.float32)
    return csr_matrix((ones, np.array(indices), np.array(ends)), shape=(len(rows), len(names) + 1))


def fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[str],
    *,
    strength: float = 1.0,
    least: int = 2,
    iterations: int = 120,
    weights: Sequence[float] | None = None,
) -> LinearModel:
    """Train on ``rows`` of feature names and their ``labels``.

    ``strength`` is the L2 penalty, ``least`` the number of rows that a feature must occur in, ``weights`` an
    importance for each row. The result is quantised to int8.
    """
    classes = tuple(sorted(set(labels)))
    names = vocabulary(rows, least)
    x = matrix(rows, names)
    y = np.array([classes.index(label) for label in labels])
    w = np.ones(len(rows)) if weights is None else np.asarray(weights, float)
    size = (x.shape[1], len(classes))

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        theta = flat.reshape(size)
        z = x @ theta
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(axis=1, keepdims=True)
        at = np.arange(len(y))
        value = -(w * np.log(p[at, y] + 1e-12)).sum() + 0.5 * strength * (theta[:-1] ** 2).sum()
        p[at, y] -= 1
        gradient = x.T @ (p * w[:, None])
        gradient[:-1] += strength * theta[:-1]
        return float(value), np.asarray(gradient).ravel()

    start = np.zeros(size[0] * size[1])
    done = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 8})
    return quantise(classes, names, done.x.reshape(size))


def quantise(classes: tuple[str, ...], names: dict[str, int], theta: np.ndarray) -> LinearModel:
    """Weights as int8 times a scale; features whose weights all round to nothing are left out."""
    limit = float(np.quantile(np.abs(theta[:-1]), 0.9999)) or 1.0
    scale = limit / 127
    whole = np.clip(np.rint(theta[:-1] / scale), -127, 127).astype(np.int8)
    kept = np.flatnonzero(np.abs(whole).max(axis=1) > 1)
    ordered = sorted(names, key=names.__getitem__)
    rows = {ordered[old]: new for new, old in enumerate(kept)}
    return LinearModel(classes, rows, whole[kept], scale, np.rint(theta[-1] / scale).astype(np.int64))
