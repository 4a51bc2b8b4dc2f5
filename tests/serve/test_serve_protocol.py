"""SPARQL 1.1 Protocol over real HTTP: the three ways to ask, the four forms of query, media types, graphs, errors."""

from __future__ import annotations

import io
import shutil
import subprocess
import warnings
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

BASE = "https://newsgraph.example/"
NAMES = "SELECT ?name WHERE { ?x a newsgraph:Ministry ; rdfs:label ?name }"
ROWS = ["Ministry of Arts"]
TRIPLES = "CONSTRUCT { ?x skos:related ?y } WHERE { ?x newsgraph:funds ?y }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def values(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["name"]["value"] for row in answer.json()["results"]["bindings"]]


def detail(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told["status"] == status
    assert "\n" not in told["detail"]
    return told


def by_get(client: httpx.Client, query: str, **more: Any) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **more})


def by_form(client: httpx.Client, query: str, **more: Any) -> httpx.Response:
    return client.post("/sparql", data={"query": query, **more})


def by_post(client: httpx.Client, query: str, **more: Any) -> httpx.Response:
    headers = {"Content-Type": "application/sparql-query; charset=utf-8"}
    return client.post("/sparql", content=query.encode(), params=more, headers=headers)


WAYS = [by_get, by_form, by_post]


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_asking_gets_the_same_answer(client: httpx.Client, way: Callable[..., httpx.Response]) -> None:
    assert values(way(client, NAMES)) == ROWS
    assert way(client, "ASK { ?x a newsgraph:Ministry }").json() == {"head": {}, "boolean": True}
    made = rdflib.Graph().parse(data=way(client, TRIPLES).text, format="turtle")
    assert len(made) == 1
    described = rdflib.Graph().parse(data=way(client, f"DESCRIBE <{BASE}entity/port-vell-e6>").text, format="turtle")
    assert (None, rdflib.SKOS.prefLabel, rdflib.Literal("Port Vell")) in described


