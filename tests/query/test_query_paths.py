"""Chains of facts: the shortest, the strongest, with their words; and what is never walked."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.core.types import Article, Dataset, Entity, Evidence, Statement
from graph.query.facts import articles_of, fact_of, facts_of, themes_of
from graph.query.paths import Connections
from graph.query.store import store_of
from graph.query.telling import tell_chain

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.query.paths import Chain

BASE = "https://newsgraph.example/entity/"


def dataset(facts: list[tuple[str, str, float, str]]) -> Dataset:
    """Companies that own each other: (owner, owned, confidence, status)."""
    names = sorted({name for one, other, *_ in facts for name in (one, other)})
    article = Article("a1", "News", "", "2031-01-02", "https://herald.example/1", "Herald")
    return Dataset(
        articles=(article,),
        entities=tuple(Entity(name, "company", f"Firm {name}", (), 1) for name in names),
        statements=tuple(
            Statement(
                f"s{number:03}", one, "owns", other, status=status, confidence=confidence,  # type: ignore[arg-type]
                evidence=(Evidence("a1", number * 50, number * 50 + 9, f"words {number:03}", "2031-01-02"),),
            )
            for number, (one, other, confidence, status) in enumerate(facts)
        ),
    )  # fmt: skip


def iri(name: str) -> str:
    return f"{BASE}firm-{name}-{name}"


def way(chain: Chain) -> str:
    return "".join(one.rpartition("-")[2] for one in (chain.steps[0].source, *(step.target for step in chain.steps)))


FACTS = [
    ("a", "b", 0.5, "stated"),
    ("b", "z", 0.5, "stated"),
    ("a", "c", 0.9, "stated"),
    ("c", "d", 0.9, "planned"),
    ("z", "d", 0.9, "former"),
    ("a", "z", 0.9, "denied"),
    ("x", "y", 0.9, "stated"),
]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return store_of(dataset(FACTS))


def test_the_shortest_has_the_fewest_steps_and_the_strongest_the_largest_product(store: ox.Store) -> None:
    found = Connections(store)
    assert [way(chain) for chain in found.shortest(iri("a"), iri("z"), 5)] == ["abz", "acdz"]
    assert [way(chain) for chain in found.strongest(iri("a"), iri("z"), 5)] == ["acdz", "abz"]
    assert found.strongest(iri("a"), iri("z"))[0].strength == pytest.approx(0.9**3)


def test_each_step_has_its_facts_and_their_words(store: ox.Store) -> None:
    chain = Connections(store).strongest(iri("a"), iri("z"))[0]
    last = chain.steps[-1].facts[0]
    assert (last.subject, last.object, last.status) == (iri("z"), iri("d"), "former")
    assert [quote.text for quote in last.quotes] == ["words 004"]
    told = tell_chain(store, chain)
    assert [step["to"]["name"] for step in told["steps"]] == ["Firm c", "Firm d", "Firm z"]
    assert told["steps"][0]["facts"][0]["evidence"][0] == {
        "quote": "words 002",
        "article": "News",
        "published": "2031-01-02",
        "publisher": "Herald",
        "url": "https://herald.example/1",
        "iri": "https://newsgraph.example/article/news-" + told["steps"][0]["facts"][0]["evidence"][0]["iri"][-12:],
        "start": 100,
        "end": 109,
    }


def test_statuses_that_are_not_asked_for_are_not_walked(store: ox.Store) -> None:
    assert [way(one) for one in Connections(store, ("stated",)).strongest(iri("a"), iri("z"), 5)] == ["abz"]
    denied = Connections(store, ("stated", "denied"))
    assert [way(one) for one in denied.shortest(iri("a"), iri("z"))] == ["az"]
    assert denied.shortest(iri("a"), iri("z"))[0].steps[0].facts[0].status == "denied"


def test_what_is_not_connected_has_no_chain(store: ox.Store) -> None:
    found = Connections(store)
    for one, other in (("a", "x"), ("a", "a"), ("a", "nobody")):
        assert found.shortest(iri(one), iri(other)) == found.strongest(iri(one), iri(other)) == []


def test_several_facts_make_a_link_surer_and_all_are_told() -> None:
    twice = dataset([("a", "b", 0.5, "stated"), ("b", "a", 0.6, "stated"), ("a", "c", 0.7, "stated")])
    steps = Connections(store_of(twice)).neighbours(iri("a"))
    assert [(step.target, round(step.strength, 4)) for step in steps] == [(iri("b"), 0.8), (iri("c"), 0.7)]
    assert [fact.confidence for fact in steps[0].facts] == [0.6, 0.5]
    assert Connections(store_of(twice)).neighbours(iri("nobody")) == []


def test_themes_are_walked_only_when_asked_for() -> None:
    made = dataset([("a", "b", 0.9, "stated")])
    theme = Entity("t", "theme", "Energy", (), 1)
    links = tuple(
        replace(made.statements[0], id=f"t{name}", subject=name, predicate="concerns", object="t")
        for name in ("a", "b")
    )
    made = replace(made, entities=(*made.entities, theme), statements=(*made.statements, *links))
    found = store_of(made)
    assert len(Connections(found).neighbours(iri("a"))) == 1
    assert len(Connections(found, themes=True).neighbours(iri("a"))) == 2


EDGES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.integers(1, 99), st.just("stated")), max_size=12
)


@settings(max_examples=25, deadline=None)
@given(EDGES)
def test_chains_are_as_short_and_as_strong_as_any(edges: list[tuple[str, str, int, str]]) -> None:
    """Against every simple path, taken one by one."""
    facts = [(one, other, share / 100, status) for one, other, share, status in edges if one != other]
    found = Connections(store_of(dataset(facts)))
    plain = nx.Graph((one, other) for one, other, *_ in facts)
    if not {"a", "b"} <= set(plain) or not nx.has_path(plain, "a", "b"):
        assert found.shortest(iri("a"), iri("b")) == []
        return
    doubt: dict[frozenset[str], float] = {}
    for one, other, confidence, _ in facts:
        doubt[frozenset((one, other))] = doubt.get(frozenset((one, other)), 1.0) * (1 - confidence)
    strengths = []
    for path in nx.all_simple_paths(plain, "a", "b"):
        product = 1.0
        for ends in itertools.pairwise(path):
            product *= min(1 - doubt[frozenset(ends)], 0.9999)
        strengths.append(product)
    assert len(found.shortest(iri("a"), iri("b"))[0].steps) == nx.shortest_path_length(plain, "a", "b")
    assert found.strongest(iri("a"), iri("b"))[0].strength == pytest.approx(max(strengths))


def test_facts_of_an_entity_come_in_the_order_of_the_ontology(store: ox.Store) -> None:
    facts = facts_of(store, iri("a"))
    assert [fact.iri.rpartition("/")[2] for fact in facts] == ["s000", "s002", "s005"]
    assert len(facts_of(store, iri("a"), 2)) == 2
    assert facts_of(store, iri("nobody")) == []
    assert fact_of(store, f"{BASE}none") is None
    assert facts[0].kind.inverse == "is owned by"
    assert articles_of(store, iri("a"), 5) == ([], 0)
    assert themes_of(store, iri("a")) == []
