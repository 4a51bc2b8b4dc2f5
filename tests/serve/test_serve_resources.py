"""The graph's nodes by their address, search, and what hostile names do to them: nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.compare import isomorphic

from tests.serve.conftest import HOSTILE

if TYPE_CHECKING:
    import httpx

BASE = "https://newsgraph.example/"
ARTS = "/entity/ministry-of-arts-e3"
NG = rdflib.Namespace(f"{BASE}ontology#")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_an_entity_is_told_as_the_client_accepts(client: httpx.Client) -> None:
    read = {}
    for accept, reader in (
        ("text/turtle", "turtle"),
        ("application/ld+json", "json-ld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
    ):
        answer = client.get(ARTS, headers={"Accept": accept})
        assert answer.headers["content-type"].startswith(accept)
        assert "Accept" in answer.headers["vary"]
        read[reader] = rdflib.Graph().parse(data=answer.content, format=reader)
    for other in ("json-ld", "nt"):
        assert isomorphic(read["turtle"], read[other])
    page = client.get(ARTS, headers={"Accept": "text/html"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1><bdi>Ministry of Arts</bdi></h1>" in page.text


def test_an_entity_comes_with_its_facts_and_their_evidence(client: httpx.Client) -> None:
    told = rdflib.Graph().parse(data=client.get(f"{ARTS}?format=turtle").text, format="turtle")
    arts = rdflib.URIRef(f"{BASE}entity/ministry-of-arts-e3")
    facts = {*told.subjects(rdflib.RDF.subject, arts), *told.subjects(rdflib.RDF.object, arts)}
    statements = {fact for fact in facts if (fact, rdflib.RDF.type, NG.Statement) in told}
    assert len(statements) == 4
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    for statement in statements:
        quotes = list(told.objects(statement, NG.evidence / oa.hasSelector / oa.exact))
        assert len(quotes) == 1
    assert (rdflib.URIRef(f"{BASE}entity/mara-okello-e1"), rdflib.SKOS.prefLabel, None) in told


def test_the_page_of_an_entity_shows_facts_status_and_words(client: httpx.Client) -> None:
    page = client.get(ARTS, headers={"Accept": "text/html"}).text
    assert '<mark class="m1">Mara Okello</mark> holds_position <mark class="m2">Ministry of Arts</mark>.' in page
    assert '<span class="status former">former</span>' in page
    assert "News &lt;a1&gt;" in page
    assert 'href="https://herald.example/a1?a=1&amp;b=2" rel="noreferrer nofollow"' in page
    assert "Also: <bdi>Arts Ministry</bdi>; <bdi>MoA</bdi>" in page


def test_the_id_alone_finds_an_entity_whatever_it_was_called(client: httpx.Client) -> None:
    for key in ("e3", "culture-ministry-e3"):
        answer = client.get(f"/entity/{key}?format=turtle")
        assert (answer.status_code, answer.headers["location"]) == (302, f"{ARTS}?format=turtle")


@pytest.mark.parametrize("key", ["e0", "ministry-of-culture-e0"])
def test_a_retired_id_leads_to_what_replaced_it(client: httpx.Client, key: str) -> None:
    answer = client.get(f"/entity/{key}?format=turtle")
    assert (answer.status_code, answer.headers["location"]) == (302, f"{ARTS}?format=turtle")


def test_what_the_graph_does_not_know_is_404(client: httpx.Client) -> None:
    told = client.get("/entity/nobody-f00")
    assert told.status_code == 404
    assert told.json()["detail"] == "no entity has the id 'f00' in this build; search for its name at /search"
    page = client.get("/entity/%3Cscript%3E-f00", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    for path in ("/statement/none", "/article/none", "/article/%00", "/quote/%3Cb%3E", "/nowhere", "/static/../app.py"):
        assert client.get(path).status_code == 404
    assert client.get(ARTS, headers={"Accept": "image/png"}).status_code == 406
    assert client.post(ARTS).status_code == 405


def test_other_nodes_have_addresses_too(client: httpx.Client) -> None:
    fact = rdflib.Graph().parse(data=client.get("/statement/s0?format=turtle").text, format="turtle")
    assert (rdflib.URIRef(f"{BASE}statement/s0"), NG.status, rdflib.Literal("stated")) in fact
    page = client.get("/statement/s0", headers={"Accept": "text/html"}).text
    assert f'<a href="{ARTS}"><bdi>Ministry of Arts</bdi></a>' in page
    article = str(next(fact.objects(None, rdflib.PROV.wasDerivedFrom))).removeprefix(BASE)
    assert "News &lt;a1&gt;" in client.get(f"/{article}", headers={"Accept": "text/html"}).text
    assert client.get("/dataset", headers={"Accept": "text/turtle"}).status_code == 200
    assert client.get("/theme/scheme", headers={"Accept": "text/turtle"}).status_code == 200


def test_search_finds_names_and_aliases(client: httpx.Client) -> None:
    found = client.get("/search", params={"q": "moa"}, headers={"Accept": "application/json"}).json()
    assert found["query"] == "moa"
    first = found["results"][0]
    assert (first["id"], first["name"], first["type"], first["path"]) == ("e3", "Ministry of Arts", "ministry", ARTS)
    assert (first["score"], first["matched"]) == (97.0, "MoA")
    both = client.get("/search", params={"q": "Okello", "format": "json"}).json()["results"]
    assert {one["id"] for one in both} == {"e1", "e5"}
    only = client.get("/search", params={"q": "Okello", "type": "Human", "format": "json"}).json()["results"]
    assert [one["id"] for one in only] == ["e1"]


def test_search_comes_as_rdf_and_as_a_page(client: httpx.Client) -> None:
    for form, reader in (("turtle", "turtle"), ("jsonld", "json-ld")):
        told = rdflib.Graph().parse(data=client.get(f"/search?q=okello&format={form}").text, format=reader)
        assert {str(name) for name in told.objects(None, rdflib.SKOS.prefLabel)} == {"Mara Okello", "Lumen Press"}
    page = client.get("/search?q=arts", headers={"Accept": "text/html"}).text
    assert f'href="{ARTS}"><bdi>Ministry of Arts</bdi></a>' in page
    assert "Nothing in the graph is called that" in client.get("/search?q=zzzzz", headers={"Accept": "text/html"}).text


def test_search_refuses_what_it_does_not_know(client: httpx.Client) -> None:
    told = client.get("/search?q=a&type=robot").json()["detail"]
    assert told.startswith("no entity type 'robot'; choose from: official, person, ministry")
    for limit in ("0", "x", "101", "²"):
        assert client.get("/search", params={"q": "a", "limit": limit}).status_code == 400
    assert client.get("/search?q=&format=json").json()["results"] == []


@pytest.mark.parametrize("text", [HOSTILE, "<img src=x onerror=alert(1)>", "\u202e", "' OR 1=1 --", "%00", "\ud7ff"])
def test_hostile_text_is_only_text(client: httpx.Client, text: str) -> None:
    for path, key in (("/search", "q"), ("/query", "query"), ("/query", "saved")):
        page = client.get(path, params={key: text}, headers={"Accept": "text/html"})
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
    found = client.get("/search", params={"q": text, "format": "json"})
    assert json.loads(found.text)["query"] == text.strip()


def test_a_hostile_name_is_only_a_name(client: httpx.Client) -> None:
    page = client.get("/entity/e7", headers={"Accept": "text/html"}, follow_redirects=True).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert page.count("<script") == 0
    for form, reader in (("turtle", "turtle"), ("jsonld", "json-ld"), ("ntriples", "nt"), ("rdfxml", "xml")):
        answer = client.get(f"/entity/e7?format={form}", follow_redirects=True)
        told = rdflib.Graph().parse(data=answer.content, format=reader)
        assert rdflib.Literal(HOSTILE) in set(told.objects(None, rdflib.SKOS.prefLabel))
