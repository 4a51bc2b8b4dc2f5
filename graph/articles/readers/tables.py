"""Tables with an article a row: CSV, TSV and Parquet. Column names are those of JSON (``data/keys.toml``)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from graph.articles.decode import decode
from graph.articles.records import Flaw, Record, from_mapping, known_keys, plain_key
from graph.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.articles.files import SourceFile

MAX_FIELD = 8 * 1024 * 1024
"""Characters of one field of a table."""
_ROWS = 128


def read_csv(file: SourceFile) -> Iterator[Record | Flaw]:
    """A record for each row below the row of column names. Raises `InputError` where no column is the text."""
    text = decode(file.read(), file.label)
    csv.field_size_limit(MAX_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, file))
    try:
        columns = next(rows)
    except (csv.Error, StopIteration) as error:
        raise InputError(file.label, f"malformed table: {error}", 1) from error
    _check(columns, file)
    line = rows.line_num + 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Flaw(f"malformed row: {error}", line)
            line = rows.line_num + 1
            continue
        if any(field.strip() for field in row):
            yield from_mapping(dict(zip(columns, row, strict=False)), line)
        line = rows.line_num + 1


def _delimiter(text: str, file: SourceFile) -> str:
    """The sign that splits the first line into most known column names."""
    if file.suffix == ".tsv":
        return "\t"
    known, first = known_keys(), text.lstrip().split("\n", 1)[0]
    return max(",;\t|", key=lambda sign: sum(plain_key(name) in known for name in first.split(sign)))


def _check(columns: list[str], file: SourceFile) -> None:
    known = known_keys()
    if not any(known.get(plain_key(name)) == "text" for name in columns):
        given = ", ".join(name[:40] for name in columns[:8])
        raise InputError(file.label, f"no column for the text among {given}; name it text, body or content", 1)


def read_parquet(file: SourceFile) -> Iterator[Record | Flaw]:
    """A record for each row, numbered from 1; only columns of known names are read."""
    import pyarrow
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.ParquetFile(io.BytesIO(file.read()))
        names = table.schema_arrow.names
        _check(names, file)
        known = known_keys()
        wanted = [name for name in names if plain_key(name) in known]
        number = 0
        for batch in table.iter_batches(batch_size=_ROWS, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield from_mapping(row, number)
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        raise InputError(file.label, f"damaged Parquet file: {str(error)[:120]}") from error
