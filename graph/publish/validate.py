"""A written graph against our SHACL shapes (``data/shapes.ttl``), with pySHACL, in memory that hardly grows with it.

pySHACL reads rdflib graphs, and rdflib holds a large one slowly. But no shape looks further than from a node to the
classes of what it points to. So the graph lies in an Oxigraph store, and pySHACL gets it in parts: some nodes with all
that is said of them, the classes of what they point to, and the ontology. What the parts violate is what the graph
violates, and parts can be checked by several processes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from rdflib import RDF, SH, Graph, Literal, URIRef

from graph.publish.terms import prefixes
from graph.publish.vocabulary import DCTERMS, FOAF, OA, RDFS, SKOS, VOID, node, ontology

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

PART = 200
"""Nodes in a part: pySHACL looks each one up in the list of them, so larger parts take longer."""

_DEFAULT, _TYPE = ox.DefaultGraph(), node(str(RDF.type))
_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What is wrong with a node: its IRI and its name, the property and the value where it is about one, the rule."""

    name: str
    node: str
    path: str
    value: str
    message: str


def shapes_bytes() -> bytes:
    """The shapes as the Turtle document that they are."""
    return files("graph.publish").joinpath("data/shapes.ttl").read_bytes()


def validate(store: ox.Store, jobs: int = 1) -> list[Violation]:
    """What in the default graph of a store breaks a shape, sorted by name; empty where all is well.

    ``jobs`` is how many processes share the work; 0: as many as there are cores.

    >>> from graph.core.types import Dataset, Entity
    >>> from graph.core.config import PublishSettings
    >>> from graph.publish.quads import quads
    >>> store = ox.Store()
    >>> store.extend(quads(Dataset(entities=(Entity("e1", "company", "Corvane"),)), PublishSettings()))
    >>> validate(store)
    []
    """
    parts = _parts(store)
    first = list(islice(parts, 4))
    if jobs == 1 or len(first) < 4:  # starting processes would take longer than the work
        found = [one for part in (*first, *parts) for one in check(part)]
    else:
        from joblib import Parallel, delayed

        work = Parallel(n_jobs=jobs or -1, return_as="generator")(delayed(check)(part) for part in chain(first, parts))
        found = [one for violations in work for one in violations]
    short = prefixes(_base(store))
    return sorted(
        Violation(_name(store, iri), _short(iri, short), _short(path, short), _short(value, short), message)
        for iri, path, value, message in found
    )


def _parts(store: ox.Store) -> Iterator[tuple[list[str], bytes]]:
    """The nodes of a part, and as N-Triples what is said of them with the classes of what they point to."""
    subjects = iter(sorted({_text(quad.subject) for quad in store.quads_for_pattern(None, None, None, _DEFAULT)}))
    while nodes := list(islice(subjects, PART)):
        told = [
            quad.triple for iri in nodes for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, _DEFAULT)
        ]
        objects = {one.object for one in told if isinstance(one.object, ox.NamedNode)}
        kinds = [quad.triple for one in objects for quad in store.quads_for_pattern(one, _TYPE, None, _DEFAULT)]
        file = io.BytesIO()
        ox.serialize([*told, *kinds], file, ox.RdfFormat.N_TRIPLES)
        yield nodes, file.getvalue()


def check(part: tuple[list[str], bytes]) -> list[tuple[str, str, str, str]]:
    """The violations of one part: node, property, value, message."""
    import pyshacl

    nodes, content = part
    data = Graph()
    for triple in (*ontology(), *(quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES))):
        data.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    focus: list[str | URIRef] = [URIRef(iri) for iri in nodes]
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inference="none", focus_nodes=focus, inplace=True)
    return [_violation(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)]


@cache
def _shapes() -> Graph:
    return Graph().parse(shapes_bytes(), format="turtle")


def _text(term: Any) -> str:
    return str(term.value)


def _term(value: Any) -> Node:
    if isinstance(value, ox.NamedNode):
        return URIRef(value.value)
    if value.language:
        return Literal(value.value, lang=value.language)
    kind = value.datatype.value
    return Literal(value.value, datatype=None if kind == _STRING else URIRef(kind), normalize=False)


def _violation(report: Graph, result: Node) -> tuple[str, str, str, str]:
    def told(what: URIRef) -> str:
        return str(report.value(result, what) or "")

    return told(SH.focusNode), told(SH.resultPath), told(SH.value), told(SH.resultMessage)


def _base(store: ox.Store) -> str:
    return next(iter(_values(store, None, VOID.uriSpace)), "https://newsgraph.example/")


def _values(store: ox.Store, subject: str | None, predicate: str) -> Iterable[str]:
    start = ox.NamedNode(subject) if subject else None
    return sorted(_text(one.object) for one in store.quads_for_pattern(start, node(predicate), None, _DEFAULT))


def _short(iri: str, names: dict[str, str]) -> str:
    """``prefix:rest`` where a prefix fits, for people."""
    found = max(
        (item for item in names.items() if iri.startswith(item[1])), key=lambda item: len(item[1]), default=None
    )
    return f"{found[0]}:{iri.removeprefix(found[1])}" if found else iri


def _name(store: ox.Store, iri: str, depth: int = 2) -> str:
    """What people call a node: its name or title; of a statement its two ends; of a quote the article's title."""
    for label in (SKOS.prefLabel, DCTERMS.title, FOAF.name, RDFS.label):
        for name in _values(store, iri, label):
            return name
    ends = [_values(store, iri, end) for end in (RDF.subject, RDF.predicate, RDF.object)]
    if depth and any(ends):
        return " – ".join(_name(store, one, depth - 1) for values in ends for one in list(values)[:1])
    quote = iri.removesuffix("-text").removesuffix("-position").removesuffix("-annotation")
    for article in _values(store, quote, OA.hasSource):
        return f"quote from {_name(store, article)}"
    return iri
