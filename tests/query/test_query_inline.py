"""Subqueries answered first: the same answers, and what is left as it is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.core.errors import QueryError
from graph.query import ask
from graph.query.inline import ROWS, inlined
from graph.query.store import known_prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = {"": "http://x.example/", "skos": "http://www.w3.org/2004/02/skos/core#"}
NAMED = 'SELECT DISTINCT ?s WHERE { ?s :name ?n FILTER(CONTAINS(LCASE(?n), LCASE("AIR"))) }'


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"http://x.example/{name}")


def graph(quads: Iterable[tuple[str, str, str]]) -> ox.Store:
    store = ox.Store()
    for subject, predicate, thing in quads:
        value = ox.Literal(thing) if predicate == "name" else node(thing)
        store.add(ox.Quad(node(subject), node(predicate), value))
    return store


@pytest.fixture(scope="module")
def airs() -> ox.Store:
    links = [
        ("a", "owns", "c"),
        ("b", "owns", "c"),
        ("c", "owns", "b"),
        ("a", "name", "Air One"),
        ("b", "name", "AIR}"),
    ]
    return graph([*links, ("c", "name", "Sea # {")])


def rows(store: ox.Store, sparql: str) -> Counter[tuple[str, ...]]:
    found = store.query(sparql, prefixes=NAMES)
    assert isinstance(found, ox.QuerySolutions)
    return Counter(tuple(str(term) for term in row) for row in found)


@pytest.mark.parametrize(
    ("sparql", "values"),
    [
        (f"SELECT * {{ {{ {NAMED} }} ?s :owns ?o }}", "VALUES (?s) { (<http://x.example/a>) (<http://x.example/b>) }"),
        (
            'SELECT ?o { { SELECT ?s ?n { ?s :name ?n } } # } a comment {\n ?s :owns ?o FILTER(?n != "{ }") }',
            'VALUES (?s ?n) { (<http://x.example/a> "Air One") (<http://x.example/b> "AIR}")'
            ' (<http://x.example/c> "Sea # {") }',
        ),
        (
            'SELECT * { ?s :owns ?o OPTIONAL { { select ?o { ?o :name "AIR}" } } } }',
            "VALUES (?o) { (<http://x.example/b>) }",
        ),
        ('SELECT * { ?s :owns ?o { SELECT ?o WHERE { ?o :name "Land" } } }', "VALUES (?o) {  }"),
        (
            "SELECT * { { SELECT ?s ?o ?x { { SELECT ?s { ?s :name 'Air One' } } ?s :owns ?o OPTIONAL { ?o :owns ?s, ?x } } } }",
            "VALUES (?s ?o ?x) { (<http://x.example/a> <http://x.example/c> UNDEF) }",
        ),
        (
            f"# to change\nPREFIX : <http://x.example/> # own\nSELECT * {{ {{ {NAMED} }} # if given\n ?s :owns ?o }}",
            "VALUES (?s) { (<http://x.example/a>) (<http://x.example/b>) }",
        ),
        (f"ASK {{ {{ {NAMED} }} }}", "VALUES (?s) { (<http://x.example/a>) (<http://x.example/b>) }"),
    ],
)
def test_rows_stand_for_the_subquery_and_the_answer_is_the_same(airs: ox.Store, sparql: str, values: str) -> None:
    changed = inlined(airs, sparql, NAMES)
    assert values in changed
    assert changed.upper().count("SELECT") == (not sparql.startswith("ASK"))
    if not sparql.startswith("ASK"):
        assert rows(airs, changed) == rows(airs, sparql)
    assert inlined(airs, changed, NAMES) == changed


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s :owns ?o }",
        f"SELECT * {{ GRAPH ?g {{ {{ {NAMED} }} ?s :owns ?o }} }}",
        f"SELECT * FROM :g {{ {{ {NAMED} }} ?s :owns ?o }}",
        f"SELECT * {{ {{ {NAMED} }} ?s :owns+ ?o }}",
        f"SELECT * {{ {{ {NAMED} }} ?s <http://x.example/owns>* ?o }}",
        f"SELECT * {{ {{ {NAMED} }} ?s (:owns|:name)* ?o }}",
        "SELECT * { ?s :owns ?o FILTER EXISTS { { SELECT ?s { ?s :name ?n } } } }",
        "SELECT * { { SELECT ?s { ?s :name ?n } ORDER BY ?n LIMIT 1 } ?s :owns ?o }",
        "SELECT * { { SELECT ?s (COUNT(?o) AS ?c) { ?s :owns ?o } GROUP BY ?s } ?s :name ?n }",
        "SELECT * { { SELECT ?s ?x { ?s :name ?n BIND(RAND() AS ?x) } } ?s :owns ?o }",
        "SELECT * { ?s :name ?n FILTER(?n != '{ SELECT ?s { ?s :owns ?o } }') }",
        "# { SELECT ?s { ?s :owns ?o } }\nSELECT * { ?s :owns ?o }",
        "PREFIX y: <y#> SELECT * { { SELECT ?s { ?s :name ?n } } ?s :owns ?o }",
        "SELECT * { { SELECT ?s { ?s :name ?n } ",
        "SELECT * { { SELECT ?s { ?s undeclared:name ?n } } }",
        "{ SELECT ?s { ?s :name ?n } }",
    ],
)
def test_what_could_mean_something_else_is_left_as_it_is(airs: ox.Store, sparql: str) -> None:
    assert inlined(airs, sparql, NAMES) == sparql


def test_prefixes_of_the_query_win_over_those_of_the_graph(airs: ox.Store) -> None:
    sparql = (
        "PREFIX skos: <http://x.example/> SELECT ?s ?o { { SELECT ?s { ?s skos:name 'Air One' } } ?s skos:owns ?o }"
    )
    assert "VALUES (?s) { (<http://x.example/a>) }" in inlined(airs, sparql, NAMES)
    other = sparql.replace("http://x.example/>", "http://elsewhere.example/>")
    assert "VALUES (?s) {  }" in inlined(airs, other, NAMES)
    assert not rows(airs, other)


def test_a_subquery_that_stands_twice_is_answered_once(airs: ox.Store) -> None:
    asked: list[str] = []

    class Counting:
        def query(self, sparql: str, **options: dict[str, str]) -> object:
            asked.append(sparql)
            return airs.query(sparql, **options)

    sparql = f"SELECT * {{ {{ {{ {NAMED} }} ?s :owns ?o }} UNION {{ {{ {NAMED} }} ?o :owns ?s }} }}"
    changed = inlined(Counting(), sparql, NAMES)  # type: ignore[arg-type]
    assert changed.count("VALUES (?s) { (<http://x.example/a>) (<http://x.example/b>) }") == 2
    assert len(asked) == 1


def test_many_rows_and_blank_nodes_are_left_to_the_engine() -> None:
    sparql = "SELECT * { { SELECT ?s { ?s :owns ?o } } ?s :owns ?o }"
    assert "VALUES" in inlined(graph((f"n{i}", "owns", "x") for i in range(ROWS)), sparql, NAMES)
    assert inlined(graph((f"n{i}", "owns", "x") for i in range(ROWS + 1)), sparql, NAMES) == sparql
    blank = ox.Store()
    blank.add(ox.Quad(ox.BlankNode(), node("owns"), node("x")))
    assert inlined(blank, sparql, NAMES) == sparql


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["owns", "meets", "name"]), st.sampled_from("abc")), max_size=12),
    st.sampled_from(["", "DISTINCT "]),
    st.sampled_from(["?s :owns ?o", "{ ?s :meets ?o } UNION { ?o :owns ?s }", "?s :owns ?x OPTIONAL { ?x :meets ?o }"]),
    st.sampled_from(["?s :meets ?y", "OPTIONAL { ?o :owns ?y }", "MINUS { ?s :name ?o }", "FILTER(BOUND(?o))"]),
)  # fmt: skip
def test_answers_are_those_of_the_engine(
    quads: list[tuple[str, str, str]], distinct: str, within: str, around: str
) -> None:
    store = graph(quads)
    sparql = f"SELECT * {{ {{ SELECT {distinct}?s ?o WHERE {{ {within} }} }} {around} }}"
    changed = inlined(store, sparql, NAMES)
    assert "VALUES" in changed
    assert rows(store, changed) == rows(store, sparql)


def test_a_fault_is_placed_in_the_text_as_it_was_given(store: ox.Store) -> None:
    assert "VALUES" in inlined(
        store, 'SELECT * { { SELECT ?s { ?s skos:prefLabel "Port Vell" } } }', known_prefixes(store)
    )
    with pytest.raises(QueryError) as caught:
        ask(store, 'SELECT * { { SELECT ?s { ?s skos:prefLabel "Port Vell" } } \n ?s nonsense }')
    assert caught.value.line == 2
