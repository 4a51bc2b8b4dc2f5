"""Statements and theme links from claims and tags."""

import pytest
from resolve_builders import Story, entity, linked, story

from graph.core.types import Statement
from graph.extract.themes.scheme import load_scheme
from graph.resolve import resolve
from graph.resolve.statements import statements
from graph.resolve.themes import theme_id, themes

MARKED = "[official:1 Ann Lee] of [company:2 Varo Air]"


def stated(*stories: Story) -> tuple[Statement, ...]:
    return resolve(*(list(part) for part in zip(*stories, strict=True))).statements


def test_claims_of_several_articles_are_one_statement_with_all_evidence() -> None:
    a = story("a", MARKED, published="2031-01-01", facts=[("member_of", 1, 2), ("member_of", 1, 2, "", "stated", 0.4)])
    b = story("b", f"Yes: {MARKED}", published="2031-02-01", facts=[("member_of", 1, 2)])
    (one,) = stated(b, a)
    found = linked(a, b)
    assert (one.subject, one.object) == (entity(found, "Ann Lee").id, entity(found, "Varo Air").id)
    assert [(e.article, e.quote, e.published, e.score) for e in one.evidence] == [
        ("a", "Ann Lee of Varo Air", "2031-01-01", 0.5),
        ("b", "Ann Lee of Varo Air", "2031-02-01", 0.5),
    ]
    assert one.confidence == 0.75
    assert (one.valid_from, one.valid_to) == (None, None)


@pytest.mark.parametrize(("score", "confidence"), [(1.0, 0.99), (0.12345, 0.1235), (0.0, 0.0)])
def test_confidence_is_rounded_and_never_certain(score: float, confidence: float) -> None:
    (one,) = stated(story("a", MARKED, facts=[("member_of", 1, 2, "", "stated", score)]))
    assert one.confidence == confidence


@pytest.mark.parametrize(
    ("reports", "status"),
    [
        ([("2031-01-01", "planned"), ("2031-02-01", "stated")], "stated"),
        ([("2031-02-01", "denied"), ("2031-01-01", "stated")], "denied"),
        ([("2031-01-01", "denied"), ("2031-01-01", "former")], "former"),
        ([("2031-01-01", "planned"), ("2031-01-01", "stated")], "stated"),
        ([("2031-01-01", "former"), (None, "stated")], "former"),
        ([(None, "denied"), (None, "planned")], "planned"),
    ],
)
def test_status_is_that_of_the_latest_evidence(reports: list[tuple[str | None, str]], status: str) -> None:
    stories = [
        story(f"a{i}", MARKED, published=day, facts=[("member_of", 1, 2, "", said)])
        for i, (day, said) in enumerate(reports)
    ]
    (one,) = stated(*stories)
    assert one.status == status


def test_of_two_opposite_readings_of_the_same_words_the_surer_stays() -> None:
    marked = "[company:1 Varo Air] buys [company:2 Kelmora Steel]"
    a = story("a", marked, facts=[("owns", 1, 2, "", "stated", 0.6), ("owns", 2, 1, "", "stated", 0.4)])
    (one,) = stated(a)
    assert one.subject == entity(linked(a), "Varo Air").id


def test_opposite_facts_of_different_words_both_stay() -> None:
    a = story("a", "[company:1 Varo Air] buys [company:2 Kelmora Steel]", facts=[("owns", 1, 2)])
    b = story("b", "[company:1 Kelmora Steel] buys [company:2 Varo Air]", facts=[("owns", 1, 2)])
    assert len(stated(a, b)) == 2


def test_symmetric_statements_have_one_direction() -> None:
    a = story("a", "[company:1 Varo Air] and [company:2 Kelmora Steel]", facts=[("cooperates_with", 1, 2)])
    b = story("b", "[company:1 Kelmora Steel] and [company:2 Varo Air]", facts=[("cooperates_with", 1, 2)])
    (one,) = stated(a, b)
    assert one.subject < one.object
    assert len(one.evidence) == 2


def test_roles_are_compared_folded_and_shown_as_most_often_written() -> None:
    says = ["finance minister", "Finance Minister", "Finance  Minister"]
    stories = [story(f"a{i}", MARKED, facts=[("holds_position", 1, 2, role)]) for i, role in enumerate(says)]
    (one,) = stated(*stories)
    assert one.role == "Finance Minister"
    other = story("b", MARKED, facts=[("holds_position", 1, 2, "chair")])
    assert {one.role for one in stated(*stories, other)} == {"Finance Minister", "chair"}


def test_only_posts_have_roles() -> None:
    (one,) = stated(story("a", MARKED, facts=[("member_of", 1, 2, "chair")]))
    assert one.role == ""


@pytest.mark.parametrize(
    ("marked", "fact"),
    [
        ("[company:1 Varo Air], or [company:2 Varo Air Bhd]", ("owns", 1, 2)),
        (MARKED, ("owns", 2, 1)),
        (MARKED, ("part_of", 1, 2)),
        (MARKED, ("admires", 1, 2)),
    ],
    ids=["one entity on both sides", "object type", "subject type", "unknown predicate"],
)
def test_claims_that_make_no_statement(marked: str, fact: tuple[str, int, int]) -> None:
    assert stated(story("a", marked, facts=[fact])) == ()


def test_the_type_after_resolution_counts_not_the_mention_s() -> None:
    misread = "[person:1 Varo Air], the airline [company:1 Varo Air Bhd], or [company:1 Varo Air], met [organization:2 Reef Trust of Kelmora]"
    assert stated(story("a", misread, facts=[("holds_position", 1, 2, "chair")])) == ()
    assert len(stated(story("a", misread, facts=[("member_of", 1, 2)]))) == 1


def test_claims_and_tags_of_unknown_mentions_are_left_out() -> None:
    article, extraction = story("a", MARKED, facts=[("member_of", 1, 2)], themes=[("digital-economy", 0.5, 1)])
    nothing = linked()
    assert statements([article], [extraction], nothing) == ()
    assert themes([article], [extraction], nothing) == ((), ())


def test_theme_links_of_articles_and_entities() -> None:
    a = story(
        "a",
        MARKED,
        themes=[
            ("digital-economy", 0.4),
            ("digital-economy", 0.6),
            ("digital-economy", 0.3, 2),
            ("no-such-theme", 0.9),
        ],
    )
    b = story("b", MARKED, themes=[("digital-economy", 0.7, 2)])
    articles, extractions = [list(part) for part in zip(a, b, strict=True)]
    found = linked(a, b)
    links, entities = themes(articles, extractions, found)
    varo = entity(found, "Varo Air").id
    assert [(one.article, one.entity, one.score, len(one.evidence)) for one in links] == [
        ("a", None, 0.6, 1),
        (None, varo, 0.7, 2),
    ]
    concept = load_scheme().themes["digital-economy"]
    (theme,) = entities
    assert (theme.id, theme.type, theme.name, theme.articles) == (
        theme_id("digital-economy"),
        "theme",
        concept.label,
        2,
    )
    assert theme.ids["theme"] == "digital-economy"
    assert theme.ids["iptc"] == concept.iptc


def test_resolve_gives_a_sorted_data_set() -> None:
    data = resolve(
        *(
            list(part)
            for part in zip(story("b", MARKED), story("a", MARKED, themes=[("digital-economy", 0.5)]), strict=True)
        )
    )
    assert [one.id for one in data.articles] == ["a", "b"]
    assert [one.id for one in data.entities] == sorted(one.id for one in data.entities)
    assert {one.type for one in data.entities} == {"official", "company", "theme"}
    assert [one.mention for one in data.mentions] == sorted(one.mention for one in data.mentions)
