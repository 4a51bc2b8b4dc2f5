"""What the graph's shape tells about a node: how many facts it has, how central it is, whom it belongs with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from graph.core.kept import kept
from graph.network.graph import to_networkx

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.core.types import Dataset

SEED = 0
DIGITS = 8
"""Decimals that are kept of a PageRank: fewer than differ between processors."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Of one node: number of edge ends, PageRank (all nodes sum to 1), number of its community (0 is the largest)."""

    degree: int
    pagerank: float
    community: int


@kept
def measured(dataset: Dataset) -> tuple[nx.MultiDiGraph, dict[str, Measures]]:
    """The graph of a data set, not to be changed, and its measures: several formats need both."""
    network = to_networkx(dataset)
    return network, measure(network)


def measure(graph: nx.MultiDiGraph) -> dict[str, Measures]:
    """Measures of every node, by id, in the order of ids.

    Facts have directions that say nothing about importance (who is part of whom), so PageRank (Brin and Page, 1998)
    and communities (the Louvain method, Blondel et al., 2008) treat edges as undirected, weighted by how many facts
    link the two. Seeded and independent of the order of nodes, so the same graph gives the same figures.

    >>> measure(nx.MultiDiGraph([("a", "b"), ("a", "c")]))["a"]
    Measures(degree=2, pagerank=0.48648582, community=0)
    """
    order = sorted(graph)
    links = weighted(graph, {node: number for number, node in enumerate(order)})
    ranks = nx.pagerank(links, weight="weight") if order else {}
    community = communities(links)
    return {
        node: Measures(graph.degree(node), round(ranks[number], DIGITS), community[number])
        for number, node in enumerate(order)
    }


def weighted(graph: nx.MultiDiGraph, number: Mapping[str, int]) -> nx.Graph:
    """The simple undirected graph of node numbers, without loops; ``weight`` counts the edges between two nodes.

    Numbers and sorted edges, since algorithms that iterate over sets of strings differ from run to run.
    """
    counts: dict[tuple[int, int], int] = {}
    for source, target in graph.edges():
        one, other = sorted((number[source], number[target]))
        if one != other:
            counts[one, other] = counts.get((one, other), 0) + 1
    links = nx.Graph()
    links.add_nodes_from(range(len(number)))
    links.add_weighted_edges_from((one, other, count) for (one, other), count in sorted(counts.items()))
    return links


def communities(links: nx.Graph) -> dict[int, int]:
    """Community of each node number; the largest first, of equals the one with the smallest node."""
    if not len(links):
        return {}
    found = nx.community.louvain_communities(links, weight="weight", seed=SEED)
    ranked = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))
    return {node: index for index, group in enumerate(ranked) for node in group}
