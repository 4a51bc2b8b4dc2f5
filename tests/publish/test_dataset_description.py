"""What the graph says of itself is true: counts, period, licence, what made it; and a small change is a small difference."""

from __future__ import annotations

import difflib
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from pydantic import ValidationError

from graph.core.config import PublishSettings
from graph.core.version import VERSION
from graph.publish.quads import triples
from graph.publish.registry import find
from graph.publish.vocabulary import PREFIXES

if TYPE_CHECKING:
    from graph.core.types import Dataset

LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def asked(dataset: Dataset, where: str, settings: PublishSettings | None = None) -> list[list[str]]:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples(dataset, settings or PublishSettings()))
    found = store.query(f"SELECT * WHERE {{ <https://newsgraph.example/dataset> {where} }}", prefixes=PREFIXES)
    return [[term.value for term in row] for row in found]


def test_it_says_how_many_triples_there_are(dataset: Dataset) -> None:
    for one in (
        dataset,
        replace(dataset, statements=(), themes=()),
        replace(dataset, articles=(), mentions=(), statements=(), themes=()),
    ):
        number = len(list(triples(one, PublishSettings())))
        assert asked(one, "void:triples ?number") == [[str(number)]]
        assert len(set(triples(one, PublishSettings()))) == number


def test_it_says_what_made_it_and_the_time_of_its_input(dataset: Dataset) -> None:
    found = asked(
        dataset,
        "prov:wasGeneratedBy/prov:wasAssociatedWith/schema:softwareVersion ?version ; dcterms:modified ?day ;"
        " dcterms:temporal ?p . ?p dcat:startDate ?start ; dcat:endDate ?end",
    )
    assert sorted(found[0]) == sorted(
        [VERSION, "2031-06-01", "https://newsgraph.example/dataset/period", "2031-05-02", "2031-06-01"]
    )


def test_its_licence_is_what_the_settings_say(dataset: Dataset) -> None:
    assert asked(dataset, "dcterms:license ?l") == []
    assert asked(dataset, "dcterms:license ?l", PublishSettings(license=LICENSE)) == [[LICENSE]]
    with pytest.raises(ValidationError, match="license"):
        PublishSettings(license="as you like")


@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_a_fact_more_changes_few_lines(dataset: Dataset, name: str) -> None:
    """Beside the fact itself: its subject, its object, its quote and the counts."""

    def lines(one: Dataset) -> list[str]:
        file = io.BytesIO()
        find(name).load()(one, file, PublishSettings())
        return file.getvalue().decode().splitlines()

    without = replace(dataset, statements=tuple(one for one in dataset.statements if one.id != "s7"))
    diff = list(difflib.unified_diff(lines(without), lines(dataset), n=0, lineterm=""))
    assert 0 < sum(line[0] == "+" for line in diff) < 60
    assert sum(line[0] == "-" for line in diff) < 12
