"""A small graph of an invented country, made by hand, with every status and every kind of evidence."""

from __future__ import annotations

import pytest

from graph.core.types import Article, Copy, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink

GALA = "Mara Okello, Director of the Office of Letters, opened the Tidewater Forum.\r\nThe office belongs to the Ministry of Arts."
DEAL = "Brightsea plans to buy Lumen Press. Ivo Tarn denied that he joined Brightsea. He was minister of arts."
ECHO = "Brightsea met the Ministry of Arts in Port Vell."


def _said(article: Article, words: str) -> Evidence:
    start = article.text.index(words)
    return Evidence(article.id, start, start + len(words), words, article.published)


def _named(article: Article, words: str, kind: str, entity: str) -> LinkedMention:
    start = article.text.index(words)
    return LinkedMention(Mention(article.id, start, start + len(words), words, kind, 0.75), entity)


def small() -> Dataset:
    """Three articles (one with a copy, one without a date), nine entities and a theme, eight statements."""
    copy = Copy("gala-2", "wire.jsonl:7", "https://wire.example/gala", "Vell Wire", "2031-05-03")
    gala = Article(
        "gala",
        "Forum opens",
        GALA,
        "2031-05-02",
        "https://herald.example/a b?x=1",
        "Vell Herald",
        source="gala.txt",
        copies=(copy,),
    )
    deal = Article(
        "deal", 'A <deal> & a "denial"', DEAL, "2031-06-01", "javascript:alert(1)", "Vell Herald", source="news.jsonl:2"
    )
    echo = Article("écho 3", "", ECHO, source="echo.txt")
    opened, belongs = (
        _said(gala, "Mara Okello, Director of the Office of Letters, opened the Tidewater Forum."),
        _said(gala, "The office belongs to the Ministry of Arts."),
    )
    plans, denied = (
        _said(deal, "Brightsea plans to buy Lumen Press."),
        _said(deal, "Ivo Tarn denied that he joined Brightsea."),
    )
    was, met = _said(deal, "He was minister of arts."), _said(echo, ECHO)
    return Dataset(
        articles=(deal, gala, echo),
        mentions=(
            _named(deal, "Brightsea", "company", "c1"),
            _named(gala, "Mara Okello", "official", "p1"),
            _named(gala, "Office of Letters", "government_body", "b1"),
            _named(gala, "Ministry of Arts", "ministry", "m1"),
            _named(echo, "Brightsea", "company", "c1"),
        ),
        entities=(
            Entity("b1", "government_body", "Office of Letters", ("OOL",), 1),
            Entity("c1", "company", "Brightsea", ("Brightsea Ltd",), 2, {"lei": "5299000J2N45DDNE4Y28"}),
            Entity("c2", "company", "Lumen Press", (), 1),
            Entity("f1", "event", "Tidewater Forum", (), 1),
            Entity("m1", "ministry", "Ministry of Arts", ("Arts Ministry",), 3, {"wikidata": "Q0123", "house": "7"}),
            Entity("p1", "official", "Mara Okello", ("Okello", "Ms Okello"), 1, {"wikidata": "Q42000000"}),
            Entity("p2", "person", "Ivo Tarn", (), 1),
            Entity("v1", "place", "Port Vell", (), 1, {"iso3166": "PV"}),
            Entity(
                "w1",
                "theme",
                "Cultural industries",
                ("creative industries",),
                1,
                {"iptc": "20000038", "wikidata": "Q1152465"},
            ),
        ),
        statements=(
            Statement("s1", "p1", "holds_position", "b1", "Director", "stated", "2031-05", None, 0.9, (opened,)),
            Statement("s2", "b1", "part_of", "m1", confidence=0.8, evidence=(belongs,)),
            Statement("s3", "p1", "attends", "f1", confidence=1.0, evidence=(opened,)),
            Statement("s4", "c1", "owns", "c2", status="planned", confidence=0.5, evidence=(plans,)),
            Statement("s5", "p2", "member_of", "c1", status="denied", confidence=0.25, evidence=(denied,)),
            Statement(
                "s6", "p2", "holds_position", "m1", "minister of arts", "former", None, "2031-06-01", 0.66667, (was,)
            ),
            Statement("s7", "c1", "meets", "m1", confidence=0.7, evidence=(met,)),
            Statement("s8", "p1", "holds_position", "v1", "mayor", confidence=0.3, evidence=()),
        ),
        themes=(
            ThemeLink("w1", 0.9, article="gala", evidence=(opened,)),
            ThemeLink("w1", 0.6, entity="b1", evidence=(belongs,)),
        ),
    )


@pytest.fixture
def dataset() -> Dataset:
    return small()
