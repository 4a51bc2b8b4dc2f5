"""The graph in Python: values, search, networkx, SPARQL and rdflib, from memory and from a folder."""

from __future__ import annotations

import doctest
from typing import TYPE_CHECKING

import pytest
import rdflib

import graph
import graph.knowledge
from graph.core.errors import DataError
from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.knowledge import KnowledgeGraph
from graph.publish.interchange import write_interchange
from graph.publish.rdf import write_nquads

if TYPE_CHECKING:
    from pathlib import Path

EVIDENCE = (Evidence("a", 0, 9, "Đan leads", "2031-05-02"),)
DATASET = Dataset(
    articles=(Article("a", "News", "", "2031-05-02"),),
    mentions=(LinkedMention(Mention("a", 0, 3, "Đan", "official"), "e1"),),
    entities=(
        Entity("e1", "official", "Đan Verné", ("Đan", "Dr. Đan Verné"), 1),
        Entity("e2", "ministry", "Ministry of Ports", ("Ports", "M.O.P."), 1),
        Entity("e3", "company", "Ports", (), 1),
        Entity("e4", "company", "Airports & Sons", (), 5),
        Entity("e5", "place", "Ports of Vell", (), 2),
        Entity("t1", "theme", "Shipping", (), 1),
    ),
    statements=(
        Statement("s1", "e1", "holds_position", "e2", "minister", evidence=EVIDENCE),
        Statement("s2", "e3", "based_in", "e5", evidence=EVIDENCE),
    ),
    themes=(ThemeLink("t1", 0.5, article="a", evidence=EVIDENCE),),
)


@pytest.fixture(params=["memory", "folder", "folder with N-Quads"])
def known(request: pytest.FixtureRequest, tmp_path: Path) -> KnowledgeGraph:
    if request.param == "memory":
        return KnowledgeGraph(DATASET)
    write_interchange(DATASET, tmp_path)
    if request.param.endswith("N-Quads"):
        with (tmp_path / "graph.nq").open("wb") as file:
            write_nquads(DATASET, file, graph.core.config.PublishSettings())
    return graph.load(tmp_path)


def test_the_values_are_there(known: KnowledgeGraph) -> None:
    assert (known.articles, known.mentions, known.entities) == (DATASET.articles, DATASET.mentions, DATASET.entities)
    assert (known.statements, known.themes, known.dataset) == (DATASET.statements, DATASET.themes, DATASET)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("ports", ["e3", "e2", "e4", "e5"]),
        ("DAN VERNE", ["e1"]),
        ("đan", ["e1"]),
        ("dr dan verne", ["e1"]),
        ("airports and", []),
        ("Airports, Sons", ["e4"]),
        ("nobody", []),
        ("", []),
        (" - ", []),
    ],
)
def test_find_forgets_case_accents_and_punctuation(name: str, ids: list[str]) -> None:
    assert [entity.id for entity in KnowledgeGraph(DATASET).find(name)] == ids


def test_statements_of_an_entity_or_its_id() -> None:
    known = KnowledgeGraph(DATASET)
    assert [one.id for one in known.statements_of(DATASET.entities[1])] == ["s1"]
    assert [one.id for one in known.statements_of("e5")] == ["s2"]
    assert known.statements_of("zz") == []


def test_networkx(known: KnowledgeGraph) -> None:
    network = known.to_networkx()
    assert network.has_edge("e1", "e2")
    assert network.number_of_nodes() >= 5


def test_sparql(known: KnowledgeGraph) -> None:
    table = known.query("SELECT ?name { ?x newsgraph:holds_position ?y . ?x rdfs:label ?name }")
    assert not isinstance(table, str)
    assert table.rows == (("Đan Verné",),)
    assert known.run_saved("posts").rows[0][:3] == ("Đan Verné", "minister", "Ministry of Ports")


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib(known: KnowledgeGraph) -> None:
    dataset = known.to_rdflib()
    assert isinstance(dataset, rdflib.Dataset)
    rows = dataset.query(
        "SELECT ?name { ?x <https://newsgraph.example/ontology#holds_position> ?y ; <http://www.w3.org/2000/01/rdf-schema#label> ?name }"
    )
    assert [str(row[0]) for row in rows] == ["Đan Verné"]
    assert len(list(dataset.triples((None, rdflib.RDF.type, rdflib.ORG.Membership)))) == 1


def test_load_tells_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nowhere: no such folder; rebuild with"):
        graph.load(str(tmp_path / "nowhere"))


def test_the_examples_in_the_docstrings_run() -> None:
    assert doctest.testmod(graph.knowledge).attempted >= 5
    assert doctest.testmod(graph.knowledge).failed == 0
