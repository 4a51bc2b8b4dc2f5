"""Histories of posts: tenures, what is inferred and marked so, conflicts; whatever the order of the statements."""

import doctest
from itertools import permutations

import pytest

from graph.core.types import Dataset, Entity, Evidence, Statement
from graph.network import posts
from graph.network.posts import Conflict, histories

PEOPLE = tuple(Entity(name, "official", name.title()) for name in ("ann", "bo", "cy"))
BODIES = (
    Entity("bank", "government_body", "Bank of Zolda"),
    Entity("health", "ministry", "Ministry of Health", ("MOH",)),
    Entity("zolda", "place", "Zolda"),
    Entity("acme", "company", "Acme"),
)


def held(who, *days, role="governor", body="bank", status="stated", valid_from=None, valid_to=None):
    """A statement with evidence of one status on these days; dates stand in each."""
    evidence = tuple(
        Evidence(
            f"{who}-{role}-{day}-{status}", 0, 1, "x", day, status=status, valid_from=valid_from, valid_to=valid_to
        )
        for day in days
    )
    return Statement(
        f"{who}-{role}-{body}", who, "holds_position", body, role, status, valid_from, valid_to, 0.9, evidence
    )


def known(*statements):
    return Dataset(entities=(*PEOPLE, *BODIES), statements=statements)


def read(*statements):
    """The only post's tenures as (holder, from, to, ended by, reason, successor), the same in every order."""
    found = {histories(known(*order)) for order in permutations(statements)}
    assert len(found) == 1
    ((history,),) = found
    return history, [
        (one.holder, one.times.valid_from, one.times.valid_to, one.ended_by, one.reason, one.successor)
        for one in history.tenures
    ]


def test_docstrings_hold():
    assert doctest.testmod(posts).failed == 0


def test_a_new_holder_of_a_single_seat_ends_the_tenure_before_by_inference():
    history, tenures = read(held("ann", "2023-01-01", "2023-06-01"), held("bo", "2024-01-01"))
    assert (history.body, history.name, history.single, history.conflicts) == ("bank", "governor", True, ())
    assert tenures == [
        ("ann", None, None, "2024-01-01", "successor", "bo"),
        ("bo", None, None, None, None, None),
    ]


def test_what_a_source_says_is_never_written_over():
    _, tenures = read(held("ann", "2023-01-01", valid_to="2023-12"), held("bo", "2024-02-01", valid_from="2024-01"))
    assert tenures == [("ann", None, "2023-12", None, None, None), ("bo", "2024-01", None, None, None, None)]


def test_the_next_of_several_holders_ends_a_tenure():
    _, tenures = read(held("ann", "2022-01-01"), held("bo", "2023-01-01"), held("cy", "2024-01-01"))
    assert [(one[0], one[3], one[5]) for one in tenures] == [
        ("ann", "2023-01-01", "bo"),
        ("bo", "2024-01-01", "cy"),
        ("cy", None, None),
    ]


def test_a_said_beginning_counts_from_when_it_surely_was():
    _, tenures = read(held("ann", "2022-01-01"), held("bo", "2024-06-01", valid_from="2023"))
    assert tenures[0][3:] == ("2023-12-31", "successor", "bo")


def test_called_former_is_over_by_then():
    one = held("ann", "2023-01-01")
    later = held("ann", "2024-05-01", status="former")
    both = Statement(
        "s", "ann", "holds_position", "bank", "governor", "former", evidence=(*one.evidence, *later.evidence)
    )
    _, tenures = read(both)
    assert tenures == [("ann", None, None, "2024-05-01", "reported", None)]


def test_a_stated_succession_counts_where_dates_leave_it_open():
    follows = Statement("f", "bo", "succeeds", "ann", evidence=(Evidence("n", 0, 1, "x", "2024-01-16"),))
    _, tenures = read(held("ann", "2024-01-16"), held("bo", "2024-01-16"), follows)
    assert {one[0]: one[3:] for one in tenures} == {"ann": ("2024-01-16", "succeeds", "bo"), "bo": (None, None, None)}
    _, tenures = read(held("ann", "2024-01-16"), held("bo", "2024-01-16"))
    assert {one[3] for one in tenures} == {None}


def test_what_is_only_planned_was_so_on_no_day_whatever_day_is_told():
    history, tenures = read(
        held("ann", "2023-01-01"), held("bo", "2024-01-01", status="planned", valid_from="2024-07-01")
    )
    assert tenures == [("ann", None, None, None, None, None), ("bo", "2024-07-01", None, None, None, None)]
    assert not history.tenures[1].held_on("2024-12-01")


LONG = ("2023-01-01", "2023-03-01", "2023-05-01", "2023-07-01")


def test_whom_few_articles_name_while_another_holds_the_seat_is_doubtful():
    history, tenures = read(held("ann", *LONG), held("bo", "2023-04-01"))
    assert history.conflicts == ()
    assert tenures == [("ann", None, None, None, None, None), ("bo", None, None, "2023-04-01", "doubtful", "ann")]
    doubtful = history.tenures[1]
    assert not any(doubtful.held_on(day) for day in ("2023-03-31", "2023-04-01", "2023-04-02", "2024-01-01"))


