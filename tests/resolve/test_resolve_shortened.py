"""What the build often calls by a short name alone is a thing of its own, whatever one article's chain says."""

import pytest
from resolve_builders import Story, entity, linked, story

from graph.resolve.generic import tells_kind


def alone(name: str, times: int) -> list[Story]:
    return [story(f"s{i}", f"[company:1 {name}] grew.") for i in range(times)]


@pytest.mark.parametrize(
    ("short", "longer"), [("Varo", "Varo News"), ("Corvane", "Corvane Europe"), ("Kelora", "New Kelora")]
)
def test_a_name_of_its_own_leaves_the_chain_of_a_longer_one(short: str, longer: str) -> None:
    both = story("b", f"[company:1 {short}] owns [company:1 {longer}], says [company:1 {short}].")
    found = linked(both, *alone(short, 5))
    assert entity(found, short).articles == 6
    assert entity(found, short).name == short
    assert entity(found, longer).articles == 1


@pytest.mark.parametrize(
    ("short", "longer", "times"),
    [
        ("Varo", "Varo Air Cargo", 4),
        ("Varo", "Varo news agency", 9),
        ("Varo", "Varo Football Club", 9),
        ("Varo", "Varo Bhd", 9),
    ],
)
def test_a_short_form_stays(short: str, longer: str, times: int) -> None:
    found = linked(story("b", f"[company:1 {longer}] grew, says [company:1 {short}]."), *alone(short, times))
    assert entity(found, short) == entity(found, longer)


def test_what_is_often_called_both_ways_stays_one() -> None:
    both = [story(f"b{i}", "[company:1 Varo Air Cargo] grew, says [company:1 Varo].") for i in range(3)]
    found = linked(*both, *alone("Varo", 11))
    assert entity(found, "Varo").articles == 14


def test_general_short_names_are_no_names_of_their_own() -> None:
    both = story("b", "The [government_body:1 Kelora Reef Council] met. The [government_body:1 Council] voted.")
    found = linked(both, *[story(f"s{i}", "The [government_body:1 Council] met.") for i in range(8)])
    assert entity(found, "Council", "b") == entity(found, "Kelora Reef Council")


def test_parts_of_a_chain_keep_all_mentions() -> None:
    both = story("b", "[company:1 Varo] owns [company:1 Varo News] ([company:1 VN]), says [company:1 Varo].")
    found = linked(both, *alone("Varo", 6))
    assert sorted(one.mention.text for one in found.links if one.mention.article == "b") == [
        "VN",
        "Varo",
        "Varo",
        "Varo News",
    ]
    assert entity(found, "VN", "b") == entity(found, "Varo News")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Scottish Labour Party", "Labour Party"),
        ("Welsh Liberal Democrats", "Liberal Democrats"),
        ("Scottish Parliament", "Parliament"),
    ],
)
def test_nations_within_a_state_have_bodies_of_their_own(one: str, other: str) -> None:
    found = linked(
        story("a", f"London | The [organization:1 {one}] met."),
        story("b", f"London | The [organization:1 {other}] met."),
    )
    assert entity(found, one) != entity(found, other)


@pytest.mark.parametrize(
    ("words", "kind"), [("news agency", True), ("party", True), ("electronics", False), ("", False)]
)
def test_words_that_only_say_what_it_is(words: str, kind: bool) -> None:
    assert tells_kind(words.split()) is kind


def test_words_in_lower_case_make_no_fuller_name() -> None:
    found = linked(
        story("a", "[company:1 Varo news agency] said so."),
        story("b", "[company:1 Varo] and [company:1 Varo news agency] agree."),
        story("c", "[company:1 Varo] denies it, says [company:1 Varo]."),
    )
    assert entity(found, "Varo").name == "Varo"
