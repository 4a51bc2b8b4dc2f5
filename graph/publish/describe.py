"""What the graph says of each entity, theme, article and of itself as a data set, as descriptions of named nodes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.core.ids import digest
from graph.core.ontology import PREDICATES, TYPES
from graph.publish import themes
from graph.publish.terms import count, date, literal, named, plain, url
from graph.publish.vocabulary import (
    DCAT,
    DCTERMS,
    FOAF,
    NEWSGRAPH,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    SDO,
    SKOS,
    VOID,
    class_of,
    node,
    standard_classes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.core.config import PublishSettings
    from graph.core.types import Article, Dataset, Entity
    from graph.publish.terms import Iris

Pair = tuple[ox.NamedNode, "ox.NamedNode | ox.Literal"]
Description = tuple[ox.NamedNode, list[Pair]]
"""A node and what is said of it; `graph.publish.quads` drops repetitions."""

TYPE, LABEL = node(RDF.type), node(RDFS.label)
_COMPANY = re.compile(r"[a-z]{2}(_[a-z]{2})?/[A-Za-z0-9._-]+", re.ASCII)
_QID, _MEDIATOPIC = re.compile(r"Q[1-9]\d*", re.ASCII), re.compile(r"\d{8}", re.ASCII)


def entity(iris: Iris, one: Entity, links: Iterable[Pair]) -> Description:
    """An entity: classes, names, ids elsewhere, and ``links``, its direct triples."""
    pairs: list[Pair] = [(TYPE, class_of(one.type)), *((TYPE, kind) for kind in standard_classes(one.type))]
    pairs += [(node(SKOS.prefLabel), literal(one.name)), (LABEL, literal(one.name))]
    pairs += [(node(SKOS.altLabel), literal(alias)) for alias in one.aliases if alias != one.name]
    pairs += [(node(NEWSGRAPH.articleCount), count(one.articles))]
    same = themes.matching(one) if one.type == "theme" else node(OWL.sameAs)
    pairs += [_identifier(system, value, same) for system, value in sorted(one.ids.items())]
    pairs += themes.about(iris.base, one) if one.type == "theme" else []
    return iris.entities[one.id], [*pairs, *links]


def replaced(iris: Iris, one: Entity) -> Iterator[Description]:
    """The ids that an entity replaces: whoever kept one finds by it what holds its mentions now."""
    for id_ in one.replaces:
        yield iris.local("entity", id_), [(node(DCTERMS.isReplacedBy), iris.entities[one.id])]


def _identifier(system: str, value: str, same: ox.NamedNode) -> Pair:
    """A link where the other system has IRIs, its own property where a vocabulary has one, else ``system:value``."""
    if system == "wikidata" and _QID.fullmatch(value):
        return same, ox.NamedNode(PREFIXES["wd"] + value)
    if system == "opencorporates" and _COMPANY.fullmatch(value):
        return same, ox.NamedNode(f"https://opencorporates.com/companies/{value}")
    if (iri := url(value)) is not None:
        return same, iri
    if system == "iptc" and _MEDIATOPIC.fullmatch(value):
        return same, ox.NamedNode(PREFIXES["iptc"] + value)
    properties = {"iso3166": NEWSGRAPH.iso3166, "lei": SDO.leiCode, "theme": SKOS.notation}
    if system in properties:
        return node(properties[system]), literal(value)
    return node(DCTERMS.identifier), literal(f"{system}:{value}")


def article(iris: Iris, one: Article, named_there: Iterable[str], tagged: Iterable[str]) -> Iterator[Description]:
    """An article, its publisher and its copies; ``named_there`` are the entities and ``tagged`` the themes by id."""
    iri = iris.articles[one.id]
    pairs: list[Pair] = [(TYPE, node(SDO.NewsArticle)), (node(DCTERMS.title), literal(one.title))]
    pairs += [(node(DCTERMS.identifier), literal(one.id)), *_publication(iris, one.published, one.url, one.publisher)]
    pairs += [(node(NEWSGRAPH.readFrom), literal(one.source))] if one.source else []
    pairs += [(node(DCTERMS.subject), iris.entities[theme]) for theme in tagged]
    pairs += [(node(SDO.mentions), iris.entities[entity]) for entity in named_there]
    yield iri, pairs
    for copy in one.copies:
        told: list[Pair] = [(TYPE, node(NEWSGRAPH.Copy)), (node(DCTERMS.isVersionOf), iri)]
        told += [(node(DCTERMS.identifier), literal(copy.id))]
        told += _publication(iris, copy.published, copy.url, copy.publisher)
        told += [(node(NEWSGRAPH.readFrom), literal(copy.source))] if copy.source else []
        yield iris.local("copy", digest(one.id, copy.id, copy.source)), told


def _publication(iris: Iris, published: str | None, address: str | None, publisher: str | None) -> Iterator[Pair]:
    if published:
        yield node(DCTERMS.issued), date(published)
    if publisher:
        yield node(DCTERMS.publisher), publisher_iri(iris.base, publisher)
    if address and (iri := url(address)):
        yield node(SDO.url), iri


def publisher_iri(base: str, name: str) -> ox.NamedNode:
    """The node of a publisher; it is known by its name alone."""
    return named(base, "publisher", name, digest(plain(name)))


def publishers(iris: Iris, dataset: Dataset) -> Iterator[Description]:
    """The publishers of articles and of their copies, by name."""
    names = {article.publisher for article in dataset.articles}
    names |= {copy.publisher for article in dataset.articles for copy in article.copies}
    for name in sorted(filter(None, names)):
        pairs: list[Pair] = [(TYPE, node(FOAF.Organization)), (node(FOAF.name), literal(name)), (LABEL, literal(name))]
        yield publisher_iri(iris.base, name), pairs


def data_set(
    iris: Iris, dataset: Dataset, settings: PublishSettings, facts: Mapping[ox.NamedNode, int]
) -> Iterator[Description]:
    """The data set: title, size, vocabularies, and a partition for each class and predicate that occurs.

    ``facts`` counts the direct triples of each predicate.
    """
    iri = ox.NamedNode(f"{iris.base}dataset")
    parts = [part for part in _partitions(dataset, facts) if part[-1]]
    pairs: list[Pair] = [(TYPE, node(VOID.Dataset)), (TYPE, node(DCAT.Dataset))]
    pairs += [(node(DCTERMS.title), literal(settings.title)), (node(VOID.uriSpace), literal(iris.base))]
    pairs += [(node(VOID.entities), count(len(dataset.entities))), (node(VOID.documents), count(len(dataset.articles)))]
    days = sorted(one.published for one in dataset.articles if one.published)
    pairs += [(node(SDO.temporalCoverage), literal(f"{days[0]}/{days[-1]}"))] if days else []
    pairs += [(node(VOID.vocabulary), ox.NamedNode(PREFIXES[name])) for name in sorted(PREFIXES) if name not in _IDS]
    nodes = [ox.NamedNode(f"{iri.value}/{path}") for path, *_ in parts]
    for part, (_, of, *_) in zip(nodes, parts, strict=True):
        pairs.append((node(VOID.classPartition if of == VOID["class"] else VOID.propertyPartition), part))
    yield iri, pairs
    for part, (_, of, what, size, total) in zip(nodes, parts, strict=True):
        yield part, [(node(of), what), (node(size), count(total))]


def _partitions(
    dataset: Dataset, facts: Mapping[ox.NamedNode, int]
) -> Iterator[tuple[str, str, ox.NamedNode, str, int]]:
    kinds = Counter(one.type for one in dataset.entities)
    for name in TYPES:
        yield f"class/{name}", VOID["class"], class_of(name), VOID.entities, kinds[name]
    yield "class/statement", VOID["class"], node(NEWSGRAPH.Statement), VOID.entities, len(dataset.statements)
    for name in PREDICATES:
        predicate = node(NEWSGRAPH[name])
        yield f"predicate/{name}", VOID.property, predicate, VOID.triples, facts.get(predicate, 0)


_IDS = frozenset({"iptc", "wd", "xsd"})
"""Prefixes of identifiers and data types: no vocabularies."""
