"""What the graph says of each entity, article and publisher, as descriptions of named nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.core.ids import digest
from graph.publish import themes
from graph.publish.terms import count, date, literal, named, plain, url
from graph.publish.vocabulary import (
    DCTERMS,
    FOAF,
    NEWSGRAPH,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    SDO,
    SKOS,
    class_of,
    node,
    standard_classes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.core.types import Article, Dataset, Entity
    from graph.publish.terms import Iris

Pair = tuple[ox.NamedNode, "ox.NamedNode | ox.Literal"]
Description = tuple[ox.NamedNode, list[Pair]]
"""A node and what is said of it, each pair once."""

TYPE, LABEL, PREF_LABEL = node(RDF.type), node(RDFS.label), node(SKOS.prefLabel)
_ALT_LABEL, _COUNT, _SAME = node(SKOS.altLabel), node(NEWSGRAPH.articleCount), node(OWL.sameAs)
_IDENTIFIER, _MENTIONS, _ABOUT = node(DCTERMS.identifier), node(SDO.mentions), node(DCTERMS.subject)
_ARTICLE, _TITLE, _READ_FROM = (TYPE, node(SDO.NewsArticle)), node(DCTERMS.title), node(NEWSGRAPH.readFrom)
_COMPANY = re.compile(r"[a-z]{2}(_[a-z]{2})?/[A-Za-z0-9._-]+", re.ASCII)
_QID, _MEDIATOPIC = re.compile(r"Q[1-9]\d*", re.ASCII), re.compile(r"\d{8}", re.ASCII)


def unique(pairs: Iterable[Pair]) -> list[Pair]:
    """Without repetitions: names that differ only in what no format can hold are one name."""
    return list(dict.fromkeys(pairs))


def entity(iris: Iris, one: Entity, links: Iterable[Pair]) -> Description:
    """An entity: classes, names, ids elsewhere, and ``links``, its direct triples."""
    pairs: list[Pair] = [(TYPE, class_of(one.type)), *((TYPE, kind) for kind in standard_classes(one.type))]
    pairs += [(PREF_LABEL, literal(one.name)), (LABEL, literal(one.name))]
    pairs += [(_ALT_LABEL, literal(alias)) for alias in one.aliases if alias != one.name]
    pairs += [(_COUNT, count(one.articles))]
    same = themes.matching(one) if one.type == "theme" else _SAME
    pairs += [_identifier(system, value, same) for system, value in sorted(one.ids.items())]
    pairs += themes.about(iris.base, one) if one.type == "theme" else []
    return iris.entities[one.id], unique([*pairs, *links])


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
    return _IDENTIFIER, literal(f"{system}:{value}")


def article(iris: Iris, one: Article, named_there: Iterable[str], tagged: Iterable[str]) -> Iterator[Description]:
    """An article, its publisher and its copies; ``named_there`` are the entities and ``tagged`` the themes by id."""
    iri = iris.articles[one.id]
    pairs: list[Pair] = [_ARTICLE, (_TITLE, literal(one.title))]
    pairs += [(_IDENTIFIER, literal(one.id)), *_publication(iris, one.published, one.url, one.publisher)]
    pairs += [(_READ_FROM, literal(one.source))] if one.source else []
    pairs += [(_ABOUT, iris.entities[theme]) for theme in tagged]
    pairs += [(_MENTIONS, iris.entities[entity]) for entity in named_there]
    yield iri, pairs
    for copy in one.copies:
        told: list[Pair] = [(TYPE, node(NEWSGRAPH.Copy)), (node(DCTERMS.isVersionOf), iri)]
        told += [(_IDENTIFIER, literal(copy.id))]
        told += _publication(iris, copy.published, copy.url, copy.publisher)
        told += [(_READ_FROM, literal(copy.source))] if copy.source else []
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
