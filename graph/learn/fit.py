"""Fit `graph.extract.linear.LinearModel`: multinomial logistic regression with L2 by L-BFGS (Liu & Nocedal 1989).

With a model to start from the penalty is on the distance from its weights: what new examples do not speak of stays as
it was (Chelba & Acero 2006, "Adaptation of maximum entropy capitalizer").
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from graph.extract.encoder.blend import log_chances
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


@dataclass(frozen=True, slots=True)
class Beside:
    """Log-probabilities of another model times its weight, ``[rows, classes]``, and the weight of the one fitted."""

    scores: np.ndarray
    weight: float

    @classmethod
    def pooled(cls, scores: np.ndarray, least: np.ndarray, weights: tuple[float, float]) -> Beside:
        """The encoder's log-odds, ``[rows, classes]``, in a pool with the ``weights`` of the linear model and its own.

        A class with a low threshold, ``least``, counts for more: learning keeps to what thresholds were chosen for.
        """
        return cls(weights[1] * log_chances(scores) + np.log((1 - least) / least), weights[0])


def fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[str],
    *,
    strength: float = 1.0,
    least: int = 2,
    iterations: int = 120,
    start: LinearModel | None = None,
    beside: Beside | None = None,
) -> LinearModel:
    """Train on ``rows`` of feature names and their ``labels``.

    ``strength`` is the L2 penalty, ``least`` the number of rows that a feature must occur in, ``start`` a model to go
    on from, whose classes the labels must be, ``beside`` an opinion with which the model's is to be pooled: it then
    learns what that one does not know. The result is quantised to int8.

        >>> model = fit([["rain"], ["sun"]], ["wet", "dry"], least=1)
        >>> max(zip(model.scores(["rain"]), model.classes))[1]
        'wet'

    Raises `ValueError` for a label that is no class of ``start``.
    """
    classes = start.classes if start else tuple(sorted(set(labels)))
    if unknown := sorted(set(labels) - set(classes)):
        raise ValueError(f"no class {unknown[0]!r} in the model; it has {', '.join(classes)}")
    names = vocabulary(rows, least)
    x = matrix(rows, names)
    y = np.array([classes.index(label) for label in labels])
    before = known_weights(start, names) if start else np.zeros((x.shape[1], len(classes)))
    own, other = (1.0, 0.0) if beside is None else (beside.weight, beside.scores)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        theta = flat.reshape(before.shape)
        z = own * (x @ theta) + other
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(axis=1, keepdims=True)
        at = np.arange(len(y))
        away = theta[:-1] - before[:-1]
        value = -np.log(p[at, y] + 1e-12).sum() + 0.5 * strength * (away**2).sum()
        p[at, y] -= 1
        gradient = own * (x.T @ p)
        gradient[:-1] += strength * away
        if start:
            gradient[-1] = 0  # how much is annotated at all is the package's: thresholds rest on it
        return float(value), np.asarray(gradient).ravel()

    done = minimize(loss, before.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 8})
    theta = done.x.reshape(before.shape)
    return merge(start, names, theta) if start else quantise(classes, names, theta)


def known_weights(start: LinearModel, names: dict[str, int]) -> np.ndarray:
    """A model's weights for some features, zero for those it does not know, and its bias: ``[names + 1, classes]``."""
    found = np.zeros((len(names) + 1, len(start.classes)))
    for name, at in names.items():
        if name in start.rows:
            found[at] = start.weights[start.rows[name]] * start.scale
    found[-1] = start.bias * start.scale
    return found


def merge(start: LinearModel, names: dict[str, int], theta: np.ndarray) -> LinearModel:
    """The model with new weights for some features, in its own scale."""
    whole = np.clip(np.rint(theta / start.scale), -127, 127).astype(np.int8)
    rows, table = dict(start.rows), [*start.weights]
    for name, at in names.items():
        if name in rows:
            table[rows[name]] = whole[at]
        elif np.abs(whole[at]).max() > 1:
            rows[name] = len(table)
            table.append(whole[at])
    bias = np.rint(theta[-1] / start.scale).astype(np.int64)
    return LinearModel(start.classes, rows, np.array(table), start.scale, bias)


def quantise(classes: tuple[str, ...], names: dict[str, int], theta: np.ndarray) -> LinearModel:
    """Weights as int8 times a scale; features whose weights all round to nothing are left out."""
    limit = float(np.quantile(np.abs(theta[:-1]), 0.9999)) or 1.0
    scale = limit / 127
    whole = np.clip(np.rint(theta[:-1] / scale), -127, 127).astype(np.int8)
    kept = np.flatnonzero(np.abs(whole).max(axis=1) > 1)
    ordered = sorted(names, key=names.__getitem__)
    rows = {ordered[old]: new for new, old in enumerate(kept)}
    return LinearModel(classes, rows, whole[kept], scale, np.rint(theta[-1] / scale).astype(np.int64))
