"""Why two names are one thing, or two."""

import pytest
from resolve_builders import Story, linked, story

from graph.core.types import Dataset, Entity, Mention
from graph.resolve.explain import Feature, features, way
from graph.resolve.resolver import Resolution


def dataset(*stories: Story) -> tuple[Dataset, Resolution]:
    found = linked(*stories)
    return Dataset(mentions=found.links, entities=found.entities), found


def mentions(resolution: Resolution, text: str) -> list[Mention]:
    return [one.mention for one in resolution.links if one.mention.text == text]


CHAIN = (
    story("a", "The [organization:1 World Reef Trust] met."),
    story("b", "The [organization:1 World Reef Trust] ([organization:1 WRT]) met."),
    story("c", "The [organization:1 WRT] met again."),
)


def test_the_way_leads_over_the_article_that_explains_the_initials() -> None:
    _, found = dataset(*CHAIN)
    steps = way(found.merges, mentions(found, "World Reef Trust")[:1], mentions(found, "WRT")[1:])
    assert steps is not None
    ends = [(step.left.article, step.right.article) for step in steps]
    assert len(ends) in (1, 2)
    assert ends[0][0] == "a"
    assert "c" in ends[-1]
    assert any("short form that an article explains" in step.reason for step in steps)


def test_one_article_needs_no_merge_and_without_merges_there_is_no_way() -> None:
    _, found = dataset(*CHAIN)
    assert way(found.merges, mentions(found, "World Reef Trust")[1:], mentions(found, "WRT")[:1]) == []
    assert way([], mentions(found, "World Reef Trust")[:1], mentions(found, "WRT")[1:]) is None


def of(data: Dataset, name: str) -> Entity:
    return next(one for one in data.entities if name in (one.name, *one.aliases))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "[organization:1 World Reef Trust] spoke.",
            "[organization:1 WRT] spoke.",
            Feature("initials", "World Reef Trust", "WRT", True),
        ),
        (
            "[person:1 Zelda Rousev] met [person:2 Tom Verne].",
            "[person:1 Zelda Roussef] met [person:2 Tom Verne].",
            Feature("named beside both", "Tom Verne", "Tom Verne", True),
        ),
        (
            "[person:1 Zelda Vale] spoke.",
            "[person:1 Zelda Vole] spoke.",
            Feature("one letter apart", "zelda vale", "zelda vole", True),
        ),
        ("[person:1 Varo] spoke.", "[company:1 Varo Air] grew.", Feature("kind", "person", "company", False)),
        (
            "IPOH | [ministry:1 Health Ministry] spoke.",
            "Oslo | [ministry:1 Ministry of Health] spoke.",
            Feature(
                "names that many bodies have: one only where the country is known and the same",
                "health ministry",
                "health ministry",
                False,
            ),
        ),
    ],
)
def test_features(one: str, other: str, expected: Feature) -> None:
    data, _ = dataset(story("a", one), story("b", other))
    left, right = (next(m.entity for m in data.mentions if m.mention.article == article) for article in "ab")
    by_id = {entity.id: entity for entity in data.entities}
    assert expected in features(data, by_id[left], by_id[right])


def test_ids_that_differ_speak_against() -> None:
    left = Entity("1", "company", "Varo", ids={"lei": "A"})
    right = Entity("2", "company", "Varo Air", ids={"lei": "B"})
    found = features(Dataset(entities=(left, right)), left, right)
    assert Feature("ids", "lei A", "lei B", False) in found
