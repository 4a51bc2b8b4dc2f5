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


def _ignore(problem: Problem) -> None:
    """The listener of a report that nobody watches."""


@dataclass(slots=True)
class Report:
    """Problems in the order met, and counts by name; ``listener`` hears each problem as it comes.

    With ``strict`` a problem of either kind raises `InputError` at once instead of being collected.
    """

    strict: bool = False
    listener: Callable[[Problem], None] = _ignore
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

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
