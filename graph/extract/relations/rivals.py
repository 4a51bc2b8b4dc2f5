"""Facts of one article that exclude each other: only those about as sure as the surest of them stay.

A body has one base, a post of a person belongs to one body, a sentence calls a person a member of one, and two things
are linked by one predicate. The shares were chosen on articles held out: docs/decisions/extraction.md.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from graph.extract.relations.proposal import Proposal

    Key = Callable[["Proposal", int, int], Hashable]
    """What rivals have in common, from a proposal and the chains of its subject and object; None for no rival."""


def _base(one: Proposal, subject: int, object_: int) -> Hashable:
    return subject if one.predicate == "based_in" else None


def _post(one: Proposal, subject: int, object_: int) -> Hashable:
    return (subject, one.role.casefold()) if one.predicate == "holds_position" else None


def _holder(one: Proposal, subject: int, object_: int) -> Hashable:
    return subject if one.predicate == "holds_position" else None


def _team(one: Proposal, subject: int, object_: int) -> Hashable:
    return (subject, one.sentence.start) if one.predicate == "member_of" else None


def _pair(one: Proposal, subject: int, object_: int) -> Hashable:
    return min(subject, object_), max(subject, object_)


RIVALS: tuple[tuple[Key, float], ...] = ((_base, 0.9), (_post, 0.9), (_holder, 0.3), (_team, 0.8), (_pair, 0.7))
"""Who is whose rival, and the share of the surest one's score that a rival needs to stay."""


def settle(proposals: Iterable[Proposal], chain: Sequence[int]) -> list[Proposal]:
    """The proposals without those that a rival outdoes, in the same order; ``chain`` numbers what a mention names."""
    kept = list(proposals)
    for key, share in RIVALS:
        found = [key(one, chain[one.subject], chain[one.object]) for one in kept]
        best: dict[Hashable, float] = defaultdict(float)
        for one, rival in zip(kept, found, strict=True):
            best[rival] = max(best[rival], one.score)
        kept = [
            one for one, rival in zip(kept, found, strict=True) if rival is None or one.score >= share * best[rival]
        ]
    return kept
