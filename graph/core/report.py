"""What a build tells about itself: problems met on the way and what was counted. Collected, never printed here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the input that was skipped or repaired; ``severity`` is ``error`` (lost) or ``warning`` (kept)."""

    source: str
    reason: str
    line: int | None = None
    severity: str = "error"

    def __str__(self) -> str:
        """``file:line: reason``, as compilers print it."""
        return f"{self.source}{f':{self.line}' if self.line else ''}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Selection:
    """How many statements were ``kept``, as their confidence is at least ``minimum``, and how many ``left_out``.

    ``expected_precision`` is the share of those kept that is right, ``expected_recall`` the share of all right ones
    that is kept; both in [0, 1], by the statements' confidence, None where there is nothing to divide by.
    """

    minimum: float
    kept: int
    left_out: int
    expected_precision: float | None
    expected_recall: float | None


def _ignore(problem: Problem | str) -> None:
    """The listener of a report that nobody watches."""


@dataclass(slots=True)
class Report:
    """Problems in the order met, and counts by name; ``listener`` hears each problem as it comes.

    ``selection`` tells which statements were sure enough to be published, once that is decided.
    ``notice`` hears sentences about the build that are no problems of its input and in none of its outputs.
    With ``strict`` a problem of either kind raises `InputError` at once instead of being collected.
    """

    strict: bool = False
    listener: Callable[[Problem], None] = _ignore
    notice: Callable[[str], None] = _ignore
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    selection: Selection | None = None

    def error(self, source: str, reason: str, line: int | None = None) -> None:
        """Note input that is lost. Raises `InputError` when strict."""
        if self.strict:
            raise InputError(source, reason, line)
        self._add(Problem(source, reason, line, "error"))

    def warning(self, source: str, reason: str, line: int | None = None) -> None:
        """Note input that is kept though it has a flaw (a missing date). Raises `InputError` when strict."""
        if self.strict:
            raise InputError(source, reason, line)
        self._add(Problem(source, reason, line, "warning"))

    def count(self, name: str, number: int = 1) -> None:
        """Add to a count (``articles``, ``duplicates``)."""
        self.counts[name] = self.counts.get(name, 0) + number

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.listener(problem)
