"""The interchange files: a whole data set as JSON Lines that any program can read, and the way back.

One object a line, UTF-8, keys always in the same order, lines sorted by id, ``\\n`` at every end: equal data sets
give equal bytes. The text of an article and its parts are not written: they belong to whoever published it. A lone
surrogate, which UTF-8 cannot hold, is written as its JSON escape.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from graph.publish.files import atomic
from graph.publish.interchange_read import read_interchange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from graph.core.types import Copy, Dataset, Evidence, ThemeLink

__all__ = ["INTERCHANGE", "read_interchange", "theme_order", "write_file", "write_interchange"]

Row = dict[str, Any]


def _copy(copy: Copy) -> Row:
    return {
        "id": copy.id,
        "published": copy.published,
        "url": copy.url,
        "publisher": copy.publisher,
        "source": copy.source,
    }


def _evidence(evidence: tuple[Evidence, ...], status: str | None = None) -> list[Row]:
    """Pieces of evidence; ``status`` only where theirs is not the statement's, dates only where the words say any."""
    rows: list[Row] = []
    for e in evidence:
        row = {"article": e.article, "start": e.start, "end": e.end, "quote": e.quote, "published": e.published}
        own = {"status": None if e.status == status else e.status, "valid_from": e.valid_from, "valid_to": e.valid_to}
        rows.append(row | {key: value for key, value in own.items() if value})
    return rows


def article_rows(dataset: Dataset) -> Iterator[Row]:
    """Articles without their text; ``copies`` only where there are any."""
    for a in sorted(dataset.articles, key=lambda a: a.id):
        row: Row = {
            "id": a.id,
            "title": a.title,
            "published": a.published,
            "url": a.url,
            "publisher": a.publisher,
            "source": a.source,
        }
        if a.copies:
            row["copies"] = [_copy(copy) for copy in a.copies]
        yield row


def mention_rows(dataset: Dataset) -> Iterator[Row]:
    """Every stretch of text that names an entity."""
    rows = ((m.mention, m.entity) for m in dataset.mentions)
    for mention, entity in sorted(rows, key=lambda row: (row[0].article, row[0].start, row[0].end, row[1])):
        yield {
            "article": mention.article,
            "entity": entity,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "score": mention.score,
        }


def entity_rows(dataset: Dataset) -> Iterator[Row]:
    """Entities; the keys of ``ids`` are sorted; ``replaces`` only where there are any."""
    for e in sorted(dataset.entities, key=lambda e: e.id):
        row: Row = {
            "id": e.id,
            "type": e.type,
            "name": e.name,
            "aliases": list(e.aliases),
            "articles": e.articles,
            "ids": dict(sorted(e.ids.items())),
        }
        if e.replaces:
            row["replaces"] = list(e.replaces)
        yield row


def statement_rows(dataset: Dataset) -> Iterator[Row]:
    """Statements with all their evidence."""
    for s in sorted(dataset.statements, key=lambda s: s.id):
        yield {
            "id": s.id,
            "subject": s.subject,
            "predicate": s.predicate,
            "object": s.object,
            "role": s.role,
            "status": s.status,
            "valid_from": s.valid_from,
            "valid_to": s.valid_to,
            "confidence": s.confidence,
            "evidence": _evidence(s.evidence, s.status),
        }


def theme_order(link: ThemeLink) -> tuple[str, str, str]:
    """The order of theme links: those of articles first, then those of entities."""
    return (link.entity or "", link.article or "", link.theme)


def theme_rows(dataset: Dataset) -> Iterator[Row]:
    """Theme links; each has the key ``article`` or the key ``entity``."""
    for t in sorted(dataset.themes, key=theme_order):
        holder = {"entity": t.entity} if t.article is None else {"article": t.article}
        yield {**holder, "theme": t.theme, "score": t.score, "evidence": _evidence(t.evidence)}


INTERCHANGE: dict[str, Callable[[Dataset], Iterator[Row]]] = {
    "articles.jsonl": article_rows,
    "mentions.jsonl": mention_rows,
    "entities.jsonl": entity_rows,
    "statements.jsonl": statement_rows,
    "themes.jsonl": theme_rows,
}
"""The files by name, and what yields their rows."""


def write_file(dataset: Dataset, filename: str, file: BinaryIO) -> None:
    """Write one interchange file to an open binary file. Raises `KeyError` for a name not in `INTERCHANGE`."""
    for row in INTERCHANGE[filename](dataset):
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"
        file.write(line.encode("utf-8", "backslashreplace"))  # \\udc80: what Python writes is also JSON's escape


def write_interchange(dataset: Dataset, folder: Path) -> None:
    """Write every interchange file into an existing folder, each at once. Raises `OSError`."""
    for filename in INTERCHANGE:
        with atomic(folder / filename) as file:
            write_file(dataset, filename, file)
