"""The graph as of a day."""

import datetime

import pytest

import graph
from graph.core.errors import UsageError
from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.knowledge import KnowledgeGraph
from graph.network.moment import as_of
from graph.publish.interchange import write_interchange


def evidence(article, day, status="stated", **dates):
    return Evidence(article, 0, 3, "Ann", day, status=status, **dates)


def held(id_, who, *found, status="stated", **dates):
    return Statement(id_, who, "holds_position", "bank", "governor", status, evidence=found, **dates)


DATASET = Dataset(
    articles=tuple(
        Article(id_, "", "", day)
        for id_, day in (("a", "2022-01-01"), ("b", "2023-01-01"), ("c", "2024-01-01"), ("d", None))
    ),
    mentions=tuple(
        LinkedMention(Mention(article, 0, 3, "Ann", "official"), entity)
        for article, entity in (("a", "ann"), ("b", "bo"), ("c", "ann"), ("c", "bo"), ("d", "acme"))
    ),
    entities=(
        Entity("acme", "company", "Acme", (), 1),
        Entity("ann", "official", "Ann", (), 2),
        Entity("bank", "government_body", "Bank", (), 0),
        Entity("bo", "official", "Bo", (), 2),
        Entity("t", "theme", "Money", (), 1),
        Entity("town", "place", "Town", (), 0),
    ),
    statements=(
        held("s1", "ann", evidence("a", "2022-01-01"), evidence("c", "2024-01-01", "former"), status="former"),
        held("s2", "bo", evidence("b", "2023-01-01")),
        Statement("s3", "acme", "based_in", "town", evidence=(evidence("d", None),)),
        Statement("s4", "bo", "owns", "acme", status="planned", evidence=(evidence("b", "2023-01-01", "planned"),)),
        Statement(
            "s5",
            "ann",
            "owns",
            "acme",
            valid_from="2020-05",
            evidence=(evidence("c", "2024-01-01", valid_from="2020-05"),),
        ),
        Statement("s6", "bo", "meets", "ann", status="denied", evidence=(evidence("c", "2024-01-01", "denied"),)),
    ),
    themes=(
        ThemeLink("t", 0.5, article="b", evidence=(evidence("b", "2023-01-01"),)),
        ThemeLink("t", 0.5, entity="bank", evidence=(evidence("b", "2023-01-01"), evidence("c", "2024-01-01"))),
    ),
)


@pytest.mark.parametrize(
    ("day", "statements"),
    [
        ("2020-04-30", ["s3"]),
        ("2020-05-01", ["s3", "s5"]),
        ("2022-06-01", ["s1", "s3", "s5"]),
        ("2022-12-31", ["s1", "s3", "s5"]),
        ("2023-01-01", ["s2", "s3", "s5"]),
        ("2030-01-01", ["s2", "s3", "s5"]),
    ],
)
def test_facts_that_held_or_were_last_known_to(day, statements):
    assert [one.id for one in as_of(DATASET, day).statements] == statements


def test_what_has_ended_since_reads_stated():
    assert {one.status for one in as_of(DATASET, "2022-06-01").statements} == {"stated"}


def test_articles_are_those_of_then_and_those_that_tell_of_then():
    then = as_of(DATASET, "2022-06-01")
    assert [one.id for one in then.articles] == ["a", "c", "d"]
    assert {link.mention.article for link in then.mentions} == {"a", "c", "d"}


def test_themes_and_counts_are_those_of_then():
    before, after = as_of(DATASET, "2022-06-01"), as_of(DATASET, "2023-06-01")
    assert before.themes == ()
    assert [[one.article for one in link.evidence] for link in after.themes] == [["b"], ["b"]]
    assert {one.id: one.articles for one in as_of(DATASET, "2020-01-01").entities} == {"acme": 1, "town": 0}


def test_everything_named_is_there():
    for day in ("2019-01-01", "2020-06-01", "2022-06-01", "2023-06-01", "2030-01-01"):
        then = as_of(DATASET, day)
        ids, articles = {one.id for one in then.entities}, {one.id for one in then.articles}
        assert {end for one in then.statements for end in (one.subject, one.object)} <= ids
        assert {link.entity for link in then.mentions} <= ids
        assert {one.article for statement in then.statements for one in statement.evidence} <= articles
        KnowledgeGraph(then).query("ASK { ?s ?p ?o }")


def test_in_python_a_day_is_a_date_or_text(tmp_path):
    write_interchange(DATASET, tmp_path)
    loaded = graph.load(tmp_path)
    for day in ("2023-06-01", datetime.date(2023, 6, 1), datetime.datetime(2023, 6, 1, 12)):
        assert [one.id for one in loaded.as_of(day).statements] == ["s2", "s3", "s5"]
    answer = loaded.as_of("2022-06-01").query(
        "SELECT ?name WHERE { ?who newsgraph:holds_position ?bank ; rdfs:label ?name }"
    )
    assert answer.rows == (("Ann",),)
    assert [history.name for history in loaded.posts()] == ["governor"]


@pytest.mark.parametrize("day", ["soon", "", "2024", "2024-13-01", "2024-02-30", "1 May 2024"])
def test_what_is_no_day_is_refused(day):
    with pytest.raises(UsageError, match=r"no such day; write it as YYYY-MM-DD"):
        KnowledgeGraph(DATASET).as_of(day)
