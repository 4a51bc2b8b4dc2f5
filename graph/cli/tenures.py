"""Tenures as rows for people and programs: what is said, seen and inferred stands in columns of their own."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.network.times import own_evidence
from graph.publish.tools.csv_tables import rows_as_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.core.types import Dataset, Entity, Evidence
    from graph.network.posts import History, Tenure

COLUMNS = ("body", "post", "holder", "from", "to", "first seen", "last seen", "over by", "notes")
QUOTED = ("date", "article", "says", "quote")


@dataclass(frozen=True, slots=True)
class Row:
    """One tenure of one post, its ``conflicts`` those of the post that its holder is in."""

    history: History
    tenure: Tenure
    entities: Mapping[str, Entity]

    def name(self, id_: str) -> str:
        """The name of an entity."""
        return self.entities[id_].name

    @property
    def conflicts(self) -> list[tuple[str, str, str]]:
        """(id of the other holder, first day, last day) of the times when another held the seat too."""
        mine = self.tenure.holder
        return [
            (next(one for one in conflict.holders if one != mine), conflict.start, conflict.end)
            for conflict in self.history.conflicts
            if mine in conflict.holders
        ]

    @property
    def evidence(self) -> list[Evidence]:
        """What says so, the oldest first."""
        found = dict.fromkeys(own_evidence(self.tenure.statements))
        return sorted(found, key=lambda one: (one.published or "", one))


def rows(histories: Iterable[History], dataset: Dataset, day: str | None = None) -> list[Row]:
    """The tenures of these posts, with ``day`` only those that were held on it."""
    entities = {one.id: one for one in dataset.entities}
    return [
        Row(history, tenure, entities)
        for history in histories
        for tenure in history.tenures
        if day is None or tenure.held_on(day)
    ]


def lines(rows: Sequence[Row], quotes: bool) -> Iterator[tuple[str, ...]]:
    """The cells of a table in the order of its columns; with ``quotes`` a line for each piece of evidence."""
    for row in rows:
        cells = _cells(row)
        if not quotes:
            yield cells
            continue
        for one in row.evidence:
            yield (*cells, one.published or "", one.article, _says(one), " ".join(one.quote.split()))


def columns(quotes: bool) -> tuple[str, ...]:
    """The names of the columns of `lines`."""
    return (*COLUMNS, *QUOTED) if quotes else COLUMNS


def _cells(row: Row) -> tuple[str, ...]:
    times = row.tenure.times
    dates = times.valid_from, times.valid_to, times.first_seen, times.last_seen, row.tenure.ended_by
    post = row.history.name or "(unnamed)"
    return (
        row.name(row.history.body),
        post,
        row.name(row.tenure.holder),
        *(date or "" for date in dates),
        "; ".join(_notes(row)),
    )


def _notes(row: Row) -> Iterator[str]:
    tenure = row.tenure
    if tenure.acting:
        yield "acting"
    statuses = {one.status for one in row.evidence}
    if statuses == {"planned"}:
        yield "planned"
    if tenure.reason == "reported":
        yield "inferred: reported as former"
    if tenure.reason == "doubtful":
        yield f"doubtful: {row.name(tenure.successor or '')} is in office before and after"
    elif tenure.successor:
        how = "is in office" if tenure.reason == "successor" else "is named as successor"
        yield f"inferred: {row.name(tenure.successor)} {how}"
    for other, start, end in row.conflicts:
        yield f"CONFLICT with {row.name(other)} {f'on {start}' if start == end else f'from {start} to {end}'}"


def _says(one: Evidence) -> str:
    """What a piece of evidence says of the tenure: its status, and dates where it tells any."""
    dates = f", {one.valid_from or '…'} to {one.valid_to or '…'}" if one.valid_from or one.valid_to else ""
    return f"{one.status}{dates}"


def as_csv(rows: Sequence[Row], quotes: bool) -> str:
    """The table as CSV (RFC 4180), formulas made harmless."""
    file = io.BytesIO()
    rows_as_csv(columns(quotes), lines(rows, quotes), file)
    return file.getvalue().decode()


def as_json(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The tenures as plain values; ``evidence`` holds every quote."""
    return [_object(row) for row in rows]


def _object(row: Row) -> dict[str, Any]:
    tenure, times = row.tenure, row.tenure.times
    return {
        "body": {"id": row.history.body, "name": row.name(row.history.body)},
        "post": row.history.name,
        "single_seat": row.history.single,
        "holder": {"id": tenure.holder, "name": row.name(tenure.holder)},
        "acting": tenure.acting,
        "valid_from": times.valid_from,
        "valid_to": times.valid_to,
        "first_seen": times.first_seen,
        "last_seen": times.last_seen,
        "over_by": tenure.ended_by,
        "over_reason": tenure.reason,
        "inferred": tenure.ended_by is not None,
        "successor": {"id": tenure.successor, "name": row.name(tenure.successor)} if tenure.successor else None,
        "conflicts": [
            {"with": {"id": other, "name": row.name(other)}, "from": start, "to": end}
            for other, start, end in row.conflicts
        ],
        "statements": [one.id for one in tenure.statements],
        "evidence": [
            {
                "article": one.article,
                "published": one.published,
                "status": one.status,
                "valid_from": one.valid_from,
                "valid_to": one.valid_to,
                "quote": one.quote,
            }
            for one in row.evidence
        ],
    }
