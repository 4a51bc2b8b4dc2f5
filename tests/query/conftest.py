"""A graph of an invented country that answers each saved query, in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.query.store import store_of

if TYPE_CHECKING:
    import pyoxigraph as ox

TYPES = {
    "Mara Okello": "official",
    "Ivo Tarn": "person",
    "Ministry of Arts": "ministry",
    "Office of Letters": "government_body",
    "Brightsea": "company",
    "Lumen Press": "company",
    "Vell Chamber": "organization",
    "Tidewater Forum": "event",
    "Port Vell": "place",
    "Cultural industries": "theme",
}
FACTS = [
    ("Mara Okello", "holds_position", "Office of Letters", "Director", "stated"),
    ("Ivo Tarn", "holds_position", "Ministry of Arts", "minister", "former"),
    ("Ivo Tarn", "holds_position", "Port Vell", "", "denied"),
    ("Office of Letters", "part_of", "Ministry of Arts", "", "stated"),
    ("Brightsea", "member_of", "Vell Chamber", "", "stated"),
    ("Brightsea", "owns", "Lumen Press", "", "planned"),
    ("Ministry of Arts", "funds", "Lumen Press", "", "stated"),
    ("Ministry of Arts", "meets", "Vell Chamber", "", "stated"),
    ("Office of Letters", "organizes", "Tidewater Forum", "", "stated"),
    ("Brightsea", "attends", "Tidewater Forum", "", "stated"),
    ("Tidewater Forum", "based_in", "Port Vell", "", "stated"),
]


def small() -> Dataset:
    """Each fact is said once, by one of two articles, in words that name both its ends."""
    ids = {name: f"e{number}" for number, name in enumerate(TYPES)}
    days = {"a1": "2031-05-02", "a2": "2031-06-01"}

    def said(article: str, number: int, words: str) -> tuple[Evidence, ...]:
        return (Evidence(article, number * 100, number * 100 + len(words), words, days[article]),)

    articles = tuple(
        Article(one, f"News {one}", "", day, f"https://herald.example/{one}", "Vell Herald")
        for one, day in days.items()
    )
    statements = [
        Statement(
            f"s{number:02}",
            ids[one],
            predicate,
            ids[other],
            role,
            status,
            evidence=said("a1" if number % 2 else "a2", number, f"{one} {predicate} {other}."),
        )  # type: ignore[arg-type]
        for number, (one, predicate, other, role, status) in enumerate(FACTS)
    ]
    aliases = {"Vell Chamber": ("VC",), "Ministry of Arts": ("Arts Ministry", "MoA")}
    named = [("a1", "Brightsea"), ("a1", "Office of Letters"), ("a2", "Brightsea")]
    return Dataset(
        articles=articles,
        mentions=tuple(LinkedMention(Mention(article, 0, 3, "abc", TYPES[name]), ids[name]) for article, name in named),
        entities=tuple(
            Entity(ids[name], kind, name, aliases.get(name, ()), 2 if name == "Brightsea" else 1)
            for name, kind in TYPES.items()
        ),
        statements=tuple(statements),
        themes=(
            ThemeLink(ids["Cultural industries"], 0.9, article="a1"),
            ThemeLink(
                ids["Cultural industries"],
                0.5,
                entity=ids["Office of Letters"],
                evidence=said("a1", 50, "The office speaks of culture."),
            ),
        ),
    )


@pytest.fixture
def dataset() -> Dataset:
    return small()


@pytest.fixture(scope="session")
def store() -> ox.Store:
    return store_of(small())
