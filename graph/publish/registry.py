"""The formats that a build can write: one exporter each, found by name.

An exporter is a function ``write(dataset, file, settings) -> None`` that writes bytes to an open binary file. Built-in
formats are listed here; an installed package adds one through the entry point group ``newsgraph.formats`` whose
value is a `Format`. The function is imported only when its format is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from typing import BinaryIO

from graph.core.config import PublishSettings
from graph.core.errors import UsageError
from graph.core.types import Dataset

Exporter = Callable[[Dataset, BinaryIO, PublishSettings], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A name for ``--formats``, the file it makes in the output folder, and ``module:function`` of its exporter."""

    name: str
    filename: str
    exporter: str

    def load(self) -> Exporter:
        """Import the exporter."""
        module, _, function = self.exporter.partition(":")
        loaded: Exporter = getattr(import_module(module), function)
        return loaded


BUILT_IN = (
    Format("html", "graph.html", "graph.publish.html:write"),
    Format("turtle", "graph.ttl", "graph.publish.rdf:write_turtle"),
    Format("trig", "graph.trig", "graph.publish.rdf:write_trig"),
    Format("nquads", "graph.nq", "graph.publish.rdf:write_nquads"),
    Format("jsonld", "graph.jsonld", "graph.publish.rdf:write_jsonld"),
    Format("rdfxml", "graph.rdf", "graph.publish.rdf:write_rdfxml"),
    Format("graphml", "graph.graphml", "graph.publish.networks:write_graphml"),
    Format("gexf", "graph.gexf", "graph.publish.networks:write_gexf"),
)


def formats() -> dict[str, Format]:
    """Every known format by name; built-in names cannot be taken over by a plug-in."""
    added = (point.load() for point in entry_points(group="newsgraph.formats"))
    return {one.name: one for one in (*added, *BUILT_IN)}


def choose(names: tuple[str, ...]) -> list[Format]:
    """The formats of these names; ``jsonl`` stands for none beside the interchange files. Raises `UsageError`."""
    known = formats()
    if unknown := [name for name in names if name != "jsonl" and name not in known]:
        raise UsageError(f"unknown format {unknown[0]!r}; choose from: jsonl, {', '.join(known)}")
    return [known[name] for name in dict.fromkeys(names) if name != "jsonl"]
