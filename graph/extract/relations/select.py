"""From proposals to facts: one for each pair of things, its best evidence kept, contradictions settled by score."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.core.ontology import PREDICATES
from graph.core.types import STATUSES
from graph.extract.components.interface import MENTIONS, Fact
from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.rivals import settle
from graph.extract.validity.attach import NOWHERE, validity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.tokens import Doc

    from graph.extract.relations.proposal import Proposal
    from graph.extract.relations.sentences import Sentence

ONE_FIRM = frozenset({"owns", "part_of", "cooperates_with", "funds", "member_of"})
"""Predicates that link no firm with itself."""

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
    if start == end:  # nothing but white space
        start, end = sentence.start, sentence.end
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
    if proposal.predicate in ONE_FIRM and one_firm(spans[proposal.subject].text, spans[proposal.object].text):
        return False
    return named and kinds not in LEXICON.doubtful.get(proposal.predicate, frozenset())


def one_firm(one: str, other: str) -> bool:
    """Whether two names may be one firm's: one is the other without words at its end that only lengthen it.

    >>> one_firm("UFJ", "UFJ Holdings"), one_firm("BT", "BT Wholesale")
    (True, False)
    """
    shorter, longer = sorted((one.lower().split(), other.lower().split()), key=len)
    rest = longer[len(shorter) :]
    return bool(rest) and longer[: len(shorter)] == shorter and bool(LEXICON.generic & set(rest))


def _same_role(one: str, other: str) -> bool:
    """Whether two spellings may be one post: one's words within the other's, or either unknown."""
    a, b = set(one.lower().split()), set(other.lower().split())
    return not a or not b or a <= b or b <= a


def select(doc: Doc, proposals: Iterable[Proposal], thresholds: Mapping[str, float]) -> list[Fact]:
    """The facts of a Doc: proposals that reach their predicate's threshold, each pair and post once, in text order.

    Of facts that exclude each other the surest stay. A fact that is said again with dates is a fact once more: its
    sentence is the evidence of the dates.
    """
    chain = _chain_of(doc)
    best: dict[tuple[str, int, int], list[Proposal]] = {}
    ranked = sorted(
        proposals,
        key=lambda p: (
            -p.score,
            p.sentence.start,
            p.trigger,
            p.subject,
            p.object,
            p.predicate,
            p.role,
            STATUSES.index(p.status),
        ),
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
    kept = settle((one for same in best.values() for one in same), chain)
    facts = [_fact(one) for one in kept]
    facts += _dated(ranked, kept, facts, chain, thresholds)
    return sorted(facts, key=lambda f: (f.start, f.subject, f.object, f.predicate, f.role))


def _dated(
    ranked: Iterable[Proposal],
    kept: Sequence[Proposal],
    facts: Sequence[Fact],
    chain: Sequence[int],
    thresholds: Mapping[str, float],
) -> list[Fact]:
    """Sure enough proposals of other sentences that say one of the facts with dates which its own sentence lacks."""
    undated: dict[tuple[str, int, int], list[Fact]] = {}
    for one, fact in zip(kept, facts, strict=True):
        if (fact.valid_from, fact.valid_to) == NOWHERE:
            undated.setdefault((one.predicate, chain[one.subject], chain[one.object]), []).append(fact)
    found: list[Fact] = []
    for one in ranked:
        same = undated.get((one.predicate, chain[one.subject], chain[one.object]), [])
        for fact in [fact for fact in same if _same_role(fact.role, one.role)]:
            again = _fact(replace(one, role=fact.role))
            if one.score >= thresholds.get(one.predicate, 0.0) and (again.valid_from, again.valid_to) != NOWHERE:
                found.append(again)
                same.remove(fact)
    return found


def logit(score: float) -> float:
    """Log-odds of a score, which is kept off 0 and 1.

    >>> logit(0.5), logit(1.0) < 7
    (0.0, True)
    """
    kept = min(max(score, 0.001), 0.999)
    return math.log(kept / (1 - kept))


def calibrated(predicate: str, score: float) -> float:
    """The probability that a fact with this score is right, by Platt scaling with an offset for each predicate.

    Fitted on articles held out by ``training/tune.py``. Source: Platt (1999), "Probabilistic outputs for support vector
    machines". Without a calibration the score itself.
    """
    table = LEXICON.calibration
    if predicate not in table:
        return round(score, 4)
    return round(1 / (1 + math.exp(-table["slope"] * logit(score) - table[predicate])), 4)


def _fact(one: Proposal) -> Fact:
    start, end = evidence(one.sentence, one.trigger)
    score = calibrated(one.predicate, one.score)
    when = validity(one, start, end)
    return Fact(one.predicate, one.subject, one.object, start, end, one.role, one.status, score, *when)
