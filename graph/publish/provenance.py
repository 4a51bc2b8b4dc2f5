"""Statements as nodes, and the evidence of each: which words of which article say it.

A statement keeps its status whatever it is. The direct triple ``subject predicate object``, and the W3C ORG membership
of a post, are made only of what is stated: a short query for current posts must not return a denied one.

A stretch of text that is evidence is an ``oa:SpecificResource`` with a quote and a position selector (Web Annotation
Data Model, W3C 2017); an ``oa:Annotation`` ties it to all that it says.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.core.ids import digest
from graph.core.ontology import BODY, PREDICATES
from graph.publish.describe import LABEL, TYPE, Description, Pair
from graph.publish.terms import count, date, literal, named, number, plain
from graph.publish.vocabulary import DCTERMS, NEWSGRAPH, OA, ORG, PROV, RDF, SKOS, node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.core.types import Dataset, Evidence, Statement, ThemeLink
    from graph.publish.terms import Iris

Said = list[tuple["Evidence", ox.NamedNode]]
"""Pieces of evidence, each with the node that it supports."""


def direct(iris: Iris, one: Statement) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    """The direct triple of a statement, and its mirror image where the predicate is symmetric; none unless stated."""
    if one.status != "stated":
        return
    subject, object_ = iris.entities[one.subject], iris.entities[one.object]
    predicate = node(NEWSGRAPH[one.predicate])
    yield subject, predicate, object_
    if PREDICATES[one.predicate].symmetric:
        yield object_, predicate, subject


def statement(iris: Iris, one: Statement, types: Mapping[str, str]) -> Description:
    """A statement with role, status, dates, confidence and evidence; a post in a body is an ``org:Membership`` too."""
    subject, object_ = iris.entities[one.subject], iris.entities[one.object]
    pairs: list[Pair] = [(TYPE, node(NEWSGRAPH.Statement)), (TYPE, node(RDF.Statement))]
    if one.predicate == "holds_position" and one.status == "stated" and types[one.object] in BODY:
        pairs += [(TYPE, node(ORG.Membership)), (node(ORG.member), subject), (node(ORG.organization), object_)]
        pairs += [(node(ORG.role), role_iri(iris.base, one.role))] if one.role else []
    pairs += [(node(RDF.subject), subject), (node(RDF.predicate), node(NEWSGRAPH[one.predicate]))]
    pairs += [(node(RDF.object), object_), (node(NEWSGRAPH.status), literal(one.status))]
    pairs += [(node(NEWSGRAPH.role), literal(one.role))] if one.role else []
    pairs += [(node(NEWSGRAPH.validFrom), date(one.valid_from))] if one.valid_from else []
    pairs += [(node(NEWSGRAPH.validTo), date(one.valid_to))] if one.valid_to else []
    pairs += [(node(NEWSGRAPH.confidence), number(one.confidence)), *_support(iris, one.evidence)]
    return iris.local("statement", one.id), pairs


def tag(iris: Iris, one: ThemeLink) -> Description:
    """That an article or an entity has a theme, with confidence and evidence."""
    if one.article is not None:
        holder, predicate = iris.articles[one.article], node(DCTERMS.subject)
    else:
        holder, predicate = iris.entities[one.entity or ""], node(NEWSGRAPH.concerns)
    pairs: list[Pair] = [(TYPE, node(NEWSGRAPH.ThemeAssignment)), (TYPE, node(RDF.Statement))]
    pairs += [(node(RDF.subject), holder), (node(RDF.predicate), predicate)]
    pairs += [(node(RDF.object), iris.entities[one.theme]), (node(NEWSGRAPH.confidence), number(one.score))]
    return tag_iri(iris, one), [*pairs, *_support(iris, one.evidence)]


def tag_iri(iris: Iris, one: ThemeLink) -> ox.NamedNode:
    """The node of a theme link."""
    return iris.local("tag", digest(one.article, one.entity, one.theme))


def _support(iris: Iris, evidence: Iterable[Evidence]) -> Iterator[Pair]:
    evidence = sorted(evidence)
    for name in sorted({one.article for one in evidence}):
        yield node(PROV.wasDerivedFrom), iris.articles[name]
    for one in evidence:
        yield node(NEWSGRAPH.evidence), iris.quote(one)


def role_iri(base: str, role: str) -> ox.NamedNode:
    """The node of a post's name: one for all who hold it, anywhere."""
    return named(base, "role", role, digest(plain(role)))


def roles(iris: Iris, dataset: Dataset, types: Mapping[str, str]) -> Iterator[Description]:
    """The posts that memberships name, by name."""
    held = (s for s in dataset.statements if s.predicate == "holds_position" and s.status == "stated" and s.role)
    for role in sorted({one.role for one in held if types[one.object] in BODY}):
        pairs: list[Pair] = [(TYPE, node(ORG.Role)), (node(SKOS.prefLabel), literal(role)), (LABEL, literal(role))]
        yield role_iri(iris.base, role), pairs


def said_by_article(iris: Iris, dataset: Dataset) -> dict[str, Said]:
    """For each article by id the evidence that it gives, sorted, with the nodes that rest on it."""
    found: defaultdict[str, Said] = defaultdict(list)
    for one in dataset.statements:
        for evidence in one.evidence:
            found[evidence.article].append((evidence, iris.local("statement", one.id)))
    for link in dataset.themes:
        for evidence in link.evidence:
            found[evidence.article].append((evidence, tag_iri(iris, link)))
    return {article: sorted(said, key=lambda row: (row[0], row[1].value)) for article, said in found.items()}


def quotes(iris: Iris, said: Said) -> Iterator[Description]:
    """The stretches of one article that are evidence, with their selectors and annotations."""
    for (start, end), rows in groupby(said, key=lambda row: (row[0].start, row[0].end)):
        pieces = list(rows)
        evidence = pieces[0][0]
        target = iris.quote(evidence)
        exact, position = ox.NamedNode(f"{target.value}-text"), ox.NamedNode(f"{target.value}-position")
        source: Pair = (node(OA.hasSource), iris.articles[evidence.article])
        selectors: list[Pair] = [(node(OA.hasSelector), exact), (node(OA.hasSelector), position)]
        bodies: list[Pair] = [(node(OA.hasBody), body) for _, body in pieces]
        yield target, [(TYPE, node(OA.SpecificResource)), source, *selectors]
        yield exact, [(TYPE, node(OA.TextQuoteSelector)), (node(OA.exact), literal(evidence.quote))]
        yield (
            position,
            [(TYPE, node(OA.TextPositionSelector)), (node(OA.start), count(start)), (node(OA.end), count(end))],
        )
        annotation = ox.NamedNode(f"{target.value}-annotation")
        yield annotation, [(TYPE, node(OA.Annotation)), (node(OA.hasTarget), target), *bodies]
