"""Dates in a sentence, each with the word before it that says what it is: "since 2019", "until March", "on Tuesday".

Found by one regular expression, so that a sentence without a date costs next to nothing. dateparser, which reads
publication dates, is not used here: it fills in what a date leaves open, and takes milliseconds for each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.extract.validity import calendar
from graph.extract.validity.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from graph.extract.validity.calendar import Tense
    from graph.extract.validity.words import Cue

_MONTH = "|".join(sorted((name.title() for name in calendar.MONTHS), key=lambda name: (-len(name), name)))
_DAY = "|".join(name.title() for name in calendar.DAYS)
_YEAR = r"(?:1[6-9]|20)\d\d(?![\d%]|,\d|\.\d|[-–—/]\d|-\w)"
_SPAN_YEAR = r"(?:1[6-9]|20)\d\d"
_ABOUT = r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[ -])?"
_RELATIVE = r"(?:last|this|next)"
_DATE = rf"""
    (?:(?:{_RELATIVE}\ )?(?:{_DAY}),?\ )?(?:
        (?:the\ )?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?(?P<m1>{_MONTH})\b\.?
      | (?P<m2>{_MONTH})\b\.?\ (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,:]\d)
    )(?:,?\ (?P<y1>{_YEAR})|\ (?:of\ )?(?P<r1>{_RELATIVE})\ year)?
  | {_ABOUT}(?P<m3>{_MONTH})\b\.?(?:(?:\ of|,)?\ (?P<y2>{_YEAR})|\ (?:of\ )?(?P<r2>{_RELATIVE})\ year)
  | {_ABOUT}(?P<y3>{_YEAR})
  | (?P<which>{_RELATIVE})\ (?:coming\ |past\ )?(?:(?P<unit>week|month|year)|(?P<m4>{_MONTH})|(?P<w1>{_DAY}))\b
  | {_ABOUT}(?P<m5>{_MONTH})\b\.?(?!\ \d)
  | (?P<w2>{_DAY})\b
  | (?P<word>(?i:{"|".join(calendar.WORDS)}))\b
  | (?P<ago>\d{{1,2}}|two|three|four|five|six|ten)\ days\ ago\b
