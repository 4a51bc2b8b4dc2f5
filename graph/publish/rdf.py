"""The RDF formats that pyoxigraph writes: Turtle, TriG, N-Triples, N-Quads and RDF/XML (JSON-LD: `jsonld`).

All six hold the same triples (`graph.publish.quads`); TriG and N-Quads also tell which article says what. Triples go
to the files as they are made, about a thousand at a time: none holds the graph, so memory does not grow with it beyond
the data set's own. Making triples takes longer than writing them, so several formats are written in one pass.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO
from xml.sax.saxutils import quoteattr

import pyoxigraph as ox

from graph.publish.index import Index
from graph.publish.quads import BATCH, batches, graphs
from graph.publish.terms import Iris, prefixes
from graph.publish.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset

Batch = list[ox.Triple] | list[ox.Quad]
XML_END = b"</rdf:RDF>"
GRAPHS = 16
"""Named graphs written at once."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format writes the default graph, and the named graphs if it has them.

    TriG writes a default graph as Turtle does, N-Quads as N-Triples does, so each text is made once for both.
    """

    default: ox.RdfFormat
    named: ox.RdfFormat | None = None


LAYOUTS = {
    "turtle": Layout(ox.RdfFormat.TURTLE),
    "trig": Layout(ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG),
    "ntriples": Layout(ox.RdfFormat.N_TRIPLES),
    "nquads": Layout(ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS),
    "rdfxml": Layout(ox.RdfFormat.RDF_XML),
}
"""The formats by the names that `graph.publish.registry` gives them."""


def write_turtle(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write Turtle 1.1 with prefixes, grouped by subject."""
    write_together(dataset, {"turtle": [file]}, settings)


def write_trig(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write TriG 1.1: the default graph, then a named graph an article."""
    write_together(dataset, {"trig": [file]}, settings)


def write_nquads(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write N-Quads 1.1."""
    write_together(dataset, {"nquads": [file]}, settings)


def write_ntriples(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write N-Triples 1.1."""
    write_together(dataset, {"ntriples": [file]}, settings)


def write_rdfxml(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write RDF/XML 1.1."""
    write_together(dataset, {"rdfxml": [file]}, settings)


def write_together(dataset: Dataset, files: Mapping[str, Iterable[BinaryIO]], settings: PublishSettings) -> None:
    """Write files of several formats, by the name of the format, from one pass over the data set."""
    names = prefixes(settings.base)
    default, named = defaultdict(list), defaultdict(list)
    for format_, several in files.items():
        layout = LAYOUTS[format_]
        for file in several:
            file.write(_header(layout.default, names))
            default[layout.default].append(file)
            if layout.named:
                named[layout.named].append(file)
    iris, index = Iris.of(dataset, settings.base), Index.of(dataset)
    for batch in batches(iris, index, dataset, settings):
        _spread(batch, default, names)
    for file in default[ox.RdfFormat.RDF_XML]:
        file.write(XML_END)
    if named:
        rest = graphs(iris, index)
        while some := list(islice(rest, GRAPHS)):
            _spread(list(chain.from_iterable(some)), named, names)


def _spread(batch: Batch, files: Mapping[ox.RdfFormat, list[BinaryIO]], names: dict[str, str]) -> None:
    """Write some triples or quads to the files of each format."""
    for format_, several in files.items():
        text = _text(batch, format_, names)
        for file in several:
            file.write(text)


def _header(format_: ox.RdfFormat, names: dict[str, str]) -> bytes:
    """What a file begins with; pyoxigraph declares prefixes in the order of a hash table seeded in each process."""
    if format_ == ox.RdfFormat.RDF_XML:
        declared = "".join(f" xmlns:{name}={quoteattr(iri)}" for name, iri in PREFIXES.items())
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'.encode()
    if format_ == ox.RdfFormat.N_TRIPLES:
        return b""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names.items()).encode()


def _text(batch: Batch, format_: ox.RdfFormat, names: dict[str, str]) -> bytes:
    """Some triples or quads without header and end.

    pyoxigraph leaves carriage returns in XML as they are, which a parser reads as line feeds.
    """
    xml = format_ == ox.RdfFormat.RDF_XML
    text = ox.serialize(batch, None, format_, prefixes=PREFIXES if xml else names) or b""
    if xml:
        return _after(text, 2)[: -len(XML_END)].replace(b"\r", b"&#13;")
    return _after(text, len(names)) if batch and format_ in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG) else text


def _after(text: bytes, lines: int) -> bytes:
    """A text without its first lines."""
    return text.split(b"\n", lines)[lines]


def turtle(triples: Iterable[ox.Triple], file: BinaryIO, names: dict[str, str]) -> None:
    """Write any triples as Turtle with these prefixes, in the order that they come in."""
    file.write(_header(ox.RdfFormat.TURTLE, names))
    for batch in _batched(triples):
        file.write(_text(batch, ox.RdfFormat.TURTLE, names))


def _batched(triples: Iterable[ox.Triple]) -> Iterator[list[ox.Triple]]:
    """Lists of about a thousand, cut only where the subject changes."""
    batch: list[ox.Triple] = []
    for triple in triples:
        if len(batch) >= BATCH and triple.subject != batch[-1].subject:
            yield batch
            batch = []
        batch.append(triple)
    if batch:
        yield batch
