"""The example archive: its gold is sound, and a build of it comes near to it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from links import read_links

import graph
from graph.articles import merge_copies, read_articles
from graph.core.config import InputSettings
from graph.core.ontology import PREDICATES, TYPES
from graph.core.report import Report
from graph.core.types import STATUSES
from graph.evaluate import GoldArticle, Scores, read_gold, score
from graph.evaluate.topics import load_topics
from graph.extract.themes.scheme import load_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.core.types import Article

HERE = Path(__file__).parent
ARCHIVE = HERE.parents[1] / "examples" / "archive"
GOLD = read_gold(HERE / "gold.txt")
LINKS = read_links(HERE / "links.txt")

# What a build of the archive must reach, in points of 100: 3 or 4 under what was last measured (73.6, 36.5, 56.7). Raise them with the pipeline.
ENTITY_F1_FLOOR = 70.5
FACT_F1_FLOOR = 33.5
THEME_F1_FLOOR = 52.5


@pytest.fixture(scope="module")
def read() -> tuple[list[Article], Report]:
    report = Report()
    return list(read_articles([str(ARCHIVE)], InputSettings(), report)), report


@pytest.fixture(scope="module")
def merged(read: tuple[list[Article], Report]) -> dict[str, Article]:
    articles = merge_copies(read[0], InputSettings().near_duplicates, Report())
    return {article.id: article for article in articles}


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def says(text: str, name: str) -> bool:
    """Whether ``name`` stands in ``text`` as whole words."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain(text)) is not None


def test_every_format_is_read_without_a_problem(read):
    articles, report = read
    assert report.problems == []
    assert {"".join(path.suffixes) for path in ARCHIVE.rglob("*") if path.is_file()} == {
        ".txt",
        ".txt.gz",
        ".jsonl",
        ".csv",
        ".xml",
        ".html",
    }
    assert len({article.id for article in articles}) == len(articles) == 63


def test_every_article_has_date_title_and_the_length_of_a_notice(read):
    for article in read[0]:
        assert article.published, article.id
        assert "2023-01-01" <= article.published <= "2024-12-31", article.id
        assert article.title, article.id
        assert 85 <= len(article.text.split()) <= 280, article.id


def test_stories_printed_twice_become_one_article(merged):
    copies = {article.id: [copy.id for copy in article.copies] for article in merged.values() if article.copies}
    assert copies == {
        "kna-2023-05-03-renamed": ["reprint-2023-05-03-renamed"],
        "kna-2024-03-05-governor": ["herald-2024-03-06-governor"],
    }


def test_the_gold_has_exactly_the_articles_of_the_archive(merged):
    assert sorted(GOLD) == sorted(merged)


@pytest.mark.parametrize("article", sorted(GOLD))
def test_every_name_of_the_gold_stands_in_its_article(merged, article):
    text = merged[article].text
    names = [name for entity in GOLD[article].entities for name in entity.names]
    assert [name for name in names if not says(text, name)] == []


@pytest.mark.parametrize("article", sorted(GOLD))
def test_entities_of_an_article_are_distinct(article):
    gold = GOLD[article]
    names = [name for entity in gold.entities for name in entity.names]
    assert len(set(names)) == len(names)


def ends(gold: GoldArticle) -> Iterator[tuple[str, ...]]:
    for fact in gold.facts:
        yield fact.subject
        yield fact.object


@pytest.mark.parametrize("article", sorted(GOLD))
def test_every_end_of_a_fact_is_an_entity_a_place_in_the_text_or_the_government(merged, article):
    gold, text = GOLD[article], merged[article].text
    names = {name for entity in gold.entities for name in entity.names} | {"government"}
    unknown = [end for end in ends(gold) if not any(name in names or says(text, name) for name in end)]
    assert unknown == []


@pytest.mark.parametrize("article", sorted(GOLD))
def test_facts_are_of_the_ontology(article):
    gold = GOLD[article]
    types = {name: entity.type for entity in gold.entities for name in entity.names}
    for fact in gold.facts:
        predicate = PREDICATES[fact.predicate]
        assert bool(fact.role) == predicate.role, fact
        subjects, objects = (
            {types.get(name, "place") for name in end if name != "government"} for end in (fact.subject, fact.object)
        )
        assert subjects <= predicate.subjects, fact
        assert objects <= predicate.objects, fact
    assert len({(fact.predicate, fact.subject, fact.object, fact.role) for fact in gold.facts}) == len(gold.facts)


