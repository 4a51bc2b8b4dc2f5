"""Which mention that was found stands for which of the truth's: the same stretch, else one that is mostly the same.

Each stands for one at most. A place inside a name ("German" in "German Football Association") is no part of the name's
mention: the two share too little.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.core.types import Mention

ENOUGH = 0.5
"""Characters in common, as a share of those of both together, from which two stretches may be one mention."""


def align(found: Iterable[Mention], true: Iterable[Mention]) -> list[tuple[Mention, Mention]]:
    """Pairs (found, true), those that share most first chosen, each mention in one pair at most."""
    there: dict[str, list[Mention]] = defaultdict(list)
    for mention in true:
        there[mention.article].append(mention)
    shares = (
        (_shared(one, other), one, other) for one in found for other in there[one.article] if one.start < other.end
    )
    ranked = sorted((row for row in shares if row[0] >= ENOUGH), key=lambda row: (-row[0], row[1], row[2]))
    pairs: list[tuple[Mention, Mention]] = []
    taken: set[Mention] = set()
    given: set[Mention] = set()
    for _, one, other in ranked:
        if one not in taken and other not in given:
            pairs.append((one, other))
            taken.add(one)
            given.add(other)
    return pairs


def _shared(one: Mention, other: Mention) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start)) if both > 0 else 0.0
