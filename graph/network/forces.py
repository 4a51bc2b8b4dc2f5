"""A force-directed layout of one connected component, the same on every machine.

Distances in the graph give a first picture (pivot MDS, Brandes and Pich, 2007), forces refine it (Fruchterman and
Reingold, 1991, with ForceAtlas2's repulsion by degree, Jacomy et al., 2014), a last pass moves apart what overlaps.
Only + - * / and square roots of numpy are used, which IEEE 754 defines to the last bit: a layout is chaotic, so with
matrix products or exponentials, whose last bits differ between processors, the same graph would look different.
"""

from __future__ import annotations

import random
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LENGTH = 100.0
"""Length that an edge aims at."""
CELL = np.array([150.0, 56.0])
"""Width and height that a node and its name take."""
GRAVITY = np.array([0.9, 1.2])
"""Pull to the middle along the width and along the height: less along the width, since screens are wide."""
PIVOTS = 24
ROUNDS = 80
CHUNK = 128
"""Rows of the distance matrix in memory at once: few, so that they stay in the processor's cache."""
SEED = 7
SMALL = 12
"""Of components of at most so many nodes the places are kept for the next one of the same shape."""


def settle(links: nx.Graph, members: list[int], rounds: int | None = None) -> Array:
    """Places of the members (sorted node numbers) of a connected graph, one row each.

    ``rounds`` of forces: by default more for a small graph, which costs little and gains most.
    """
    number = {node: index for index, node in enumerate(members)}
    if len(members) == 2:
        return np.array([[0.0, 0.0], [1.4 * LENGTH, 0.0]])
    edges = links.edges(data="weight")
    pairs = tuple(sorted((*sorted((number[a], number[b])), count) for a, b, count in edges))
    rounds = rounds or (ROUNDS if len(members) > 300 else 3 * ROUNDS)
    if len(members) <= SMALL:
        return _kept(pairs, len(members), rounds).copy()
    return _settled(pairs, len(members), rounds)


def _settled(pairs: Sequence[tuple[int, int, int]], count: int, rounds: int) -> Array:
    """Places of ``count`` nodes; ``pairs`` are the edges as rows of two nodes and a weight, sorted."""
    ends = np.array([(a, b) for a, b, _ in pairs])
    weight = np.sqrt(np.array([float(number) for _, _, number in pairs]))
    return _apart(_pull(_first(ends, count), ends, weight, rounds))


_kept = lru_cache(maxsize=256)(_settled)
"""Most small components are one of a few shapes: three in a row, a star of four."""


def _first(ends: NDArray[np.int64], count: int) -> Array:
    """Pivot MDS: the plane in which distances to a few far-apart pivots show best, scaled to edge lengths."""
    columns: list[Array] = []
    nearest = np.full(count, np.inf)
    pivot = 0
    beside = _neighbours(ends, count)
    for _ in range(min(PIVOTS, count)):
        steps = np.array(_distances(beside, pivot), dtype=np.float64)
        columns.append(steps * steps)
        nearest = np.minimum(nearest, steps)
        pivot = int(nearest.argmax())
    squares = np.array(columns).T
    centred = -(squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()) / 2
    first = _principal(centred)
    second = _principal(
        centred - first[:, None] * (first[:, None] * centred).sum(axis=0) / ((first * first).sum() + 1e-9)
    )
    place = np.stack([first, second], axis=1)
    spread = np.sqrt((place * place).mean()) + 1e-9
    chance = random.Random(SEED)
    jitter = np.array([[chance.random() - 0.5, chance.random() - 0.5] for _ in range(count)])
    scaled: Array = place / spread * LENGTH * np.sqrt(count) / 2 + jitter * LENGTH
    return scaled


def _neighbours(ends: NDArray[np.int64], count: int) -> list[list[int]]:
    """The rows that each row has an edge with."""
    beside: list[list[int]] = [[] for _ in range(count)]
    for one, other in ends.tolist():
        beside[one].append(other)
        beside[other].append(one)
    return beside


def _distances(beside: list[list[int]], start: int) -> list[int]:
    """How many edges each row is from ``start``, in a connected graph: a search by breadth."""
    steps = [-1] * len(beside)
    steps[start] = 0
    edge = [start]
    while edge:
        further = []
        for one in edge:
            for other in beside[one]:
                if steps[other] < 0:
                    steps[other] = steps[one] + 1
                    further.append(other)
        edge = further
    return steps


