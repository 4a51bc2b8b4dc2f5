"""Plain text: one article a file.

The first line may be a header, ``date 2023-08-23 Title of the article``; or the file may begin with a block of lines
like ``Title: ...``, ``Date: ...``. Without either, a short first line with no full stop and more text below is the
title.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.articles.decode import decode
from graph.articles.furniture import trimmed
from graph.articles.records import Flaw, Record, known_keys, plain_key
from graph.core.errors import InputError
from graph.core.types import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.articles.files import SourceFile

LONGEST_TITLE = 160
"""Characters; a longer first line is a paragraph."""

_DATED = re.compile(r"\s*(date:?[ \t]+(\d{4}-\d{2}-\d{2}))(?!\d)[ \t]*([^\r\n]*)", re.IGNORECASE)
_FIELD = re.compile(r"[ \t]*([A-Za-z][A-Za-z _-]{1,20}?)[ \t]*:[ \t]+([^\r\n]*\S)[ \t]*(?:\r\n|\r|\n)")
_LINE = re.compile(r"\s*([^\r\n]*[^\s])")
_SENTENCE_END = re.compile(r"[.:;,…]['\"”’)]*$")


def read(file: SourceFile) -> Iterator[Record | Flaw]:
    """The file's only article. Raises `InputError` for bytes that are no text."""
    text = decode(file.read(), file.label)
    if not text.strip():
        raise InputError(file.label, "empty file")
    yield from_text(text)


def from_text(text: str) -> Record:
    """The record of an article's text, its header and title marked as parts.

    >>> from_text("date 2023-08-23 Rain in Hanoi\\nIt rained.").title
    'Rain in Hanoi'
    """
    match = _DATED.match(text)
    if match and match[3].strip():
        return _dated(text, match)
    return _with_fields(text) or (_dated(text, match) if match else _titled(text, 0, Record(text)))


def _dated(text: str, match: re.Match[str]) -> Record:
    parts = [Part("header", *match.span(1))]
    if title := trimmed("title", text, *match.span(3)):
        return Record(text, match[3].strip(), match[2], parts=(*parts, *title))
    return _titled(text, match.end(), Record(text, "", match[2], parts=tuple(parts)))


def _with_fields(text: str) -> Record | None:
    """A block of ``Key: value`` lines at the top, if it tells at least a title or a date."""
    known, values, parts, position = known_keys(), {}, [], len(text) - len(text.lstrip())
    while match := _FIELD.match(text, position):
        field = known.get(plain_key(match[1]))
        if field is None or field == "text" or field in values:
            break
        values[field] = match[2]
        if field == "title":
            parts += [Part("header", match.start(1), text.index(":", match.end(1)) + 1), Part("title", *match.span(2))]
        else:
            parts.append(Part("header", match.start(1), match.end(2)))
        position = match.end()
    if not values.keys() & {"title", "date"} or not text[position:].strip():
        return None
    fields = {field: values.get(field) for field in ("date", "url", "publisher", "id", "language")}
    record = Record(text, values.get("title", ""), **fields, parts=tuple(parts))  # type: ignore[arg-type]
    return record if record.title else _titled(text, position, record)


def _titled(text: str, position: int, record: Record) -> Record:
    """The record with its first line after ``position`` as title, where that looks like one."""
    match = _LINE.match(text, position)
    if not match or not text[match.end() :].strip():
        return record
    line = match[1]
    if len(line) > LONGEST_TITLE or _SENTENCE_END.search(line) or not any(c.isalpha() for c in line):
        return record
    title = Part("title", *match.span(1))
    return replace(record, title=line, parts=(*record.parts, title))
