"""What is printed and where: results on stdout, everything else on stderr, and nothing that an article could misuse.

Article text is untrusted. Control characters in it (ANSI escape sequences begin with one) could recolour, clear or
retitle a terminal, and bidirectional overrides could show words in another order than they have: `clean` drops both
before anything is shown. rich's own markup is switched off on every console made here, so ``[bold]`` in a name stays
text.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from graph.core.report import Problem

_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
# ECMA-48: control sequences (colours, cursor, clearing) and operating system commands (titles, links), whole.
_SEQUENCE = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)")
# C0 and C1 controls, DEL, bidirectional marks, embeddings, overrides and isolates, byte-order mark, lone surrogates.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def clean(text: object) -> str:
    """The text on one line, with what could steer a terminal dropped; cleaning twice changes nothing.

    >>> clean("Bank\\x1b[31m of\\nGhana")
    'Bank of Ghana'
    """
    return _HIDDEN.sub("", _BREAKS.sub(" ", _SEQUENCE.sub("", str(text))))


def out() -> Console:
    """A console on stdout. In a pipe it never wraps or cuts a line."""
    return _console(stderr=False)


def err() -> Console:
    """A console on stderr, for problems, progress and summaries."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    console = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console.soft_wrap = True
    return console


def say(message: object) -> None:
    """One line ``newsgraph: message`` on stderr, without rich: it must work whatever failed."""
    print(f"newsgraph: {clean(message)}", file=sys.stderr)


def emit(text: str) -> None:
    """Write a result (CSV, JSON, Turtle) to stdout: to a pipe byte for byte, to a terminal without its controls."""
    if sys.stdout.isatty():
        text = "\n".join("\t".join(map(clean, line.split("\t"))) for line in text.splitlines())
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")


def emit_rows(columns: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> None:
    """Write a table to stdout: ruled and folded to its width on a terminal, tab-separated and whole in a pipe."""
    console = out()
    if not console.is_terminal:
        for row in (columns, *rows):
            print("\t".join("" if cell is None else clean(cell) for cell in row))
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=clean(title) or None, title_justify="left", box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(Text(clean(column)), overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else clean(cell)) for cell in row))
    console.print(table)


def plural(number: int, noun: str) -> str:
    """A number with its noun.

    >>> plural(1, "article"), plural(2205, "article")
    ('1 article', '2,205 articles')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def kind_of(problem: Problem) -> str:
    """What sort of problem it is: its reason without the particulars (numbers, quoted words, what follows a colon).

    >>> from graph.core.report import Problem
    >>> kind_of(Problem("a.jsonl", "malformed JSON: Expecting ',' at column 12", 3))
    'malformed JSON'
    """
    general = re.sub(r"(['\"‘“]).*?(['\"’”])", "…", problem.reason.split(": ", 1)[0])
    return clean(re.sub(r"\d[\d,.]*", "N", general)).strip()
