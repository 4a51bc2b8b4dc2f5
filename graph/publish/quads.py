"""A data set as RDF: a stream of triples, grouped by subject, in an order that depends on nothing but the data.

The default graph holds the whole: entities with their direct triples, statements, theme assignments, articles, quotes,
our ontology and the description of the data set; formats that know no graphs hold just this. Each article is also a
named graph of what that article says: its quotes, and the direct triples and themes that rest on them. There are no
blank nodes.

Oxigraph's union of all graphs repeats a triple that two graphs hold, so it is the default graph that is complete:
queries need no special setting, in any store.

Each kind of node comes in the order of its ids, which are hashes of content: an article more or less leaves the other
lines where they were, and a comparison of two files shows what changed.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.core.types import Statement
from graph.publish import describe, provenance, themes
from graph.publish.dataset import data_set
from graph.publish.index import Index
from graph.publish.interchange import theme_order
from graph.publish.provenance import CONCERNS
from graph.publish.terms import Iris
from graph.publish.vocabulary import DCTERMS, SDO, node, ontology, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset
    from graph.publish.describe import Description, Pair
    from graph.publish.provenance import Triple

_SUBJECT, _MENTIONS = node(DCTERMS.subject), node(SDO.mentions)


BATCH = 1024
"""Triples made at once: enough that what is done once a batch costs little, few enough for the processor's cache."""


def triples(dataset: Dataset, settings: PublishSettings) -> Iterator[ox.Triple]:
    """The default graph, every triple once."""
    return _triples(_default(Iris.of(dataset, settings.base), Index.of(dataset), dataset, settings))


def quads(dataset: Dataset, settings: PublishSettings) -> Iterator[ox.Quad]:
    """The default graph, then one named graph for each article, whose name is the article's IRI."""
    iris, index = Iris.of(dataset, settings.base), Index.of(dataset)
    for subject, pairs in _default(iris, index, dataset, settings):
        for predicate, object_ in pairs:
            yield ox.Quad(subject, predicate, object_)
    yield from chain.from_iterable(graphs(iris, index))


def batches(iris: Iris, index: Index, dataset: Dataset, settings: PublishSettings) -> Iterator[list[ox.Triple]]:
    """The default graph in lists of about a thousand triples, cut only where the subject changes."""
    return _batched(_default(iris, index, dataset, settings))


def _triples(descriptions: Iterable[Description]) -> Iterator[ox.Triple]:
    made = ox.Triple
    for subject, pairs in descriptions:
        for predicate, object_ in pairs:
            yield made(subject, predicate, object_)


def _batched(descriptions: Iterable[Description]) -> Iterator[list[ox.Triple]]:
    batch: list[ox.Triple] = []
    last = None
    for subject, pairs in descriptions:
        if len(batch) >= BATCH and subject != last:
            yield batch
            batch = []
        batch += [ox.Triple(subject, predicate, object_) for predicate, object_ in pairs]
        last = subject
    yield batch


def graphs(iris: Iris, index: Index) -> Iterator[list[ox.Quad]]:
    """The named graphs of the articles, sorted by the articles' ids, each whole."""
    for article in sorted(iris.articles):
        name = iris.articles[article]
        rows = [(subject, *pair) for subject, pairs in _quoted(iris, index, article) for pair in pairs]
        yield [ox.Quad(*row, name) for row in chain(_resting(iris, index, article), rows)]


def _default(iris: Iris, index: Index, dataset: Dataset, settings: PublishSettings) -> Iterator[Description]:
    total = len(ontology())
    facts: Counter[ox.NamedNode] = Counter()
    quoted = chain.from_iterable(_quoted(iris, index, article) for article in sorted(index.said))
    nodes = (things(iris, index, dataset, facts), statements(iris, index, dataset), sources(iris, index, dataset))
    for description in chain(*nodes, quoted):
        total += len(description[1])
        yield description
    yield from about_terms()
    yield from data_set(iris.base, dataset, settings, facts, total)


def about_terms() -> Iterator[Description]:
    """Our ontology as descriptions, in the order of its file."""
    for subject, triples in groupby(ontology(), key=lambda triple: triple.subject):
        yield subject, [(one.predicate, one.object) for one in triples]  # type: ignore[misc]


def _quoted(iris: Iris, index: Index, article: str) -> Iterator[Description]:
    return chain.from_iterable(provenance.quotes(iris, index.said.get(article, ())))


def things(iris: Iris, index: Index, dataset: Dataset, facts: Counter[ox.NamedNode]) -> Iterator[Description]:
    """The theme scheme, entities and posts; ``facts`` counts the direct triples by predicate as they go by."""
    yield from themes.groups(iris.base, dataset)
    for entity in sorted(dataset.entities, key=lambda one: iris.entities[one.id].value):
        links = links_of(iris, index, entity.id)
        facts.update(predicate for predicate, _ in links)
        yield describe.entity(iris, entity, links)
        yield from describe.replaced(iris, entity)
    yield from provenance.roles(iris, dataset, index.types)


def statements(iris: Iris, index: Index, dataset: Dataset) -> Iterator[Description]:
    """Statements and theme assignments."""
    for statement in sorted(dataset.statements, key=lambda one: one.id):
        yield provenance.statement(iris, statement, index.types)
    for link in sorted(dataset.themes, key=theme_order):
        yield provenance.tag(iris, link)


def sources(iris: Iris, index: Index, dataset: Dataset) -> Iterator[Description]:
    """Articles, their copies, and publishers."""
    for article in sorted(dataset.articles, key=lambda one: one.id):
        yield from describe.article(iris, article, index.names(article.id), index.themes(article.id))
    yield from describe.publishers(iris, dataset)


def links_of(iris: Iris, index: Index, entity: str) -> list[Pair]:
    """The direct triples of an entity, each once: stated facts, and the themes that it concerns."""
    links: dict[Pair, None] = {}
    for one in index.facts.get(entity, ()):
        other = one.object if one.subject == entity else one.subject
        links[term(one.predicate), iris.entities[other]] = None
    for link in index.concerns.get(entity, ()):
        links[CONCERNS, iris.entities[link.theme]] = None
    return sorted(links, key=lambda pair: (pair[0].value, pair[1].value))


def _resting(iris: Iris, index: Index, article: str) -> list[Triple]:
    """The triples that rest on an article: facts that it states, themes, the entities that it names."""
    found: set[Triple] = set()
    for _, what in index.said.get(article, ()):
        if isinstance(what, Statement):
            found.update(provenance.direct(iris, what))
        elif what.entity is not None:
            found.add((iris.entities[what.entity], CONCERNS, iris.entities[what.theme]))
    iri = iris.articles[article]
    found.update((iri, _SUBJECT, iris.entities[theme]) for theme in index.themes(article))
    found.update((iri, _MENTIONS, iris.entities[one]) for one in index.names(article))
    return sorted(found, key=lambda row: (row[0].value, row[1].value, row[2].value))
