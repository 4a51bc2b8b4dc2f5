"""When a fact was so: what is said, what is seen, and on which days it held."""

import pytest

from graph.core.types import Evidence, Statement
from graph.network.times import Times, times_of


def statement(*rows, valid_from=None, valid_to=None):
    """A statement with evidence (published, status[, valid_from, valid_to])."""
    evidence = tuple(
        Evidence(
            f"a{number}",
            0,
            1,
            "x",
            row[0],
            status=row[1],
            valid_from=(*row, None, None)[2],
            valid_to=(*row, None)[3] if len(row) > 3 else None,
        )
        for number, row in enumerate(rows)
    )
    return Statement(
        "s", "ann", "holds_position", "acme", "chair", valid_from=valid_from, valid_to=valid_to, evidence=evidence
    )


@pytest.mark.parametrize(
    ("one", "times"),
    [
        (statement(), Times()),
        (statement(("2024-01-01", "stated"), ("2024-03-01", "stated")), Times(None, None, "2024-01-01", "2024-03-01")),
        (
            statement(("2024-01-01", "stated"), ("2024-03-01", "former")),
            Times(None, None, "2024-01-01", "2024-01-01", "2024-03-01"),
        ),
        (statement(("2024-03-01", "former")), Times(over_by="2024-03-01")),
        # an older article that says "former" is outdone by a later one that says "is"
        (statement(("2024-01-01", "former"), ("2024-03-01", "stated")), Times(None, None, "2024-03-01", "2024-03-01")),
        (statement(("2024-01-01", "planned")), Times(planned=True)),
        (statement((None, "stated")), Times(undated=True)),
        # "will take office in May" is not seen in office in March, "will resign in May" is
        (statement(("2024-03-01", "stated", "2024-05"), valid_from="2024-05"), Times(valid_from="2024-05")),
        (
            statement(("2024-03-01", "former", None, "2024-05"), valid_to="2024-05"),
            Times(None, "2024-05", "2024-03-01", "2024-03-01"),
        ),
        # "was minister until 2018" shows nobody in office in 2024
        (statement(("2024-03-01", "stated", None, "2018"), valid_to="2018"), Times(None, "2018")),
    ],
)
def test_times_of_a_statement(one, times):
    assert times_of([one]) == times


def test_several_wordings_of_a_post_make_one_time():
    early = statement(("2024-01-01", "stated", "2019"), valid_from="2019")
    late = statement(("2024-05-01", "stated"))
    assert times_of([early, late]) == times_of([late, early]) == Times("2019", None, "2024-01-01", "2024-05-01")


@pytest.mark.parametrize(
    ("times", "held", "not_held"),
    [
        (Times(), [], ["2024-01-01"]),
        # seen: from the first article on, until something says otherwise
        (Times(None, None, "2024-01-01", "2024-03-01"), ["2024-01-01", "2024-02-01", "2030-01-01"], ["2023-12-31"]),
        (Times(None, None, "2024-01-01", "2024-01-01", "2024-03-01"), ["2024-02-29"], ["2024-03-01"]),
        # said: a month counts from its first to its last day
        (Times("2024-02", "2024-05"), ["2024-02-01", "2024-05-31"], ["2024-01-31", "2024-06-01"]),
        (Times("2024-02"), ["2030-01-01"], ["2024-01-31"]),
        # an end alone tells no beginning
        (Times(None, "2018"), [], ["2017-01-01", "2018-01-01"]),
        (
            Times(None, "2024-05", "2024-03-01", "2024-03-01"),
            ["2024-03-01", "2024-05-31"],
            ["2024-02-01", "2024-06-01"],
        ),
        (Times(undated=True), ["0001-01-01", "2030-01-01"], []),
        (Times(over_by="2024-03-01"), [], ["2020-01-01", "2024-03-02"]),
    ],
)
def test_days_on_which_it_held(times, held, not_held):
    assert [day for day in (*held, *not_held) if times.held_on(day)] == held


def test_another_holder_ends_it():
    times = Times(None, None, "2024-01-01", "2024-03-01")
    assert times.held_on("2024-03-31", "2024-04-01")
    assert not times.held_on("2024-04-01", "2024-04-01")
