"""Positions for drawing, computed once at build so that a page opens already settled.

Each connected component is laid out on its own (`graph.network.forces`, a large one by its communities:
`graph.network.clusters`), then all are packed: the largest first, smaller ones beside it while there is room and then
in rows beneath, nodes without any edge in a grid at the bottom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from graph.network.clusters import arrange
from graph.network.forces import CELL, settle
from graph.network.measures import communities, weighted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

ASPECT = 1.25
"""Width over height that the whole drawing aims at: that of a screen with a panel on either side."""
GAP = 90.0
"""Free space between components."""
WHOLE = 1500
"""Components of a graph of at most so many nodes are laid out whole, those of a larger one by community."""
SMALL = 40
"""So small a component is laid out whole in any graph."""


def positions(graph: nx.MultiDiGraph, community: Mapping[str, int] | None = None) -> dict[str, tuple[int, int]]:
    """Place of every node, by id: x to the right and y downwards, in pixels at scale 1, centred on (0, 0).

    Nodes are about 100 apart, so that most names have room. The same graph gives the same places on every machine.
    ``community`` gives the number of each node's community, by id, where it is known already. It matters for a graph of
    more than `WHOLE` nodes, whose larger components have each community in a circle of its own; there time grows with
    the number of nodes, below with the square of the largest component: about 4 s for 1,500 nodes.

    >>> positions(nx.MultiDiGraph([("a", "b")]))
    {'a': (-70, 0), 'b': (70, 0)}
    """
    order = sorted(graph)
    if not order:
        return {}
    links = weighted(graph, {node: number for number, node in enumerate(order)})
    groups = sorted((sorted(group) for group in nx.connected_components(links)), key=lambda group: (-len(group), group))
    alone = [group[0] for group in groups if len(group) == 1]
    known: dict[int, int] = {}
    if len(order) > WHOLE:
        known = communities(links) if community is None else {at: community[node] for at, node in enumerate(order)}
    blocks = [(group, _component(links.subgraph(group).copy(), group, known)) for group in groups if len(group) > 1]
    place = np.zeros((len(order), 2))
    for members, spots in _packed(blocks, alone):
        place[members] = spots
    place -= (place.min(axis=0) + place.max(axis=0)) / 2
    whole = np.rint(place).astype(int)
    return {node: (int(whole[number, 0]), int(whole[number, 1])) for number, node in enumerate(order)}


def _component(links: nx.Graph, members: list[int], community: Mapping[int, int]) -> Array:
    if community and len(members) > SMALL:
        return arrange(links, members, community)
    return settle(links, members)


def _packed(blocks: list[tuple[list[int], Array]], alone: list[int]) -> Iterator[tuple[list[int], Array]]:
    """Blocks moved to their corners, then the single nodes in rows beneath."""
    boxes = [spots.max(axis=0) - spots.min(axis=0) + GAP + CELL for _, spots in blocks]
    sizes = [(float(box[0]), float(box[1])) for box in boxes]
    area = sum(width * height for width, height in sizes) + len(alone) * float(CELL[0] * CELL[1])
    width = max([(area * ASPECT) ** 0.5, *(size[0] for size in sizes)])
    corners = list(_corners(sizes, width))
    for (members, spots), corner in zip(blocks, corners, strict=True):
        yield members, spots - spots.min(axis=0) + corner
    bottom = max((top + height for (_, top), (_, height) in zip(corners, sizes, strict=True)), default=0.0)
    columns = max(1, int(width // CELL[0]))
    for index, member in enumerate(alone):
        row, column = divmod(index, columns)
        yield [member], np.array([[column * CELL[0], bottom + row * CELL[1]]])


def _corners(sizes: list[tuple[float, float]], width: float) -> Iterator[tuple[float, float]]:
    """Top left corner of each block: shelves to the right of the first block, then shelves under it."""
    if not sizes:
        return
    yield 0.0, 0.0
    edge, floor = sizes[0]
    left, top, shelf = edge, 0.0, 0.0
    for block, height in sizes[1:]:
        if left + block > width:
            left, top, shelf = edge, top + shelf, 0.0
        if edge and (edge + block > width or top + height > floor):
            edge, left, top, shelf = 0.0, 0.0, floor, 0.0
        yield left, top
        left, shelf = left + block, max(shelf, height)
