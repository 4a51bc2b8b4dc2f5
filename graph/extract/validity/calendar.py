"""The days that the words of a date mean, told from the day its article was published; never from the clock.

"in March" is the last March or the next one by the verb's tense, "on Tuesday" likewise. What two days may be meant by
is no date: a wrong date is worse than none. Partial dates stay partial (`graph.core.periods`).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Tense = Literal["past", "present", "future", "unknown"]
"""By the verb at a date. A verb in the present speaks of what is near: "steps down on 16 January"."""

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
DAYS: Mapping[str, int] = {
    name: number
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
AHEAD = 50
"""Years ahead of an article that a date in it may lie."""
EARLIEST = 1600
SOON = 6
"""Months ahead that a verb in the present may speak of."""
NEAR = 2
"""Days back up to which "last Friday" may be the one a week before."""
STEPS: Mapping[str, int] = {"last": -1, "this": 0, "next": 1}
WORDS: Mapping[str, int] = {"today": 0, "yesterday": -1, "tomorrow": 1}


def day_of(year: int, month: int, day: int) -> str | None:
    """The ISO date, or None for a day that no calendar has.

    >>> day_of(2024, 2, 30) is None
    True
    """
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def of_year(year: int, published: date | None) -> str | None:
    """A year, if news may speak of it."""
    latest = published.year + AHEAD if published else 2199
    return f"{year:04d}" if EARLIEST <= year <= latest else None


def of_month(month: int, published: date, tense: Tense) -> str | None:
    """A month without its year: the last one that has begun, or the next one that has not ended.

    >>> of_month(11, date(2024, 3, 5), "past"), of_month(3, date(2024, 3, 5), "future")
    ('2023-11', '2024-03')
    """
    if tense == "past":
        return f"{published.year - (month > published.month):04d}-{month:02d}"
    ahead = (month - published.month) % 12
    if tense == "future" or (tense == "present" and ahead <= SOON):
        return f"{published.year + (month < published.month):04d}-{month:02d}"
    return None


def of_day(month: int, day: int, published: date, tense: Tense) -> str | None:
    """A day without its year: the last one up to the article's own day, or the next one from it.

    >>> of_day(12, 31, date(2024, 3, 5), "past"), of_day(3, 31, date(2024, 3, 5), "future")
    ('2023-12-31', '2024-03-31')
    """
    if tense == "unknown":
        return None
    asked, now = (month, day), (published.month, published.day)
    if tense == "present" and (month - published.month) % 12 > SOON:
        return None
    return day_of(published.year - (asked > now) if tense == "past" else published.year + (asked < now), month, day)


def of_weekday(weekday: int, published: date, tense: Tense, which: str = "") -> str | None:
    """A day of the week; ``which`` is "last", "next" or "". None where a week more or less may be meant.

    "on Tuesday" in an article of a Tuesday is that day where something happened, but unclear where something will;
    "last Friday" is the one just gone unless it is as near as the day before yesterday; "next Friday" may be either.

    >>> of_weekday(1, date(2024, 3, 6), "past"), of_weekday(4, date(2024, 3, 6), "future")
    ('2024-03-05', '2024-03-08')
    """
    back = (published.weekday() - weekday) % 7
    if which == "last":
        return (published - timedelta(days=back)).isoformat() if back > NEAR else None
    if which == "next" or tense in {"present", "unknown"}:
        return None
    if tense == "past":
        return (published - timedelta(days=back)).isoformat()
    return (published + timedelta(days=7 - back)).isoformat() if back else None


def of_unit(which: str, unit: str, published: date) -> str | None:
    """This, last or next week, month or year; a week only where it lies within one month.

    >>> of_unit("last", "month", date(2024, 1, 9)), of_unit("next", "year", date(2024, 1, 9))
    ('2023-12', '2025')
    """
    step = STEPS[which]
    if unit == "year":
        return f"{published.year + step:04d}"
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
    sunday = monday + timedelta(days=6)
    return f"{monday.year:04d}-{monday.month:02d}" if monday.month == sunday.month else None


def days_from(published: date, days: int) -> str:
    """The day so many days after (before, if negative) the article's.

    >>> days_from(date(2024, 3, 1), -1)
    '2024-02-29'
    """
    return (published + timedelta(days=days)).isoformat()
