"""Quotes cut into segments, so that a page can mark the words that name the two ends of a fact.

A segment is plain text (a string), or a pair of what it names and its text: 1 the subject, 2 the object, 3 both (a
place inside a body's name). Cut here rather than in the browser, whose offsets count UTF-16 units, not characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.core.types import Entity, Evidence, LinkedMention, Statement

SUBJECT, OBJECT = 1, 2

Segment = str | tuple[int, str]
Spans = list[tuple[int, int]]


class Quotes:
    """Segments of evidence; knows where each article mentions each entity."""

    def __init__(self, mentions: Iterable[LinkedMention], entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._places: dict[tuple[str, str], Spans] = defaultdict(list)
        for linked in mentions:
            self._places[linked.mention.article, linked.entity].append((linked.mention.start, linked.mention.end))
        for spans in self._places.values():
            spans.sort()

    def segments(self, statement: Statement, evidence: Evidence) -> list[Segment]:
        """The quote of a statement's evidence in order; joined, the texts are the quote."""
        ends = (SUBJECT, statement.subject), (OBJECT, statement.object)
        spans = [(start, end, bit) for bit, entity in ends for start, end in self._found(evidence, entity)]
        return _cut(evidence.quote, spans)

    def _found(self, evidence: Evidence, entity: str) -> Spans:
        """Where the quote names an entity: by its mentions or, where none lies in the quote, by its names."""
        length = len(evidence.quote)
        spans = self._places.get((evidence.article, entity), [])
        first = bisect_left(spans, (evidence.start, evidence.start))
        inside = []
        for start, end in spans[first:]:
            if start >= evidence.start + length:
                break
            inside.append((start - evidence.start, min(end - evidence.start, length)))
        return inside or _named(evidence.quote, self._entities.get(entity))


def _named(quote: str, entity: Entity | None) -> Spans:
    """Where the longest of an entity's names that the quote holds stands in it."""
    if entity is None:
        return []
    folded = quote.casefold()
    for name in sorted({entity.name, *entity.aliases} - {""}, key=lambda one: (-len(one), one)):
        if name.casefold() not in folded:  # most are not, and compiling a pattern for each takes long
            continue
        if found := [hit.span() for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", quote, re.IGNORECASE)]:
            return found
    return []


def _cut(quote: str, spans: list[tuple[int, int, int]]) -> list[Segment]:
    """The quote cut where what it names changes; ``spans`` are start, end and which end of the fact is named there."""
    segments: list[Segment] = []
    places = sorted({0, len(quote), *(place for start, end, _ in spans for place in (max(start, 0), end))})
    marks = [_mark(place, spans) for place in places]
    first = 0
    for at in range(1, len(places)):
        if places[at] == len(quote) or marks[at] != marks[first]:
            text = quote[places[first] : places[at]]
            segments.append((marks[first], text) if marks[first] else text)
            first = at
    return segments


def _mark(place: int, spans: list[tuple[int, int, int]]) -> int:
    """What the character at a place is part of the name of."""
    mark = 0
    for start, end, bit in spans:
        if start <= place < end:
            mark |= bit
    return mark
