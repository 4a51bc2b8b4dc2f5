"""The RDF of a folder that a build wrote, in an Oxigraph store in memory, whichever RDF formats are there."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, BinaryIO, cast

import pyoxigraph as ox

from graph.core.errors import DataError
from graph.publish.interchange_read import read_interchange, remedy, settings_of
from graph.publish.quads import triples
from graph.publish.registry import GZIP, find

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = {
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
"""The formats that hold the whole graph, the quickest to read first."""


def open_default_graph(folder: Path) -> tuple[ox.Store, str]:
    """The default graph of a folder and the name of the file that it is from.

    Without an RDF file it is made of the interchange files. Raises `DataError` for a folder that is missing or damaged.
    """
    store = ox.Store()
    for name, rdf in FORMATS.items():
        for filename in (find(name).filenames[0], find(name + GZIP).filenames[0]):
            if (path := folder / filename).is_file():
                _load(store, path, rdf, folder)
                return store, filename
    dataset = read_interchange(folder)
    store.bulk_extend(ox.Quad(*triple) for triple in triples(dataset, settings_of(folder)))
    return store, "statements.jsonl"


def _load(store: ox.Store, path: Path, rdf: ox.RdfFormat, folder: Path) -> None:
    default = ox.DefaultGraph()
    try:
        with gzip.open(path) if path.suffix == GZIP else path.open("rb") as file:
            quads = ox.parse(cast("BinaryIO", file), format=rdf)
            store.bulk_extend(quad for quad in quads if quad.graph_name == default)
    except (SyntaxError, OSError, EOFError) as error:
        raise DataError(f"{path}: {' '.join(str(error).split())}; {remedy(folder)}") from error
