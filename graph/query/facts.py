"""What a graph says of one entity: its facts, each with the words that say it and the article that they stand in.

Read by looking triples up, which takes the engine microseconds each, so that it is quick however large the graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.core.ontology import PREDICATES
from graph.publish.vocabulary import DCTERMS, FOAF, NEWSGRAPH, OA, RDF, SDO, SKOS, node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.core.ontology import Predicate

DEFAULT = ox.DefaultGraph()
_OURS = str(NEWSGRAPH._NS)


@dataclass(frozen=True, slots=True)
class Source:
    """An article: IRI, title, and where known date, address and publisher."""

    iri: str
    title: str
    published: str = ""
    url: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article that say a fact; ``start`` and ``end`` count characters of the article as read."""

    text: str
    start: int
    end: int
    source: Source


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement of the graph; ``subject`` and ``object`` are IRIs, ``predicate`` is a name of the ontology."""

    iri: str
    subject: str
    predicate: str
    object: str
    role: str = ""
    status: str = "stated"
    confidence: float = 1.0
    valid_from: str = ""
    valid_to: str = ""
    quotes: tuple[Quote, ...] = ()

    @property
    def kind(self) -> Predicate:
        """The predicate with its labels."""
        return PREDICATES[self.predicate]


def facts_of(store: ox.Store, iri: str, limit: int | None = None) -> list[Fact]:
    """The facts with an entity at either end, by predicate in the order of the ontology, then by IRI.

    At most ``limit`` of them: the caller tells by one more than it shows whether there are others.
    """
    entity = ox.NamedNode(iri)
    found: dict[str, None] = {}
    for end in (RDF.subject, RDF.object):
        for quad in store.quads_for_pattern(None, node(end), entity, DEFAULT):
            if limit is not None and len(found) >= limit:
                break
            if isinstance(quad.subject, ox.NamedNode) and _is_statement(store, quad.subject):
                found[quad.subject.value] = None
    order = {name: number for number, name in enumerate(PREDICATES)}
    facts = [fact for one in found if (fact := fact_of(store, one)) is not None]
    return sorted(facts, key=lambda fact: (order[fact.predicate], fact.object == iri, fact.iri))


def fact_of(store: ox.Store, statement: str) -> Fact | None:
    """The fact of a statement's IRI; None if the graph does not have it."""
    told = _told(store, ox.NamedNode(statement))
    predicate = _first(told, RDF.predicate).removeprefix(_OURS)
    if predicate not in PREDICATES:
        return None
    return Fact(
        statement,
        _first(told, RDF.subject),
        predicate,
        _first(told, RDF.object),
        _first(told, NEWSGRAPH.role),
        _first(told, NEWSGRAPH.status) or "stated",
        float(_first(told, NEWSGRAPH.confidence) or 1),
        _first(told, NEWSGRAPH.validFrom),
        _first(told, NEWSGRAPH.validTo),
        tuple(_quotes(store, told)),
    )


def source_of(store: ox.Store, article: str) -> Source:
    """What is known of an article by its IRI."""
    told = _told(store, ox.NamedNode(article))
    publisher = _first(told, DCTERMS.publisher)
    names = _told(store, ox.NamedNode(publisher)) if publisher else {}
    return Source(
        article,
        _first(told, DCTERMS.title),
        _first(told, DCTERMS.issued),
        _first(told, SDO.url),
        _first(names, FOAF.name),
    )


def articles_of(store: ox.Store, iri: str, limit: int) -> tuple[list[Source], int]:
    """The newest articles that name an entity or, for a theme, are about it; and how many there are in all."""
    entity = ox.NamedNode(iri)
    found = {
        quad.subject.value: None
        for link in (SDO.mentions, DCTERMS.subject)
        for quad in store.quads_for_pattern(None, node(link), entity, DEFAULT)
        if isinstance(quad.subject, ox.NamedNode)
    }
    dated = sorted(found, key=lambda article: (_issued(store, article), article), reverse=True)
    return [source_of(store, article) for article in dated[:limit]], len(found)


def themes_of(store: ox.Store, iri: str) -> list[tuple[str, str]]:
    """IRI and name of the policy themes that concern an entity, by name."""
    quads = store.quads_for_pattern(ox.NamedNode(iri), node(NEWSGRAPH.concerns), None, DEFAULT)
    themes = {quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)}
    return sorted(((theme, label_of(store, theme)) for theme in themes), key=lambda row: (row[1], row[0]))


def label_of(store: ox.Store, iri: str) -> str:
    """The name of an entity or a theme, "" if it has none."""
    return _first(_told(store, ox.NamedNode(iri)), SKOS.prefLabel)


def _is_statement(store: ox.Store, iri: ox.NamedNode) -> bool:
    return ox.Quad(iri, node(RDF.type), node(NEWSGRAPH.Statement), DEFAULT) in store


def _issued(store: ox.Store, article: str) -> str:
    quads = store.quads_for_pattern(ox.NamedNode(article), node(DCTERMS.issued), None, DEFAULT)
    return next((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), "")


def _told(store: ox.Store, subject: ox.NamedNode) -> dict[str, list[str]]:
    """All that is said of a node: IRIs and texts by predicate, sorted."""
    told: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(subject, None, None, DEFAULT):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            told.setdefault(quad.predicate.value, []).append(quad.object.value)
    return {predicate: sorted(values) for predicate, values in told.items()}


def _first(told: dict[str, list[str]], predicate: str) -> str:
    values = told.get(str(predicate))
    return values[0] if values else ""


def _quotes(store: ox.Store, told: dict[str, list[str]]) -> Iterator[Quote]:
    for iri in told.get(str(NEWSGRAPH.evidence), ()):
        target = _told(store, ox.NamedNode(iri))
        selected: dict[str, list[str]] = {}
        for selector in target.get(str(OA.hasSelector), ()):
            selected |= _told(store, ox.NamedNode(selector))
        start, end = _first(selected, OA.start) or "0", _first(selected, OA.end) or "0"
        yield Quote(_first(selected, OA.exact), int(start), int(end), source_of(store, _first(target, OA.hasSource)))
