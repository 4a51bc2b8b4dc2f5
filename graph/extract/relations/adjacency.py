"""Facts that two names say by standing side by side: "Jane Roe of Acme", "Jane Roe (Labour)", "Acme's Jane Roe"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from graph.core.ontology import PREDICATES
from graph.extract.relations.nominals import POSSESSIVE
from graph.extract.relations.proposal import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.relations.sentences import Sentence, Slot

OWNED = {"event": "organizes", "instrument": "issues"}
GAP = 3


def _link(sentence: Sentence, one: Slot, other: Slot) -> str:
    """The words between two neighbouring names where they are few; "?" otherwise."""
    gap = [sentence.lower(i) for i in range(one.end, other.start)]
    return " ".join(gap) if len(gap) <= GAP else "?"


def find_neighbours(sentence: Sentence) -> Iterator[Proposal]:
    """Membership, parts, issuers and organizers by adjacency of names."""
    outer = [slot for slot in sentence.slots if slot.inside < 0 and not slot.anaphor]
    for one, other in pairwise(outer):
        link = _link(sentence, one, other)
        for predicate, subject, object_, score in _neighbours(one, other, link):
            if PREDICATES[predicate].allows(subject.kind, object_.kind):
                pattern = f"next:{predicate}:{link}"
                yield Proposal(
                    predicate, subject.mention, object_.mention, sentence, one.head, "", "stated", score, pattern
                )
    for slot in outer:
        for inner in sentence.nested(slot):
            if slot.body and inner.body:
                yield Proposal(
                    "part_of", slot.mention, inner.mention, sentence, slot.head, "", "stated", 0.5, "next:nested"
                )
            elif inner.body and slot.kind in OWNED:
                predicate = OWNED[slot.kind]
                yield Proposal(
                    predicate, inner.mention, slot.mention, sentence, slot.head, "", "stated", 0.5, "next:nested"
                )


def _neighbours(one: Slot, other: Slot, link: str) -> Iterator[tuple[str, Slot, Slot, float]]:
    plain = " ".join(word for word in link.split() if word not in {"the", "a", "an"})
    if one.human and other.body and plain in {"of", "from", "at", "for", "with", "("}:
        yield "member_of", one, other, 0.6
    if one.body and other.human and (not plain or plain in POSSESSIVE):
        yield "member_of", other, one, 0.5
    if one.body and other.body:
        if plain in {"of", "under", "within"}:
            yield "part_of", one, other, 0.6
        elif plain in POSSESSIVE and other.kind in {"government_body", "ministry"}:
            yield "part_of", other, one, 0.5
    if one.kind == other.kind == "company" and plain in POSSESSIVE:
        yield "owns", one, other, 0.5
    if other.kind in OWNED and plain in POSSESSIVE:
        yield OWNED[other.kind], one, other, 0.5
    if one.kind in OWNED and plain in {"by", "of"} and (other.body or other.human):
        yield OWNED[one.kind], other, one, 0.5