def _principal(matrix: Array) -> Array:
    """Projection of the rows on their main direction, by power iteration."""
    direction = 1.0 + np.arange(matrix.shape[1]) / matrix.shape[1]
    for _ in range(40):
        rows = (matrix * direction).sum(axis=1)
        direction = (matrix * rows[:, None]).sum(axis=0)
        direction = direction / (np.sqrt((direction * direction).sum()) + 1e-9)
    projection: Array = (matrix * direction).sum(axis=1)
    return projection


def _pull(place: Array, ends: NDArray[np.int64], weight: Array, rounds: int) -> Array:
    """Nodes repel one another, edges pull, all is drawn gently to the middle; steps shrink to nothing."""
    count = len(place)
    degree = np.bincount(ends.ravel(), minlength=count)
    mass = np.sqrt(1.0 + degree)
    crowding = np.sqrt(max(1.0, len(ends) / count - 0.5))
    pull = weight / np.sqrt(np.minimum(degree[ends[:, 0]], degree[ends[:, 1]])) / crowding
    for turn in range(rounds):
        force = _repulsion(place, mass) - place * mass[:, None] * GRAVITY
        along = place[ends[:, 1]] - place[ends[:, 0]]
        length = np.sqrt((along * along).sum(axis=1))
        tug = along * (pull * length / LENGTH)[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(ends[:, 0], tug[:, axis], count) - np.bincount(
                ends[:, 1], tug[:, axis], count
            )
        size = np.sqrt((force * force).sum(axis=1)) + 1e-9
        limit = LENGTH * (1 - turn / rounds)
        place = place + force * (np.minimum(size, limit) / size)[:, None]
    return place


def _repulsion(place: Array, mass: Array) -> Array:
    """The sum of mass · mass · LENGTH² / distance away from all others, for each node.

    In single precision, which is twice as fast: it changes where nodes come to rest, not how well.
    """
    force = np.empty_like(place)
    x, y, heavy = (row.astype(np.float32) for row in (place[:, 0], place[:, 1], mass))
    one = np.float32(1.0)
    for start in range(0, len(place), CHUNK):
        rows = slice(start, start + CHUNK)
        dx, dy = x[rows, None] - x, y[rows, None] - y
        push = heavy / (dx * dx + dy * dy + one)
        scale = LENGTH * LENGTH * mass[rows]
        force[rows, 0] = (push * dx).sum(axis=1) * scale
        force[rows, 1] = (push * dy).sum(axis=1) * scale
    return force


def _apart(place: Array, rounds: int = 40) -> Array:
    """Push nodes whose cells overlap away from each other along the shorter way, until few do."""
    for _ in range(rounds):
        moved = np.zeros_like(place)
        x, y = place[:, 0].copy(), place[:, 1].copy()
        for start in range(0, len(place), CHUNK):
            one, other = _near(x, y, start)
            dx, dy = x[one] - x[other], y[one] - y[other]
            over_x, over_y = CELL[0] - np.abs(dx), CELL[1] - np.abs(dy)
            sideways = over_x * CELL[1] < over_y * CELL[0]
            moved[:, 0] += np.bincount(one, np.where(sideways, np.sign(dx) * over_x, 0.0), len(place))
            moved[:, 1] += np.bincount(one, np.where(sideways, 0.0, np.sign(dy) * over_y), len(place))
        if not moved.any():
            break
        limit = np.maximum(np.abs(moved).max(axis=1), 1.0)
        place = place + moved * (np.minimum(limit * 0.35, 30.0) / limit)[:, None]
    return place


def _near(x: Array, y: Array, start: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of different nodes whose cells overlap, the first of each pair in the chunk that begins at ``start``."""
    rows = slice(start, start + CHUNK)
    near = np.abs(x[rows, None] - x) < CELL[0]
    near &= np.abs(y[rows, None] - y) < CELL[1]
    near[np.arange(near.shape[0]), np.arange(start, start + near.shape[0])] = False
    one, other = near.nonzero()
    return one + start, other
