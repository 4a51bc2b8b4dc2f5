"""Dates as precise as a text gives them: a day, a month or a year, in ISO 8601's reduced forms.

``2024-05-03`` is a day, ``2024-05`` some day of that month, ``2024`` some day of that year. So ``valid_from = "2019"``
says that a fact began on a day of 2019, and not that it began on January 1. Source: ISO 8601-1:2019, 5.2.2; the same
forms are xsd:date, xsd:gYearMonth and xsd:gYear in RDF.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def first_day(period: str) -> str:
    """The first day of a period, as ``YYYY-MM-DD``. Raises `ValueError` for what is no date.

    >>> first_day("2024-02"), first_day("2019")
    ('2024-02-01', '2019-01-01')
    """
    year, month, day = _parts(period)
    return date(year, month or 1, day or 1).isoformat()


def last_day(period: str) -> str:
    """The last day of a period, as ``YYYY-MM-DD``. Raises `ValueError` for what is no date.

    >>> last_day("2024-02"), last_day("2019")
    ('2024-02-29', '2019-12-31')
    """
    year, month, day = _parts(period)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1]).isoformat()


def within(narrow: str, wide: str) -> bool:
    """Whether two periods may be the same time told more and less precisely.

    >>> within("2019-05-04", "2019"), within("2019", "2019-05-04"), within("2018-05", "2019")
    (True, False, False)
    """
    return narrow == wide or narrow.startswith(f"{wide}-")


def _parts(period: str) -> tuple[int, int, int]:
    """Year, month and day, 0 for what is not told. Raises `ValueError`, for a day that no calendar has too."""
    match = _FORM.fullmatch(period)
    if match is None:
        raise ValueError(f"{period!r} is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"{period!r} is no date: {error}") from error
    if "00" in (match[2], match[3]):
        raise ValueError(f"{period!r} is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY")
    return year, month, day
