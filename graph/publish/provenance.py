"""Statements as nodes, and the evidence of each: which words of which article say it.

A statement keeps its status whatever it is. The direct triple ``subject predicate object``, and the W3C ORG membership
of a post, are made only of what is stated: a short query for current posts must not return a denied one.

A stretch of text that is evidence is an ``oa:SpecificResource`` with a quote and a position selector (Web Annotation
Data Model, W3C 2017); an ``oa:Annotation`` ties it to all that it says.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.core.ids import digest
from graph.core.ontology import BODY, PREDICATES
from graph.core.types import Statement
from graph.publish.describe import LABEL, PREF_LABEL, TYPE, Description, Pair, unique
from graph.publish.terms import count, date, literal, named, number, plain
from graph.publish.vocabulary import DCTERMS, NEWSGRAPH, OA, ORG, PROV, RDF, node, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.core.types import Dataset, Evidence, Status, ThemeLink
    from graph.publish.index import Support
    from graph.publish.terms import Iris

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]

# Looked up once: each is used for every statement or quote, and a lookup in a namespace takes longer than a triple.
CONCERNS, EVIDENCE, SOURCE = node(NEWSGRAPH.concerns), node(NEWSGRAPH.evidence), node(OA.hasSource)
SUBJECT, PREDICATE, OBJECT = node(RDF.subject), node(RDF.predicate), node(RDF.object)
SELECTOR, TARGET, BODY_OF = node(OA.hasSelector), node(OA.hasTarget), node(OA.hasBody)
EXACT, START, END = node(OA.exact), node(OA.start), node(OA.end)
_STATEMENT = ((TYPE, node(NEWSGRAPH.Statement)), (TYPE, node(RDF.Statement)))
_ASSIGNMENT = ((TYPE, node(NEWSGRAPH.ThemeAssignment)), (TYPE, node(RDF.Statement)))
_MEMBERSHIP = (TYPE, node(ORG.Membership))
_MEMBER, _ORGANIZATION, _ORG_ROLE = node(ORG.member), node(ORG.organization), node(ORG.role)
_STATUS, _ROLE, _CONFIDENCE = node(NEWSGRAPH.status), node(NEWSGRAPH.role), node(NEWSGRAPH.confidence)
_FROM, _TO, _DERIVED = node(NEWSGRAPH.validFrom), node(NEWSGRAPH.validTo), node(PROV.wasDerivedFrom)
_QUOTED, _EXACT = (TYPE, node(OA.SpecificResource)), (TYPE, node(OA.TextQuoteSelector))
_POSITION, _ANNOTATION = (TYPE, node(OA.TextPositionSelector)), (TYPE, node(OA.Annotation))
_ABOUT = node(DCTERMS.subject)


def direct(iris: Iris, one: Statement) -> Iterator[Triple]:
    """The direct triple of a statement, and its mirror image where the predicate is symmetric; none unless stated."""
    if one.status != "stated":
        return
    subject, object_ = iris.entities[one.subject], iris.entities[one.object]
    yield subject, term(one.predicate), object_
    if PREDICATES[one.predicate].symmetric:
        yield object_, term(one.predicate), subject


def statement(iris: Iris, one: Statement, types: Mapping[str, str]) -> Description:
    """A statement with role, status, dates, confidence and evidence; a post in a body is an ``org:Membership`` too."""
    subject, object_ = iris.entities[one.subject], iris.entities[one.object]
    pairs: list[Pair] = [*_STATEMENT]
    if one.predicate == "holds_position" and one.status == "stated" and types[one.object] in BODY:
        pairs += [_MEMBERSHIP, (_MEMBER, subject), (_ORGANIZATION, object_)]
        pairs += [(_ORG_ROLE, role_iri(iris.base, one.role))] if one.role else []
    pairs += [(SUBJECT, subject), (PREDICATE, term(one.predicate)), (OBJECT, object_), _said(one.status)]
    if one.role:
        pairs.append((_ROLE, literal(one.role)))
    if one.valid_from:
        pairs.append((_FROM, date(one.valid_from)))
    if one.valid_to:
        pairs.append((_TO, date(one.valid_to)))
    pairs.append((_CONFIDENCE, number(one.confidence)))
    pairs += _support(iris, one.evidence)
    return iris.local("statement", one.id), pairs


@cache
def _said(status: Status) -> Pair:
    return _STATUS, literal(status)


def tag(iris: Iris, one: ThemeLink) -> Description:
    """That an article or an entity has a theme, with confidence and evidence."""
    if one.article is not None:
        holder, predicate = iris.articles[one.article], _ABOUT
    else:
        holder, predicate = iris.entities[one.entity or ""], CONCERNS
    pairs: list[Pair] = [*_ASSIGNMENT, (SUBJECT, holder), (PREDICATE, predicate)]
    pairs += [(OBJECT, iris.entities[one.theme]), (_CONFIDENCE, number(one.score))]
    return tag_iri(iris, one), [*pairs, *_support(iris, one.evidence)]


def tag_iri(iris: Iris, one: ThemeLink) -> ox.NamedNode:
    """The node of a theme link."""
    return iris.local("tag", digest(one.article, one.entity, one.theme))


def _support(iris: Iris, evidence: Sequence[Evidence]) -> Iterator[Pair]:
    if len(evidence) == 1:  # most facts: nothing to sort
        yield _DERIVED, iris.articles[evidence[0].article]
        yield EVIDENCE, iris.quote(evidence[0])
        return
    evidence = sorted(evidence)
    for name in sorted({one.article for one in evidence}):
        yield _DERIVED, iris.articles[name]
    yield from unique((EVIDENCE, iris.quote(one)) for one in evidence)


def role_iri(base: str, role: str) -> ox.NamedNode:
    """The node of a post's name: one for all who hold it, anywhere."""
    return named(base, "role", role, digest(plain(role)))