"""
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_FOUND = re.compile(rf"(?<![\w$€£.,-]){_DATE}", re.VERBOSE)
_NEXT = re.compile(_DATE, re.VERBOSE)
_YEARS = re.compile(
    rf"(?<![\w$€£.,-])(?P<first>{_SPAN_YEAR})\s?[-–—]\s?(?P<last>{_SPAN_YEAR}|\d\d)(?![\w%]|[.,]\d|[-–—/])"
)
_MAYBE = re.compile(
    rf"(?:1[6-9]|20)\d\d|(?:{_MONTH}|{_DAY})\b"
    rf"|\b(?i:{'|'.join(calendar.WORDS)}|(?:last|next|this) (?:coming |past )?(?:week|month|year)|days ago)\b"
)
_BETWEEN = re.compile(r"\s+(?:to|until|till|through|and)\s+|\s?[-–—]\s?", re.IGNORECASE)
_LONGEST_CUE = 3
_POSSESSIVE = frozenset({"his", "her", "its", "their", "the"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date at characters ``start:end`` of a text, its cue included; ``last`` is the other end of a range."""

    start: int
    end: int
    cue: Cue
    first: Wording
    last: Wording | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one date, as named groups of the expression."""

    parts: tuple[tuple[str, str], ...]

    def days(self, published: date | None, tense: Tense) -> str | None:
        """What the words mean: a day, month or year in ISO form; None where that is not sure.

        ``published`` is the article's date; without it only a date with its year can be told.
        """
        part = {name.rstrip("12345"): text.lower() for name, text in self.parts}
        month, day = calendar.MONTHS.get(part.get("m", ""), 0), int(part.get("d", 0))
        year = int(part.get("y", 0))
        if not year and "r" in part and published:
            year = published.year + calendar.STEPS[part["r"]]
        if year:
            known = calendar.of_year(year, published)
            if not known or not month:
                return known
            return calendar.day_of(year, month, day) if day else f"{known}-{month:02d}"
        return _without_year(part, month, day, published, tense) if published else None


def _without_year(part: Mapping[str, str], month: int, day: int, published: date, tense: Tense) -> str | None:
    which = part.get("which", "")
    if day:
        return calendar.of_day(month, day, published, tense)
    if month:
        told: Tense = tense if not which else {"last": "past", "next": "future"}.get(which, "unknown")  # type: ignore[assignment]
        return None if which and month == published.month else calendar.of_month(month, published, told)
    if "unit" in part:
        return calendar.of_unit(which, part["unit"], published)
    if "w" in part:
        return calendar.of_weekday(calendar.DAYS[part["w"]], published, tense, which if which != "this" else "")
    return calendar.days_from(published, calendar.WORDS.get(part.get("word", ""), -_number(part.get("ago", "0"))))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text]


def may_date(text: str) -> bool:
    """Whether a text may hold a date at all: quick, and right for every text that does."""
    return _MAYBE.search(text) is not None


def find_phrases(text: str) -> Iterator[Phrase]:
    """The dates of a text in order, with their cues.

    >>> text = "She led it from May 2019 until last year, and left on Monday."
    >>> [(one.cue, text[one.start : one.end]) for one in find_phrases(text)]
    [('from', 'from May 2019 until last year'), ('at', 'on Monday')]
    """
    at = 0
    while match := _first(text, at):
        at = match.end()
        found = _phrase(text, match)
        if found is not None:
            at = found.end
            yield found


def _first(text: str, at: int) -> re.Match[str] | None:
    one, other = _FOUND.search(text, at), _YEARS.search(text, at)
    if one and other:
        return other if other.start() <= one.start() else one
    return one or other


def _phrase(text: str, match: re.Match[str]) -> Phrase | None:
    start, cue, before = _cue(text, match.start())
    if before in words().against:
        return None
    if match.re is _YEARS:
        first, last = match["first"], match["last"]
        last = first[:2] + last if len(last) == 2 else last  # "2015-18"
        ordered = int(first) < int(last)
        return Phrase(start, match.end(), "from", _year(first), _year(last)) if ordered else None
    if cue is None and _alone(match, before):
        return None
    if cue == "from" or (cue is None and before == "between"):
        joint = _BETWEEN.match(text, match.end())
        other = _NEXT.match(text, joint.end()) if joint else None
        if joint and other and (joint.group().strip().lower() == "and") == (before == "between"):
            start = start if cue else text.lower().rindex("between", 0, match.start())
            return Phrase(start, other.end(), "from", _wording(match), _wording(other))
        if cue is None:
            return None
    return Phrase(start, match.end(), cue or "at", _wording(match))


def _alone(match: re.Match[str], before: str) -> bool:
    """Whether a date without a cue is none: a bare year or month counts only as part of a longer date."""
    return before != "between" and bool(match["y3"] or match["m5"])


def _cue(text: str, at: int) -> tuple[int, Cue | None, str]:
    """Where the phrase begins, its cue, and the word before that: "since", "ever since", "since his election in"."""
    table = words()
    tokens = list(re.finditer(r"[\w'’]+|[^\w\s]", text[max(0, at - 60) : at]))
    offset = max(0, at - 60)
    lower = [token.group().lower() for token in tokens]
    for size in range(min(_LONGEST_CUE, len(lower)), 0, -1):
        cue = table.cues.get(" ".join(lower[-size:]))
        if cue is None:
            continue
        rest = lower[:-size]
        if cue == "at" and len(rest) > 2 and rest[-2] in _POSSESSIVE:
            told: Cue | None = (
                "since" if rest[-1] in table.arrivals else "until" if rest[-1] in table.departures else None
            )
            if told and table.cues.get(rest[-3]) == told:
                return offset + tokens[len(rest) - 3].start(), told, rest[-4] if len(rest) > 3 else ""
        return offset + tokens[-size].start(), cue, rest[-1] if rest else ""
    return at, None, lower[-1] if lower else ""


def _year(text: str) -> Wording:
    return Wording((("y3", text),))


def _wording(match: re.Match[str]) -> Wording:
    return Wording(tuple((name, text) for name, text in match.groupdict().items() if text))
