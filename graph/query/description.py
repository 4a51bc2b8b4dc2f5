"""What a graph says of one node, as triples: the answer to looking up its IRI.

All that has the node as subject; the statements about it with their quotes, so that every fact comes with its evidence;
and the names of whatever these mention, so that the answer can be read by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.publish.vocabulary import DCTERMS, NEWSGRAPH, OA, RDF, RDFS, SDO, SKOS, node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DEFAULT = ox.DefaultGraph()
_ABOUT = (RDF.subject, RDF.object)
_INSIDE = (NEWSGRAPH.evidence, OA.hasSelector)
_NAMES = (SKOS.prefLabel, RDFS.label, DCTERMS.title, DCTERMS.issued, SDO.url)


def description(store: ox.Store, iri: str) -> list[ox.Triple]:
    """The triples about a node, grouped by subject, the node itself first; none if the graph does not know it."""
    start = ox.NamedNode(iri)
    told: dict[ox.NamedNode, list[ox.Triple]] = {start: list(_said(store, start))}
    if not told[start]:
        return []
    about = sorted(_subjects(store, start), key=lambda subject: subject.value)
    for subject in about:
        told[subject] = list(_said(store, subject))
    for _ in _INSIDE:  # from a statement to its quotes, from these to their selectors
        for subject in _linked(told, _INSIDE):
            told.setdefault(subject, list(_said(store, subject)))
    for other in _linked(told, None):
        if other not in told:
            told[other] = [triple for triple in _said(store, other) if triple.predicate.value in map(str, _NAMES)]
    return [triple for group in told.values() for triple in group]


def _said(store: ox.Store, subject: ox.NamedNode) -> Iterator[ox.Triple]:
    return iter(sorted((quad.triple for quad in store.quads_for_pattern(subject, None, None, _DEFAULT)), key=str))


def _subjects(store: ox.Store, target: ox.NamedNode) -> set[ox.NamedNode]:
    quads = (quad for link in _ABOUT for quad in store.quads_for_pattern(None, node(link), target, _DEFAULT))
    return {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}


def _linked(told: dict[ox.NamedNode, list[ox.Triple]], by: Iterable[str] | None) -> list[ox.NamedNode]:
    wanted = None if by is None else {str(predicate) for predicate in by}
    found = (
        triple.object
        for triples in told.values()
        for triple in triples
        if wanted is None or triple.predicate.value in wanted
    )
    nodes = {one for one in found if isinstance(one, ox.NamedNode) and one not in told}
    return sorted(nodes, key=lambda one: one.value)
