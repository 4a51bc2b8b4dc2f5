"""How well a clustering agrees with the truth, in time that grows with the mentions: B³ and pairs.

Both take for each mention its cluster and its true entity, in the same order. `graph.evaluate.coreference` has measures
that also count mentions which one side lacks; here both sides have the same ones, and there may be millions.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, recall and their harmonic mean, in [0, 1]."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(found: Sequence[Hashable], true: Sequence[Hashable]) -> Agreement:
    """For each mention how much of its cluster, and of its true entity, is right, on average (Bagga & Baldwin 1998).

    >>> b_cubed("xxyy", "aabb").f1, round(b_cubed("xxxx", "aabb").precision, 2)
    (1.0, 0.5)
    """
    both, clusters, entities = Counter(zip(found, true, strict=True)), Counter(found), Counter(true)
    right = sum(count * count / clusters[cluster] for (cluster, _), count in both.items())
    whole = sum(count * count / entities[entity] for (_, entity), count in both.items())
    return Agreement(right / len(found), whole / len(found)) if found else Agreement(1.0, 1.0)


def pairwise(found: Sequence[Hashable], true: Sequence[Hashable]) -> Agreement:
    """Of the pairs of mentions in one cluster the share that should be, and the reverse.

    >>> pairwise("xxy", "aaa")
    Agreement(precision=1.0, recall=0.3333333333333333)
    """
    right = _pairs(Counter(zip(found, true, strict=True)))
    of_found, of_true = _pairs(Counter(found)), _pairs(Counter(true))
    return Agreement(right / of_found if of_found else 1.0, right / of_true if of_true else 1.0)


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
