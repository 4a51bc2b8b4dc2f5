"""The generated graph of the endpoint's benchmark: the same for a seed, in our vocabulary, and worth asking."""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph as ox
import pytest

from benchmarks.sparql.alone import GIVEN_UP, Alone
from benchmarks.sparql.generate import CHUNK, chunk, world_of, write
from benchmarks.sparql.questions import ASKED, lookups, questions
from benchmarks.sparql.table import markdown
from graph.query.saved import saved_queries
from graph.query.store import known_prefixes

SIZE = 20_000
ROOT = Path(__file__).parents[2]


def written(seed: int = 0) -> bytes:
    file = io.BytesIO()
    assert write(SIZE, file, seed) >= SIZE
    return file.getvalue()


@pytest.fixture(scope="module")
def store() -> ox.Store:
    made = ox.Store()
    made.bulk_load(written(), format=ox.RdfFormat.N_QUADS)
    return made


def test_a_seed_gives_the_same_bytes_and_another_does_not() -> None:
    assert written() == written() != written(1)


def test_a_chunk_does_not_depend_on_those_before() -> None:
    assert chunk(world_of(SIZE), 3) == chunk(world_of(SIZE), 3)
    assert len(chunk(world_of(SIZE), 0).articles) == CHUNK


def test_it_says_nothing_that_a_build_does_not_say(store: ox.Store) -> None:
    real = ox.Store()
    real.bulk_load(path=ROOT / "exports" / "graph.nq", format=ox.RdfFormat.N_QUADS)
    known = {quad.predicate.value for quad in real}
    made = {quad.predicate.value for quad in store}
    rare = (
        "ontology#",
        "skos/core#",
        "terms/publisher",
        "schema.org/url",
        "foaf/0.1/name",
        "terms/issued",
        "terms/title",
    )
    assert {one for one in made - known if not any(part in one for part in rare)} == set()


def test_a_statement_of_several_chunks_has_one_status(store: ox.Store) -> None:
    query = "SELECT ?s WHERE { ?s newsgraph:status ?one, ?other FILTER(?one != ?other) }"
    assert not list(store.query(query, prefixes=known_prefixes(store)))  # type: ignore[arg-type]


def test_every_question_has_an_answer(store: ox.Store) -> None:
    assert set(ASKED) < set(saved_queries())
    assert len(ASKED) == 12
    world = world_of(SIZE)
    for name, text in {**questions(world), **lookups(world)}.items():
        assert list(store.query(text, prefixes=known_prefixes(store))), name  # type: ignore[arg-type]


def test_the_table_tells_ratios_and_what_was_given_up() -> None:
    one = {"rows": 3, "bare": 0.010, "endpoint": 0.014}
    load = {"seconds": 60.0, "requests": 5, "errors": 0, "p50": 0.1, "p95": 0.2, "p99": 1.5}
    run = {
        "quads": 1234567, "protocol": 0.002, "protocol_after": 0.002, "open": 0.02, "first_open": 9.0,
        "saved": {"posts": one}, "lookups": {"a name": one}, "load": {"lookups": load},
        "rdflib": {"load": 30.0, "oxigraph": {"posts": 0.01, "owners": 0.1}, "posts": {"seconds": 2.0, "rows": 3}, "owners": None},
    }  # fmt: skip
    text = markdown([run])
    assert "## 1,234,567 quads" in text
    assert "| posts | 3 | 10.0 | 14.0 | 1.20 |" in text
    assert "Median over 1 saved queries: 1.20 times Oxigraph alone" in text
    assert "| the four lookups | 60 | 5 | 0 | 100.0 | 200.0 | 1,500 |" in text
    assert "| posts | 10.0 | 2,000 | 200 |" in text
    assert "| owners | 100.0 | > 60,000 | > 600 |" in text
    assert "at least 400 times as long; 1 were given up after 60 s." in text


def test_a_question_that_takes_too_long_is_given_up_and_the_next_is_answered() -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with Alone(ROOT / "exports", {}) as alone:
        assert alone.ask(endless, 0.2) is None
        asked = alone.ask("SELECT ?s WHERE { ?s ?p ?o } LIMIT 3")
    assert asked is not None
    assert asked[1].count(b'"uri"') == 3


def test_the_table_gives_bounds_where_oxigraph_was_given_up() -> None:
    posts = {"rows": 3, "bare": None, "endpoint": 3.0}
    run = {
        "quads": 10, "protocol": 0.0, "protocol_after": 0.0, "open": 0.02, "first_open": 0.0,
        "saved": {"posts": posts, "owners": {"rows": 1, "bare": 0.01, "endpoint": 0.01}}, "load": {},
    }  # fmt: skip
    table = markdown([run])
    assert f"| posts | 3 | > {GIVEN_UP * 1000:,.0f} | 3,000 | < {3 / GIVEN_UP:.2f} |" in table
    assert "at most 0.5" in table
