"""An article's text taken apart: title, datelines, captions, credits, end marks, and body paragraph by paragraph.

Nothing is changed or left out: the parts are ordered, do not overlap, and whatever none of them covers is white space.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.articles.captions import find_captions, tell_repeats
from graph.articles.dateline import Dateline, find_dateline
from graph.articles.dates import parse_date
from graph.articles.endings import find_endings
from graph.articles.furniture import trimmed
from graph.core.types import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_EARLY = 3
"""Paragraphs that may begin with the article's dateline: it can follow a summary and a caption."""


def split_parts(text: str, title: str = "", given: Iterable[Part] = ()) -> tuple[tuple[Part, ...], str | None]:
    """The parts of a text, and the date of its dateline where that has a year (ISO), else None.

    ``given`` are parts that the format marked, all at the beginning; ``title`` is marked if the first line repeats it.

    >>> [part.kind for part in split_parts("PUTRAJAYA: Rain fell.\\nIt went on./.")[0]]
    ['place', 'dateline', 'body', 'body', 'end_mark']
    """
    found = list(given) or _title_line(text, title)
    start = max((part.end for part in found), default=0)
    endings = find_endings(text, start, len(text))
    end = endings[0].start if endings else len(text)
    dateline: Dateline | None = None
    for number, line in enumerate(_LINE.finditer(text, start, end)):
        early = number < _EARLY and dateline is None
        dated = _dateline(text, *line.span(), first=number == 0) if early else None
        captions, rest = find_captions(text, dated.end if dated else line.start(), line.end(), early and dated is None)
        if early and captions and not dated:
            dated = _dateline(text, rest, line.end(), first=True)
        found += captions
        if dated:
            found += dated.parts
            dateline = dated
    found += endings
    return _finished(text, found), parse_date(dateline.date) if dateline else None


def _title_line(text: str, title: str) -> list[Part]:
    line = _LINE.search(text)
    if line and title and " ".join(line.group().split()).casefold() == " ".join(title.split()).casefold():
        return trimmed("title", text, *line.span())
    return []


def _dateline(text: str, start: int, end: int, first: bool) -> Dateline | None:
    while start < end and text[start].isspace():
        start += 1
    return find_dateline(text, start, end, first) if start < end else None


def _finished(text: str, found: list[Part]) -> tuple[Part, ...]:
    """The found parts with body for the rest of the text, and captions told from repeats."""
    return tuple(tell_repeats(text, sorted([*found, *_bodies(text, found)], key=lambda part: part.start)))


def _bodies(text: str, found: list[Part]) -> Iterator[Part]:
    """A body part for each line, or piece of a line, that nothing else covers."""
    position = 0
    for part in [*sorted(found, key=lambda part: part.start), Part("body", len(text), len(text))]:
        for line in _LINE.finditer(text, position, part.start):
            yield from trimmed("body", text, *line.span())
        position = part.end
