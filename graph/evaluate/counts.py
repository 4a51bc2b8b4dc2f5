"""Counts of what was found, what was to be found and what of it was right, and the measures made of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Count:
    """Numbers right, found and wanted; the measures are percentages, 0 where there is nothing to divide by.

    >>> count = Count(hit=1, found=2, wanted=4)
    >>> count.precision, count.recall, round(count.f1, 1)
    (50.0, 25.0, 33.3)
    """

    hit: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right."""
        return 100 * self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what was to be found, the share that was."""
        return 100 * self.hit / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 200 * self.hit / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def add(self, *, hit: int = 0, found: int = 0, wanted: int = 0) -> None:
        """Count on."""
        self.hit, self.found, self.wanted = self.hit + hit, self.found + found, self.wanted + wanted


@dataclass(slots=True)
class Share:
    """How many of some were right: the statuses, roles or pieces of evidence of the facts found."""

    right: int = 0
    of: int = 0

    @property
    def accuracy(self) -> float:
        """A percentage; 0 of none."""
        return 100 * self.right / self.of if self.of else 0.0

    def add(self, right: bool) -> None:
        """Count one more."""
        self.right, self.of = self.right + right, self.of + 1
