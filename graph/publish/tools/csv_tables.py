"""The tables as CSV (RFC 4180, UTF-8): what a spreadsheet would run as a formula is marked as text.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break is a formula to a spreadsheet that opens a CSV
file, and names come from strangers. Such a text gets an apostrophe in front, which spreadsheets take for "this is
text"; `unguarded` takes it off again. Numbers are left as they are.
"""

from __future__ import annotations

import csv
import io
import re
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from graph.publish.tools.tables import TABLES, Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""With the apostrophes before, so that a text that has one already comes back as it was."""


def guarded(text: str) -> str:
    """The text, marked as such where a spreadsheet would take it for a formula.

    >>> guarded("=1+1"), guarded("Bank"), unguarded(guarded("'=1+1"))
    ("'=1+1", 'Bank', "'=1+1")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What was guarded."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def rows_as_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]], file: BinaryIO) -> None:
    """Write a table as CSV; None is an empty cell."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    text.flush()
    text.detach()  # the file is the caller's to close


def _write(name: str, dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    table = TABLES[name]
    rows_as_csv(list(table.columns), table.cells(dataset), file)


entities, statements, evidence = partial(_write, "entities"), partial(_write, "statements"), partial(_write, "evidence")
articles, mentions, themes = partial(_write, "articles"), partial(_write, "mentions"), partial(_write, "themes")