def test_every_article_has_one_to_four_themes():
    assert {article: len(gold.themes) for article, gold in GOLD.items() if not 1 <= len(gold.themes) <= 4} == {}


def test_the_topics_hold_every_code_of_the_theme_scheme():
    """Else a found theme would be scored without its broader topics."""
    codes = set(load_topics().codes.values())
    assert {key: theme.iptc for key, theme in load_scheme().themes.items() if theme.iptc not in codes} == {}


def test_the_archive_shows_every_predicate_status_and_type():
    facts = [fact for gold in GOLD.values() for fact in gold.facts]
    assert {fact.predicate for fact in facts} == PREDICATES.keys() - {"concerns"}
    assert {fact.status for fact in facts} == set(STATUSES)
    assert {entity.type for gold in GOLD.values() for entity in gold.entities} == TYPES.keys() - {"place", "theme"}


@pytest.mark.parametrize("link", LINKS, ids=lambda link: f"{link[0]} {link[1][1]} {link[2][0]}")
def test_links_name_entities_of_the_gold(link):
    kind, *places = link
    assert kind in {"same", "differ"}
    for article, name in places:
        assert [entity for entity in GOLD[article].entities if name in entity.names], (article, name)


# The measure of the whole pipeline on the archive.


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    return graph.build([ARCHIVE], out=tmp_path_factory.mktemp("archive"), formats=["jsonl"])


@pytest.fixture(scope="module")
def scores(built: graph.KnowledgeGraph) -> Scores:
    return score(built.dataset, GOLD, {article.id: article.text for article in built.articles})


def test_a_build_finds_the_entities(scores):
    assert scores.entity.f1 >= ENTITY_F1_FLOOR


def test_a_build_finds_the_facts(scores):
    assert scores.fact.f1 >= FACT_F1_FLOOR


def test_a_build_finds_the_themes(scores):
    assert scores.theme.f1 >= THEME_F1_FLOOR


def test_dates_of_facts_are_those_that_the_sentences_say(built):
    """A reader of the archive finds these; more may come, a wrong one must not."""
    said = {
        (one.article, one.valid_from, one.valid_to)
        for statement in built.statements
        for one in statement.evidence
        if one.valid_from or one.valid_to
    }
    assert said >= {
        ("courier-2023-06-26-harbour-charges", None, "2021"),
        ("kna-2023-11-21-ambassador", "2023-11-21", None),
        ("courier-csv-041", "2015", None),
    }


def test_the_post_of_chief_minister_changes_hands(built):
    """Hugo Trane's tenure is over when Bela Corrigan is in office; no source tells its last day, so none is written."""
    names = {one.id: one.name for one in built.entities}
    (history,) = (one for one in built.posts() if (names[one.body], one.name) == ("Eastmarch", "chief minister"))
    tenures = {names[one.holder]: (one.times.valid_to, one.ended_by, one.reason) for one in history.tenures}
    assert history.single
    assert tenures == {
        "Hugo Trane": (None, "2023-09-25", "successor"),
        "Bela Corrigan": (None, None, None),
    }
    eastmarch = [one for one in built.posts() if (names[one.body], one.name) == ("Eastmarch", "chief minister")]
    assert [names[one.holder] for one in eastmarch[0].tenures] == ["Hugo Trane", "Bela Corrigan"]


def test_the_archive_as_of_two_days_has_two_chief_ministers(built):
    names = {one.id: one.name for one in built.entities}

    def chief_ministers(day):
        held = (one for one in built.as_of(day).statements if one.role.lower() == "chief minister")
        return {names[one.subject] for one in held if names[one.object] == "Eastmarch"}

    assert chief_ministers("2023-09-01") == {"Hugo Trane"}
    assert chief_ministers("2024-12-31") == {"Bela Corrigan"}


def test_a_build_reads_the_archive_whole_and_quotes_it_truly(built):
    texts = {article.id: article.text for article in built.articles}
    assert sorted(texts) == sorted(GOLD)
    for statement in built.statements:
        assert statement.evidence
        for one in statement.evidence:
            assert texts[one.article][one.start : one.end] == one.quote
