"""From proposals to facts: one for each pair of things, its best evidence kept, contradictions settled by score."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.core.ontology import PREDICATES
from graph.extract.components.interface import MENTIONS, Fact
from graph.extract.relations.lexicon import LEXICON

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Doc

    from graph.extract.relations.proposal import Proposal
    from graph.extract.relations.sentences import Sentence

MAX_EVIDENCE = 600
"""Characters of an evidence span; a longer sentence is cut around its trigger and mentions."""


def evidence(sentence: Sentence, trigger: int) -> tuple[int, int]:
    """Characters of a sentence without the white space around it; cut around the trigger where it is too long."""
    doc = sentence.doc
    start, end = sentence.start, sentence.end
    while start < end and doc[start].is_space:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    if last - first <= MAX_EVIDENCE:
        return first, last
    left = right = trigger
    while True:
        wider = (max(left - 1, start), min(right + 1, end - 1))
        if doc[wider[1]].idx + len(doc[wider[1]]) - doc[wider[0]].idx > MAX_EVIDENCE or wider == (left, right):
            return doc[left].idx, min(doc[right].idx + len(doc[right]), doc[left].idx + MAX_EVIDENCE)
        left, right = wider


def _chain_of(doc: Doc) -> list[int]:
    """For each mention the number of its chain; without chains each is its own."""
    found = list(range(len(doc.spans[MENTIONS]))) if MENTIONS in doc.spans else []
    for members in doc._.chains or ():
        for at in members:
            found[at] = min(members)
    return found


def allowed(doc: Doc, proposal: Proposal) -> bool:
    """Whether the ontology lets these mentions be linked, and they are two."""
    spans = doc.spans[MENTIONS]
    kinds = spans[proposal.subject].label_, spans[proposal.object].label_
    return proposal.subject != proposal.object and PREDICATES[proposal.predicate].allows(*kinds)


def likely(doc: Doc, proposal: Proposal) -> bool:
    """Whether it is worth keeping: a post is named, and facts between such types are right often enough."""
    spans = doc.spans[MENTIONS]
    kinds = spans[proposal.subject].label_, spans[proposal.object].label_
    named = bool(proposal.role) or not PREDICATES[proposal.predicate].role
    return named and kinds not in LEXICON.doubtful.get(proposal.predicate, frozenset())


def _same_role(one: str, other: str) -> bool:
    """Whether two spellings may be one post: one's words within the other's, or either unknown."""
    a, b = set(one.lower().split()), set(other.lower().split())
    return not a or not b or a <= b or b <= a


def select(doc: Doc, proposals: Iterable[Proposal], thresholds: Mapping[str, float]) -> list[Fact]:
    """The facts of a Doc: proposals that reach their predicate's threshold, each pair and post once, in text order."""
    chain = _chain_of(doc)
    best: dict[tuple[str, int, int], list[Proposal]] = {}
    ranked = sorted(
        proposals,
        key=lambda p: (-p.score, p.sentence.start, p.trigger, p.subject, p.object, p.predicate, p.role, p.status),
    )
    for one in ranked:
        subject, object_ = chain[one.subject], chain[one.object]
        if one.score < thresholds.get(one.predicate, 0.0) or subject == object_:
            continue
        if not allowed(doc, one) or not likely(doc, one):
            continue
        if PREDICATES[one.predicate].symmetric and subject > object_:
            subject, object_ = object_, subject
        same = best.setdefault((one.predicate, subject, object_), [])
        twin = next((at for at, other in enumerate(same) if _same_role(one.role, other.role)), None)
        if twin is None:
            same.append(one)
        elif not same[twin].role and one.role:
            same[twin] = replace(same[twin], role=one.role)
    facts = [_fact(one) for same in best.values() for one in same]
    return sorted(facts, key=lambda f: (f.start, f.subject, f.object, f.predicate, f.role))


def _fact(one: Proposal) -> Fact:
    start, end = evidence(one.sentence, one.trigger)
    return Fact(one.predicate, one.subject, one.object, start, end, one.role, one.status, round(one.score, 4))
