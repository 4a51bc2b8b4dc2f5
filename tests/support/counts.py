"""Counts of what a scorer found right, and the measures made of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Count:
    """Numbers right, found and wanted; the measures are percentages."""

    hit: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return 100 * self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.hit / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 200 * self.hit / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def add(self, *, hit: int = 0, found: int = 0, wanted: int = 0) -> None:
        self.hit, self.found, self.wanted = self.hit + hit, self.found + found, self.wanted + wanted


def _counts() -> defaultdict[str, Count]:
    return defaultdict(Count)


@dataclass(slots=True)
class Scores:
    """Counts over all articles, and by entity type and predicate; ``status`` and ``role`` are of the facts found."""

    entity: Count = field(default_factory=Count)
    fact: Count = field(default_factory=Count)
    theme: Count = field(default_factory=Count)
    status: Count = field(default_factory=Count)
    role: Count = field(default_factory=Count)
    by_type: defaultdict[str, Count] = field(default_factory=_counts)
    by_predicate: defaultdict[str, Count] = field(default_factory=_counts)
