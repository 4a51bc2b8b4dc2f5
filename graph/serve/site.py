"""What every part of the server shares: the graph of one build, opened for looking things up, and the pool for queries.

Looking up an entity or a name takes a few microseconds a triple and is done here, in a thread; only SPARQL, which can
take any time, goes to the pool. So pages and search stay quick while queries run.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.publish.page.packed import unpack
from graph.publish.vocabulary import DCTERMS, SDO, VOID, node
from graph.query.names import NameIndex, read_entities
from graph.query.paths import Connections
from graph.query.store import known_prefixes, place
from graph.serve.limits import Limits
from graph.serve.pool import Pool

if TYPE_CHECKING:
    from pathlib import Path

    from graph.core.types import Entity

PAGE = "graph.html"
"""The explorer page of a build."""


class Site:
    """The graph in ``folder``, ready to be served. `close` ends the processes that answer queries."""

    def __init__(self, folder: Path, limits: Limits | None = None, workers: int | None = None) -> None:
        """Open the graph. Raises `DataError` if there is none in ``folder``, or a damaged one."""
        self.folder, self.limits = folder, limits or Limits()
        where = place(folder)
        self.store = where.open()
        self.prefixes = known_prefixes(self.store)
        self.base = self._value(VOID.uriSpace) or "https://newsgraph.example/"
        self.title = self._value(DCTERMS.title) or "newsgraph"
        self.period = self._value(SDO.temporalCoverage).replace("/", " to ")
        self.pool = Pool(where, self.limits, workers)
        self._lock = Lock()

    def _value(self, predicate: str) -> str:
        found = self.store.quads_for_pattern(None, node(VOID.uriSpace), None, ox.DefaultGraph())
        data_set = next((quad.subject for quad in found), None)
        if not isinstance(data_set, ox.NamedNode):
            return ""
        quads = self.store.quads_for_pattern(data_set, node(predicate), None, ox.DefaultGraph())
        return next((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), "")

    @property
    def names(self) -> NameIndex:
        """The names of the graph; read when they are first asked for, once."""
        with self._lock:
            return self._names

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self.entities.values())

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entities by IRI."""
        return read_entities(self.store)

    @cached_property
    def iris(self) -> dict[str, str]:
        """The IRI of each entity by its id, and by the ids that it replaces."""
        retired = {old: iri for iri, entity in self.entities.items() for old in entity.replaces}
        return {**retired, **{entity.id: iri for iri, entity in self.entities.items()}}

    @property
    def connections(self) -> Connections:
        """The facts as lines between entities; read when they are first asked for, once."""
        with self._lock:
            return self._connections

    @cached_property
    def _connections(self) -> Connections:
        return Connections(self.store)

    @cached_property
    def named(self) -> dict[str, str]:
        """The IRI of the entity of each name that only one entity has."""
        count = Counter(entity.name for entity in self.entities.values())
        return {entity.name: iri for iri, entity in self.entities.items() if count[entity.name] == 1}

    @property
    def has_page(self) -> bool:
        """Whether the build wrote the explorer page."""
        return (self.folder / PAGE).is_file()

    @property
    def held(self) -> frozenset[str]:
        """Ids of the entities that the explorer page holds; read from it when they are first asked for, once."""
        with self._lock:
            return self._held

    @cached_property
    def _held(self) -> frozenset[str]:
        try:
            data = unpack((self.folder / PAGE).read_text("utf-8"))
            return frozenset(one["id"] for one in data["nodes"])
        except (OSError, ValueError, KeyError):
            return frozenset()

    @cached_property
    def missing(self) -> dict[str, list[str]]:
        """IRIs of the facts that the page lacks, by the IRI of the entity; filled by `graph.serve.beyond`."""
        return {}

    def path(self, iri: str) -> str:
        """Where this server shows a node: its own path for what is under the graph's base, else ""."""
        return f"/{iri.removeprefix(self.base)}" if iri.startswith(self.base) else ""

    def close(self) -> None:
        """End the processes that answer queries."""
        self.pool.close()
