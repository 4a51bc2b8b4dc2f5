"""Segments: Parquet files of rows that are written once and never changed, merged now and then into larger ones.

New rows make a new segment, so a build that adds little writes little. Segments of like size are merged when they
become many (a log-structured merge tree, O'Neil et al., 1996): each row is rewritten only as often as the logarithm of
the store's size, and the number of files grows no faster.
"""

from __future__ import annotations

import io
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from graph.publish.files import atomic
from graph.store.manifest import Segment, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FAN = 6
"""So many segments of one size are merged into one."""
SMALLEST = 128
"""Rows; segments of fewer count as of one size."""
DEAD = 0.5
"""From this share of rows that no article of the build uses on, a segment is written anew without them."""


def write_segment(folder: Path, table: str, version: str, rows: Any) -> Segment:
    """Write an Arrow table as a segment; its name is that of its content. Raises `OSError`."""
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(rows, buffer, compression="zstd")
    data = buffer.getbuffer()
    checksum = sha256(data).hexdigest()
    name = f"{table}-{checksum[:16]}.parquet"
    with atomic(folder / name) as file:
        file.write(data)
    return Segment(name, table, version, rows.num_rows, checksum)


def read_segment(folder: Path, segment: Segment, schema: Any) -> Any:
    """A segment as an Arrow table. Raises `StoreDamaged` unless every byte and column is as it was written."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / segment.file
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreDamaged(f"{path} is missing or unreadable ({error.strerror or error})") from error
    if sha256(data).hexdigest() != segment.sha256:
        raise StoreDamaged(f"{path} is damaged (its checksum is not that of its content)")
    try:
        rows = pq.read_table(pa.BufferReader(data))
    except (pa.ArrowException, OSError) as error:
        raise StoreDamaged(f"{path} is damaged ({error})") from error
    if rows.num_rows != segment.rows or not rows.schema.equals(schema):
        raise StoreDamaged(f"{path} has other rows or columns than the manifest says")
    return rows


def to_rewrite(segments: Iterable[Segment], live: Mapping[str, int]) -> list[list[Segment]]:
    """Groups of segments of which each should become one; ``live`` tells how many rows of a file are in use.

    >>> tens = [Segment(str(number), "t", "v", 10, "") for number in range(7)]
    >>> [len(group) for group in to_rewrite(tens, {str(number): 10 for number in range(7)})]
    [7]
    >>> to_rewrite(tens[:2], {"0": 10, "1": 9})
    []
    >>> [[one.file for one in group] for group in to_rewrite(tens[:2], {"0": 10, "1": 5})]
    [['1']]
    """
    sizes: defaultdict[int, list[Segment]] = defaultdict(list)
    for one in segments:
        sizes[_size(one.rows)].append(one)
    groups: list[list[Segment]] = []
    for size in sorted(sizes):
        if len(sizes[size]) > FAN:
            groups.append(sizes[size])
        else:
            groups += [[one] for one in sizes[size] if live.get(one.file, 0) <= (1 - DEAD) * one.rows]
    return groups


def _size(rows: int) -> int:
    """The class of a size: 0 below `SMALLEST`, then one more for each `FAN` times."""
    size = 0
    while rows >= SMALLEST:
        rows //= FAN
        size += 1
    return size
