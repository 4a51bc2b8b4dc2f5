"""The RDF formats that pyoxigraph writes: Turtle, TriG, N-Triples, N-Quads and RDF/XML (JSON-LD: `jsonld`).

All six hold the same triples (`graph.publish.quads`); TriG and N-Quads also tell which article says what. Triples go
to the file as they are made: none holds the graph, so memory does not grow with it beyond the data set's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, cast
from xml.sax.saxutils import quoteattr

import pyoxigraph as ox

from graph.publish.quads import quads, triples
from graph.publish.terms import prefixes
from graph.publish.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset


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
    declared = "".join(f" xmlns:{name}={quoteattr(iri)}" for name, iri in PREFIXES.items())
    header = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'
    out = cast("BinaryIO", _Reheaded(file, header, 2, b"&#13;"))
    ox.serialize(triples(dataset, settings), out, ox.RdfFormat.RDF_XML, prefixes=PREFIXES)


def turtle(triples: Iterable[ox.Triple], file: BinaryIO, names: dict[str, str]) -> None:
    """Write any triples as Turtle with these prefixes, in the order that they come in."""
    ox.serialize(triples, _turtle(file, names), ox.RdfFormat.TURTLE, prefixes=names)


def _turtle(file: BinaryIO, names: dict[str, str]) -> BinaryIO:
    header = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names.items())
    return cast("BinaryIO", _Reheaded(file, header, len(names)))


class _Reheaded:
    """A file that puts ``header`` in place of the first ``lines`` lines written to it.

    pyoxigraph declares prefixes in the order of a hash table seeded anew in each process, so its header differs between
    equal runs. It also leaves carriage returns as they are, which an XML parser reads as line feeds: ``carriage`` is
    written for them.
    """

    def __init__(self, file: BinaryIO, header: str, lines: int, carriage: bytes = b"\r") -> None:
        self._file, self._lines, self._carriage = file, lines, carriage
        file.write(header.encode())

    def write(self, data: bytes) -> int:
        """Take bytes of the output; returns how many."""
        rest = bytes(data)
        while self._lines and rest:
            _, ended, rest = rest.partition(b"\n")
            self._lines -= bool(ended)
        self._file.write(rest.replace(b"\r", self._carriage))
        return len(data)

    def flush(self) -> None:
        """Flush the file beneath."""
        self._file.flush()
