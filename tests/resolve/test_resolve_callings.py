"""People of one name, told apart by what articles call them beside it."""

import pytest
from resolve_builders import entity, linked, story

from graph.core.types import Mention
from graph.resolve.callings import is_sporting

MINISTER = story("a", "The [ministry:2 Kelora Roads Ministry] of [official:1 Ann Lee], minister, opened a road.")


@pytest.mark.parametrize(
    ("text", "roles", "sporting"),
    [
        ("Rovers coach Ann Lee spoke.", [], True),
        ("Rovers coach,\n Ann Lee spoke.", [], True),
        ("Rovers coach,, Ann Lee spoke.", [], False),
        ("The coach-Ann Lee spoke.", [], False),
        ("Ann Lee", [], False),
        ("Their coach, Ann Lee, spoke.", [], True),
        ("Ann Lee, a striker, spoke.", [], True),
        ("Ann Lee, the Varo Rovers goalkeeper, spoke.", [], True),
        ("Ann Lee, head coach of Kelora, spoke.", [], True),
        ("Ann Lee spoke.", ["head coach"], True),
        ("Ann Lee spoke.", [], False),
        ("Ann Lee, a farmer, spoke.", [], False),
        ("The coach spoke. Ann Lee left.", [], False),
        ("Ann Lee met coach Otto Vale.", [], False),
        ("Ann Lee, who met a coach, left.", [], False),
        ("Former footballer Ann Lee spoke.", [], False),
        ("Ann Lee, an ex-player, spoke.", [], False),
        ("Ann Lee, a retired striker, spoke.", ["minister"], False),
        ("Sports Minister Ann Lee, a keen cyclist, spoke.", [], False),
    ],
)
def test_what_people_are_called(text: str, roles: list[str], sporting: bool) -> None:
    start = text.index("Ann Lee")
    assert is_sporting(text, [Mention("a", start, start + 7, "Ann Lee", "person")], roles) is sporting


def test_a_title_within_the_mention_counts() -> None:
    assert is_sporting("Goalkeeper Ann Lee", [Mention("a", 0, 18, "Goalkeeper Ann Lee", "person")], [])


@pytest.mark.parametrize("kind", ["official", "person"])
def test_a_minister_and_a_coach_of_one_name_are_two(kind: str) -> None:
    coach = story("b", f"[organization:2 Varo Rovers] coach [{kind}:1 Ann Lee] was pleased.")
    assert len(linked(MINISTER, coach).entities) == 4
    assert len(linked(coach, MINISTER).entities) == 4


def test_the_minister_who_coaches_is_one_where_both_are_told_of() -> None:
    also = story("b", "Coach [official:1 Ann Lee], the minister, was pleased.")
    assert entity(linked(MINISTER, also), "Ann Lee").articles == 2
    beside = story("b", "Coach [official:1 Ann Lee] left the [ministry:2 Kelora Roads Ministry].")
    assert entity(linked(MINISTER, beside), "Ann Lee").articles == 2


def test_of_whom_nothing_is_said_goes_where_the_company_is() -> None:
    coach = story("b", "Coach [person:1 Ann Lee] met [person:2 Chairwoman Mary Hill].")
    club = story("c", "[person:1 Ann Lee] was hired by [person:2 Mary Hill].")
    fan = story("d", "[person:1 Ann Lee] was seen.")
    found = linked(MINISTER, coach, club, fan)
    assert sorted((one.type, one.articles) for one in found.entities if one.name == "Ann Lee") == [
        ("official", 2),
        ("person", 2),
    ]


def test_without_an_official_all_of_a_name_are_one() -> None:
    found = linked(story("a", "Coach [person:1 Ann Lee] left."), story("b", "[person:1 Ann Lee], a farmer, left."))
    assert len(found.entities) == 1
