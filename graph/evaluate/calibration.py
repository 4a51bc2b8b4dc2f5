"""How far confidence can be taken at its word: of the facts given 0.8, are four in five right?

Facts are put in ten bins of equal width; the expected calibration error is the mean distance between a bin's mean
confidence and the share of it that is right, weighted by its size (Guo, Pleiss, Sun & Weinberger 2017, On calibration
of modern neural networks, ICML). The bins are the reliability table.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact of a build: its confidence in [0, 1] and whether the gold has it."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The facts of a confidence above ``low`` (0 included in the first) and up to ``high``."""

    low: float
    high: float
    facts: int
    confidence: float
    right: float
    """Mean confidence, and the share that is right; both in [0, 1]."""


def reliability(judged: Iterable[Judged], number: int = BINS) -> tuple[Bin, ...]:
    """The bins that hold a fact, lowest first.

    >>> [(bin.low, bin.facts, bin.right) for bin in reliability([Judged(0.95, True), Judged(0.9, False)])]
    [(0.8, 1, 0.0), (0.9, 1, 1.0)]
    """
    members: defaultdict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        members[max(ceil(round(one.confidence * number, 9)), 1)].append(one)  # 0.7 * 10 is a little more than 7
    return tuple(_bin(at, members[at], number) for at in sorted(members))


def _bin(at: int, members: Sequence[Judged], number: int) -> Bin:
    size = len(members)
    mean, right = sum(one.confidence for one in members) / size, sum(one.right for one in members) / size
    return Bin((at - 1) / number, at / number, size, mean, right)


def expected_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error in [0, 1]; 0 without facts.

    >>> round(expected_error(reliability([Judged(0.95, True), Judged(0.9, False)])), 3)
    0.475
    """
    facts = sum(one.facts for one in bins)
    return sum(one.facts * abs(one.right - one.confidence) for one in bins) / facts if facts else 0.0
