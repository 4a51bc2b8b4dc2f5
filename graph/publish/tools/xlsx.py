"""The tables as one Excel workbook (ISO/IEC 29500), a sheet each. Text is written as text: none becomes a formula.

A sheet has room for 1,048,576 rows and a cell for 32,767 characters: a longer table goes on in a further sheet, a
longer text is cut and ends in an ellipsis.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from itertools import chain, count, islice
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, BinaryIO

import xlsxwriter

from graph.publish.tools.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset
    from graph.publish.tools.tables import Row, Table

ROWS = 1_048_576
CELL = 32_767
# One row is kept in memory at a time; nothing is made a formula, a link or a number because of how it looks.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write the workbook; it is dated by the newest article, for a clock would change the bytes."""
    with TemporaryFile() as archive:  # a ZIP archive is written back and forth, which a gzipped file cannot be
        _book(dataset, archive, settings.title)
        archive.seek(0)
        shutil.copyfileobj(archive, file)


def _book(dataset: Dataset, file: IO[bytes], title: str) -> None:
    book = xlsxwriter.Workbook(file, _OPTIONS)
    dates = [one.published for one in dataset.articles if one.published]
    book.set_properties({"title": title, "created": _moment(max(dates, default=""))})
    for table in TABLES.values():
        _sheets(book, table, table.cells(dataset))
    book.close()


def _moment(day: str) -> datetime:
    try:
        return datetime.fromisoformat(day)
    except ValueError:
        return datetime(1980, 1, 1)  # as old as a file in a ZIP archive can be


def _sheets(book: Any, table: Table, rows: Iterator[Row]) -> None:
    bold = book.add_format({"bold": True})
    for number in count(1):
        part = islice(rows, ROWS - 1)
        first = next(part, None)
        if first is None and number > 1:
            return
        sheet = book.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(table.columns):
            sheet.write_string(0, column, name, bold)
        if first is None:
            return
        for line, row in enumerate(chain((first,), part), 1):
            _row(sheet, line, row)


def _row(sheet: Any, line: int, row: Row) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            sheet.write_string(line, column, cell if len(cell) <= CELL else f"{cell[: CELL - 1]}…")
        elif cell is not None:
            sheet.write_number(line, column, cell)
