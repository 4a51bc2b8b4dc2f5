"""A data set as RDF: a stream of triples, grouped by subject, in an order that depends on nothing but the data.

The default graph holds the whole: entities with their direct triples, statements, theme assignments, articles, quotes,
the description of the data set and our ontology; formats that know no graphs hold just this. Each article is also a
named graph of what that article says: its quotes, and the direct triples and themes that rest on them. There are no
blank nodes.

Oxigraph's union of all graphs repeats a triple that two graphs hold, so it is the default graph that is complete:
queries need no special setting, in any store.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.publish import describe, provenance, themes
from graph.publish.interchange import theme_order
from graph.publish.terms import Iris
from graph.publish.vocabulary import DCTERMS, NEWSGRAPH, SDO, node, ontology

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset
    from graph.publish.describe import Description, Pair


def triples(dataset: Dataset, settings: PublishSettings) -> Iterator[ox.Triple]:
    """The default graph, every triple once."""
    iris = Iris.of(dataset, settings.base)
    yield from _triples(_found(iris, dataset, settings))
    said = provenance.said_by_article(iris, dataset)
    for article in sorted(said):
        yield from _triples(provenance.quotes(iris, said[article]))
    yield from ontology()


def quads(dataset: Dataset, settings: PublishSettings) -> Iterator[ox.Quad]:
    """The default graph, then one named graph for each article, whose name is the article's IRI."""
    for triple in triples(dataset, settings):
        yield ox.Quad(triple.subject, triple.predicate, triple.object)
    iris = Iris.of(dataset, settings.base)
    said, rests = provenance.said_by_article(iris, dataset), _resting(iris, dataset)
    for article in sorted(said.keys() | rests.keys()):
        told = dict.fromkeys(sorted(rests.get(article, ()), key=str))
        for triple in chain(told, _triples(provenance.quotes(iris, said.get(article, [])))):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, iris.articles[article])


def _triples(descriptions: Iterable[Description]) -> Iterator[ox.Triple]:
    for subject, pairs in descriptions:
        for predicate, object_ in dict.fromkeys(pairs):
            yield ox.Triple(subject, predicate, object_)


def _found(iris: Iris, dataset: Dataset, settings: PublishSettings) -> Iterator[Description]:
    """All descriptions but those of quotes."""
    types = {one.id: one.type for one in dataset.entities}
    links = _links(iris, dataset)
    facts = Counter(predicate for pairs in links.values() for predicate, _ in dict.fromkeys(pairs))
    yield from describe.data_set(iris, dataset, settings, facts)
    yield from themes.groups(iris.base, dataset)
    for entity in sorted(dataset.entities, key=lambda one: iris.entities[one.id].value):
        yield describe.entity(iris, entity, sorted(links[iris.entities[entity.id]], key=str))
        yield from describe.replaced(iris, entity)
    yield from provenance.roles(iris, dataset, types)
    for statement in sorted(dataset.statements, key=lambda one: one.id):
        yield provenance.statement(iris, statement, types)
    for link in sorted(dataset.themes, key=theme_order):
        yield provenance.tag(iris, link)
    yield from _articles(iris, dataset)
    yield from describe.publishers(iris, dataset)


def _links(iris: Iris, dataset: Dataset) -> defaultdict[ox.NamedNode, list[Pair]]:
    """The direct triples of each entity: stated facts, and the themes it concerns."""
    links: defaultdict[ox.NamedNode, list[Pair]] = defaultdict(list)
    for statement in dataset.statements:
        for subject, predicate, object_ in provenance.direct(iris, statement):
            links[subject].append((predicate, object_))
    for link in dataset.themes:
        if link.entity is not None:
            links[iris.entities[link.entity]].append((node(NEWSGRAPH.concerns), iris.entities[link.theme]))
    return links


def _articles(iris: Iris, dataset: Dataset) -> Iterator[Description]:
    named, tagged = _named(dataset), defaultdict(list)
    for link in dataset.themes:
        if link.article is not None:
            tagged[link.article].append(link.theme)
    for article in sorted(dataset.articles, key=lambda one: one.id):
        yield from describe.article(iris, article, named.get(article.id, ()), sorted(tagged[article.id]))


def _named(dataset: Dataset) -> dict[str, list[str]]:
    """For each article the entities that it names, by id."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for linked in dataset.mentions:
        found[linked.mention.article].add(linked.entity)
    return {article: sorted(entities) for article, entities in found.items()}


def _resting(iris: Iris, dataset: Dataset) -> dict[str, list[ox.Triple]]:
    """For each article the triples that rest on it: facts that it states, themes, the entities that it names."""
    found: defaultdict[str, list[ox.Triple]] = defaultdict(list)
    for statement in dataset.statements:
        for triple in provenance.direct(iris, statement):
            for evidence in statement.evidence:
                found[evidence.article].append(ox.Triple(*triple))
    for link in dataset.themes:
        theme = iris.entities[link.theme]
        if link.article is not None:
            found[link.article].append(ox.Triple(iris.articles[link.article], node(DCTERMS.subject), theme))
            continue
        for evidence in link.evidence:
            about = ox.Triple(iris.entities[link.entity or ""], node(NEWSGRAPH.concerns), theme)
            found[evidence.article].append(about)
    for article, entities in _named(dataset).items():
        for entity in entities:
            found[article].append(ox.Triple(iris.articles[article], node(SDO.mentions), iris.entities[entity]))
    return found
