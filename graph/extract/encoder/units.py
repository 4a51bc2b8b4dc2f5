"""What the encoder's heads judge: candidate names, and pairs of names within a sentence or in two that follow."""

from __future__ import annotations

import itertools
from functools import cache
from typing import TYPE_CHECKING

from graph.core.ontology import PREDICATES, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.extract.relations.sentences import Sentence, Slot

NONE = "none"
FAR = 40
"""Tokens between two names beyond which only patterns link them."""
FACTS = tuple(name for name in PREDICATES if name != "concerns")

KINDS = tuple(kind for kind in TYPES if kind != "theme")
"""Types of what is linked, in the order of their numbers for the encoder (0 is an unknown type)."""

CLASSES = (NONE, *sorted(KINDS))
"""Classes of a candidate name."""

LABELS = (NONE, *(f"{name}{way}" for name in FACTS for way in (">" if PREDICATES[name].symmetric else "><")))
"""Classes of a pair: a predicate and ``>`` where the first name is its subject, ``<`` where the second is."""

GAPS = (0, 1, 2, 3, 5, 8, 12, 20, 40)
"""Upper limits, in tokens, of the classes of distance between two names."""

FLAGS = 4
"""Yes-or-no facts of a pair that `numbers` gives: first and second only stand for a name, nested, two sentences."""


@cache
def linkable(one: str, other: str, *, posts: bool = True) -> bool:
    """Whether any predicate links entities of these types, either way round; without ``posts`` any that has no role."""
    kinds = (PREDICATES[name] for name in FACTS if posts or not PREDICATES[name].role)
    return any(kind.allows(one, other) or kind.allows(other, one) for kind in kinds)


def across(before: Sentence, sentence: Sentence) -> Iterator[tuple[Slot, Slot]]:
    """Pairs of different names of two sentences that follow each other, the farthest `FAR` tokens apart.

    A post stands beside its holder, never a sentence away: types that only a post links are left out.
    """
    for first in before.slots:
        if first.anaphor or first.inside >= 0:
            continue
        for second in sentence.slots:
            near = second.start - first.end <= FAR
            named = not second.anaphor and second.mention != first.mention
            if near and named and linkable(first.kind, second.kind, posts=False):
                yield first, second


def consecutive(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Sentences with names and the one right before them, where that has names too."""
    for before, sentence in itertools.pairwise(sentences):
        if before.slots and sentence.slots:
            yield before, sentence


def numbers(first: Slot, second: Slot, *, apart: bool) -> tuple[int, ...]:
    """A pair as numbers: token ranges of both, their types, the class of the distance, and `FLAGS` flags."""
    nested = second.end <= first.end
    gap = max(second.start - first.end, 0)
    return (
        first.start,
        first.end,
        second.start,
        second.end,
        KINDS.index(first.kind) + 1,
        KINDS.index(second.kind) + 1,
        next((at for at, limit in enumerate(GAPS) if gap <= limit), len(GAPS)),
        int(first.anaphor),
        int(second.anaphor),
        int(nested),
        int(apart),
    )
