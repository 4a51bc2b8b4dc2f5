"""The scorer itself, on graphs small enough to score by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from goldfile import GoldArticle, GoldFact, read_gold, read_links, read_topics
from scoring import normal, score

from graph.core.types import Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.publish.interchange import INTERCHANGE, write_file

if TYPE_CHECKING:
    from pathlib import Path

GOLD = """# a comment
## one
E official; Ida Marsh; Minister Ida Marsh
E ministry; Ministry of Ports; MOP
E company; Quay Ltd
T taxation
R holds_position; Ida Marsh; MOP; Minister of Ports
R owns; Quay Ltd; Tug Co / Tugs !planned
R cooperates_with; Quay Ltd; MOP
"""
TOPICS = ({"taxation": "30", "government policy": "20"}, {"30": "20", "20": "10", "40": "20"})


def entity(id_: str, type_: str, name: str, *aliases: str, **ids: str) -> Entity:
    return Entity(id_, type_, name, aliases, 1, ids)


def mention(entity_id: str, text: str, type_: str = "company", article: str = "one") -> LinkedMention:
    return LinkedMention(Mention(article, 0, len(text), text, type_), entity_id)


def statement(predicate: str, subject: str, object_: str, role: str = "", status: str = "stated", article: str = "one"):
    return Statement(
        f"{predicate}{subject}{object_}{role}",
        subject,
        predicate,
        object_,
        role,
        status,
        evidence=(Evidence(article, 0, 1, "x"),),
    )


PERFECT = Dataset(
    entities=(
        entity("a", "official", "Ida Marsh"),
        entity("b", "ministry", "Ministry of Ports", "MOP"),
        entity("c", "company", "Quay"),
        entity("d", "place", "Tugs"),
        entity("t", "theme", "Taxes", iptc="30"),
    ),
    mentions=(mention("a", "minister Ida Marsh"), mention("b", "MOP"), mention("c", "Quay Ltd"), mention("d", "Tugs")),
    statements=(
        statement("holds_position", "a", "b", "minister of ports"),
        statement("owns", "c", "d", status="planned"),
        statement("cooperates_with", "b", "c"),
        statement("concerns", "b", "t"),
    ),
    themes=(ThemeLink("t", 1.0, article="one"), ThemeLink("t", 1.0, entity="b")),
)


@pytest.fixture
def gold(tmp_path: Path) -> dict[str, GoldArticle]:
    path = tmp_path / "gold.txt"
    path.write_text(GOLD, "utf-8")
    return read_gold(path)


def test_a_perfect_build_scores_100_everywhere(gold):
    scores = score(PERFECT, gold, TOPICS)
    assert [scores.entity.f1, scores.fact.f1, scores.theme.f1] == [100, 100, 100]
    assert [scores.entity.precision, scores.entity.recall] == [100, 100]
    assert (scores.status.precision, scores.role.precision, scores.role.found) == (100, 100, 1)
    assert {name: count.wanted for name, count in scores.by_type.items()} == {
        "official": 1,
        "ministry": 1,
        "company": 1,
    }
    assert {name: count.hit for name, count in scores.by_predicate.items()} == {
        "holds_position": 1,
        "owns": 1,
        "cooperates_with": 1,
    }


def test_files_score_as_the_graph_in_memory(gold, tmp_path):
    for name in INTERCHANGE:
        with (tmp_path / name).open("wb") as file:
            write_file(PERFECT, name, file)
    assert score(tmp_path, gold, TOPICS) == score(PERFECT, gold, TOPICS)


def test_an_empty_build_scores_0(gold):
    scores = score(Dataset(), gold, TOPICS)
    assert (scores.entity.precision, scores.entity.recall, scores.entity.f1) == (0, 0, 0)
    assert (scores.entity.wanted, scores.fact.wanted, scores.theme.f1) == (3, 3, 0)


def test_a_missed_entity_costs_recall_only(gold):
    scores = score(replace(PERFECT, mentions=PERFECT.mentions[1:]), gold)
    assert scores.entity.precision == 100
    assert scores.entity.recall == pytest.approx(100 * 2 / 3)


def test_a_false_entity_costs_precision_only(gold):
    more = replace(
        PERFECT,
        entities=(*PERFECT.entities, entity("x", "event", "Fair")),
        mentions=(*PERFECT.mentions, mention("x", "Fair", "event")),
    )
    scores = score(more, gold)
    assert (scores.entity.precision, scores.entity.recall) == (75, 100)
    assert scores.by_type["event"].found == 1


def test_a_wrong_type_is_a_miss_and_a_false_find(gold):
    wrong = replace(PERFECT, entities=(entity("a", "person", "Ida Marsh"), *PERFECT.entities[1:]))
    scores = score(wrong, gold)
    assert (scores.entity.hit, scores.entity.found, scores.entity.wanted) == (2, 3, 3)


def test_one_entity_stands_for_one_only(gold):
    gold["one"].entities.append(("company", ("Quay", "Quay Ltd")))
    assert score(PERFECT, gold).entity.hit == 3
    split = replace(
        PERFECT,
        entities=(*PERFECT.entities, entity("e", "company", "Quay")),
        mentions=(*PERFECT.mentions, mention("e", "Quay")),
    )
    assert score(split, gold).entity.hit == 4


@pytest.mark.parametrize(
    ("said", "hit"),
    [
        (statement("owns", "c", "d"), 1),
        (statement("owns", "d", "c"), 0),  # the wrong way round
        (statement("cooperates_with", "c", "b"), 1),
        (statement("cooperates_with", "b", "c"), 1),
        (statement("part_of", "c", "d"), 0),
        (statement("owns", "c", "b"), 0),
        (statement("owns", "c", "d", article="two"), 0),  # said of an article without gold
    ],
)
def test_a_fact_needs_predicate_ends_and_direction(gold, said, hit):
    scores = score(replace(PERFECT, statements=(said,)), gold)
    assert scores.fact.hit == hit
    assert scores.fact.found == (said.evidence[0].article == "one")


def test_a_fact_said_twice_counts_once(gold):
    twice = (statement("owns", "c", "d"), statement("owns", "c", "d", role="x"))
    scores = score(replace(PERFECT, statements=twice), gold)
    assert (scores.fact.hit, scores.fact.found) == (1, 2)


@pytest.mark.parametrize(("status", "role", "right"), [("stated", "", (0, 0)), ("planned", "chair", (1, 0))])
def test_status_and_role_are_judged_apart_from_the_fact(gold, status, role, right):
    facts = (statement("owns", "c", "d", status=status), statement("holds_position", "a", "b", role, status="former"))
    scores = score(replace(PERFECT, statements=facts), gold)
    assert scores.fact.hit == 2
    assert (scores.status.hit, scores.role.hit) == right


def test_the_statement_with_the_right_role_is_taken(gold):
    facts = (
        statement("holds_position", "a", "b", "member"),
        statement("holds_position", "a", "b", "Minister of Ports"),
    )
    assert score(replace(PERFECT, statements=facts), gold).role.hit == 1


@pytest.mark.parametrize(("type_", "hit"), [("place", 1), ("government_body", 1), ("company", 0)])
def test_government_is_a_body_or_a_country(type_, hit):
    gold = {"one": GoldArticle(facts=[GoldFact("funds", ("government",), ("Quay",))])}
    build = replace(
        PERFECT, entities=(entity("g", type_, "Kelmara"), entity("c", "company", "Quay")), mentions=(), themes=(),
        statements=(statement("funds", "g", "c"),),
    )  # fmt: skip
    assert score(build, gold).fact.hit == hit


def test_a_theme_near_the_right_one_counts_in_part(gold):
    near = replace(PERFECT, entities=(*PERFECT.entities[:4], entity("t", "theme", "Ports", iptc="40")))
    count = score(near, gold, TOPICS).theme
    assert (count.hit, count.found, count.wanted) == (2, 3, 3)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Aldar Josef Pellerane", "josef pellerane"),
        ("Dr. Łukasz’s", "ukasz"),
        ("Corvane Holdings plc", "corvane"),
        ("The U.S.", "us"),
        ("Prime Minister's Office", "prime minister office"),
        ("Minister", "minister"),
        ("Group", "group"),
    ],
)
def test_names_are_compared_without_titles_and_legal_forms(name, key):
    assert normal(name) == key
    assert normal(key) == key


def test_read_gold_keeps_alternatives_role_and_status(gold):
    owns = gold["one"].facts[1]
    assert (owns.object, owns.role, owns.status) == (("Tug Co", "Tugs"), "", "planned")
    assert gold["one"].facts[0].role == "Minister of Ports"
    assert gold["one"].entities[1] == ("ministry", ("Ministry of Ports", "MOP"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("R owns; a", "not enough values"),
        ("E official", "not enough values"),
        ("E official; a;; b", "an empty field"),
        ("R holds_position; a; b; c; d", "more than one role"),
        ("Q what", "starts with none of"),
    ],
)
def test_a_bad_line_of_a_gold_file_is_named(tmp_path, line, reason):
    path = tmp_path / "bad.txt"
    path.write_text(f"## one\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=rf"bad\.txt:2: .*{reason}"):
        read_gold(path)


def test_a_line_before_any_article_is_named(tmp_path):
    path = tmp_path / "bad.txt"
    path.write_text("E official; Ida\n", "utf-8")
    with pytest.raises(ValueError, match=r"bad\.txt:1: before the first ## line"):
        read_gold(path)


def test_links_and_topics_are_read(tmp_path):
    path = tmp_path / "lines.txt"
    path.write_text("# note\nsame; a; X; b; Y\n", "utf-8")
    assert read_links(path) == [("same", ("a", "X"), ("b", "Y"))]
    path.write_text("# note\n30; 20; taxation\n10; -; politics\n", "utf-8")
    assert read_topics(path) == ({"taxation": "30", "politics": "10"}, {"30": "20"})
