"""What can be said of a text by itself: its parts, the date of its dateline, its language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.articles.language import language_of
from graph.articles.parts import split_parts
from graph.core.types import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

PROSE = frozenset({"title", "body", "caption"})
"""Kinds of parts that are sentences: datelines, agencies and credits say nothing of language, and differ in copies."""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """Parts of a text, the ISO date of its dateline if that has a year, and its ISO 639-1 language if that shows."""

    parts: tuple[Part, ...]
    date: str | None
    language: str | None


Dissect = Callable[[str, str, tuple[Part, ...]], Anatomy]
"""A function from text, title and the parts that the format marked."""


def dissect(text: str, title: str = "", given: Iterable[Part] = ()) -> Anatomy:
    """The anatomy of a text; ``title`` and ``given`` are as for `split_parts`. A pure function.

    >>> [part.kind for part in dissect("PUTRAJAYA, 3 May 2024 - Rain fell.").parts]
    ['place', 'dateline', 'body']
    """
    parts, date = split_parts(text, title, given)
    return Anatomy(
        parts, date, language_of(" ".join(text[part.start : part.end] for part in parts if part.kind in PROSE))
    )
