"""Media types of answers, and which of them a client wants (HTTP Semantics, RFC 9110, section 12.5.1).

A query result is a table (SELECT, ASK) or a graph (CONSTRUCT, DESCRIBE); which of the two is known only once the query
has been parsed, so one is negotiated of each kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to write an answer: ``name`` is what ``?format=`` takes.

    ``also`` are other media types that ask for it, ``called`` other names that clients give it.
    """

    name: str
    media: str
    also: tuple[str, ...] = ()
    suffix: str = ""
    called: tuple[str, ...] = ()


JSON = Kind("json", "application/sparql-results+json", ("application/json",), "srj")
XML = Kind("xml", "application/sparql-results+xml", ("application/xml", "text/xml"), "srx")
CSV = Kind("csv", "text/csv", suffix="csv")
TSV = Kind("tsv", "text/tab-separated-values", suffix="tsv")
TURTLE = Kind("turtle", "text/turtle", ("application/turtle", "application/x-turtle"), "ttl", ("ttl", "n3"))
NTRIPLES = Kind("ntriples", "application/n-triples", ("text/plain",), "nt", ("nt", "n-triples"))
JSONLD = Kind("jsonld", "application/ld+json", ("application/json",), "jsonld", ("json-ld", "json"))
RDFXML = Kind("rdfxml", "application/rdf+xml", ("application/xml",), "rdf", ("rdf+xml", "rdf", "xml"))
HTML = Kind("html", "text/html", ("application/xhtml+xml",), "html")

TABLES, GRAPHS = (JSON, XML, CSV, TSV), (TURTLE, NTRIPLES, JSONLD, RDFXML)

RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def choose(accept: str | None, kinds: Sequence[Kind]) -> Kind | None:
    """The kind that an ``Accept`` header asks for, the first of equals; None if it takes none of them.

    >>> choose("text/csv;q=0.5, application/xml", TABLES).name, choose(None, GRAPHS).name, choose("image/png", TABLES)
    ('xml', 'turtle', None)
    """
    if accept is None or not accept.strip():
        return kinds[0]
    ranges = [_range(part) for part in accept.split(",")]
    rated = [(_quality(kind, ranges), -number, kind) for number, kind in enumerate(kinds)]
    quality, _, best = max(rated, key=lambda row: row[:2])
    return best if quality[0] > 0 else None


def named(name: str, kinds: Iterable[Kind]) -> Kind | None:
    """The kind of a name, as ``?format=`` gives it."""
    return next((kind for kind in kinds if name in (kind.name, kind.media, *kind.called)), None)


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return media, quality


def _quality(kind: Kind, ranges: list[tuple[str, float]]) -> tuple[float, int]:
    """How much a kind is wanted, and of equals how well it fits: its own media type before another name for it.

    A more specific range says more than a general one whatever their order; of a kind's media types the best counts.
    """
    best = (0.0, 0)
    for fit, media in ((1, kind.media), *((0, other) for other in kind.also)):
        for wanted in (media, f"{media.partition('/')[0]}/*", "*/*"):
            given = [quality for asked, quality in ranges if asked == wanted]
            if given:
                best = max(best, (max(given), fit))
                break
    return best
