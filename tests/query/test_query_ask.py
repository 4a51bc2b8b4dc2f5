"""SPARQL over a built folder: kinds of answers, prefixes, errors with their place, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from graph.core.config import PublishSettings
from graph.core.errors import DataError, QueryError
from graph.publish.interchange import write_interchange
from graph.publish.rdf import write_nquads
from graph.query import Table, ask, open_store
from graph.query.store import store_of
from graph.query.text import refuse_forbidden

if TYPE_CHECKING:
    from pathlib import Path

    from graph.core.types import Dataset


def test_select_gives_python_values(store: ox.Store) -> None:
    table = ask(
        store,
        'SELECT ?n ?c ?d ?x { ?s rdf:predicate newsgraph:member_of ; newsgraph:confidence ?c ; prov:wasDerivedFrom/dcterms:issued ?d BIND(COUNT("") AS ?y) } LIMIT 1'.replace(
            ' BIND(COUNT("") AS ?y)', " BIND(2 AS ?n)"
        ),
    )
    assert isinstance(table, Table)
    assert table.columns == ("n", "c", "d", "x")
    assert table.rows == ((2, Decimal(1), date(2031, 6, 1), None),)
    assert len(table) == 1
    assert str(table) == "n\tc\td\tx\n2\t1\t2031-06-01\t"


def test_a_literal_that_its_type_does_not_allow_stays_text(store: ox.Store) -> None:
    table = ask(store, 'SELECT ?x ?y ?z { VALUES (?x ?y ?z) { ("soon"^^xsd:date "1.5"^^xsd:double true) } }')
    assert isinstance(table, Table)
    assert table.rows == (("soon", 1.5, True),)


def test_csv_and_json_are_those_of_sparql(store: ox.Store) -> None:
    table = ask(
        store,
        'SELECT ?s ?t ?u ?v { VALUES (?s ?t ?u ?v) { (newsgraph:Body "a \\"b\\", c"@en 5 UNDEF) ("x\\ny" "" "" "") } }',
    )
    assert isinstance(table, Table)
    assert table.to_csv().startswith("s,t,u,v\r\nhttps://newsgraph.example/ontology#Body,")
    assert list(csv.reader(io.StringIO(table.to_csv(), newline="")))[1:] == [
        ["https://newsgraph.example/ontology#Body", 'a "b", c', "5", ""],
        ["x\ny", "", "", ""],
    ]
    found = json.loads(table.to_json())
    assert found["head"] == {"vars": ["s", "t", "u", "v"]}
    assert found["results"]["bindings"][0] == {
        "s": {"type": "uri", "value": "https://newsgraph.example/ontology#Body"},
        "t": {"type": "literal", "value": 'a "b", c', "xml:lang": "en"},
        "u": {"type": "literal", "value": "5", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
    }
    assert ox.parse_query_results(table.to_json(), format=ox.QueryResultsFormat.JSON).variables[0].value == "s"


def test_ask_is_a_table_and_a_boolean(store: ox.Store) -> None:
    table = ask(store, "ASK { ?x a newsgraph:Ministry }")
    assert isinstance(table, Table)
    assert (table.columns, table.rows, table.boolean) == (("answer",), ((True,),), True)
    assert json.loads(table.to_json()) == {"head": {}, "boolean": True}


def test_construct_and_describe_give_turtle(store: ox.Store) -> None:
    made = ask(store, "CONSTRUCT { ?x skos:related ?y } WHERE { ?x newsgraph:part_of ?y }")
    assert isinstance(made, str)
    assert made.endswith("entity:office-of-letters-e3 skos:related entity:ministry-of-arts-e2 .\n")
    described = ask(store, "DESCRIBE entity:port-vell-e8")
    assert isinstance(described, str)
    assert 'skos:prefLabel "Port Vell"' in described


def test_prefixes_follow_the_base_of_the_graph(dataset: Dataset) -> None:
    store = store_of(dataset, PublishSettings(base="http://data.example/"))
    table = ask(store, "SELECT ?name { entity:port-vell-e8 rdfs:label ?name }")
    assert isinstance(table, Table)
    assert table.rows == (("Port Vell",),)


def test_a_query_may_ask_what_one_article_says(store: ox.Store) -> None:
    table = ask(store, "SELECT ?title { ?article dcterms:title ?title GRAPH ?article { ?x newsgraph:part_of ?y } }")
    assert isinstance(table, Table)
    assert table.rows == (("News a1",),)


def test_a_fact_is_one_row_whatever_number_of_graphs_hold_it(store: ox.Store) -> None:
    table = ask(store, "SELECT ?x { ?x newsgraph:part_of ?y }")
    assert isinstance(table, Table)
    assert len(table) == 1


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT ?s WHERE { ?s ?p }", "query: line 1, column 26: not valid SPARQL after 'SELECT ?s WHERE { ?s ?p }'"),
        (
            "SELECT ?s\nWHERE { ?s ?p ?o",
            "query: line 2, column 17: not valid SPARQL after 'SELECT ?s WHERE { ?s ?p ?o'",
        ),
        (
            "SELECT ?s { ?s nope:is ?o }",
            "query: line 1, column 23: prefix nope: is not declared; start with PREFIX nope: <IRI>",
        ),
        ("", "query: line 1, column 1: not valid SPARQL (it is empty)"),
        (
            "SELECT ?s { ?s ?p <\n> }",
            "query: line 2, column 2: not valid SPARQL after 'SELECT ?s { ?s ?p < >', expected IRI parsing failed",
        ),
    ],
)
def test_a_syntax_error_tells_its_place(store: ox.Store, sparql: str, message: str) -> None:
    with pytest.raises(QueryError) as raised:
        ask(store, sparql)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 250


SERVICES = [
    "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
    "select * { service silent ?x { ?s ?p ?o } }",
    "PREFIX : <http://localhost:1/> SELECT * { SERVICE:a { ?s ?p ?o } }",
    "SELECT * { ?s ?p true.SERVICE<http://localhost:1/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . { SELECT * { SERVICE#note\n <http://localhost:1/> { } } } }",
    "SELECT * { \\u0053ERVICE <http://localhost:1/> { ?s ?p ?o } }",
    "PREFIX : <http://localhost:1/> SELECT * { ?a ?b ?c FILTER(?a<?b)SERVICE:ep#>\n{ ?s ?p ?o } }",
    "PREFIX : <http://localhost:1/> SELECT * { ?a ?b ?c FILTER(?a<'>')SERVICE:ep{ ?s ?p ?o } } #'",
    "PREFIX b: <http://localhost:1/> SELECT * { ?a ?b ?c FILTER(?a<b:c#>'''\n)SERVICE b:ep{ ?s ?p ?o } } #'''",
    "PREFIX e: <http://localhost:1/> SELECT * { ?s e:a\\#b 'x' SERVICE e:p { ?s ?p ?o } }",
]


@pytest.mark.parametrize("sparql", SERVICES)
def test_a_query_may_not_call_another_machine(store: ox.Store, sparql: str) -> None:
    with pytest.raises(QueryError, match="SERVICE asks another machine, which is not allowed"):
        ask(store, sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?service a ?x . FILTER(?x != 'SERVICE <x>') } # SERVICE <http://a/>",
        "PREFIX s: <http://a.example/service#> SELECT * { ?x s:service 'service: x', s:SERVICE }",
        'SELECT * { ?x a <http://a.example/SERVICE> ; rdfs:label """a "SERVICE" b""" FILTER(1 < 2) }',
        "SELECT * { ?x newsgraph:confidence ?c FILTER(?c<=1) }",
    ],
)
def test_the_word_alone_is_allowed(store: ox.Store, sparql: str) -> None:
    assert isinstance(ask(store, sparql), Table)


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "PREFIX x: <http://x.example/#y>\nBASE <http://b.example/> delete where { ?s ?p ?o }",
        "# hi\nDROP ALL",
        "LOAD <file:///x>",
        "CLEAR ALL",
    ],
)
def test_updates_are_refused_and_change_nothing(store: ox.Store, sparql: str) -> None:
    before = len(store)
    with pytest.raises(QueryError, match="is an update: a built graph is only read"):
        ask(store, sparql)
    assert len(store) == before


def test_reading_words_takes_linear_time() -> None:
    refuse_forbidden("SELECT * { ?x rdfs:label '" + "\\'" * 50_000 + '" } ' + "<a:" * 20_000 + "<http://" * 20_000)


def test_a_folder_opens_from_nquads_or_from_interchange_files(
    dataset: Dataset, store: ox.Store, tmp_path: Path
) -> None:
    write_interchange(dataset, tmp_path)
    from_rows = open_store(tmp_path)
    with (tmp_path / "graph.nq").open("wb") as file:
        write_nquads(dataset, file, PublishSettings(base="http://data.example/"))
    from_quads = open_store(tmp_path)
    assert set(from_rows) == set(store)
    assert len(from_quads) == len(store)
    assert ask(from_quads, "ASK { <http://data.example/dataset> a void:Dataset }").rows == ((True,),)  # type: ignore[union-attr]


def test_a_folder_without_a_graph_or_with_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"articles\.jsonl: No such file or directory; rebuild with: newsgraph build"):
        open_store(tmp_path)
    with pytest.raises(DataError, match=r"none: no such folder; rebuild with"):
        open_store(tmp_path / "none")
    (tmp_path / "graph.nq").write_bytes(b"<http://a.example/> <http://b.example/\n")
    with pytest.raises(DataError, match=r"graph\.nq: .*; rebuild with: newsgraph build"):
        open_store(tmp_path)
