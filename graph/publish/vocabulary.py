"""The vocabularies of the RDF: prefixes, closed namespaces, and our own ontology (``data/ontology.ttl``).

Terms are written ``ORG.Membership``: our namespaces refuse a misspelt one with `AttributeError`. The graph follows W3C
ORG (organizations and memberships), FOAF and schema.org (people, events, places), SKOS (themes), the Web Annotation
vocabulary and PROV-O (evidence), Dublin Core (articles), VoID and DCAT (the data set).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from rdflib import URIRef  # noqa: TC002 - rdflib reads the annotations
from rdflib.namespace import (
    DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SKOS,
    VOID,
    XSD,
    DefinedNamespace,
    Namespace,
)

from graph.core.ontology import TYPES

__all__ = ["DCAT", "DCTERMS", "FOAF", "NEWSGRAPH", "OA", "ORG", "OWL", "PROV", "RDF", "RDFS", "SDO", "SKOS", "VOID"]
__all__ += ["PREFIXES", "XSD", "class_of", "node", "ontology", "ontology_bytes", "standard_classes", "term"]


class NEWSGRAPH(DefinedNamespace):
    """Our own ontology; `graph/publish/data/ontology.ttl` defines every term."""

    _NS = Namespace("https://newsgraph.example/ontology#")
    _fail = True

    Official: URIRef
    Person: URIRef
    Ministry: URIRef
    GovernmentBody: URIRef
    Company: URIRef
    Organization: URIRef
    Event: URIRef
    Instrument: URIRef
    Place: URIRef
    Theme: URIRef

    Thing: URIRef
    Actor: URIRef
    Agent: URIRef
    Human: URIRef
    Body: URIRef
    PostHost: URIRef
    Seated: URIRef

    holds_position: URIRef
    part_of: URIRef
    owns: URIRef
    member_of: URIRef
    based_in: URIRef
    cooperates_with: URIRef
    meets: URIRef
    organizes: URIRef
    attends: URIRef
    issues: URIRef
    funds: URIRef
    regulates: URIRef
    appoints: URIRef
    succeeds: URIRef
    concerns: URIRef

    Statement: URIRef
    ThemeAssignment: URIRef
    Copy: URIRef
    evidence: URIRef
    role: URIRef
    status: URIRef
    confidence: URIRef
    validFrom: URIRef  # noqa: N815 - RDF's way of naming
    validTo: URIRef  # noqa: N815
    articleCount: URIRef  # noqa: N815
    readFrom: URIRef  # noqa: N815
    inverseLabel: URIRef  # noqa: N815
    iso3166: URIRef


class OA(DefinedNamespace):
    """The terms of the Web Annotation Vocabulary (W3C, 2017) that the graph uses."""

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    Annotation: URIRef
    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    hasBody: URIRef  # noqa: N815
    hasSelector: URIRef  # noqa: N815
    hasSource: URIRef  # noqa: N815
    hasTarget: URIRef  # noqa: N815
    start: URIRef


class _Swift:
    """A closed namespace that looks a term up once; rdflib's own checks it each time, in Python."""

    def __init__(self, namespace: Any) -> None:
        self._namespace = namespace

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._namespace, name)
        self.__dict__[name] = found
        return found

    def __getitem__(self, name: str) -> Any:
        return self._namespace[name]

    def __contains__(self, term: str) -> bool:
        return term in self._namespace


if not TYPE_CHECKING:  # to a type checker they are what they stand for
    NEWSGRAPH, OA, DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, VOID, XSD = map(
        _Swift, (NEWSGRAPH, OA, DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, VOID, XSD)
    )

PREFIXES: dict[str, str] = {
    "newsgraph": str(NEWSGRAPH._NS),
    "dcat": str(DCAT._NS),
    "dcterms": str(DCTERMS._NS),
    "foaf": str(FOAF._NS),
    "iptc": "http://cv.iptc.org/newscodes/mediatopic/",
    "oa": str(OA._NS),
    "org": str(ORG._NS),
    "owl": str(OWL._NS),
    "prov": str(PROV._NS),
    "rdf": str(RDF._NS),
    "rdfs": str(RDFS._NS),
    "schema": str(SDO._NS),
    "skos": str(SKOS._NS),
    "void": str(VOID._NS),
    "wd": "http://www.wikidata.org/entity/",
    "xsd": str(XSD._NS),
}
"""Prefix to namespace, for output files and for queries."""


@cache
def node(term: str) -> ox.NamedNode:
    """The term of a namespace as pyoxigraph's value."""
    return ox.NamedNode(term)


@cache
def term(name: str) -> ox.NamedNode:
    """The term of our own ontology of this name. Raises `AttributeError` for one that is not there.

    >>> term("owns").value
    'https://newsgraph.example/ontology#owns'
    """
    return node(NEWSGRAPH[name])


@cache
def class_of(entity_type: str) -> ox.NamedNode:
    """The class of an entity type.

    >>> class_of("government_body").value
    'https://newsgraph.example/ontology#GovernmentBody'
    """
    return node(NEWSGRAPH["".join(word.capitalize() for word in entity_type.split("_"))])


@cache
def ontology() -> tuple[ox.Triple, ...]:
    """The triples of our ontology, grouped by subject in the order of the file."""
    return tuple(quad.triple for quad in ox.parse(ontology_bytes(), format=ox.RdfFormat.TURTLE))


def ontology_bytes() -> bytes:
    """The ontology as the Turtle document that it is."""
    return files("graph.publish").joinpath("data/ontology.ttl").read_bytes()


@cache
def standard_classes(entity_type: str) -> tuple[ox.NamedNode, ...]:
    """The classes of public vocabularies that an entity of a type also gets: for tools that do not reason.

    >>> [one.value for one in standard_classes("official")]
    ['http://xmlns.com/foaf/0.1/Person']
    """
    own = class_of(TYPES[entity_type].name)
    broader = (t.object for t in ontology() if t.subject == own and t.predicate == node(RDFS.subClassOf))
    return tuple(one for one in broader if isinstance(one, ox.NamedNode) and not one.value.startswith(NEWSGRAPH._NS))
