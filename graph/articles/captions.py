"""Photo captions and credits: "(Photo: VNA)", "— Picture by X"; captions that only repeat the lead."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from graph.articles.furniture import agency_pattern, alternatives, table, trimmed, with_agencies

if TYPE_CHECKING:
    from graph.core.types import Part

LONGEST_CAPTION = 400
"""Characters; more text before a credit is body with a picture after it."""
REPEATS = 0.7
"""Share of a caption's words that another sentence has, from which the caption only repeats it."""
_MIN_WORDS = 4
_SENTENCES = 200
"""Sentences of the body that captions are compared with; a caption repeats what stands early."""


@cache
def _bracketed() -> re.Pattern[str]:
    picture = alternatives(table("credit")["pictures"])
    return re.compile(
        rf"[(\[]\s*(?i:{picture})\s*(?:(?i:courtesy\s+of|courtesy|by|from|credit)\b\s*:?|[:–—-])\s*[^()\[\]\r\n]{{1,100}}[)\]]"
        rf"|[(\[]\s*{agency_pattern()}\s+(?i:{picture})[^()\[\]\r\n]{{0,60}}[)\]]"
    )


@cache
def _trailing() -> re.Pattern[str]:
    """A credit that ends a paragraph: "— Picture by X", "— Bernama pic", "- File pic", "VNA/VNS Photo Y"."""
    picture = alternatives([word for word in table("credit")["pictures"] if word != "source"])
    agencies = rf"{agency_pattern()}(?:\s*/\s*{agency_pattern()})*"
    return re.compile(
        rf"(?:(?:[–—―]|--|(?<=\s)-)\s*(?:(?:{agencies}|[Ff]ile)\s+)?(?i:{picture})|(?<=[.!?\s]){agencies}\s+(?i:{picture}))"
        rf"(?:\s+(?:by|from|courtesy|via|:)\s*[^.!?\r\n]{{1,60}}|\s+[A-ZĐ][^.!?\r\n]{{1,40}})?[.]?\s*$"
    )


@cache
def _own_line() -> re.Pattern[str]:
    picture = alternatives([word for word in table("credit")["pictures"] if word != "source"])
    return re.compile(rf"\s*(?i:{picture})\s*(?:(?i:courtesy\s+of|courtesy|by|credit)\b\s*:?|:)\s*\S[^\r\n]{{0,100}}$")


def find_captions(text: str, start: int, end: int, leading: bool = True) -> tuple[list[Part], int]:
    """Captions and credits of a paragraph, and where its other prose begins.

    Only in a ``leading`` paragraph, above the story, is the prose before a credit that ends it a caption: further down,
    papers credit the picture after the last sentence.

    >>> text = "Rain in Hanoi. (Photo: VNA)Hanoi (VNA) – Rain fell."
    >>> parts, rest = find_captions(text, 0, len(text))
    >>> [(part.kind, text[part.start:part.end]) for part in parts]
    [('caption', 'Rain in Hanoi.'), ('credit', '(Photo:'), ('agency', 'VNA'), ('credit', ')')]
    >>> text[rest:]
    'Hanoi (VNA) – Rain fell.'
    """
    if _own_line().match(text, start, end) and end - start <= LONGEST_CAPTION // 2:
        return with_agencies("credit", text, start, end), end
    parts: list[Part] = []
    rest = start
    for match in _bracketed().finditer(text, start, end):
        if match.start() - rest <= LONGEST_CAPTION:
            parts += trimmed("caption", text, rest, match.start())
            rest = match.end()
        parts += with_agencies("credit", text, *match.span())
    trailing = _trailing().search(text, max(rest, end - LONGEST_CAPTION), end)
    if trailing:
        if leading and trailing.start() - rest <= LONGEST_CAPTION:
            parts += trimmed("caption", text, rest, trailing.start())
            rest = end
        parts += with_agencies("credit", text, *trailing.span())
    return parts, rest


def tell_repeats(text: str, parts: list[Part]) -> list[Part]:
    """The parts, each caption most of whose words stand in one sentence of the body now a ``repeat``."""
    if not any(part.kind == "caption" for part in parts):
        return parts
    bodies = (text[part.start : part.end] for part in parts if part.kind == "body")
    sentences = (sentence for body in bodies for sentence in re.split(r"(?<=[.!?])[\"”'’]*\s+", body))
    told = [_words(sentence) for sentence in islice(sentences, _SENTENCES)]
    return [
        replace(part, kind="repeat") if part.kind == "caption" and _repeats(text, part, told) else part
        for part in parts
    ]


def _repeats(text: str, caption: Part, told: list[frozenset[str]]) -> bool:
    words = _words(text[caption.start : caption.end])
    return len(words) >= _MIN_WORDS and any(len(words & sentence) >= REPEATS * len(words) for sentence in told)


def _words(sentence: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", sentence.casefold())) - frozenset(table("words")["stop"])
