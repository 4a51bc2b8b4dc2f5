"""When a statement holds, out of what its pieces of evidence say."""

from dataclasses import replace
from itertools import permutations

import pytest
from resolve_builders import story

from graph.core.types import Claim, Evidence, Mention
from graph.resolve import resolve
from graph.resolve.validity import settled, with_claims


def said(*rows):
    """Evidence with (published, valid_from, valid_to[, status]) of articles a, b, …"""
    return [
        Evidence(
            chr(97 + number),
            0,
            1,
            "x",
            row[0],
            status=row[3] if len(row) > 3 else "stated",
            valid_from=row[1],
            valid_to=row[2],
        )
        for number, row in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("rows", "dates"),
    [
        ([], (None, None)),
        ([("2024-01-01", None, None)], (None, None)),
        ([("2024-01-01", "2019", None)], ("2019", None)),
        # a day, and its year told elsewhere: the day
        ([("2024-01-01", "2019", None), ("2024-02-01", "2019-05-04", None)], ("2019-05-04", None)),
        # from one article, to from another
        ([("2024-01-01", "2019", None), ("2024-09-01", None, "2024-08", "former")], ("2019", "2024-08")),
        # most articles
        ([("2024-01-01", "2018", None), ("2024-01-02", "2018", None), ("2024-02-01", "2019", None)], ("2018", None)),
        # of as many the latest article
        ([("2024-01-01", "2018", None), ("2024-02-01", "2019", None)], ("2019", None)),
        # nothing tells them apart
        ([("2024-01-01", "2018", None), ("2024-01-01", "2019", None)], (None, None)),
        # two months of one year, and the year: the year is what all allow
        (
            [("2024-01-01", "2018-05", None), ("2024-01-01", "2018-06", None), ("2024-01-01", "2018", None)],
            ("2018", None),
        ),
        # held twice: the dates of the second time
        ([("2015-01-01", None, "2014", "former"), ("2024-01-01", "2023-05", None)], ("2023-05", None)),
        ([("2024-01-01", "2023-05", None), ("2024-01-01", None, "2014", "former")], (None, None)),
        # what was denied has no dates
        ([("2024-01-01", "2023-05", None, "denied")], (None, None)),
        # an undated article is the earliest
        ([(None, "2018", None), ("2024-02-01", "2019", None)], ("2019", None)),
    ],
)
def test_dates_settle_whatever_the_order(rows, dates):
    evidence = said(*rows)
    for order in permutations(evidence):
        assert settled(order) == dates


def test_evidence_takes_status_and_dates_of_the_surest_claim_of_its_words():
    ann, acme = Mention("a", 0, 3, "Ann", "person"), Mention("a", 9, 13, "Acme", "company")
    weak = Claim("a", "owns", ann, acme, 0, 13, status="planned", score=0.4, valid_from="2030")
    strong = replace(weak, status="stated", score=0.8, valid_from="2029")
    silent = replace(strong, score=0.9, valid_from=None, status="former")
    for claims in permutations([weak, strong, silent]):
        (one,) = with_claims([Evidence("a", 0, 13, "Ann owns Acme")], claims)
        assert (one.status, one.valid_from) == ("stated", "2029")


def test_a_statement_carries_the_dates_of_its_claims():
    marked = "[official:1 Ann Lee] heads [company:2 Varo Air]"
    stories = []
    for id_, published, dates in (
        ("a", "2031-01-01", {"valid_from": "2029"}),
        ("b", "2032-01-01", {"valid_to": "2031-12"}),
    ):
        article, extraction = story(
            id_, marked, published=published, facts=[("holds_position", 1, 2, "chief executive")]
        )
        claims = tuple(replace(claim, **dates) for claim in extraction.claims)
        stories.append((article, replace(extraction, claims=claims)))
    for order in (stories, stories[::-1]):
        (one,) = resolve([article for article, _ in order], [extraction for _, extraction in order]).statements
        assert (one.valid_from, one.valid_to) == ("2029", "2031-12")
        assert [(e.article, e.valid_from, e.valid_to) for e in one.evidence] == [
            ("a", "2029", None),
            ("b", None, "2031-12"),
        ]
