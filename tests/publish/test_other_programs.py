"""Programs of others take what we write: the Oxigraph server always; raptor and followthemoney where they are installed."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.parse
import urllib.request
from importlib.resources import files
from pathlib import Path

import pytest

from graph.core.config import PublishSettings
from graph.core.ontology import PREDICATES, TYPES
from graph.core.types import Dataset, Statement
from graph.publish.quads import quads, triples
from graph.publish.registry import find
from graph.publish.tools.ftm import relation

OXIGRAPH = Path(sys.executable).with_name("oxigraph")


def written(dataset: Dataset, name: str, path: Path) -> Path:
    with path.open("wb") as file:
        find(name).load()(dataset, file, PublishSettings())
    return path


@pytest.fixture
def address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


def test_the_oxigraph_server_loads_our_nquads(dataset: Dataset, tmp_path: Path, address: str) -> None:
    source = written(dataset, "nquads", tmp_path / "graph.nq")
    command = [OXIGRAPH, "load", "--location", tmp_path / "store", "--file", source]
    subprocess.run(command, check=True, capture_output=True)
    server = subprocess.Popen(
        [OXIGRAPH, "serve-read-only", "--location", tmp_path / "store", "--bind", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        query = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
        url = f"http://{address}/query?{urllib.parse.urlencode({'query': query})}"
        request = urllib.request.Request(url, headers={"Accept": "application/sparql-results+json"})
        answer = json.loads(_asked(request, server))
    finally:
        server.terminate()
        server.wait(timeout=30)
    assert int(answer["results"]["bindings"][0]["n"]["value"]) == len(set(quads(dataset, PublishSettings())))


def _asked(request: urllib.request.Request, server: subprocess.Popen[bytes]) -> bytes:
    """The answer of a server that may need a while to start."""
    for _ in range(300):
        assert server.poll() is None
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return bytes(answer.read())
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


RAPPER = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "ntriples", "rdfxml": "rdfxml"}


@pytest.mark.skipif(shutil.which("rapper") is None, reason="needs raptor2-utils")
@pytest.mark.parametrize("name", RAPPER)
def test_raptor_reads_the_same_number_of_statements(dataset: Dataset, name: str, tmp_path: Path) -> None:
    path = written(dataset, name, tmp_path / "graph")
    done = subprocess.run(["rapper", "-c", "-i", RAPPER[name], path], capture_output=True, text=True, check=True)
    assert "Error" not in done.stderr
    of = quads if name in ("trig", "nquads") else triples
    assert f"returned {len(list(of(dataset, PublishSettings())))} triples" in done.stderr


SCHEMAS = tomllib.loads(files("graph.publish").joinpath("data/ftm.toml").read_text("utf-8"))


def test_followthemoney_has_a_schema_for_every_type_but_two() -> None:
    assert set(TYPES) - set(SCHEMAS["types"]) == {"instrument", "theme"}
    assert {row["predicate"] for row in SCHEMAS["relations"]} <= set(PREDICATES)


@pytest.mark.parametrize(
    ("predicate", "role", "subject", "object_", "schema"),
    [
        ("holds_position", "Director", "Person", "Company", "Directorship"),
        ("holds_position", "vice-chair", "Person", "Organization", "Employment"),
        ("holds_position", "spokeswoman", "Person", "Company", "Employment"),
        ("holds_position", "Director", "Person", "PublicBody", "Occupancy"),
        ("holds_position", "mayor", "Person", "Territory", "Occupancy"),
        ("holds_position", "", "Person", "PublicBody", "Employment"),
        ("holds_position", "", "Person", "Territory", "UnknownLink"),
        ("owns", "", "Company", "Company", "Ownership"),
        ("owns", "", "Company", "PublicBody", "UnknownLink"),
        ("owns", "", "Territory", "Company", "UnknownLink"),
        ("member_of", "", "Company", "Organization", "Membership"),
        ("meets", "", "Person", "Person", "UnknownLink"),
    ],
)
def test_a_fact_becomes_the_relation_that_fits(
    predicate: str, role: str, subject: str, object_: str, schema: str
) -> None:
    assert relation(Statement("s", "a", predicate, "b", role), subject, object_).schema == schema


def test_followthemoney_gets_no_planned_or_denied_fact(dataset: Dataset, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in written(dataset, "ftm", tmp_path / "ftm").read_bytes().splitlines()]
    told = {row["properties"]["recordId"][0]: row["properties"] for row in rows if "recordId" in row["properties"]}
    assert set(told) == {"s1", "s2", "s3", "s6", "s7", "s8"}
    assert told["s6"]["status"] == ["ended"]
    assert told["s2"]["role"] == ["is part of"]
    assert told["s2"]["description"] == ["The office belongs to the Ministry of Arts."]


def test_followthemoney_validates(dataset: Dataset, tmp_path: Path) -> None:
    model = pytest.importorskip("followthemoney").model
    rows = [json.loads(line) for line in written(dataset, "ftm", tmp_path / "ftm").read_bytes().splitlines()]
    kinds = {row["id"]: row["schema"] for row in rows}
    assert len(kinds) == len(rows) > 15
    for row in rows:
        schema = model.get(row["schema"])
        schema.validate(row)  # raises InvalidData
        assert all(row["properties"].get(name) for name in schema.required if name != "fileName"), row
        for name, values in row["properties"].items():
            prop = schema.get(name)
            assert set(model.get_proxy(row, cleaned=False).get(name)) == set(values)
            if prop.range is not None:
                assert all(model.get(kinds[value]).is_a(prop.range) for value in values), (row, name)
