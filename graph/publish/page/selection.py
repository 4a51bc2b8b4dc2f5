"""The part of a graph that a page holds: all of a small one, the most important nodes of a large one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.network.graph import all_statements
from graph.network.layout import positions
from graph.network.measures import Measures, measured

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.core.types import Dataset, Entity, Statement


@dataclass(frozen=True, slots=True)
class Selection:
    """What is on the page. ``entities`` come in order of importance; ``all_entities`` and ``all_facts`` count the
    whole graph. ``statements`` are those between the entities; ``places`` and ``measures`` are by entity id.
    """

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    measures: Mapping[str, Measures]
    places: Mapping[str, tuple[int, int]]
    all_entities: int
    all_facts: int


def select(dataset: Dataset, limit: int) -> Selection:
    """At most ``limit`` entities, those of the highest PageRank, of equals those that more articles name."""
    network, measures = measured(dataset)
    names = {one.id: one for one in dataset.entities}
    ranked = sorted(network, key=lambda node: (-measures[node].pagerank, -names[node].articles, node))[:limit]
    chosen = frozenset(ranked)
    statements = all_statements(dataset)
    return Selection(
        entities=tuple(names[node] for node in ranked),
        statements=tuple(one for one in statements if one.subject in chosen and one.object in chosen),
        measures=measures,
        places=positions(network.subgraph(ranked), {node: measures[node].community for node in ranked}),
        all_entities=len(network),
        all_facts=len(statements),
    )
