"""Datelines: "Hanoi (VNA) –", "KUALA LUMPUR, Jan 8 —", "PUTRAJAYA:", "WASHINGTON (Reuters) -".

A line begins with one if up to its first dash or colon there is nothing but places, a date and an agency, and something
shows that the places are places: the gazetteer, a date, an agency, or capitals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.articles.furniture import alternatives, is_agency, table, trimmed
from graph.core.gazetteer import find_place
from graph.core.types import Part

LONGEST = 90
"""Characters up to the dash or colon."""

_SEPARATOR = re.compile(r"\s*(?:[–—―]+|--+|:(?=[\s'\"“‘])|(?<=[\s)])-(?=\s)|(?<=\))\.-(?=\s)|(?<=[A-Z)])-(?=\s))\s*")
_BRACKETS = re.compile(r"\(([^()]{1,40})\)|/([A-Z]{2,10})/")
_ACRONYM = re.compile(r"[A-Z][A-Za-z.]*[A-Z]\w{0,4}|[A-Z][\w]+(?:[.][A-Za-z]+)+")
_BEGINS = re.compile(r"[\s'\"“‘(\[]*[A-ZÀ-ÞĐ\d£$€#]")


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dateline:
    """The parts of a dateline, in order; ``date`` is its date as written, ``end`` where the prose begins."""

    parts: tuple[Part, ...]
    date: str | None
    end: int


@cache
def _date() -> re.Pattern[str]:
    months, days = (alternatives(table("dateline")[key]) for key in ("months", "days"))
    month = rf"(?i:{months})\b\.?"
    year = r"(?:,?\s+\d{4})?"
    spelled = rf"{month}\s*\d{{1,2}}(?!\d){year}|\d{{1,2}}\s+{month}{year}"
    spelled += r"|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}"
    return re.compile(rf"(?:\b(?:{days})\b\.?,?\s+)?(?:{spelled})(?!\w)|\b(?:{days})\b")


@cache
def _name() -> re.Pattern[str]:
    particle = "|".join(re.escape(word) for word in table("dateline")["particles"])
    word = r"[A-ZÀ-ÞĐ][\w'’.\-]*"
    return re.compile(rf"{word}(?:\s+(?:(?:{particle})\s+)?{word}){{0,4}}")


def find_dateline(text: str, start: int, end: int, first: bool = True) -> Dateline | None:
    """The dateline with which ``text[start:end]`` begins, or None.

    Only the article's ``first`` paragraph may have one that shows neither a date nor an agency.

    >>> text = "Hanoi (VNA) – Rain fell."
    >>> [(part.kind, text[part.start:part.end]) for part in find_dateline(text, 0, len(text)).parts]
    [('place', 'Hanoi'), ('dateline', '('), ('agency', 'VNA'), ('dateline', ') –')]
    """
    separator = _SEPARATOR.search(text, start, min(end, start + LONGEST))
    if separator is None or not _BEGINS.match(text, separator.end(), end):
        return None
    fields = _Fields.read(text, start, separator.start())
    if fields is None or not fields.plausible(text, separator.group().strip(), first):
        return None
    marked = sorted(
        [*(Part("place", *span) for span in fields.places), *(Part("agency", *span) for span in fields.agencies)],
        key=lambda part: part.start,
    )
    parts: list[Part] = []
    position = start
    for part in marked:
        parts += [*trimmed("dateline", text, position, part.start), part]
        position = part.end
    parts += trimmed("dateline", text, position, separator.end())
    return Dateline(tuple(parts), fields.date, separator.end())


@dataclass(frozen=True, slots=True)
class _Fields:
    """What the words before the separator are, as spans of the text."""

    places: tuple[Span, ...]
    agencies: tuple[Span, ...]
    date: str | None

    @classmethod
    def read(cls, text: str, start: int, end: int) -> _Fields | None:
        """The fields, or None where some words are neither place, date nor agency."""
        spans: list[Span] = []
        rest, dates = text[start:end], []
        for match in _BRACKETS.finditer(rest):
            spans.append(match.span(1 if match[1] else 2))
            rest = rest[: match.start()] + "," * len(match.group()) + rest[match.end() :]
        if date := _date().search(rest):
            dates.append(date.group())
            rest = rest[: date.start()] + "," * len(date.group()) + rest[date.end() :]
        spans += [match.span() for match in re.finditer(r"[^,/;\s][^,/;]*(?<!\s)", rest)]
        places: list[Span] = []
        agencies: list[Span] = []
        for first, last in sorted(spans):
            words = text[start + first : start + last]
            if _signs(words, text[start + first - 1 : start + first] in ("(", "/")):
                agencies.append((start + first, start + last))
            elif _name().fullmatch(words):
                places.append((start + first, start + last))
            elif _date().fullmatch(words):
                dates.append(words)
            else:
                return None
        return cls(_rejoined(text, places), tuple(agencies), dates[0] if dates else None) if len(places) <= 4 else None

    def plausible(self, text: str, separator: str, first: bool) -> bool:
        """Whether these fields are a dateline and not the beginning of a sentence."""
        names = [text[slice(*span)] for span in sorted(self.places)]
        signed = any(is_agency(text[slice(*span)]) for span in self.agencies)
        if not names:
            return signed and separator != ":"  # "DW: ..." asks a question in an interview
        if {name.casefold() for name in names} & {word.casefold() for word in table("dateline")["not_places"]}:
            return False
        capitals, known = names[0].isupper(), _is_place(names[0])
        if signed or self.date or (known and self.agencies):
            return known or capitals or (signed and len(names[0].split()) <= 3)
        if not first:
            return False
        if not known:
            return self._small_town(text, names)
        return all(map(_is_place, names)) and (capitals or (separator not in ("-", "--") and _is_city(names[0])))

    def _small_town(self, text: str, names: list[str]) -> bool:
        """A small town in capitals ("KUALA KRAI"); a word that stays in capitals further on is an acronym ("UMNO")."""
        words = names[0].split()
        if not names[0].isupper() or len(names) > 2 or len(names[0]) < 5 or len(words) > 3 or "." in names[0]:
            return False
        return all(len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text)) == 1 for word in words)


def _signs(words: str, bracketed: bool) -> bool:
    """Whether these words are an agency; one that is not known stands in brackets and looks like an acronym."""
    return is_agency(words) or (bracketed and bool(_ACRONYM.fullmatch(words)) and not find_place(words))


def _rejoined(text: str, places: list[Span]) -> tuple[Span, ...]:
    """The places, a name that a stray comma cuts in two ("KUALA, LUMPUR") in one piece again."""
    if len(places) > 1 and not _is_place(text[slice(*places[0])]):
        whole = (places[0][0], places[1][1])
        if "(" not in text[slice(*whole)] and find_place(text[slice(*whole)]):
            return (whole, *places[2:])
    return tuple(places)


def _is_place(name: str) -> bool:
    return find_place(name) is not None or find_place(name.title()) is not None


def _is_city(name: str) -> bool:
    place = find_place(name)
    return place is not None and place.kind == "city"
