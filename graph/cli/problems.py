"""Problems of a build, printed on stderr as they come: the first few of a kind in full, the others counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.cli.console import clean, kind_of

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from graph.core.report import Problem

SHOWN = 20
"""How many problems of one kind are printed before the rest is only counted."""


class Problems:
    """A report's listener: prints ``file:line: reason``, warnings marked as such, at most `SHOWN` of a kind."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._met: Counter[tuple[str, str]] = Counter()

    def __call__(self, problem: Problem) -> None:
        """Print the problem, or count it when many of its kind were printed."""
        kind = (problem.severity, kind_of(problem))
        self._met[kind] += 1
        if self._met[kind] <= SHOWN:
            mark = "warning: " if problem.severity == "warning" else ""
            self._console.print(_place(problem) + mark + clean(problem.reason), soft_wrap=True)

    def close(self, report: Path | None = None) -> None:
        """Say how many more of each kind there were and, where a report was written, that it lists them all."""
        where = f"; all are in {clean(report)}" if report else ""
        for (_, kind), number in sorted(self._met.items()):
            if number > SHOWN:
                more = f"… and {number - SHOWN:,} more like this ({kind}){where}"
                self._console.print(more, soft_wrap=True)


def _place(problem: Problem) -> str:
    return clean(f"{problem.source}:{problem.line}: " if problem.line else f"{problem.source}: ")
