"""The part of a graph that a page holds: all of a small one, the most important nodes of a large one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.network.graph import all_statements
from graph.network.layout import positions
from graph.network.measures import Measures, measured

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.core.types import Dataset, Entity, Statement


@dataclass(frozen=True, slots=True)
class Selection:
    """What is on the page. ``entities`` come in order of importance; ``all_entities`` and ``all_facts`` count the
    whole graph. ``statements`` are those between the entities, of which ``links`` (by id) are no facts of their own
    but tell that an entity has a theme; ``beyond`` counts the statements that lead from an entity to one that is not on
    the page. ``places``, ``measures`` and ``beyond`` are by entity id.
    """

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    measures: Mapping[str, Measures]
    places: Mapping[str, tuple[int, int]]
    links: frozenset[str]
    beyond: Mapping[str, int]
    all_entities: int
    all_facts: int

    @property
    def facts(self) -> int:
        """How many facts are on the page, counted as ``newsgraph stats`` does: theme links are counted apart."""
        return len(self.statements) - len(self.links)


def select(dataset: Dataset, limit: int) -> Selection:
    """At most ``limit`` entities, those of the highest PageRank, of equals those that more articles name."""
    network, measures = measured(dataset)
    names = {one.id: one for one in dataset.entities}
    ranked = sorted(network, key=lambda node: (-measures[node].pagerank, -names[node].articles, node))[:limit]
    chosen = frozenset(ranked)
    shown = network.subgraph(ranked) if len(ranked) < len(network) else network  # a view of all is slow to go through
    statements = all_statements(dataset)
    stated = {one.id for one in dataset.statements}
    inside = tuple(one for one in statements if one.subject in chosen and one.object in chosen)
    return Selection(
        entities=tuple(names[node] for node in ranked),
        statements=inside,
        measures=measures,
        places=positions(shown, {node: measures[node].community for node in ranked}),
        links=frozenset(one.id for one in inside if one.id not in stated),
        beyond=_beyond(statements, chosen),
        all_entities=len(network),
        all_facts=len(dataset.statements),
    )


def _beyond(statements: Iterable[Statement], chosen: frozenset[str]) -> Counter[str]:
    """For each chosen entity how many statements link it to one that was not chosen."""
    ends = ((one.subject, one.object) for one in statements)
    return Counter(end for pair in ends for end in pair if end in chosen and not chosen.issuperset(pair))
