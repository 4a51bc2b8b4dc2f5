"""How two entities are connected: chains of facts, each with the words that say it.

Facts may be walked in both directions. Between two entities there may be several; as their confidences are estimates of
probabilities, and taking them as independent, the link holds with probability 1 − Π(1 − confidence). A chain is as
strong as all its links together (the product). The *shortest* chain has the fewest links, of equals the strongest; the
*strongest* has the largest product, whatever its length (Dijkstra's algorithm over −log). Further chains come in that
order (Yen's algorithm, as networkx has it).

Facts that were denied are never walked, nor are themes, which join almost everything, unless they are asked for.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import networkx as nx

from graph.core.ontology import PREDICATES
from graph.query.facts import Fact, fact_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pyoxigraph as ox

STATUSES = ("stated", "planned", "former")
"""Statuses of the facts that are walked unless others are asked for."""
_SUREST = 0.9999
"""No link is quite certain: a chain gets weaker with each."""
_LINKS = """
SELECT ?statement ?subject ?predicate ?object ?status ?confidence WHERE {
  ?statement a newsgraph:Statement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    newsgraph:status ?status ; newsgraph:confidence ?confidence .
}
"""


@dataclass(frozen=True, slots=True)
class Link:
    """One fact as a line of the graph: its statement, both ends, and its confidence."""

    statement: str
    subject: str
    object: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Step:
    """From one entity (an IRI) to the next, by one or more facts; ``strength`` is the probability that one holds."""

    source: str
    target: str
    strength: float
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps that lead from one entity to another; ``strength`` is the product of theirs."""

    steps: tuple[Step, ...]

    @property
    def strength(self) -> float:
        """The probability that every step holds, taking them as independent."""
        return math.prod(step.strength for step in self.steps)


class Connections:
    """The facts of a graph as lines between entities."""

    def __init__(self, store: ox.Store, statuses: Collection[str] = STATUSES, *, themes: bool = False) -> None:
        """Read the facts that have one of ``statuses``; those that link to a theme only with ``themes``."""
        self._store = store
        self._between: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
        for link in sorted(_links(store, frozenset(statuses), themes), key=lambda link: link.statement):
            if link.subject != link.object:
                self._between[_ends(link.subject, link.object)].append(link)
        self._graph = nx.Graph()
        for (one, other), links in sorted(self._between.items()):
            cost = -math.log(_strength(links))
            self._graph.add_edge(one, other, hops=1 + cost / 1000, cost=cost)

    def shortest(self, one: str, other: str, number: int = 1) -> list[Chain]:
        """The chains with the fewest steps, of equals the strongest first; none if the two are not connected."""
        return self._chains(one, other, number, "hops")

    def strongest(self, one: str, other: str, number: int = 1) -> list[Chain]:
        """The chains that most probably hold, strongest first; none if the two are not connected."""
        return self._chains(one, other, number, "cost")

    def neighbours(self, entity: str) -> list[Step]:
        """A step to each entity that a fact links to this one: the strongest first, of equals by IRI."""
        if entity not in self._graph:
            return []
        steps = [self._step(entity, other) for other in self._graph[entity]]
        return sorted(steps, key=lambda step: (-step.strength, step.target))

    def _chains(self, one: str, other: str, number: int, weight: str) -> list[Chain]:
        if one == other or one not in self._graph or other not in self._graph:
            return []
        if not nx.has_path(self._graph, one, other):
            return []
        ways = islice(nx.shortest_simple_paths(self._graph, one, other, weight=weight), number)
        return [Chain(tuple(self._step(source, target) for source, target in pairwise(way))) for way in ways]

    def _step(self, source: str, target: str) -> Step:
        links = self._between[_ends(source, target)]
        ordered = sorted(links, key=lambda link: (-link.confidence, link.statement))
        facts = tuple(fact for link in ordered if (fact := fact_of(self._store, link.statement)) is not None)
        return Step(source, target, _strength(links), facts)


def _ends(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _strength(links: list[Link]) -> float:
    return min(1 - math.prod(1 - link.confidence for link in links), _SUREST) or 1 - _SUREST


def _links(store: ox.Store, statuses: frozenset[str], themes: bool) -> Iterator[Link]:
    from graph.query.store import ask
    from graph.query.table import Table, lexical

    table = ask(store, _LINKS)
    assert isinstance(table, Table)
    for row in table.terms:
        statement, subject, predicate, object_, status, confidence = map(lexical, row)
        name = predicate.rpartition("#")[2]
        if status in statuses and name in PREDICATES and (themes or name != "concerns"):
            yield Link(statement, subject, object_, float(confidence))
