"""The formats that a build can write: one exporter each, found by name.

An exporter is a function ``write(dataset, file, settings) -> None`` that writes bytes to an open binary file. Built-in
formats are listed here; an installed package adds one through the entry point group ``newsgraph.formats`` whose
value is a `Format`. The function is imported only when its format is written. Any format can be had gzipped:
``turtle.gz`` is ``graph.ttl.gz``.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from graph.core.config import PublishSettings
from graph.core.errors import UsageError
from graph.core.types import Dataset

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

Exporter = Callable[[Dataset, BinaryIO, PublishSettings], None]
GZIP = ".gz"


@dataclass(frozen=True, slots=True)
class Format:
    """A name for ``--formats``, the file it makes in the output folder, and ``module:function`` of its exporter.

    ``more`` are the further files of a format that is several, each with its exporter. ``together`` is
    ``module:function`` of what writes this and other formats that name the same, for less work than each by itself:
    ``write(dataset, files, settings) -> None``, where ``files`` maps names of formats to lists of open binary files.
    A format with ``more`` files is written by its exporters all the same, as is one that is gzipped.
    """

    name: str
    filename: str
    exporter: str
    more: tuple[tuple[str, str], ...] = ()
    gzipped: bool = False
    together: str = ""

    def load(self) -> Exporter:
        """Import the exporter of the (first) file."""
        return next(self.outputs())[1]

    @property
    def filenames(self) -> tuple[str, ...]:
        """The files that it makes.

        >>> Format("turtle", "graph.ttl", "graph.publish.rdf:write_turtle").filenames
        ('graph.ttl',)
        """
        names = (self.filename, *(name for name, _ in self.more))
        return tuple(f"{name}{GZIP}" for name in names) if self.gzipped else names

    def outputs(self) -> Iterator[tuple[str, Exporter]]:
        """Each file with its exporter, imported."""
        exporters = (self.exporter, *(exporter for _, exporter in self.more))
        for name, exporter in zip(self.filenames, exporters, strict=True):
            yield name, _gzipped(load(exporter)) if self.gzipped else load(exporter)


def load(exporter: str) -> Any:
    """The function of ``module:function``, imported."""
    module, _, function = exporter.partition(":")
    return getattr(import_module(module), function)


def _gzipped(exporter: Exporter) -> Exporter:
    def write(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
        with packing(file) as packed:
            exporter(dataset, packed, settings)

    return write


def packing(file: BinaryIO) -> AbstractContextManager[BinaryIO]:
    """A file that gzips into another, without name and time in its header (RFC 1952): equal graphs give equal bytes."""
    return cast("AbstractContextManager[BinaryIO]", gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0))


def _tables(ending: str, module: str) -> tuple[tuple[str, str], ...]:
    names = ("entities", "statements", "evidence", "articles", "mentions", "themes")
    return tuple((f"{name}.{ending}", f"{module}:{name}") for name in names)


def _several(name: str, files: tuple[tuple[str, str], ...]) -> Format:
    (filename, exporter), *more = files
    return Format(name, filename, exporter, tuple(more))


_RDF = "graph.publish.rdf:write_together"
BUILT_IN = (
    Format("html", "graph.html", "graph.publish.html:write"),
    Format("turtle", "graph.ttl", "graph.publish.rdf:write_turtle", together=_RDF),
    Format("trig", "graph.trig", "graph.publish.rdf:write_trig", together=_RDF),
    Format("nquads", "graph.nq", "graph.publish.rdf:write_nquads", together=_RDF),
    Format("ntriples", "graph.nt", "graph.publish.rdf:write_ntriples", together=_RDF),
    Format("jsonld", "graph.jsonld", "graph.publish.jsonld:write"),
    Format("rdfxml", "graph.rdf", "graph.publish.rdf:write_rdfxml", together=_RDF),
    Format("graphml", "graph.graphml", "graph.publish.networks:write_graphml"),
    Format("gexf", "graph.gexf", "graph.publish.networks:write_gexf"),
    Format("cytoscape", "graph.cyjs", "graph.publish.tools.drawn:write_cytoscape"),
    Format("nodelink", "graph.node-link.json", "graph.publish.tools.drawn:write_node_link"),
    Format("popolo", "graph.popolo.json", "graph.publish.tools.popolo:write"),
    Format("ftm", "graph.ftm.json", "graph.publish.tools.ftm:write"),
    _several("csv", _tables("csv", "graph.publish.tools.csv_tables")),
    _several("parquet", _tables("parquet", "graph.publish.tools.parquet")),
    Format("xlsx", "graph.xlsx", "graph.publish.tools.xlsx:write"),
    _several(
        "neo4j",
        (
            ("neo4j-entities.csv", "graph.publish.tools.neo4j:entities"),
            ("neo4j-articles.csv", "graph.publish.tools.neo4j:articles"),
            ("neo4j-facts.csv", "graph.publish.tools.neo4j:facts"),
            ("neo4j-mentions.csv", "graph.publish.tools.neo4j:mentions"),
        ),
    ),
    Format("cypher", "graph.cypher", "graph.publish.tools.cypher:write"),
)


def formats() -> dict[str, Format]:
    """Every known format by name; built-in names cannot be taken over by a plug-in."""
    added = (point.load() for point in entry_points(group="newsgraph.formats"))
    return {one.name: one for one in (*added, *BUILT_IN)}


def find(name: str) -> Format:
    """The format of a name, gzipped where the name ends in ``.gz``. Raises `UsageError` that lists what exists.

    >>> find("turtle.gz").filenames
    ('graph.ttl.gz',)
    """
    known = formats()
    if name in known:
        return known[name]
    plain = name.removesuffix(GZIP)
    if plain in known:
        return replace(known[plain], name=name, gzipped=True)
    raise UsageError(f"unknown format {name!r}; choose from: jsonl, {', '.join(known)}; each also NAME{GZIP}")


def exists(name: str) -> bool:
    """Whether there is a format of this name."""
    return name.removesuffix(GZIP) in formats()


def choose(names: tuple[str, ...]) -> list[Format]:
    """The formats of these names; ``jsonl`` stands for none beside the interchange files. Raises `UsageError`."""
    return [find(name) for name in dict.fromkeys(names) if name != "jsonl"]


def every_filename() -> set[str]:
    """The names of all files that any format can make, gzipped or not."""
    plain = {name for one in formats().values() for name in one.filenames}
    return plain | {f"{name}{GZIP}" for name in plain}
