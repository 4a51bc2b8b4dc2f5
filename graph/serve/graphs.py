"""SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013), to read: whole graphs, streamed, by GET and HEAD.

``?default`` is the complete graph, ``?graph=IRI`` what one article says. A graph can be larger than memory: it is
written in a thread, a few pieces ahead of what the client has taken.
"""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, BinaryIO, cast

import pyoxigraph as ox
from starlette.concurrency import iterate_in_threadpool
from starlette.responses import Response, StreamingResponse

from graph.core.errors import QueryError
from graph.serve.answer import graph_of
from graph.serve.formats import GRAPHS, RDF, choose, named
from graph.serve.replies import RequestError, pairs, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from graph.serve.formats import Kind
    from graph.serve.site import Site

PATH = "/data"
_AHEAD = 16
"""Pieces of 64 KB that are written ahead of the client."""
_PIECE = 1 << 16
_PATIENCE = 60.0
"""Seconds that the client may take for a piece before its reading is given up."""


async def endpoint(request: Request) -> Response:
    """Answer a request for a graph."""
    if request.method not in ("GET", "HEAD"):
        raise RequestError(405, "this graph is only read: use GET or HEAD", "GET, HEAD")
    site = site_of(request)
    given = pairs(request.url.query)
    graph = _graph(site, given)
    wanted = next((value for key, value in given if key == "format"), None)
    kind = named(wanted, GRAPHS) if wanted else choose(request.headers.get("accept"), GRAPHS)
    if kind is None:
        raise RequestError(406, f"a graph is RDF; Accept one of: {', '.join(kind.media for kind in GRAPHS)}")
    headers = {"Vary": "Accept"}
    if request.method == "HEAD":
        return Response(media_type=kind.media, headers=headers)
    return StreamingResponse(iterate_in_threadpool(dump(site, graph, kind)), media_type=kind.media, headers=headers)


def _graph(site: Site, given: list[tuple[str, str]]) -> ox.NamedNode | ox.DefaultGraph:
    chosen = [(key, value) for key, value in given if key in ("default", "graph")]
    if len(chosen) != 1:
        raise RequestError(400, "give either ?default or ?graph=IRI")
    key, iri = chosen[0]
    if key == "default":
        return ox.DefaultGraph()
    try:
        return graph_of(site.store, iri)
    except QueryError as error:
        raise RequestError(404, str(error)) from error


def dump(site: Site, graph: ox.NamedNode | ox.DefaultGraph, kind: Kind) -> Iterator[bytes]:
    """The bytes of a graph, as they are written. Leaving the iterator ends the writing."""
    pieces = _Pieces()

    def write() -> None:
        try:
            site.store.dump(cast("BinaryIO", pieces), RDF[kind.name], from_graph=graph, prefixes=site.prefixes)
            pieces.end()
        except (OSError, ValueError, _LeftError):
            pieces.end(whole=False)

    threading.Thread(target=write, daemon=True).start()
    return pieces.taken()


class _LeftError(Exception):
    """The client has gone."""


class _Pieces:
    """A file whose bytes another thread takes; writing waits while too many have not been taken."""

    def __init__(self) -> None:
        self._queue: queue.Queue[bytes | None] = queue.Queue(_AHEAD)
        self._buffer = bytearray()
        self._left = threading.Event()
        self._whole = True

    def write(self, data: bytes) -> int:
        """Take bytes of the graph; returns how many."""
        self._buffer += data
        if len(self._buffer) >= _PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Hand over what was written."""
        if self._left.is_set():
            raise _LeftError
        if self._buffer:
            try:
                self._queue.put(bytes(self._buffer), timeout=_PATIENCE)
            except queue.Full:
                raise _LeftError from None
            self._buffer.clear()

    def end(self, *, whole: bool = True) -> None:
        """Nothing comes after this."""
        self._whole = whole
        try:
            if whole:
                self.flush()
            self._queue.put(None, timeout=_PATIENCE)
        except (queue.Full, _LeftError):
            self._left.set()

    def taken(self) -> Iterator[bytes]:
        """The pieces, in order. Raises `RuntimeError` if not all could be written, so that the connection breaks."""
        try:
            while (piece := self._queue.get()) is not None:
                yield piece
            if not self._whole:
                raise RuntimeError("the graph could not be written whole")
        finally:
            self._left.set()
