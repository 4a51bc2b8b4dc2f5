"""What a build says when it is done: counts, problems by kind, the files written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.cli.console import clean, err, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from graph.core.report import Report, Selection


COUNTS = ("articles", "mentions", "entities", "statements", "themes", "duplicates")


def print_summary(report: Report, seconds: float) -> None:
    """The closing table, on stderr: counts as in the report, then the problems by kind."""
    rows = [(name, f"{report.counts.get(name, 0):,}") for name in COUNTS]
    at = COUNTS.index("statements") + 1
    rows[at:at] = _expectations(report.selection)
    rows.append(("skipped", f"{sum(problem.severity == 'error' for problem in report.problems):,}"))
    rows.append(("seconds", f"{seconds:.1f}"))
    kinds = Counter((problem.severity, kind_of(problem)) for problem in report.problems)
    rows += [
        (f"{severity}: {kind}", f"{number:,}")
        for (severity, kind), number in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    ]
    _print_table(rows)


def _expectations(selection: Selection | None) -> list[tuple[str, str]]:
    """What share of the statements is right by their confidence and, with a threshold, what it left out and lost."""
    if selection is None:
        return []
    rows = [("  right, expected", _percent(selection.expected_precision))]
    if selection.minimum:
        rows.append((f"  left out, below {selection.minimum:g}", f"{selection.left_out:,}"))
        rows.append(("  of all right ones kept, expected", _percent(selection.expected_recall)))
    return rows


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def _print_table(rows: list[tuple[str, str]]) -> None:
    left, right = (max(len(row[column]) for row in rows) for column in (0, 1))
    for label, value in rows:
        err().print(f"{label:<{left}}  {value:>{right}}", soft_wrap=True)


def print_files(out: Path, formats: Sequence[str]) -> None:
    """The files of this build, one path a line on stdout, and on stderr where to look first."""
    from graph.publish.interchange import INTERCHANGE
    from graph.publish.interchange_read import REPORT
    from graph.publish.registry import choose

    chosen = [name for one in choose(tuple(formats)) for name in one.filenames]
    for name in (*chosen, *INTERCHANGE, REPORT):
        if (out / name).exists():
            print(clean(out / name))
    if "graph.html" in chosen:
        err().print(f"open {clean(out / 'graph.html')}", soft_wrap=True)
