"""Scores on graphs small enough to score by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.evaluate import GoldArticle, GoldEntity, GoldFact, figures, read_gold, score
from graph.evaluate.calibration import Judged
from graph.evaluate.names import normal
from graph.evaluate.run import Evaluation, Speed
from graph.publish.interchange import read_interchange, write_interchange

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Minister Ida Marsh said the MOP and Quay Ltd may pay for Tugs. Quay Ltd wrote to the Ministry of Ports."
GOLD = """# a comment
## one
E official; Ida Marsh; Minister Ida Marsh
E ministry; Ministry of Ports; MOP
E company; Quay Ltd
T central bank
R holds_position; Ida Marsh; MOP; Minister of Ports
R owns; Quay Ltd; Tug Co / Tugs !planned
R cooperates_with; Quay Ltd; MOP
"""
TEXTS = {"one": TEXT}


def entity(id_: str, type_: str, name: str, *aliases: str, **ids: str) -> Entity:
    return Entity(id_, type_, name, aliases, 1, ids)


def mention(entity_id: str, text: str, type_: str = "company", article: str = "one") -> LinkedMention:
    start = max(TEXT.find(text), 0)
    return LinkedMention(Mention(article, start, start + len(text), text, type_), entity_id)


def statement(
    predicate: str,
    subject: str,
    object_: str,
    role: str = "",
    status: str = "stated",
    article: str = "one",
    sure: float = 1.0,
) -> Statement:
    return Statement(
        f"{predicate}{subject}{object_}{role}",
        subject,
        predicate,
        object_,
        role,
        status,
        confidence=sure,
        evidence=(Evidence(article, 0, 1, "x"),),
    )


PERFECT = Dataset(
    entities=(
        entity("a", "official", "Ida Marsh"),
        entity("b", "ministry", "Ministry of Ports", "MOP"),
        entity("c", "company", "Quay"),
        entity("d", "place", "Tugs"),
        entity("t", "theme", "Central banks", iptc="20000350"),
    ),
    mentions=(mention("a", "Minister Ida Marsh"), mention("b", "MOP"), mention("c", "Quay Ltd"), mention("d", "Tugs")),
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
    scores = score(PERFECT, gold, TEXTS)
    assert [scores.entity.f1, scores.fact.f1, scores.theme.f1] == [100, 100, 100]
    assert [scores.entity.precision, scores.entity.recall] == [100, 100]
    assert (scores.status.accuracy, scores.role.accuracy, scores.role.of) == (100, 100, 1)
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
    articles = (Article("one", "", TEXT),)
    write_interchange(replace(PERFECT, articles=articles), tmp_path)
    assert score(read_interchange(tmp_path), gold, TEXTS) == score(PERFECT, gold, TEXTS)


def test_an_empty_build_scores_0(gold):
    scores = score(Dataset(), gold, TEXTS)
    assert (scores.entity.precision, scores.entity.recall, scores.entity.f1) == (0, 0, 0)
    assert (scores.entity.wanted, scores.fact.wanted, scores.theme.f1) == (3, 3, 0)


def test_a_missed_entity_costs_recall_only(gold):
    scores = score(replace(PERFECT, mentions=PERFECT.mentions[1:]), gold, TEXTS)
    assert scores.entity.precision == 100
    assert scores.entity.recall == pytest.approx(100 * 2 / 3)


def test_a_false_entity_costs_precision_only(gold):
    more = replace(
        PERFECT,
        entities=(*PERFECT.entities, entity("x", "company", "Fair")),
        mentions=(*PERFECT.mentions, mention("x", "Fair")),
    )
    scores = score(more, gold, TEXTS)
    assert (scores.entity.precision, scores.entity.recall) == (75, 100)
    assert (scores.by_type["company"].hit, scores.by_type["company"].found) == (1, 2)


def test_a_type_or_predicate_that_the_gold_has_nowhere_is_not_counted(gold):
    more = replace(
        PERFECT,
        entities=(*PERFECT.entities, entity("x", "event", "Fair")),
        mentions=(*PERFECT.mentions, mention("x", "Fair", "event")),
        statements=(*PERFECT.statements, statement("organizes", "b", "x")),
    )
    scores = score(more, gold, TEXTS)
    assert (scores.entity.found, scores.fact.found, len(scores.judged)) == (3, 3, 3)


def test_a_wrong_type_is_a_miss_and_a_false_find(gold):
    wrong = replace(PERFECT, entities=(entity("a", "company", "Ida Marsh"), *PERFECT.entities[1:]))
    scores = score(wrong, gold, TEXTS)
    assert (scores.entity.hit, scores.entity.found, scores.entity.wanted) == (2, 3, 3)


def test_one_entity_stands_for_one_only(gold):
    gold["one"].entities.append(GoldEntity("company", ("Quay", "Quay Ltd")))
    assert score(PERFECT, gold, TEXTS).entity.hit == 3
    split = replace(
        PERFECT,
        entities=(*PERFECT.entities, entity("e", "company", "Quay")),
        mentions=(*PERFECT.mentions, mention("e", "Quay")),
    )
    assert score(split, gold, TEXTS).entity.hit == 4


@pytest.mark.parametrize(
    ("said", "hit"),
    [
        (statement("owns", "c", "d"), 1),
        (statement("owns", "d", "c"), 0),  # the wrong way round
        (statement("cooperates_with", "c", "b"), 1),
        (statement("cooperates_with", "b", "c"), 1),
        (statement("holds_position", "c", "d"), 0),
        (statement("owns", "c", "b"), 0),
        (statement("owns", "c", "d", article="two"), 0),  # said of an article without gold
    ],
)
def test_a_fact_needs_predicate_ends_and_direction(gold, said, hit):
    scores = score(replace(PERFECT, statements=(said,)), gold, TEXTS)
    assert scores.fact.hit == hit
    assert scores.fact.found == (said.evidence[0].article == "one")


def test_a_fact_said_twice_counts_once(gold):
    twice = (statement("owns", "c", "d"), statement("owns", "c", "d", role="x"))
    scores = score(replace(PERFECT, statements=twice), gold, TEXTS)
    assert (scores.fact.hit, scores.fact.found) == (1, 2)


@pytest.mark.parametrize(("status", "role", "right"), [("stated", "", (0, 0)), ("planned", "chair", (1, 0))])
def test_status_and_role_are_judged_apart_from_the_fact(gold, status, role, right):
    facts = (statement("owns", "c", "d", status=status), statement("holds_position", "a", "b", role, status="former"))
    scores = score(replace(PERFECT, statements=facts), gold, TEXTS)
    assert scores.fact.hit == 2
    assert (scores.status.right, scores.role.right) == right
    assert (scores.status.of, scores.role.of) == (2, 1)


def test_the_statement_with_the_right_role_is_taken(gold):
    facts = (
        statement("holds_position", "a", "b", "member"),
        statement("holds_position", "a", "b", "Minister of Ports"),
    )
    assert score(replace(PERFECT, statements=facts), gold, TEXTS).role.right == 1


@pytest.mark.parametrize(("type_", "hit"), [("place", 1), ("government_body", 1), ("company", 0)])
def test_government_is_a_body_or_a_country(type_, hit):
    gold = {"one": GoldArticle(facts=[GoldFact("funds", ("government",), ("Quay",))])}
    build = replace(
        PERFECT, entities=(entity("g", type_, "Kelmara"), entity("c", "company", "Quay")), mentions=(), themes=(),
        statements=(statement("funds", "g", "c"),),
    )  # fmt: skip
    assert score(build, gold, TEXTS).fact.hit == hit


def test_a_theme_near_the_right_one_counts_in_part(gold):
    near = replace(PERFECT, entities=(*PERFECT.entities[:4], entity("t", "theme", "Inflation", iptc="20000370")))
    count = score(near, gold, TEXTS).theme
    assert (count.hit, count.found, count.wanted) == (3, 4, 4)


def test_an_object_that_the_text_does_not_name_need_not_be_found(gold):
    gold["one"].facts[:] = [GoldFact("owns", ("Quay Ltd",), ("Harbour Tugs",))]
    build = replace(PERFECT, statements=(statement("owns", "c", "a"),))
    assert score(build, gold, TEXTS).fact.hit == 1
    assert score(build, gold, {"one": TEXT + " Harbour Tugs is sold."}).fact.hit == 0
    assert score(build, gold, {}).fact.hit == 0


@pytest.mark.parametrize(("start", "end", "right"), [(0, 10, 1), (5, 15, 1), (6, 16, 0), (0, 700, 0), (40, 50, 0)])
def test_a_quote_is_right_where_half_of_it_says_the_fact(gold, start, end, right):
    gold["one"].facts[1] = replace(gold["one"].facts[1], needed=(((0, 10),),))
    found = replace(statement("owns", "c", "d"), evidence=(Evidence("one", start, end, "x" * (end - start)),))
    scores = score(replace(PERFECT, statements=(found,)), gold, TEXTS)
    assert (scores.evidence.right, scores.evidence.of) == (right, 1)


def test_every_fact_found_is_judged_with_its_confidence(gold):
    facts = (statement("owns", "c", "d", sure=0.8), statement("owns", "c", "b", sure=0.3))
    judged = score(replace(PERFECT, statements=facts), gold, TEXTS).judged
    assert sorted(judged, key=lambda one: -one.confidence) == [Judged(0.8, True), Judged(0.3, False)]


def test_names_brought_together_are_compared_by_place(gold):
    both = (mention("b", "MOP"), mention("b", "Ministry of Ports"))
    build = replace(PERFECT, mentions=(mention("a", "Ida Marsh"), *both, mention("c", "Quay Ltd")))
    found = score(build, gold, TEXTS).coreference
    assert found.muc.precision == 100
    assert (found.muc.right_gold, found.muc.of_gold) == (1, 2)  # the second "Quay Ltd" was not found
    assert (found.b_cubed.of_gold, found.b_cubed.of_found) == (5, 4)


def test_figures_are_plain_values(gold):
    values = figures(Evaluation(score(PERFECT, gold, TEXTS), 1, Speed(0, 0.0)))
    assert list(values["entities"]) == ["official", "ministry", "company", "all"]
    assert values["facts"]["owns"] == {"precision": 100, "recall": 100, "f1": 100, "gold": 1, "found": 1}
    assert (values["evidence"], values["words_per_second"]) == ({"accuracy": None, "of": 0}, None)
    assert values["calibration"]["bins"] == [{"low": 0.9, "high": 1.0, "facts": 3, "confidence": 1, "right": 1}]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Datuk Seri Josef Pellerane", "josef pellerane"),
        ("Dr. Łukasz's", "ukasz"),
        ("Corvane Holdings plc", "corvane"),
        ("The U.S.", "u.s"),
        ("Prime Minister's Office", "prime minister office"),
        ("Minister", "minister"),
        ("Group", "group"),
        ("AT&T Inc.", "at&t"),
    ],
)
def test_names_are_compared_without_titles_and_legal_forms(name, key):
    assert normal(name) == key
    assert normal(key) == key