def roles(iris: Iris, dataset: Dataset, types: Mapping[str, str]) -> Iterator[Description]:
    """The posts that memberships name, by name."""
    held = (s for s in dataset.statements if s.predicate == "holds_position" and s.status == "stated" and s.role)
    for role in sorted({one.role for one in held if types[one.object] in BODY}):
        pairs: list[Pair] = [(TYPE, node(ORG.Role)), (PREF_LABEL, literal(role)), (LABEL, literal(role))]
        yield role_iri(iris.base, role), pairs


def _node_of(iris: Iris, what: Statement | ThemeLink) -> ox.NamedNode:
    return iris.local("statement", what.id) if isinstance(what, Statement) else tag_iri(iris, what)


def quotes(iris: Iris, said: Iterable[Support]) -> Iterator[list[Description]]:
    """Each stretch of one article that is evidence: the stretch, its two selectors, and the annotation, in a list."""
    rows = sorted(((one, _node_of(iris, what)) for one, what in said), key=lambda row: (row[0], row[1].value))
    for (start, end), group in groupby(rows, key=lambda row: (row[0].start, row[0].end)):
        pieces = list(group)
        evidence = pieces[0][0]
        target = iris.quote(evidence)
        name = target.value
        exact, position = ox.NamedNode(f"{name}-text"), ox.NamedNode(f"{name}-position")
        source: Pair = (SOURCE, iris.articles[evidence.article])
        bodies = unique((BODY_OF, body) for _, body in pieces)
        yield [
            (target, [_QUOTED, source, (SELECTOR, exact), (SELECTOR, position)]),
            (exact, [_EXACT, (EXACT, literal(evidence.quote))]),
            (position, [_POSITION, (START, count(start)), (END, count(end))]),
            (ox.NamedNode(f"{name}-annotation"), [_ANNOTATION, (TARGET, target), *bodies]),
        ]
