"""The tables as Parquet, for DuckDB, pandas, Polars and Spark; written by the row group, so that memory stays small."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

import pyarrow
import pyarrow.parquet

from graph.publish.tools.tables import TABLES

if TYPE_CHECKING:
    from graph.core.config import PublishSettings
    from graph.core.types import Dataset

GROUP = 50_000
"""Rows in a row group."""


def _write(name: str, dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    table = TABLES[name]
    kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    schema = pyarrow.schema([(column, kinds[kind]) for column, kind in table.columns.items()])
    rows = table.cells(dataset)
    with pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(rows, GROUP)):
            columns = [list(cells) for cells in zip(*group, strict=True)]
            writer.write_table(pyarrow.table(columns, schema=schema))


entities, statements, evidence = partial(_write, "entities"), partial(_write, "statements"), partial(_write, "evidence")
articles, mentions, themes = partial(_write, "articles"), partial(_write, "mentions"), partial(_write, "themes")