@pytest.mark.parametrize(
    "other",
    [
        held("bo", "2023-04-01", "2023-04-02"),  # too many articles
        held("bo", "2023-07-02"),  # not in between
        held("bo", "2023-04-01", valid_from="2023-04"),  # a source tells when
        held("bo", "2023-04-01", role="acting governor"),
    ],
)
def test_others_are_not_doubtful(other):
    _, tenures = read(held("ann", *LONG), other)
    assert "doubtful" not in {reason for *_, reason, _ in tenures}


def test_many_seats_know_no_succession_and_no_conflict():
    history, tenures = read(
        held("ann", "2023-01-01", role="deputy governor"), held("bo", "2024-01-01", role="deputy governor")
    )
    assert not history.single
    assert {one[3] for one in tenures} == {None}
    history, _ = read(*(held(who, "2023-01-01", "2024-01-01", role="deputy governor") for who in ("ann", "bo")))
    assert history.conflicts == ()


@pytest.mark.parametrize(
    ("one", "other", "conflicts"),
    [
        (("2023-01-01", "2023-06-01"), ("2023-03-01", "2023-09-01"), [("2023-03-01", "2023-06-01")]),
        (("2023-01-01", "2023-06-01"), ("2023-03-01",), [("2023-03-01", "2023-03-01")]),
        (("2023-01-01", "2023-06-01"), ("2023-06-01", "2023-09-01"), []),
        (("2023-01-01", "2023-06-01"), ("2023-07-01",), []),
        (("2023-01-01",), ("2023-01-01",), []),
    ],
)
def test_two_holders_of_one_seat_at_one_time_are_a_conflict(one, other, conflicts):
    history, tenures = read(held("ann", *one), held("bo", *other))
    assert history.conflicts == tuple(Conflict(("ann", "bo"), *days) for days in conflicts)
    if conflicts:
        assert {tenure[3] for tenure in tenures} == {None}


def test_said_tenures_that_overlap_are_a_conflict_and_those_that_may_not_are_none():
    sure = held("ann", valid_from="2015", valid_to="2018"), held("bo", valid_from="2016", valid_to="2020")
    assert histories(
        known(
            held("ann", "2019-01-01", valid_from="2015", valid_to="2018"),
            held("bo", "2021-01-01", valid_from="2016", valid_to="2020"),
        )
    )[0].conflicts == (Conflict(("ann", "bo"), "2016-12-31", "2018-01-01"),)
    assert histories(known(*sure))[0].conflicts == (Conflict(("ann", "bo"), "2016-12-31", "2018-01-01"),)
    touching = (
        held("ann", "2019-01-01", valid_from="2015", valid_to="2018"),
        held("bo", "2021-01-01", valid_from="2018", valid_to="2020"),
    )
    assert histories(known(*touching))[0].conflicts == ()


def test_one_who_acts_ends_nobodys_tenure_and_is_in_nobodys_way():
    history, tenures = read(
        held("ann", "2023-01-01", "2023-09-01"),
        held("bo", "2023-05-01", role="acting governor"),
    )
    assert history.conflicts == ()
    assert [(one.holder, one.acting) for one in history.tenures] == [("ann", False), ("bo", True)]
    assert {one[3] for one in tenures} == {None}


def test_names_of_one_post_are_joined():
    history, tenures = read(
        held("ann", "2023-01-01", role="Minister of Health", body="health"),
        held("bo", "2024-01-01", role="health minister", body="health"),
        held("ann", "2023-02-01", role="minister", body="health"),
    )
    assert history.name == "minister"
    assert [(one[0], one[3]) for one in tenures] == [("ann", "2024-01-01"), ("bo", None)]


def test_a_countrys_minister_is_the_ministrys_where_one_is_said_to_be_both():
    both = (
        held("ann", "2023-01-01", role="Health Minister", body="zolda"),
        held("ann", "2023-02-01", role="minister", body="health"),
        held("bo", "2024-01-01", role="health minister", body="zolda"),
    )
    history, tenures = read(*both)
    assert (history.body, [(one[0], one[3]) for one in tenures]) == ("health", [("ann", "2024-01-01"), ("bo", None)])
    apart = histories(known(both[0], held("cy", "2023-02-01", role="minister", body="health")))
    assert [one.body for one in apart] == ["health", "zolda"]


def test_denied_and_other_facts_are_no_posts():
    owner = Statement("o", "ann", "owns", "acme")
    assert histories(known(held("ann", "2023-01-01", status="denied"), owner)) == ()


def test_someone_only_called_former_or_planned_is_listed_without_a_time():
    history, tenures = read(held("ann", "2024-01-01", status="former"), held("bo", "2023-01-01", status="planned"))
    assert tenures == [("ann", None, None, "2024-01-01", "reported", None), ("bo", None, None, None, None, None)]
    assert not any(one.held_on("2024-06-01") for one in history.tenures)
