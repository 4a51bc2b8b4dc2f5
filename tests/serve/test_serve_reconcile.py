"""The Reconciliation Service API 0.2 as OpenRefine speaks it: manifest, batches by GET and POST, suggestions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.serve.conftest import HOSTILE

if TYPE_CHECKING:
    import httpx


def asked(client: httpx.Client, **queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    return {key: found["result"] for key, found in answer.json().items()}


def test_the_manifest_says_what_the_service_can_do(client: httpx.Client, address: str) -> None:
    told = client.get("/reconcile").json()
    assert "0.2" in told["versions"]
    assert told["identifierSpace"] == "https://newsgraph.example/entity/"
    assert told["schemaSpace"] == "https://newsgraph.example/ontology#"
    assert {"id": "Company", "name": "Company"} in told["defaultTypes"]
    assert told["view"]["url"] == f"{address}/entity/{{{{id}}}}"
    view = client.get(told["view"]["url"].replace("{{id}}", "e3").removeprefix(address), follow_redirects=True)
    assert view.status_code == 200
    suggest = told["suggest"]["entity"]
    assert client.get(f"{suggest['service_path']}?prefix=mi").json()["result"][0]["id"] == "e3"
    preview = client.get(told["preview"]["url"].replace("{{id}}", "e3").removeprefix(address))
    assert "Ministry of Arts" in preview.text
    assert "frame-ancestors http://127.0.0.1:3333" in preview.headers["content-security-policy"]


def test_a_batch_is_matched_by_get_and_by_post(client: httpx.Client) -> None:
    queries = {"q0": {"query": "Arts Ministry"}, "q1": {"query": "Brightsea Berhad", "limit": 1}}
    by_get = client.get("/reconcile", params={"queries": json.dumps(queries)}).json()
    by_post = client.post("/reconcile", data={"queries": json.dumps(queries)}).json()
    assert by_get == by_post
    first = by_get["q0"]["result"][0]
    assert (first["id"], first["score"], first["match"]) == ("e3", 100.0, True)
    assert first["type"] == [{"id": "Ministry", "name": "Ministry"}]
    assert first["description"] == "Ministry, 3 articles; also Arts Ministry, MoA"
    assert [one["id"] for one in by_get["q1"]["result"]] == ["e4"]


def test_a_name_that_two_bear_is_no_match_until_the_type_tells_them_apart(client: httpx.Client) -> None:
    found = asked(
        client,
        open={"query": "Okello"},
        person={"query": "Okello", "type": "Official"},
        bodies={"query": "Okello", "type": ["Body", "Place"]},
        one={"query": "Okello", "limit": 1},
    )
    assert {one["id"] for one in found["open"]} == {"e1", "e5"}
    assert not any(one["match"] for one in found["open"] + found["one"])
    assert [(one["id"], one["match"]) for one in found["person"]] == [("e1", True)]
    assert [one["id"] for one in found["bodies"]] == ["e5"]


def test_slips_and_titles_find_candidates_that_are_no_match(client: httpx.Client) -> None:
    found = asked(
        client, slip={"query": "Minstry of Arts"}, title={"query": "Dr. Mara Okello"}, none={"query": "Zzyzx"}
    )
    assert (found["slip"][0]["id"], found["slip"][0]["match"]) == ("e3", False)
    assert 80 < found["slip"][0]["score"] < 97
    assert (found["title"][0]["id"], found["title"][0]["match"]) == ("e1", True)
    assert found["none"] == []


def test_a_hostile_name_is_found_by_itself(client: httpx.Client) -> None:
    assert asked(client, q={"query": HOSTILE})["q"][0]["id"] == "e7"


@pytest.mark.parametrize(
    ("queries", "status", "words"),
    [
        ("{", 400, "parameter queries: not valid JSON"),
        ("[1]", 400, "parameter queries: must be a JSON object"),
        ('{"q0": 1}', 400, "query 'q0': must be a JSON object"),
        ('{"q0": {}}', 400, "query 'q0': 'query' must be the name to look for"),
        ('{"q0": {"query": "a", "limit": "many"}}', 400, "query 'q0': 'limit' must be a whole number from 1"),
        ('{"q0": {"query": "a", "type": 7}}', 400, "query 'q0': 'type' must be a type or a list of types"),
        ('{"q0": {"query": "a", "type": "Robot"}}', 400, "no entity type 'Robot'; choose from:"),
        (json.dumps({f"q{n}": {"query": "a"} for n in range(101)}), 413, "101 queries at once; this service takes 100"),
    ],
)
def test_a_malformed_batch_is_told_where(client: httpx.Client, queries: str, status: int, words: str) -> None:
    answer = client.post("/reconcile", data={"queries": queries})
    assert answer.status_code == status
    assert words in answer.json()["detail"]


def test_suggestions_go_on_from_a_cursor(client: httpx.Client) -> None:
    first = client.get("/reconcile/suggest/entity", params={"prefix": "o"}).json()["result"]
    rest = client.get("/reconcile/suggest/entity", params={"prefix": "o", "cursor": "1"}).json()["result"]
    assert first[1:] == rest
    assert client.get("/reconcile/suggest/entity").status_code == 400
    assert client.get("/reconcile/suggest/entity?prefix=a&cursor=x").status_code == 400
    types = client.get("/reconcile/suggest/type?prefix=min").json()["result"]
    assert types == [{"id": "Ministry", "name": "Ministry"}]
    assert client.get("/reconcile/preview?id=none").status_code == 404
