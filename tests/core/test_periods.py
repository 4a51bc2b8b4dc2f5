"""Dates as precise as they are told: their first and last days, and what is none."""

import doctest

import pytest

from graph.core import periods
from graph.core.periods import first_day, last_day, within


def test_docstrings_hold():
    assert doctest.testmod(periods).failed == 0


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-12", "2019-12-01", "2019-12-31"),
        ("2019-05-04", "2019-05-04", "2019-05-04"),
    ],
)
def test_first_and_last_day(period, first, last):
    assert (first_day(period), last_day(period)) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "19", "2019-5", "2019-13", "2019-00", "2019-02-30", "2019-02-00", "2019-05-04T10:00", "٢٠١٩", "0000"],
)
def test_what_is_no_date_is_named(text):
    for read in (first_day, last_day):
        with pytest.raises(ValueError, match="is no date"):
            read(text)


def test_within_compares_precision():
    assert within("2019-05-04", "2019-05")
    assert not within("2019-05", "2019-05-04")
    assert not within("2019", "2020")
