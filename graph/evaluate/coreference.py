"""How well names of one thing were brought together: MUC, B³, CEAF-e and their mean, the CoNLL average.

A partition is a list of clusters, a cluster a set of mentions (anything that can be compared). Mentions that one side
lacks count against the other as in the reference scorer of the CoNLL shared tasks (Pradhan, Luo, Recasens, Hovy, Ng &
Strube 2014); clusters of one mention count in B³ and CEAF-e. Over several articles numerators and denominators are
summed, as there.

>>> gold = [{"a"}, {"b", "c"}, {"d", "e", "f"}]
>>> muc(gold, [{"a"}, {"d", "e"}])
Ratio(right_gold=1, of_gold=3, right_found=1, of_found=1)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.optimize import linear_sum_assignment

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from collections.abc import Set as AbstractSet

    Partition = Sequence[AbstractSet[Hashable]]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Recall as ``right_gold / of_gold``, precision as ``right_found / of_found``; both can be summed over articles."""

    right_gold: float = 0
    of_gold: float = 0
    right_found: float = 0
    of_found: float = 0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(
            self.right_gold + other.right_gold,
            self.of_gold + other.of_gold,
            self.right_found + other.right_found,
            self.of_found + other.of_found,
        )

    @property
    def recall(self) -> float:
        """A percentage."""
        return 100 * self.right_gold / self.of_gold if self.of_gold else 0.0

    @property
    def precision(self) -> float:
        """A percentage."""
        return 100 * self.right_found / self.of_found if self.of_found else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Coreference:
    """The three measures; `conll` is the mean of their F1."""

    muc: Ratio = Ratio()
    b_cubed: Ratio = Ratio()
    ceaf_e: Ratio = Ratio()

    def __add__(self, other: Coreference) -> Coreference:
        return Coreference(self.muc + other.muc, self.b_cubed + other.b_cubed, self.ceaf_e + other.ceaf_e)

    @property
    def conll(self) -> float:
        """A percentage."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def compare(gold: Partition, found: Partition) -> Coreference:
    """All three measures of one article."""
    return Coreference(muc(gold, found), b_cubed(gold, found), ceaf_e(gold, found))


def muc(gold: Partition, found: Partition) -> Ratio:
    """Links: how many must be added to join what belongs together (Vilain et al. 1995)."""
    return Ratio(*_links(gold, found), *_links(found, gold))


def _links(clusters: Partition, others: Partition) -> tuple[int, int]:
    owner = {mention: ("cluster", at) for at, other in enumerate(others) for mention in other}
    kept = 0
    for cluster in clusters:
        parts = {owner.get(mention, mention) for mention in cluster}
        kept += len(cluster) - len(parts)
    return kept, sum(len(cluster) - 1 for cluster in clusters)


def b_cubed(gold: Partition, found: Partition) -> Ratio:
    """Mentions: of the mentions that share a cluster with one, how many should (Bagga & Baldwin 1998)."""
    return Ratio(*_neighbours(gold, found), *_neighbours(found, gold))


def _neighbours(clusters: Partition, others: Partition) -> tuple[float, int]:
    right = sum(len(cluster & other) ** 2 / len(cluster) for cluster in clusters for other in others)
    return right, sum(len(cluster) for cluster in clusters)


def ceaf_e(gold: Partition, found: Partition) -> Ratio:
    """Clusters: each aligned with at most one so that Σ 2·|both| / (|one| + |other|) is greatest (Luo 2005, φ₄)."""
    if not gold or not found:
        return Ratio(0, len(gold), 0, len(found))
    alike = [[2 * len(one & other) / (len(one) + len(other)) for other in found] for one in gold]
    rows, columns = linear_sum_assignment(alike, maximize=True)
    total = sum(alike[row][column] for row, column in zip(rows, columns, strict=True))
    return Ratio(total, len(gold), total, len(found))
