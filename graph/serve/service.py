"""SPARQL 1.1 Service Description (W3C, 2013): what the endpoint can do, as RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.publish.vocabulary import RDF, VOID, node
from graph.serve.answer import rdf

if TYPE_CHECKING:
    from graph.serve.formats import Kind
    from graph.serve.site import Site

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_WRITES: tuple[str, ...] = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_WRITES += ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def describe_service(endpoint: str, site: Site, kind: Kind) -> bytes:
    """The description of the endpoint at an address, in a format of `graph.serve.formats.GRAPHS`.

    The default graph is the VoID data set of the build, whose own description is in the graph.
    """
    service, dataset, default = (ox.NamedNode(endpoint + part) for part in ("", "#dataset", "#default-graph"))
    triples = [
        ox.Triple(service, node(RDF.type), ox.NamedNode(SD + "Service")),
        ox.Triple(service, ox.NamedNode(SD + "endpoint"), service),
        ox.Triple(service, ox.NamedNode(SD + "supportedLanguage"), ox.NamedNode(SD + "SPARQL11Query")),
        *(ox.Triple(service, ox.NamedNode(SD + "resultFormat"), ox.NamedNode(_FORMATS + name)) for name in _WRITES),
        ox.Triple(service, ox.NamedNode(SD + "defaultDataset"), dataset),
        ox.Triple(dataset, node(RDF.type), ox.NamedNode(SD + "Dataset")),
        ox.Triple(dataset, ox.NamedNode(SD + "defaultGraph"), default),
        ox.Triple(default, node(RDF.type), ox.NamedNode(SD + "Graph")),
        ox.Triple(default, node(RDF.type), node(VOID.Dataset)),
        ox.Triple(default, node(VOID.sparqlEndpoint), service),
        ox.Triple(default, node(VOID.uriSpace), ox.Literal(site.base)),
    ]
    return rdf(triples, kind, {**site.prefixes, "sd": SD, "formats": _FORMATS})
