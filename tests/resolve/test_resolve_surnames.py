"""A surname alone is joined where the post tells whose it is, and nowhere else."""

import pytest
from resolve_builders import Story, entity, linked, story

FULL = story("a", "[official:1 Ann Lee] leads [place:2 Kelora].", facts=[("holds_position", 1, 2, "president")])


def alone(where: str, name: str = "President Lee", id_: str = "b") -> Story:
    return story(id_, f"[official:1 {name}] of [place:2 {where}] spoke.", facts=[("holds_position", 1, 2, "president")])


def test_the_same_post_tells_whose_surname_it_is() -> None:
    found = linked(FULL, alone("Kelora"))
    assert entity(found, "President Lee") == entity(found, "Ann Lee")
    assert any(merge.reason == "the lee with a post or membership there: kelora" for merge in found.merges)


def test_names_of_one_country_are_one_post() -> None:
    full = story("a", "[official:1 Ann Lee] leads [place:2 America].", facts=[("holds_position", 1, 2, "president")])
    found = linked(full, alone("US"), alone("American", id_="c"))
    assert {one.name for one in found.entities if one.type == "official"} == {"Ann Lee"}


def test_who_has_it_far_more_often_is_meant() -> None:
    often = [
        story(f"o{i}", "[official:1 Ann Lee] leads [place:2 Kelora].", facts=[("holds_position", 1, 2, "president")])
        for i in range(4)
    ]
    once = story(
        "c", "[official:1 Bo Lee] led [place:2 Kelora].", facts=[("holds_position", 1, 2, "president", "former")]
    )
    found = linked(*often, once, alone("Kelora"))
    assert entity(found, "President Lee") == entity(found, "Ann Lee")


@pytest.mark.parametrize(
    "others",
    [
        [alone("Zolda")],  # another post
        [story("b", "[official:1 President Lee] spoke.")],  # none
        [alone("Kelora", "President Leed")],
        [
            alone("Kelora"),
            story(
                "c",
                "[official:1 Bo Lee] led [place:2 Kelora].",
                facts=[("holds_position", 1, 2, "president", "former")],
            ),
        ],  # two of the name have had it
    ],
)
def test_else_it_stays_in_its_article(others: list[Story]) -> None:
    found = linked(FULL, *others)
    assert entity(found, "Ann Lee") != entity(found, others[0][1].mentions[0].text)
    assert entity(found, others[0][1].mentions[0].text).articles == 1