@pytest.mark.parametrize(
    ("accept", "media", "reader"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", "json"),
        ("application/json", "application/sparql-results+json", "json"),
        ("*/*", "application/sparql-results+json", "json"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "xml"),
        ("text/csv", "text/csv; charset=utf-8", "csv"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "tsv"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml", "xml"),
        ("image/png, text/*;q=0.1", "text/csv; charset=utf-8", "csv"),
    ],
)
def test_rows_come_as_the_client_accepts_them(client: httpx.Client, accept: str, media: str, reader: str) -> None:
    answer = client.get("/sparql", params={"query": NAMES}, headers={"Accept": accept})
    assert answer.headers["content-type"] == media
    assert "Accept" in answer.headers["vary"]
    read = Result.parse(io.BytesIO(answer.content), format=reader)
    assert [str(row[0]) for row in read] == ROWS


@pytest.mark.parametrize(
    ("accept", "media", "reader"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/sparql-results+json, */*;q=0.1", "text/turtle; charset=utf-8", "turtle"),
    ],
)
def test_triples_come_as_the_client_accepts_them(client: httpx.Client, accept: str, media: str, reader: str) -> None:
    answer = client.get("/sparql", params={"query": TRIPLES}, headers={"Accept": accept})
    assert answer.headers["content-type"] == media
    assert len(rdflib.Graph().parse(data=answer.content, format=reader)) == 1


def test_ask_is_answered_in_each_format(client: httpx.Client) -> None:
    for name, text in (
        ("xml", "<boolean>true</boolean>"),
        ("csv", "true"),
        ("tsv", "true"),
        ("json", '"boolean":true'),
    ):
        assert text in by_get(client, "ASK {}", format=name).text


@pytest.mark.parametrize(("query", "accept"), [(NAMES, "text/turtle"), (TRIPLES, "text/csv"), (NAMES, "image/png")])
def test_a_media_type_that_the_answer_cannot_have_is_406(client: httpx.Client, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert "; Accept one of: " in detail(answer, 406)["detail"]


def test_the_request_may_choose_the_graphs(client: httpx.Client, store: ox.Store) -> None:
    article = next(graph.value for graph in store.named_graphs() if "/news-a1-" in graph.value)
    count = "SELECT (COUNT(*) AS ?name) WHERE { ?s ?p ?o }"
    inside = "SELECT (COUNT(*) AS ?name) WHERE { GRAPH ?g { ?s ?p ?o } }"
    all_of_it = len(list(store.quads_for_pattern(None, None, None, ox.NamedNode(article))))
    for way in WAYS:
        assert values(way(client, count, **{"default-graph-uri": article})) == [str(all_of_it)]
        assert values(way(client, inside, **{"default-graph-uri": article})) == ["0"]
        assert values(way(client, inside, **{"named-graph-uri": article})) == [str(all_of_it)]
        assert values(way(client, count, **{"named-graph-uri": article})) == ["0"]
    assert by_get(client, count + "#").json() != by_get(client, count, **{"default-graph-uri": article}).json()


@pytest.mark.parametrize("key", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("iri", ["http://elsewhere.example/g", "file:///etc/passwd", "not an iri"])
def test_a_graph_that_is_not_here_is_refused(client: httpx.Client, key: str, iri: str) -> None:
    told = detail(by_get(client, NAMES, **{key: iri}), 400)["detail"]
    assert iri in told
    assert "no such graph here" in told or "not an absolute IRI" in told


def test_a_syntax_error_is_400_with_line_and_column(client: httpx.Client) -> None:
    for way in WAYS:
        told = detail(way(client, "SELECT ?s\nWHERE { ?s ?p ?o"), 400)
        assert (told["line"], told["column"]) == (2, 17)
        assert told["detail"].startswith("query: line 2, column 17: not valid SPARQL after")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE asks another machine"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "would read a file"),
        ("LOAD <file:///etc/passwd>", "LOAD is an update"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT is an update"),
        ("DROP ALL", "DROP is an update"),
    ],
)
def test_nothing_is_changed_fetched_or_read_from_a_file(client: httpx.Client, query: str, words: str) -> None:
    for way in WAYS:
        assert words in detail(way(client, query), 400)["detail"]


def test_updates_are_refused(client: httpx.Client) -> None:
    update = "DELETE WHERE { ?s ?p ?o }"
    headers = {"Content-Type": "application/sparql-update"}
    for answer in (
        client.post("/sparql", content=update, headers=headers),
        client.post("/sparql", data={"update": update}),
        client.get("/sparql", params={"update": update}),
    ):
        assert detail(answer, 403)["detail"] == "this graph is only read: updates are refused"
    assert values(by_get(client, NAMES)) == ROWS


def test_requests_that_are_none_of_the_protocol(client: httpx.Client) -> None:
    assert "exactly one" in detail(client.get("/sparql", params={"format": "json"}), 400)["detail"]
    assert "exactly one" in detail(client.get("/sparql", params={"query": [NAMES, NAMES]}), 400)["detail"]
    assert "exactly one" in detail(client.post("/sparql", content="", headers=FORM), 400)["detail"]
    assert "no format 'exe'" in detail(by_get(client, NAMES, format="exe"), 400)["detail"]
    assert "post a form" in detail(client.post("/sparql", json={"query": NAMES}), 415)["detail"]
    assert "UTF-8" in detail(client.post("/sparql", content=b"query=%ff%fe", headers=FORM), 400)["detail"]
    query = {"Content-Type": "application/sparql-query"}
    assert "UTF-8" in detail(client.post("/sparql", content=b"\xff", headers=query), 400)["detail"]
    assert "1 MB" in detail(client.post("/sparql", content=b"#" * (2 << 20), headers=query), 413)["detail"]
    for method in ("PUT", "DELETE", "PATCH"):
        answer = client.request(method, "/sparql")
        detail(answer, 405)
        assert {one.strip() for one in answer.headers["allow"].split(",")} == {"GET", "HEAD", "POST"}


def test_the_bare_address_gives_the_service_description(client: httpx.Client, address: str) -> None:
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    for accept, reader in (("text/turtle", "turtle"), ("application/ld+json", "json-ld"), ("*/*", "turtle")):
        answer = client.get("/sparql", headers={"Accept": accept})
        told = rdflib.Graph().parse(data=answer.text, format=reader)
        service = rdflib.URIRef(f"{address}/sparql")
        assert (service, rdflib.RDF.type, sd.Service) in told
        assert (service, sd.endpoint, service) in told
        assert (service, sd.supportedLanguage, sd.SPARQL11Query) in told
        assert len(set(told.objects(service, sd.resultFormat))) == 8
    browser = client.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (browser.status_code, browser.headers["location"]) == (303, "/query")


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_is_answered(address: str, method: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setMethod(method)
    wrapper.setQuery(NAMES)
    for kind in (JSON, XML, CSV):
        wrapper.setReturnFormat(kind)
        assert ROWS[0] in str(wrapper.query().convert() if kind != XML else wrapper.query().convert().toxml())
    wrapper.setQuery(
        f"PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX newsgraph: <{BASE}ontology#> {TRIPLES}"
    )
    wrapper.setReturnFormat(TURTLE)
    assert b"skos:related" in wrapper.query().convert()
    wrapper.setReturnFormat(RDFXML)
    assert len(wrapper.query().convert()) == 1
    wrapper.setQuery("SELECT ?s WHERE { ?s ?p")
    with pytest.raises(QueryBadFormed):
        wrapper.query()


def test_sparqlwrapper_may_post_the_query_itself(address: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql", returnFormat=JSON)
    wrapper.setMethod(POST)
    wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.setQuery(NAMES)
    assert [row["name"]["value"] for row in wrapper.query().convert()["results"]["bindings"]] == ROWS


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflibs_sparql_store_is_answered(address: str, method: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = rdflib.Graph(SPARQLStore(f"{address}/sparql", method=method))
        graph.bind("newsgraph", f"{BASE}ontology#")
        assert [str(row.name) for row in graph.query(NAMES)] == ROWS  # type: ignore[union-attr]
        assert graph.query("ASK { ?x a newsgraph:Ministry }").askAnswer is True
        triples = list(graph.triples((None, rdflib.URIRef(f"{BASE}ontology#funds"), None)))
        assert len(triples) == 1
        assert len(graph.query(TRIPLES).graph or ()) == 1


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_curl_is_answered(address: str) -> None:
    command = ["curl", "-sS", f"{address}/sparql", "-H", "Accept: text/csv", "--data-urlencode", f"query={NAMES}"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout == b"name\r\nMinistry of Arts\r\n"
