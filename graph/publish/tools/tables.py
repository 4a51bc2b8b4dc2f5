"""The graph as six tables, for spreadsheets, data frames and SQL; each cell is a text, a whole number or a decimal.

Text is made fit for every format: what XML cannot hold, lone surrogates among it, becomes U+FFFD (`terms.plain`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.publish.interchange import theme_order
from graph.publish.terms import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.core.types import Dataset, Entity, Evidence

Cell = str | int | float | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns with the type of their cells, and what yields its rows."""

    name: str
    columns: Mapping[str, type]
    rows: Callable[[Dataset], Iterator[Row]]

    def cells(self, dataset: Dataset) -> Iterator[Row]:
        """The rows, their text clean."""
        for row in self.rows(dataset):
            yield tuple(plain(cell) if isinstance(cell, str) else cell for cell in row)


_LINKED = ("wikidata", "iso3166", "lei", "iptc")


def _entities(dataset: Dataset) -> Iterator[Row]:
    for one in sorted(dataset.entities, key=lambda one: one.id):
        others = "; ".join(f"{system}:{value}" for system, value in sorted(one.ids.items()) if system not in _LINKED)
        ids = (one.ids.get(system) for system in _LINKED)
        yield one.id, one.type, one.name, "; ".join(one.aliases), one.articles, *ids, others or None


def _statements(dataset: Dataset) -> Iterator[Row]:
    known = _by_id(dataset)
    for one in sorted(dataset.statements, key=lambda one: one.id):
        subject, object_ = known[one.subject], known[one.object]
        ends = (subject.id, subject.name, subject.type, one.predicate, object_.id, object_.name, object_.type)
        dates = sorted(piece.published for piece in one.evidence if piece.published)
        said = (len(one.evidence), *((dates[0], dates[-1]) if dates else (None, None)))
        held = (one.role or None, one.status, one.valid_from, one.valid_to, one.confidence)
        yield one.id, *ends, *held, *said, _quote(one.evidence)


def _evidence(dataset: Dataset) -> Iterator[Row]:
    for one in sorted(dataset.statements, key=lambda one: one.id):
        for piece in sorted(one.evidence):
            yield one.id, piece.article, piece.start, piece.end, piece.quote, piece.published


def _articles(dataset: Dataset) -> Iterator[Row]:
    for one in sorted(dataset.articles, key=lambda one: one.id):
        yield one.id, one.title, one.published, one.url, one.publisher, one.source, len(one.copies)


def _mentions(dataset: Dataset) -> Iterator[Row]:
    known = _by_id(dataset)
    rows = ((linked.mention, linked.entity) for linked in dataset.mentions)
    for one, entity in sorted(rows, key=lambda row: (row[0].article, row[0].start, row[0].end, row[1])):
        name = known[entity]
        yield one.article, entity, name.name, name.type, one.start, one.end, one.text, one.score


def _themes(dataset: Dataset) -> Iterator[Row]:
    known = _by_id(dataset)
    for one in sorted(dataset.themes, key=theme_order):
        entity = known[one.entity].name if one.entity is not None else None
        yield one.article, one.entity, entity, one.theme, known[one.theme].name, one.score, _quote(one.evidence)


def _by_id(dataset: Dataset) -> dict[str, Entity]:
    return {one.id: one for one in dataset.entities}


def _quote(evidence: tuple[Evidence, ...]) -> str | None:
    return min(evidence).quote if evidence else None


_ENTITY: dict[str, type] = {"id": str, "type": str, "name": str, "aliases": str, "articles": int}
_STATEMENT: dict[str, type] = dict.fromkeys(
    ("id", "subject", "subject_name", "subject_type", "predicate", "object", "object_name", "object_type"), str
)
_HELD = {"role": str, "status": str, "valid_from": str, "valid_to": str, "confidence": float}
_SAID = {"evidence": int, "first": str, "last": str, "quote": str}
_EVIDENCE = {"statement": str, "article": str, "start": int, "end": int, "quote": str, "published": str}
_ARTICLE = dict.fromkeys(("id", "title", "published", "url", "publisher", "source"), str) | {"copies": int}
_MENTION = dict.fromkeys(("article", "entity", "name", "type"), str)
_PLACE = {"start": int, "end": int, "text": str, "score": float}
_THEME = dict.fromkeys(("article", "entity", "entity_name", "theme", "theme_name"), str)

TABLES: dict[str, Table] = {
    one.name: one
    for one in (
        Table("entities", {**_ENTITY, **dict.fromkeys((*_LINKED, "other_ids"), str)}, _entities),
        Table("statements", {**_STATEMENT, **_HELD, **_SAID}, _statements),
        Table("evidence", _EVIDENCE, _evidence),
        Table("articles", _ARTICLE, _articles),
        Table("mentions", {**_MENTION, **_PLACE}, _mentions),
        Table("themes", {**_THEME, "score": float, "quote": str}, _themes),
    )
}
"""The tables by name."""
