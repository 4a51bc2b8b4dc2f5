"""Dates become ISO dates without help of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.articles.dates import complaint, parse_date


@pytest.mark.parametrize(
    ("given_as", "expected"),
    [
        ("2023-08-23", "2023-08-23"),
        ("2023-08-23T23:59:59Z", "2023-08-23"),
        ("2024-01-01T00:30:00+07:00", "2024-01-01"),
        ("2023-8-3 10:00", "2023-08-03"),
        ("20230823", "2023-08-23"),
        ("20230823T101500Z", "2023-08-23"),
        ("2023/08/23", "2023-08-23"),
        ("Wed, 23 Aug 2023 10:00:00 GMT", "2023-08-23"),
        ("Wed, 23 Aug 2023 23:30:00 -0500", "2023-08-23"),
        ("August 23, 2023", "2023-08-23"),
        ("23 August 2023", "2023-08-23"),
        ("August 23rd, 2023 5:30 pm", "2023-08-23"),
        ("Sept 24, 2021", "2021-09-24"),
        ("Jan. 8, 2024", "2024-01-08"),
        ("Published: 23 Aug 2023", "2023-08-23"),
        ("23/08/2023", "2023-08-23"),
        ("08/23/2023", "2023-08-23"),
        ("23.08.2023", "2023-08-23"),
        ("05/05/2023", "2023-05-05"),
        (1692748800, "2023-08-23"),
        (1692748800000, "2023-08-23"),
        ("1692748800", "2023-08-23"),
        (1692748800.5, "2023-08-23"),
        (20230823, "2023-08-23"),
        (date(2023, 8, 23), "2023-08-23"),
        (datetime(2023, 8, 23, 23, 0, tzinfo=UTC), "2023-08-23"),
        # not dates, or not whole ones
        ("03/04/2023", None),
        ("Jan 8", None),
        ("August 2023", None),
        ("2023-08", None),
        ("2023", None),
        ("yesterday", None),
        ("2 days ago", None),
        ("Thursday", None),
        ("10:30", None),
        ("2023-02-31", None),
        ("31 February 2023", None),
        ("99999999", None),
        ("0000-00-00", None),
        (5, None),
        (float("nan"), None),
        (float("inf"), None),
        (True, None),
        ("", None),
        (None, None),
        ([], None),
    ],
)
def test_dates(given_as: object, expected: str | None) -> None:
    assert parse_date(given_as) == expected


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_iso_dates_come_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day.isoformat()


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.booleans(), st.none()))
def test_any_value_gives_a_date_or_nothing(value: object) -> None:
    found = parse_date(value)
    assert found is None or date.fromisoformat(found).isoformat() == found


def test_complaints_name_the_value_and_the_remedy() -> None:
    assert complaint("last week") == "publication date 'last week' not understood; write it as YYYY-MM-DD"
    assert complaint(None).startswith("no publication date")
