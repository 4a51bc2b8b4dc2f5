"""Dates in text: what is one, its cue, and the day, month or year that it means for an article of a day."""

import doctest
from datetime import date

import pytest

from graph.extract.validity import calendar, phrases
from graph.extract.validity.phrases import find_phrases, may_date

WEDNESDAY = date(2024, 3, 6)


def read(text, tense="past", published=WEDNESDAY):
    found = []
    for one in find_phrases(text):
        days = one.first.days(published, tense)
        found.append((one.cue, days) if one.last is None else (one.cue, days, one.last.days(published, tense)))
    return found


@pytest.mark.parametrize("module", [calendar, phrases])
def test_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # with their year
        ("governor since 2018", [("since", "2018")]),
        ("governor since early 2018", [("since", "2018")]),
        ("governor since May 2018", [("since", "2018-05")]),
        ("governor ever since May of 2018", [("since", "2018-05")]),
        ("governor since 5 May 2018", [("since", "2018-05-05")]),
        ("governor since May 5, 2018,", [("since", "2018-05-05")]),
        ("governor since the 5th of May 2018", [("since", "2018-05-05")]),
        ("until mid-2019", [("until", "2019")]),
        ("until Sept. 3, 2019", [("until", "2019-09-03")]),
        ("in 1998", [("at", "1998")]),
        ("since his election in 2014", [("since", "2014")]),
        ("until her resignation in March 2019", [("until", "2019-03")]),
        ("from 2015 to 2018", [("from", "2015", "2018")]),
        ("from 1981 until 2011", [("from", "1981", "2011")]),
        ("from May 2015 to June 2018", [("from", "2015-05", "2018-06")]),
        ("between 2001 and 2005", [("from", "2001", "2005")]),
        ("(2005-2021)", [("from", "2005", "2021")]),
        ("(2005–2021)", [("from", "2005", "2021")]),
        ("in 2015-18", [("from", "2015", "2018")]),
        ("with effect from 1 July 2024", [("effective", "2024-07-01")]),
        # told from the article's day, a Wednesday
        ("on Tuesday", [("at", "2024-03-05")]),
        ("on Wednesday", [("at", "2024-03-06")]),
        ("was named Thursday", [("at", "2024-02-29")]),
        ("yesterday", [("at", "2024-03-05")]),
        ("today", [("at", "2024-03-06")]),
        ("three days ago", [("at", "2024-03-03")]),
        ("last Friday", [("at", "2024-03-01")]),
        ("on 5 May", [("at", "2023-05-05")]),
        ("on March 1", [("at", "2024-03-01")]),
        ("on Monday, March 4,", [("at", "2024-03-04")]),
        ("since December", [("since", "2023-12")]),
        ("in March", [("at", "2024-03")]),
        ("in May last year", [("at", "2023-05")]),
        ("in January last year", [("at", "2023-01")]),
        ("last month", [("at", "2024-02")]),
        ("last year", [("at", "2023")]),
        ("this year", [("at", "2024")]),
        # unclear, so no day
        ("last Tuesday", [("at", None)]),
        ("next Friday", [("at", None)]),
        ("last March", [("at", None)]),
        ("on 30 February 2019", [("at", None)]),
        ("in 2099", [("at", None)]),
        # no dates
        ("not until 2025", []),
        ("at least until 2025", []),
        ("after 2019", []),
        ("before 2019", []),
        ("by 2025", []),
        ("even in 2019", []),
        ("2019 people", []),
        ("2,019 people in 2,000 towns", []),
        ("$2019", []),
        ("2019%", []),
        ("the 2012-13 season", [("from", "2012", "2013")]),
        ("2018-2015", []),
        ("may march on", []),
        ("Theresa May spoke", []),
        ("May spoke", []),
        ("no dates here", []),
    ],
)
def test_dates_of_what_has_happened(text, found):
    assert read(text) == found
    assert may_date(text) or not found


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 1 July", "2024-07-01"),
        ("on March 31", "2024-03-31"),
        ("on January 2", "2025-01-02"),
        ("in April", "2024-04"),
        ("in February", "2025-02"),
        ("on Friday", "2024-03-08"),
        ("on Wednesday", None),
        ("tomorrow", "2024-03-07"),
        ("next month", "2024-04"),
        ("next year", "2025"),
        ("next week", "2024-03"),
    ],
)
def test_dates_of_what_is_to_come(text, days):
    assert read(text, "future") == [("at", days)]


@pytest.mark.parametrize("text", ["on Tuesday", "on 5 May", "in March"])
def test_without_a_tense_a_date_without_its_year_is_none(text):
    assert read(text, "unknown") == [("at", None)]


@pytest.mark.parametrize(
    ("text", "days"), [("on Tuesday", None), ("last year", None), ("yesterday", None), ("in 2019", "2019")]
)
def test_an_undated_article_tells_only_whole_dates(text, days):
    assert read(text, published=None) == [("at", days)]
