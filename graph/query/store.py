"""A built graph in an Oxigraph store, in memory or on disk, and SPARQL 1.1 over it.

The prefixes of `graph.publish.vocabulary`, and ``entity:``, ``article:``, ``statement:`` … under the base of the graph,
need no PREFIX line. The default graph is complete; ``GRAPH ?article { … }`` asks what one article says.
"""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.core.config import PublishSettings
from graph.core.errors import DataError, QueryError
from graph.publish.interchange import read_interchange
from graph.publish.interchange_read import remedy, settings_of
from graph.publish.quads import quads
from graph.publish.terms import prefixes
from graph.publish.vocabulary import VOID, node
from graph.query.disk import NQUADS, disk_store, is_small, open_disk, stamp
from graph.query.inline import run
from graph.query.table import Table
from graph.query.text import refuse_forbidden, syntax_error

if TYPE_CHECKING:
    from pathlib import Path

    from graph.core.types import Dataset
    from graph.query.disk import Stamp


@dataclass(frozen=True, slots=True)
class Place:
    """Where the store of one build of a folder is, so that other processes can open the same: ``disk``, or memory."""

    folder: Path
    disk: Path | None
    stamp: Stamp

    def open(self) -> ox.Store:
        """The store, to read. Raises `DataError` if the folder has been built anew, or is damaged."""
        if self.disk is not None:
            try:
                return open_disk(self.disk)
            except OSError as error:
                raise DataError(f"{self.disk}: {' '.join(str(error).split())}; remove that folder") from error
        if stamp(self.folder) != self.stamp:
            raise DataError(f"{self.folder} has been built anew; start again to see it")
        store = ox.Store()
        _load(store, self.folder)
        return store


def place(folder: Path) -> Place:
    """The place of the graph that a build wrote to ``folder``: N-Quads, or without them the interchange files.

    A small one is held in memory, another on disk, in a store that is made the first time (`graph.query.disk`) and
    made again if it is damaged. Raises `DataError` if there is no graph, or a damaged one.
    """
    if not folder.is_dir() or is_small(folder):
        return Place(folder, None, stamp(folder))
    made = disk_store(folder, lambda store: _load(store, folder))
    if made is not None:
        try:
            open_disk(made)
        except OSError:  # damaged, or of another version of Oxigraph: what it was made from is still there
            shutil.rmtree(made, ignore_errors=True)
            made = disk_store(folder, lambda store: _load(store, folder))
    return Place(folder, made, stamp(folder))


def open_store(folder: Path) -> ox.Store:
    """The graph that a build wrote to ``folder``, to read, from its `place`. Raises `DataError`."""
    return place(folder).open()


def _load(store: ox.Store, folder: Path) -> None:
    path = folder / NQUADS
    if not path.is_file():
        store.bulk_extend(quads(read_interchange(folder), settings_of(folder)))
        return
    try:
        store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
    except (SyntaxError, OSError) as error:
        raise DataError(f"{path}: {' '.join(str(error).split())}; {remedy(folder)}") from error


def store_of(dataset: Dataset, settings: PublishSettings | None = None) -> ox.Store:
    """A data set in a new store."""
    store = ox.Store()
    store.bulk_extend(quads(dataset, settings or PublishSettings()))
    return store


def ask(store: ox.Store, sparql: str) -> Table | str:
    """The answer to a SPARQL query: a `Table` for SELECT and ASK, Turtle for CONSTRUCT and DESCRIBE.

    Raises `QueryError` with line and column of a syntax error, and for updates and SERVICE.
    """
    refuse_forbidden(sparql)
    names = known_prefixes(store)
    try:
        results = run(store, sparql, names)
        if isinstance(results, ox.QuerySolutions):
            columns = tuple(str(variable.value) for variable in results.variables)
            return Table(columns, tuple(tuple(solution) for solution in results))
        if isinstance(results, ox.QueryBoolean):
            return Table(("answer",), ((ox.Literal(bool(results)),),), bool(results))
        return _turtle(results, names)
    except SyntaxError as error:
        raise syntax_error(sparql, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"query: {' '.join(str(error).split())}; docs/cookbook.md has examples") from error


def known_prefixes(store: ox.Store) -> dict[str, str]:
    """The prefixes that a query may use undeclared; what is under the graph's base comes from its own description."""
    found = next(store.quads_for_pattern(None, node(VOID.uriSpace), None, ox.DefaultGraph()), None)
    return prefixes(found.object.value if found and isinstance(found.object, ox.Literal) else PublishSettings().base)


def _turtle(triples: ox.QueryTriples, names: dict[str, str]) -> str:
    """Turtle with the prefixes that it uses, in one order: the engine gives triples in any."""
    from graph.publish.rdf import turtle

    file = io.BytesIO()
    turtle(sorted(set(triples), key=str), file, names)
    return file.getvalue().decode()
