"""The RDF formats that pyoxigraph writes: Turtle, TriG, N-Triples, N-Quads and RDF/XML (JSON-LD: `jsonld`).

All six hold the same triples (`graph.publish.quads`); TriG and N-Quads also tell which article says what. Triples go
to the file as they are made: none holds the graph, so memory does not grow with it beyond the data set's own. Making
triples takes longer than writing them, so several formats are written in one pass, a thousand triples at a time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, cast
from xml.sax.saxutils import quoteattr

import pyoxigraph as ox

from graph.publish.index import Index
from graph.publish.quads import batches, graphs, quads, triples
from graph.publish.terms import Iris, prefixes
from graph.publish.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    turtle(triples(dataset, settings), file, prefixes(settings.base))


def write_trig(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write TriG 1.1: the default graph, then a named graph an article."""
    names = prefixes(settings.base)
    ox.serialize(quads(dataset, settings), _turtle(file, names), ox.RdfFormat.TRIG, prefixes=names)


def write_nquads(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write N-Quads 1.1."""
    ox.serialize(quads(dataset, settings), file, ox.RdfFormat.N_QUADS)


def write_ntriples(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write N-Triples 1.1."""
    ox.serialize(triples(dataset, settings), file, ox.RdfFormat.N_TRIPLES)


def write_rdfxml(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write RDF/XML 1.1."""
    out = cast("BinaryIO", _Reheaded(file, _header(ox.RdfFormat.RDF_XML, {}), 2, b"&#13;"))
    ox.serialize(triples(dataset, settings), out, ox.RdfFormat.RDF_XML, prefixes=PREFIXES)


def write_together(dataset: Dataset, files: Mapping[str, Iterable[BinaryIO]], settings: PublishSettings) -> None:
    """Write files of several formats, by the name of the format, from one pass over the data set.

    The bytes are those that each writes by itself.
    """
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
    ox.serialize(triples, _turtle(file, names), ox.RdfFormat.TURTLE, prefixes=names)


def _turtle(file: BinaryIO, names: dict[str, str]) -> BinaryIO:
    return cast("BinaryIO", _Reheaded(file, _header(ox.RdfFormat.TURTLE, names), len(names)))


class _Reheaded:
    """A file that puts ``header`` in place of the first ``lines`` lines written to it.

    pyoxigraph declares prefixes in the order of a hash table seeded anew in each process, so its header differs between
    equal runs. It also leaves carriage returns as they are, which an XML parser reads as line feeds: ``carriage`` is
    written for them, where it is given.
    """

    def __init__(self, file: BinaryIO, header: bytes, lines: int, carriage: bytes = b"") -> None:
        self._file, self._lines, self._carriage = file, lines, carriage
        file.write(header)

    def write(self, data: bytes) -> int:
        """Take bytes of the output; returns how many."""
        rest = bytes(data)
        while self._lines and rest:
            _, ended, rest = rest.partition(b"\n")
            self._lines -= bool(ended)
        self._file.write(rest.replace(b"\r", self._carriage) if self._carriage else rest)
        return len(data)

    def flush(self) -> None:
        """Flush the file beneath."""
        self._file.flush()
