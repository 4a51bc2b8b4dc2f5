"""JSON-LD as a person reads it: an entity, below it what is said of it, below that the words."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from graph.core.config import PublishSettings
from graph.publish.jsonld import write

if TYPE_CHECKING:
    from graph.core.types import Dataset


@pytest.fixture
def text(dataset: Dataset) -> str:
    file = io.BytesIO()
    write(dataset, file, PublishSettings())
    return file.getvalue().decode()


@pytest.fixture
def nodes(text: str) -> dict[str, Any]:
    return {one["id"]: one for one in json.loads(text)["@graph"]}


def test_a_statement_stands_under_its_subject_with_its_words(nodes: dict[str, Any]) -> None:
    office = nodes["entity:office-of-letters-b1"]
    assert office["type"] == ["GovernmentBody", "org:Organization", "schema:GovernmentOrganization"]
    assert office["name"] == "Office of Letters"
    assert office["part_of"] == "entity:ministry-of-arts-m1"
    said = office["statements"][0]
    assert said["id"] == "statement:s2"
    assert (said["predicate"], said["object"], said["status"]) == (
        "newsgraph:part_of",
        "entity:ministry-of-arts-m1",
        "stated",
    )
    assert said["confidence"] == "0.8"
    (quote,) = said["evidence"]
    assert [one.get("exact") for one in quote["selectors"]] == ["The office belongs to the Ministry of Arts.", None]
    assert quote["selectors"][1]["start"] == 77
    assert quote["annotations"]["says"][0] == "statement:s2"


def test_a_quote_of_two_statements_is_told_in_full_once(nodes: dict[str, Any]) -> None:
    first, second, _ = nodes["entity:mara-okello-p1"]["statements"]
    (full,), (words,) = first["evidence"], second["evidence"]
    assert "source" in full
    assert words == {"id": full["id"], "selectors": {key: full["selectors"][0][key] for key in ("id", "exact")}}


def test_a_statement_begins_a_line(text: str) -> None:
    lines = [line for line in text.splitlines() if line.startswith("  {")]
    assert sum('"id":"statement:' in line[:30] for line in lines) == 8
    assert sum(line.startswith('{"id":"entity:') for line in text.splitlines()) == 9


def test_values_that_do_not_fit_a_term_are_spelt_out(nodes: dict[str, Any]) -> None:
    said = {one["id"]: one for node in nodes.values() for one in node.get("statements", ())}
    assert said["statement:s1"]["validFrom"] == {"@value": "2031-05", "@type": "xsd:gYearMonth"}
    assert said["statement:s6"]["validTo"] == "2031-06-01"
