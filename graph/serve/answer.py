"""One query answered in bytes: executed, counted while it is written, stopped where it grows past its limits.

Oxigraph writes answers by itself, which is several times as fast as writing rows in Python, but counts no rows. So
what it writes is counted on its way: by what stands between two rows. In some formats a text can hold those characters
too; then, and only when the count seems too high, the texts are taken out and what is left is counted again.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import pyoxigraph as ox

from graph.core.errors import LimitError, QueryError
from graph.publish.rdf import turtle
from graph.query.inline import run
from graph.query.text import refuse_forbidden, syntax_error
from graph.serve.formats import GRAPHS, RDF, RESULTS, TABLES, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.serve.limits import Limits


@dataclass(frozen=True, slots=True)
class Query:
    """A query as the protocol gives it; ``table`` and ``graph`` say how to write either kind of answer.

    ``default_graphs`` and ``named_graphs`` are IRIs; None where the request does not choose its graphs.
    """

    text: str
    table: Kind | None = TABLES[0]
    graph: Kind | None = GRAPHS[0]
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in bytes, and how they are written."""

    kind: Kind
    body: bytes


class NotAcceptableError(QueryError):
    """The client takes no media type that this answer can have."""


def answer(store: ox.Store, query: Query, names: Mapping[str, str], limits: Limits) -> Answer:
    """The answer to a query; ``names`` are prefixes that it need not declare.

    Raises `QueryError` for what is malformed or not allowed, `LimitError` for too large an answer.
    """
    refuse_forbidden(query.text)
    try:
        chosen = _graphs(store, query)
        results = store.query(query.text, prefixes=dict(names), **chosen) if chosen else run(store, query.text, names)
        if isinstance(results, ox.QueryTriples):
            return _graph(results, query, names, limits)
        if query.table is None:
            raise _unwritable("rows", TABLES)
        sink = _Sink(query.table, limits)
        results.serialize(cast("BinaryIO", sink), RESULTS[query.table.name])
        return Answer(query.table, sink.done())
    except SyntaxError as error:
        raise syntax_error(query.text, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"query: {' '.join(str(error).split())}; docs/cookbook.md has examples") from error


def _graphs(store: ox.Store, query: Query) -> dict[str, Any]:
    """The graphs that the request chooses. Raises `QueryError` for one that the data set does not have."""
    if query.default_graphs is None and query.named_graphs is None:
        return {}
    chosen = {}
    for key, iris in (("default_graph", query.default_graphs), ("named_graphs", query.named_graphs)):
        chosen[key] = [graph_of(store, iri) for iri in iris or ()]
    return chosen


def graph_of(store: ox.Store, iri: str) -> ox.NamedNode:
    """The name of a graph of the store. Raises `QueryError` if there is none; nothing is ever fetched or read."""
    try:
        node = ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"graph {iri!r}: not an absolute IRI") from error
    if not store.contains_named_graph(node):
        raise QueryError(f"graph <{iri}>: no such graph here, and none is read from elsewhere; see docs/serving.md")
    return node


def _graph(results: ox.QueryTriples, query: Query, names: Mapping[str, str], limits: Limits) -> Answer:
    if query.graph is None:
        raise _unwritable("triples", GRAPHS)
    triples = list(islice(results, limits.rows + 1))
    if len(triples) > limits.rows:
        raise _too_many("triples", limits)
    return Answer(query.graph, rdf(sorted(set(triples), key=str), query.graph, names))


def rdf(triples: list[ox.Triple], kind: Kind, names: Mapping[str, str]) -> bytes:
    """Triples in one of the formats of `GRAPHS`, in the order given."""
    file = io.BytesIO()
    if kind.name == "turtle":
        turtle(triples, file, dict(names))
    else:
        ox.serialize(triples, file, RDF[kind.name], prefixes=dict(names))
    return file.getvalue()


def _unwritable(what: str, kinds: tuple[Kind, ...]) -> NotAcceptableError:
    return NotAcceptableError(f"this query gives {what}; Accept one of: {', '.join(kind.media for kind in kinds)}")


def _too_many(what: str, limits: Limits) -> LimitError:
    return LimitError(f"the answer has more than {limits.rows:,} {what}, the limit here; add LIMIT or ask for less")


_BETWEEN = {"json": b"},{", "xml": b"<result>", "csv": b"\r\n", "tsv": b"\n"}
_BEFORE = {"json": -1, "xml": 0, "csv": 1, "tsv": 1}
"""How many more of these there are than rows."""
_TEXT = {"json": re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL), "csv": re.compile(rb'"(?:[^"]|"")*+"')}


class _Sink:
    """A file that counts the rows written to it, and raises `LimitError` when there are too many."""

    def __init__(self, kind: Kind, limits: Limits) -> None:
        self._limits, self._format = limits, kind.name
        self._parts: list[bytes] = []
        self._size = self._count = 0
        self._most = limits.rows + _BEFORE[self._format]
        self._check = self._most
        self._tail = b""

    def write(self, data: bytes) -> int:
        """Take bytes of the answer; returns how many."""
        part = bytes(data)
        self._parts.append(part)
        self._size += len(part)
        if self._size > self._limits.size:
            raise LimitError(f"the answer has more than {self._limits.size >> 20:,} MB, the limit here; add LIMIT")
        between = _BETWEEN[self._format]
        seen = self._tail + part
        self._count += seen.count(between)
        self._tail = seen[len(seen) - len(between) + 1 :] if len(seen) >= len(between) else seen
        if self._count > self._check:
            self._recount()
        return len(part)

    def _recount(self) -> None:
        body, text = b"".join(self._parts), _TEXT.get(self._format)
        exact = (text.sub(b"", body) if text else body).count(_BETWEEN[self._format])
        if exact > self._most:
            raise _too_many("rows", self._limits)
        self._check = self._count + max(self._most - exact, self._limits.rows // 10)

    def flush(self) -> None:
        """Nothing waits."""

    def done(self) -> bytes:
        """All that was written."""
        if self._count > self._most:
            self._recount()
        return b"".join(self._parts)
