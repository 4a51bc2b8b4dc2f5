"""A layout of a large component: each community by itself in a circle, then the circles side by side.

Forces between all pairs take time with the square of the number of nodes, and draw a large graph as one ball of hair.
Communities are small, so laying out each costs little, and each gets a place of its own, which a page can draw as one
bubble from afar. Only + - * / and square roots, as in `graph.network.forces`: the same places on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from graph.network.forces import CELL, ROUNDS, settle
from graph.network.measures import communities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

SPLIT = 450
"""Communities of more nodes are split again."""
MARGIN = 90.0
"""Free space around a circle."""
PACKING = 240
"""Rounds in which circles are drawn together and pushed apart."""
TURN = (-0.7373688780783197, 0.6754902942615238)
"""Cosine and sine of the golden angle: points of a spiral that turns by it fill a disc evenly (Vogel, 1979)."""


def arrange(links: nx.Graph, members: list[int], community: Mapping[int, int]) -> Array:
    """Places of the members (sorted: all nodes) of a connected graph, one row each, community beside community."""
    parts: dict[int, list[int]] = {}
    for node in members:
        parts.setdefault(community[node], []).append(node)
    groups = sorted(parts.values(), key=lambda part: (-len(part), part))
    if len(groups) == 1:
        return _split(links, members)
    return _beside(links, members, groups)


def _split(links: nx.Graph, members: list[int]) -> Array:
    """One community: by forces if small, else by its own communities, and as a disc where it has none (a star)."""
    if len(members) <= SPLIT:
        return settle(links, members, ROUNDS)
    within = communities(nx.relabel_nodes(links, {node: at for at, node in enumerate(members)}))
    if len(set(within.values())) == 1:
        return _disc(links, members)
    return arrange(links, members, {node: within[at] for at, node in enumerate(members)})


def _beside(links: nx.Graph, members: list[int], groups: list[list[int]]) -> Array:
    row = {node: at for at, node in enumerate(members)}
    parts, bonds = _cut(links, groups)
    spots = [_middle(_pieces(part, group)) for part, group in zip(parts, groups, strict=True)]
    radii = np.array([_reach(spot) for spot in spots]) + MARGIN
    centres = _pack(radii, bonds)
    place = np.zeros((len(members), 2))
    for group, spot, centre in zip(groups, spots, centres, strict=True):
        place[[row[node] for node in group]] = spot + centre
    return place


def _cut(links: nx.Graph, groups: list[list[int]]) -> tuple[list[nx.Graph], dict[tuple[int, int], float]]:
    """The graph of each group by itself, and the weight of the edges between each two of them.

    Graphs of their own: networkx's views, one within another, are slow to go through.
    """
    home = {node: at for at, group in enumerate(groups) for node in group}
    inside: list[list[tuple[int, int, int]]] = [[] for _ in groups]
    bonds: dict[tuple[int, int], float] = {}
    for one, other, weight in links.edges(data="weight"):
        first, second = sorted((home[one], home[other]))
        if first == second:
            inside[first].append((one, other, weight))
        else:
            bonds[first, second] = bonds.get((first, second), 0.0) + weight
    parts = []
    for group, edges in zip(groups, inside, strict=True):
        part = nx.Graph()
        part.add_nodes_from(group)
        part.add_weighted_edges_from(edges)
        parts.append(part)
    return parts, bonds


def _pieces(links: nx.Graph, group: list[int]) -> Array:
    """A community is connected as a rule; where it is not, its pieces stand in a disc by size."""
    pieces = sorted((sorted(piece) for piece in nx.connected_components(links)), key=lambda piece: (-len(piece), piece))
    if len(pieces) == 1:
        return _split(links, group) if len(group) > 1 else np.zeros((1, 2))
    return _beside(links, group, pieces)


def _disc(links: nx.Graph, members: list[int]) -> Array:
    """A spiral from the best connected outwards."""
    order = sorted(range(len(members)), key=lambda at: (-links.degree(members[at]), at))
    place = np.zeros((len(members), 2))
    cosine, sine = 1.0, 0.0
    step = float(np.sqrt(CELL[0] * CELL[1] / 3))
    for rank, at in enumerate(order):
        place[at] = np.sqrt(float(rank)) * step * np.array([cosine, sine])
        cosine, sine = cosine * TURN[0] - sine * TURN[1], cosine * TURN[1] + sine * TURN[0]
    return place


def _middle(spot: Array) -> Array:
    centred: Array = spot - (spot.min(axis=0) + spot.max(axis=0)) / 2
    return centred


def _reach(spot: Array) -> float:
    return float(np.sqrt((spot * spot).sum(axis=1).max()))


def _pack(radii: Array, bonds: Mapping[tuple[int, int], float]) -> Array:
    """Centres of circles that do not overlap, those with many bonds near one another."""
    count = len(radii)
    step = float(np.sqrt((radii * radii).mean())) * 1.6
    place = np.zeros((count, 2))
    cosine, sine = 1.0, 0.0
    for at in range(count):
        place[at] = np.sqrt(float(at)) * step * np.array([cosine, sine])
        cosine, sine = cosine * TURN[0] - sine * TURN[1], cosine * TURN[1] + sine * TURN[0]
    ends = np.array(sorted(bonds), dtype=np.int64).reshape(-1, 2)
    weight = np.sqrt(np.array([bonds[one, other] for one, other in ends.tolist()]))
    share = weight / (np.bincount(ends.ravel(), np.repeat(weight, 2), count).max() + 1e-9) if len(ends) else weight
    area = radii * radii
    for turn in range(PACKING):
        strength = 0.3 * (1 - turn / PACKING)
        place = _apart(place + _drawn(place, radii, ends, share) * strength, radii, area)
    for _ in range(PACKING):
        moved = _apart(place, radii, area)
        if not np.abs(moved - place).max() > 0.5:
            break
        place = moved
    return place


def _drawn(place: Array, radii: Array, ends: NDArray[np.int64], share: Array) -> Array:
    """How far bonds and a gentle pull to the middle would move each circle."""
    force = -place * 0.12
    if len(ends):
        along = place[ends[:, 1]] - place[ends[:, 0]]
        length = np.sqrt((along * along).sum(axis=1)) + 1e-9
        free = np.maximum(length - radii[ends[:, 0]] - radii[ends[:, 1]], 0.0)
        tug = along / length[:, None] * (free * share)[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(ends[:, 0], tug[:, axis], len(place))
            force[:, axis] -= np.bincount(ends[:, 1], tug[:, axis], len(place))
    return force


def _apart(place: Array, radii: Array, area: Array) -> Array:
    """One step that pushes circles that overlap from each other, the smaller one further."""
    dx = place[:, 0][:, None] - place[:, 0]
    dy = place[:, 1][:, None] - place[:, 1]
    distance = np.sqrt(dx * dx + dy * dy) + 1e-9
    over = np.maximum(radii[:, None] + radii - distance, 0.0)
    np.fill_diagonal(over, 0.0)
    part = over * (area / (area + area[:, None])) / distance * 0.9
    moved: Array = place + np.stack([(dx * part).sum(axis=1), (dy * part).sum(axis=1)], axis=1)
    return moved
