"""Publication dates to ISO 8601, never with help of the clock: a date that lacks its year is no date.

A date is taken as written: the day of ``2024-01-01T00:30:00+07:00`` is 2024-01-01, what the paper's readers saw.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_tz
from functools import lru_cache

_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[T\s,;])")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*$")
_SLASHED = re.compile(r"\s*(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})(?=$|[\sT,])")
_YEAR_FIRST = re.compile(r"\s*(\d{4})[./](\d{1,2})[./](\d{1,2})(?=$|[\sT,])")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20|21)\d\d(?!\d)")
_LABEL = re.compile(r"^\s*(?:first |last )?(?:published|posted|updated|date)\s*(?:on|at)?\s*:?\s+", re.IGNORECASE)
_EARLIEST, _LATEST = 1600, 2199
_SETTINGS = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "RELATIVE_BASE": datetime(2000, 1, 1)}


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if _EARLIEST <= year <= _LATEST else None
    except ValueError:
        return None


def _from_number(number: float) -> str | None:
    """Seconds or milliseconds since 1970 in UTC, or a YYYYMMDD number; small numbers are no dates."""
    if 16000101 <= number <= 21991231 and number == int(number):
        return _from_text(str(int(number)))
    seconds = number / 1000 if abs(number) >= 1e11 else number
    if not 1e8 <= seconds <= 7.2e9:
        return None
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date().isoformat()


@lru_cache(maxsize=4096)
def _from_text(text: str) -> str | None:
    text = _LABEL.sub("", text)
    for pattern in (_ISO, _COMPACT, _YEAR_FIRST):
        if match := pattern.match(text):
            year, month, day = map(int, match.groups())
            return _checked(year, month, day)
    if match := _SLASHED.match(text):
        first, second, year = map(int, match.groups())
        if first == second or second > 12:
            return _checked(year, first, second)
        return _checked(year, second, first) if first > 12 else None
    if re.fullmatch(r"\s*\d{9,13}(?:\.\d+)?\s*", text):
        return _from_number(float(text))
    if len(text) > 100 or not _YEAR.search(text):
        return None
    if parsed := parsedate_tz(text):
        return _checked(*parsed[:3]) if _YEAR.search(text) and parsed[0] >= _EARLIEST else None
    return _spelled(text)


def _spelled(text: str) -> str | None:
    """A date in English words. Strict: without day, month and year dateparser would fill in today's."""
    import dateparser

    try:
        parsed = dateparser.parse(text, languages=["en"], settings=dict(_SETTINGS))
    except (ValueError, OverflowError, RecursionError):
        return None
    return _checked(parsed.year, parsed.month, parsed.day) if parsed and str(parsed.year) in text else None


def parse_date(value: object) -> str | None:
    """The ISO date (``YYYY-MM-DD``) of a text, a Unix time or a date object, or None if it does not say one.

    None too where day and month cannot be told apart (``03/04/2023``) and where a part is missing (``Jan 8``).

    >>> parse_date("Wed, 23 Aug 2023 10:00:00 GMT"), parse_date("August 23, 2023"), parse_date("Jan 8")
    ('2023-08-23', '2023-08-23', None)
    """
    if isinstance(value, datetime):
        return _checked(value.year, value.month, value.day)
    if isinstance(value, date):
        return _checked(value.year, value.month, value.day)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value)
    return _from_text(value) if isinstance(value, str) else None


def complaint(value: object) -> str:
    """Why an article has no date, for the report."""
    if value in (None, ""):
        return "no publication date; facts of this article cannot be placed in time"
    return f"publication date {str(value)[:60]!r} not understood; write it as YYYY-MM-DD"
