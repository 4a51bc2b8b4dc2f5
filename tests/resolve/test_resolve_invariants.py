"""What holds of every resolution: order does not matter, every mention is linked once, ids come from the earliest mention."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_builders import Story, entity, linked, story

from graph.core.ids import digest
from graph.resolve import resolve

NAMES = [
    ("official", "Ann Lee"),
    ("official", "Datuk Ann Lee"),
    ("person", "Ann Lee"),
    ("person", "Lee"),
    ("ministry", "Finance Ministry"),
    ("ministry", "Ministry of Finance"),
    ("ministry", "MOF"),
    ("ministry", "German Finance Ministry"),
    ("organization", "Reef Roads Trust"),
    ("organization", "RRT"),
    ("company", "Varo Air"),
    ("company", "Varo"),
    ("place", "Kelmora"),
    ("place", "Germany"),
    ("event", "Reef Forum"),
]
MENTION = st.tuples(st.sampled_from(NAMES), st.integers(1, 5))
PREDICATES = ["holds_position", "member_of", "meets", "owns", "based_in", "cooperates_with", "part_of"]
FACT = st.tuples(
    st.sampled_from(PREDICATES),
    st.integers(0, 9),
    st.integers(0, 9),
    st.sampled_from(["", "minister"]),
    st.sampled_from(["stated", "former"]),
)


@st.composite
def archives(draw: st.DrawFn) -> list[Story]:
    stories = []
    for number in range(draw(st.integers(1, 6))):
        mentions = draw(st.lists(MENTION, min_size=1, max_size=6))
        text = draw(st.sampled_from(["", "IPOH | ", "Berlin | ", "Otavia | "])) + " and ".join(
            f"[{kind}:{chain} {name}]" for (kind, name), chain in mentions
        )
        chains = [chain for _, chain in mentions]
        facts = [
            (p, chains[s % len(chains)], chains[o % len(chains)], role, status)
            for p, s, o, role, status in draw(st.lists(FACT, max_size=4))
        ]
        published = draw(st.sampled_from([None, "2031-01-01", "2031-02-01"]))
        stories.append(
            story(f"a{number}", text, published=published, facts=facts, themes=[("digital-economy", 0.5, chains[0])])
        )
    return stories


@settings(max_examples=60, deadline=None)
@given(archives(), st.randoms(use_true_random=False))
def test_order_of_articles_does_not_matter(stories: list[Story], chance: random.Random) -> None:
    shuffled = list(stories)
    chance.shuffle(shuffled)
    assert linked(*shuffled) == linked(*stories)
    articles, extractions = zip(*stories, strict=True)
    others, results = zip(*shuffled, strict=True)
    assert resolve(others, results) == resolve(articles, extractions[::-1])


@settings(max_examples=60, deadline=None)
@given(archives())
def test_every_mention_is_linked_once_and_every_chain_to_one_entity(stories: list[Story]) -> None:
    found = linked(*stories)
    assert sorted(one.mention for one in found.links) == sorted(
        m for _, extraction in stories for m in extraction.mentions
    )
    assert {one.entity for one in found.links} == {one.id for one in found.entities}
    of = {one.mention: one.entity for one in found.links}
    for _, extraction in stories:
        for chain in extraction.chains:
            assert len({of[extraction.mentions[i]] for i in chain}) == 1


@settings(max_examples=60, deadline=None)
@given(archives())
def test_merges_explain_every_entity_of_several_chains(stories: list[Story]) -> None:
    found = linked(*stories)
    chains = sum(len(extraction.chains) for _, extraction in stories)
    assert len(found.merges) == chains - len(found.entities)
    of = {one.mention: one.entity for one in found.links}
    for merge in found.merges:
        assert of[merge.left] == of[merge.right]
        assert merge.reason
        assert 0 < merge.score <= 1


@settings(max_examples=60, deadline=None)
@given(archives())
def test_statements_are_sorted_distinct_allowed_and_quote_their_articles(stories: list[Story]) -> None:
    articles, extractions = zip(*stories, strict=True)
    data = resolve(articles, extractions)
    texts = {article.id: article.text for article in articles}
    ids = [one.id for one in data.statements]
    assert ids == sorted(set(ids))
    for one in data.statements:
        assert one.subject != one.object
        assert 0 < one.confidence <= 0.99
        assert one.evidence == tuple(sorted(set(one.evidence)))
        assert all(e.quote == texts[e.article][e.start : e.end] for e in one.evidence)


def test_a_later_article_leaves_ids_unchanged() -> None:
    first = story("b", "[official:1 Ann Lee] of [company:2 Varo Air]", published="2031-01-01")
    later = story("a", "[company:2 Varo Air], [official:1 Ann Lee]", published="2031-02-01")
    undated = story("0", "[official:1 Ann Lee]")
    before = {one.name: one.id for one in linked(first).entities}
    after = {one.name: one.id for one in linked(undated, later, first).entities}
    assert before == after
    assert before["Ann Lee"] == digest("b", 0, 7, "Ann Lee")


def test_articles_counts_articles_not_mentions() -> None:
    found = linked(story("a", "[company:1 Varo Air] and [company:1 Varo Air]"), story("b", "[company:1 Varo Air]"))
    assert entity(found, "Varo Air").articles == 2


def test_extractions_of_unknown_articles_are_left_out() -> None:
    article, extraction = story("a", "[company:1 Varo Air]")
    _, stray = story("b", "[company:1 Varo Sea]", facts=[])
    data = resolve([article], [extraction, stray])
    assert [one.name for one in data.entities] == ["Varo Air"]


def test_a_mention_in_no_chain_is_its_own() -> None:
    from dataclasses import replace

    article, extraction = story("a", "[company:1 Varo Air] and [company:1 Kelmora Steel]")
    data = resolve([article], [replace(extraction, chains=())])
    assert sorted(one.name for one in data.entities) == ["Kelmora Steel", "Varo Air"]


@pytest.mark.parametrize("size", [2000])
def test_thousands_of_articles_in_seconds(size: int) -> None:
    stories = [
        story(f"a{i}", f"[company:1 Varo Air {i % 50}] met [official:2 Ann Lee] in [place:3 Hanoi]")
        for i in range(size)
    ]
    assert len(linked(*stories).entities) == 52
