"""A table of the store: values by key, those of earlier builds read from segments, new ones gathered into new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from graph.store.columns import Rows
from graph.store.manifest import Segment, StoreDamaged
from graph.store.segments import read_segment, to_rewrite, write_segment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.store.columns import Columns

V = TypeVar("V")
FLUSH = 256
"""New rows that make a segment: so much work at most is lost by a build that is killed."""


class Table(Generic[V]):
    """Rows of one stage under one version. What cannot be read back is told and counts as absent."""

    def __init__(self, folder: Path, name: str, version: str, columns: Columns, segments: list[Segment]) -> None:
        """A table over those of the store's ``segments`` that are its own and of this version."""
        self.name, self.version = name, version
        self.segments = [one for one in segments if (one.table, one.version) == (name, version)]
        self._folder, self._columns = folder, columns
        self._where: dict[str, tuple[str, int]] = {}
        self._rows: dict[str, Rows] = {}
        self._new: dict[str, Any] = {}
        self._used: set[str] = set()

    def open(self, tell: Callable[[str], None]) -> None:
        """Read the segments; one that is damaged is left out and told."""
        for one in list(self.segments):
            try:
                table = read_segment(self._folder, one, self._columns.schema)
            except StoreDamaged as damage:
                tell(str(damage))
                self.segments.remove(one)
                continue
            self._rows[one.file] = Rows(table)
            for row, key in enumerate(table.column("key").to_pylist()):
                self._where.setdefault(key, (one.file, row))

    def get(self, key: str, make: Callable[[Rows, int], V]) -> V | None:
        """The value of a key, made of its row; None if there is none."""
        place = self._where.get(key)
        if place is None:
            return None
        self._used.add(key)
        return make(self._rows[place[0]], place[1])

    def values(self, make: Callable[[Rows, int], V]) -> list[V]:
        """All values, by key."""
        return [make(self._rows[file], row) for _, (file, row) in sorted(self._where.items())]

    def put(self, key: str, value: Any) -> bool:
        """Note a new value; tells whether enough are gathered for `flush`."""
        self._used.add(key)
        self._new[key] = value
        return len(self._new) >= FLUSH

    def flush(self) -> bool:
        """Write what is new; tells whether anything was."""
        if not self._new:
            return False
        table = self._columns.pack(sorted(self._new.items(), key=lambda row: row[0]))
        segment = write_segment(self._folder, self.name, self.version, table)
        self.segments = [*(one for one in self.segments if one.file != segment.file), segment]
        self._where |= {key: (segment.file, row) for row, key in enumerate(table.column("key").to_pylist())}
        self._rows[segment.file] = Rows(table)
        self._new.clear()
        return True

    def compact(self) -> None:
        """Merge small segments and drop rows that this build did not use."""
        live: dict[str, int] = {}
        for key in self._used:
            if key in self._where:
                file, _ = self._where[key]
                live[file] = live.get(file, 0) + 1
        for group in to_rewrite(self.segments, live):
            self._rewrite(group)

    def _rewrite(self, group: list[Segment]) -> None:
        import pyarrow as pa

        kept = []
        for one in group:
            table = read_segment(self._folder, one, self._columns.schema)
            rows = [row for row, key in enumerate(table.column("key").to_pylist()) if self._is_live(key, one.file, row)]
            kept.append(table.take(pa.array(rows, pa.int64())))
        self.segments = [one for one in self.segments if one not in group]
        whole = pa.concat_tables(kept).combine_chunks().sort_by("key")
        if whole.num_rows:
            self.segments.append(write_segment(self._folder, self.name, self.version, whole))

    def _is_live(self, key: str, file: str, row: int) -> bool:
        return key in self._used and self._where.get(key) == (file, row)
