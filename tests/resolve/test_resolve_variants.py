"""Spellings one edit apart are one name where enough speaks for it; two people of one name stay two where much does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from resolve_builders import Story, entity, linked, story

from graph.resolve.variants import FEW, _near


def named(name: str, *others: str, kind: str = "person", times: int = 1, prefix: str = "") -> list[Story]:
    """Articles that each name ``name`` and the others."""
    beside = " ".join(f"[person:{i} {other}]" for i, other in enumerate(others, 2))
    return [story(f"{prefix or name}-{i}", f"[{kind}:1 {name}] met {beside}.") for i in range(times)]


@pytest.mark.parametrize(
    ("stories", "why"),
    [
        (named("Dilma Rousev") + named("Dilma Roussev"), "no other name has a word of them"),
        (named("Zora Belvane", times=4) + named("Zora Bevlane"), "much oftener, and a word of its own"),
        (named("Ann Belvane", "Otto Vale") + named("Ann Belvano", "Otto Vale"), "named beside the same"),
    ],
)
def test_variants_are_one(stories: list[Story], why: str) -> None:
    names = [one.mentions[0].text for _, one in stories]
    found = linked(*stories)
    assert entity(found, names[0]) == entity(found, names[-1]), why
    assert any(merge.reason.startswith("spelling of one name") for merge in found.merges)


def test_two_surnames_that_others_bear_are_two_people() -> None:
    """Johnson and Johnston: no slip, for each of them names other people as well."""
    stories = named("Ann Johnson", times=5) + named("Ann Johnston")
    stories += named("Mary Johnson") + named("Otto Johnston") + named("Ann Vale")
    found = linked(*stories)
    assert entity(found, "Ann Johnson") != entity(found, "Ann Johnston")


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Zelda Hill", "Zelda Hall", "person"),  # short words
        ("Corvane 2016", "Corvane 2012", "event"),
        ("Belvane", "Belvano", "company"),  # nothing else in the name
        ("Quorra Belvane", "Quorra Bexvano", "person"),  # two edits
    ],
)
def test_these_stay_two(one: str, other: str, kind: str) -> None:
    found = linked(*named(one, kind=kind, times=4), *named(other, kind=kind))
    assert entity(found, one) != entity(found, other)


def test_a_coach_is_no_variant_of_a_minister() -> None:
    minister = [story(f"m{i}", "[official:1 Zelda Roussev], the minister, spoke.") for i in range(4)]
    found = linked(*minister, story("c", "Varo Rovers coach [person:1 Zelda Rousev] spoke."))
    assert entity(found, "Zelda Roussev") != entity(found, "Zelda Rousev")


@given(st.lists(st.text("abc", min_size=5, max_size=8), min_size=FEW + 1, max_size=30, unique=True))
def test_many_names_find_every_pair_one_edit_apart(words: list[str]) -> None:
    names = [(word, ("human", word, "")) for word in words]
    found = {frozenset((one[0], other[0])) for one, other in _near(names)}
    near = {frozenset((a, b)) for a in words for b in words if OSA.distance(a, b) == 1}
    assert near <= found


def two_circles(times: int) -> list[Story]:
    stories = []
    for i in range(times):
        where, beside, body = ("IPOH", "Mara Holt", "Borealis Oil") if i % 2 else ("Oslo", "Tom Verne", "Corvane Air")
        text = f"{where} | [official:1 Ann Lee] met [person:2 {beside}] at [company:3 {body}]."
        stories.append(story(f"a{i:02d}", text))
    return stories


def test_namesakes_in_two_countries_among_others_are_two() -> None:
    found = linked(*two_circles(8))
    people = {one.entity for one in found.links if one.mention.text == "Ann Lee"}
    assert len(people) == 2


def test_little_evidence_leaves_one() -> None:
    found = linked(*two_circles(4))
    assert entity(found, "Ann Lee").articles == 4


def test_someone_they_both_met_leaves_one() -> None:
    found = linked(
        *two_circles(8), story("b", "[official:1 Ann Lee] met [person:2 Mara Holt] and [person:3 Tom Verne].")
    )
    assert entity(found, "Ann Lee").articles == 9


def test_an_article_from_elsewhere_goes_with_the_namesake_who_is_in_more() -> None:
    found = linked(*two_circles(9), story("z", "Lima | [official:1 Ann Lee] spoke."))
    assert entity(found, "Ann Lee", "z") == entity(found, "Ann Lee", "a00")
