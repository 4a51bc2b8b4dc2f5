"""SPARQL 1.1 Graph Store Protocol, to read: whole graphs, and nothing but what is in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from graph.serve.formats import NTRIPLES
from graph.serve.graphs import dump

if TYPE_CHECKING:
    import httpx

    from graph.serve.site import Site


def triples(answer: httpx.Response, form: ox.RdfFormat) -> set[ox.Triple]:
    assert answer.status_code == 200, answer.text
    return {quad.triple for quad in ox.parse(answer.content, format=form)}


def inside(store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> set[ox.Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_the_default_graph_is_the_whole(client: httpx.Client, store: ox.Store, accept: str, form: ox.RdfFormat) -> None:
    answer = client.get("/data", params={"default": ""}, headers={"Accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    assert triples(answer, form) == inside(store, ox.DefaultGraph())


def test_a_named_graph_is_what_one_article_says(client: httpx.Client, store: ox.Store) -> None:
    for graph in store.named_graphs():
        assert isinstance(graph, ox.NamedNode)
        answer = client.get("/data", params={"graph": graph.value, "format": "ntriples"})
        assert triples(answer, ox.RdfFormat.N_TRIPLES) == inside(store, graph)


def test_head_tells_the_type_alone(client: httpx.Client) -> None:
    answer = client.head("/data?default", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize("iri", ["https://newsgraph.example/article/none", "file:///etc/passwd", "nothing"])
def test_a_graph_that_is_not_here_is_404(client: httpx.Client, iri: str) -> None:
    answer = client.get("/data", params={"graph": iri})
    assert answer.status_code == 404
    assert iri in answer.json()["detail"]


def test_bad_requests(client: httpx.Client) -> None:
    assert client.get("/data").status_code == 400
    assert client.get("/data?default&graph=a:b").status_code == 400
    assert client.get("/data?default", headers={"Accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_writing_is_refused(client: httpx.Client, store: ox.Store, method: str) -> None:
    answer = client.request(method, "/data?default", content="<a:a> <a:b> <a:c> .")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_who_goes_away_ends_the_writing(site: Site) -> None:
    pieces = dump(site, ox.DefaultGraph(), NTRIPLES)
    assert b"<https://newsgraph.example/" in next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert b"".join(dump(site, ox.DefaultGraph(), NTRIPLES)).endswith(b" .\n")
