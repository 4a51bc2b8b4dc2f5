"""JSON-LD 1.1 framed for people: an entity with what is said of it, each statement with the words that say it.

The context is published (``data/context.jsonld``) and stands in the file too, since nothing should have to be fetched
to read it. A statement stands under its subject (``statements``, which reads rdf:subject backwards), a quote in full
under the first statement that it supports; the others repeat its words. An entity or an article begins a line, and so
does each of its statements: the file is streamed, and two builds can be compared.

Written here because pyoxigraph writes only the expanded form (no context), and rdflib's serializer is slow and keeps
the whole document in memory.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from graph.core.types import Evidence, Statement, ThemeLink
from graph.publish import provenance
from graph.publish.context import Context
from graph.publish.dataset import data_set
from graph.publish.index import Index
from graph.publish.interchange import theme_order
from graph.publish.provenance import EVIDENCE, EXACT, SELECTOR, SUBJECT, TARGET
from graph.publish.quads import about_terms, sources, things
from graph.publish.terms import Iris, literal, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset
    from graph.publish.describe import Description
    from graph.publish.index import Support

Json = dict[str, Any]
Said = Statement | ThemeLink


def write(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write JSON-LD 1.1, framed; the triples are those of the other RDF formats."""
    context = Context.of(prefixes(settings.base))
    file.write(b'{"@context":' + _dump(context.terms) + b',\n"@graph":[')
    for number, lines in enumerate(_Frame(dataset, settings, context).lines()):
        file.write((b",\n" if number else b"\n") + lines)
    file.write(b"\n]}\n")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # `json.dumps` makes one each time


def _dump(value: Mapping[str, Any]) -> bytes:
    return _ENCODER.encode(value).encode()


class _Frame:
    """One pass over a data set; counts its triples and knows which quotes were told in full."""

    def __init__(self, dataset: Dataset, settings: PublishSettings, context: Context) -> None:
        self._dataset, self._settings, self._context = dataset, settings, context
        self._iris, self._index = Iris.of(dataset, settings.base), Index.of(dataset)
        self._told: set[tuple[str, int, int]] = set()
        self._said = cache(self._supports)
        self._subject, self._evidence = context.compact(SUBJECT.value), context.compact(EVIDENCE.value)
        self._selector, self._target = context.compact(SELECTOR.value), context.compact(TARGET.value)
        self._backwards = context.reverse[TARGET.value]
        self._size = 0

    def lines(self) -> Iterator[bytes]:
        """The nodes at the top: each a line, and one more for each of its statements."""
        facts: Counter[ox.NamedNode] = Counter()
        said = _by_subject(self._iris, self._dataset)
        nodes = things(self._iris, self._index, self._dataset, facts), sources(self._iris, self._index, self._dataset)
        for node in chain(*nodes):
            yield self._lines(self._made(node), [self._statement(one) for one in said.pop(node[0], ())])
        for node in about_terms():
            yield _dump(self._made(node))
        for node in data_set(self._iris.base, self._dataset, self._settings, facts, self._size):
            yield _dump(self._made(node))

    def _made(self, node: Description) -> Json:
        self._size += len(node[1])
        return self._context.node(*node)

    def _lines(self, node: Json, statements: list[Json]) -> bytes:
        if not statements:
            return _dump(node)
        key = json.dumps(self._context.reverse[SUBJECT.value]).encode()
        return _dump(node)[:-1] + b",\n " + key + b":[\n  " + b",\n  ".join(map(_dump, statements)) + b"]}"

    def _statement(self, one: Said) -> Json:
        """A statement without its subject, which it stands under, and with the quotes that no other told before."""
        if isinstance(one, Statement):
            description = provenance.statement(self._iris, one, self._index.types)
        else:
            description = provenance.tag(self._iris, one)
        node = self._made(description)
        del node[self._subject]
        if one.evidence:
            told = {self._iris.quote(piece).value: piece for piece in sorted(one.evidence, reverse=True)}
            node[self._evidence] = [self._quote(iri, told[iri]) for iri in sorted(told)]
        return node

    def _quote(self, iri: str, piece: Evidence) -> Json:
        place = (piece.article, piece.start, piece.end)
        if place in self._told:
            return self._words(iri, piece)
        self._told.add(place)
        ((target, exact, position, annotation),) = provenance.quotes(self._iris, self._said(piece.article)[place[1:]])
        node = self._made(target)
        node[self._selector] = [self._made(exact), self._made(position)]
        note = self._made(annotation)
        del note[self._target]
        node[self._backwards] = note
        return node

    def _supports(self, article: str) -> Mapping[tuple[int, int], list[Support]]:
        """What rests on each stretch of an article."""
        found: defaultdict[tuple[int, int], list[Support]] = defaultdict(list)
        for row in self._index.said[article]:
            found[row[0].start, row[0].end].append(row)
        return found

    def _words(self, iri: str, piece: Evidence) -> Json:
        """A quote that was told in full, by its words alone; its triples are not counted again."""
        words = self._context.node(ox.NamedNode(f"{iri}-text"), [(EXACT, literal(piece.quote))])
        return {"id": self._context.reference(iri), self._selector: words}


def _by_subject(iris: Iris, dataset: Dataset) -> dict[ox.NamedNode, list[Said]]:
    """What is said of each entity and article, in the order of the other formats."""
    found: defaultdict[ox.NamedNode, list[Said]] = defaultdict(list)
    for one in sorted(dataset.statements, key=lambda one: one.id):
        found[iris.entities[one.subject]].append(one)
    for link in sorted(dataset.themes, key=theme_order):
        if link.article is not None:
            found[iris.articles[link.article]].append(link)
        else:
            found[iris.entities[link.entity or ""]].append(link)
    return found
