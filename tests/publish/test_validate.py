"""SHACL: what every build keeps to, what breaks it, and that the parts that are checked together are the whole."""

from __future__ import annotations

import gzip
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import SH, Graph

from graph.core.config import PublishSettings
from graph.core.errors import DataError
from graph.core.types import Dataset, Statement, ThemeLink
from graph.publish import validate as module
from graph.publish.interchange import write_interchange
from graph.publish.quads import quads, triples
from graph.publish.registry import find
from graph.publish.stored import FORMATS, open_default_graph
from graph.publish.validate import shapes_bytes, validate
from graph.publish.vocabulary import PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

NG = PREFIXES["newsgraph"]
BASE = "https://newsgraph.example/"


def sound(dataset: Dataset) -> Dataset:
    """The sample but for the one statement without evidence."""
    return replace(dataset, statements=tuple(one for one in dataset.statements if one.evidence))


def store(dataset: Dataset, *more: str, without: tuple[str, str] | None = None) -> ox.Store:
    """The graph with further triples in Turtle, and without what a node says by a property."""
    made = ox.Store()
    made.extend(quads(dataset, PublishSettings()))
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    for triples_ in more:
        made.load(f"{prefixes}\n{triples_}".encode(), ox.RdfFormat.TURTLE)
    if without:
        iri, predicate = without
        made.update(f"DELETE WHERE {{ <{BASE}{iri}> <{predicate}> ?o }}")
    return made


def test_a_sound_graph_conforms(dataset: Dataset) -> None:
    assert validate(store(sound(dataset))) == []


def test_pyshacl_alone_on_the_whole_graph_says_the_same(dataset: Dataset) -> None:
    for data, conforms in ((sound(dataset), True), (dataset, False)):
        graph = Graph()
        graph.parse(
            data=ox.serialize(list(triples(data, PublishSettings())), format=ox.RdfFormat.N_TRIPLES), format="nt"
        )
        found, _, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(shapes_bytes(), format="turtle"))
        assert found is conforms
        assert (validate(store(data)) == []) is conforms


def test_a_statement_without_evidence_is_named_by_its_ends(dataset: Dataset) -> None:
    found = validate(store(dataset))
    assert {(one.name, one.node, one.path) for one in found} == {
        ("Mara Okello – holds a position at – Port Vell", "statement:s8", "newsgraph:evidence"),
        ("Mara Okello – holds a position at – Port Vell", "statement:s8", "prov:wasDerivedFrom"),
    }


BROKEN = {
    "a second name": ("<entity/brightsea-c1> skos:prefLabel 'Other' .", "Brightsea", "An entity has one preferred name."),
    "a wrong end": ("<entity/brightsea-c1> newsgraph:owns <entity/port-vell-v1> .", "Port Vell", "The object of newsgraph:owns is a newsgraph:Body."),
    "a wrong start": ("<entity/tidewater-forum-f1> newsgraph:owns <entity/brightsea-c1> .", "Tidewater Forum", "The subject of newsgraph:owns is a newsgraph:Actor."),
    "an unknown status": ("<statement/s2> newsgraph:status 'sure' .", "Office of Letters – is part of – Ministry of Arts", "A statement is stated, planned, former or denied."),
    "confidence over 1": ("<statement/s9> a newsgraph:Statement ; newsgraph:confidence 1.5 .", f"{BASE}statement/s9", "Confidence is one number from 0 to 1."),
    "a denied membership": ("<statement/s5> a org:Membership .", "Ivo Tarn – is a member of – Brightsea", "Only a stated post is a membership."),
    "a date that is none": ("<statement/s2> newsgraph:validFrom 'soon' .", "Office of Letters – is part of – Ministry of Arts", "A statement holds from a date, a month or a year."),
    "a code of a company": ("<entity/brightsea-c1> newsgraph:iso3166 'BS' .", "Brightsea", "Only a place has an ISO 3166 code."),
    "a quote of nothing": ("<quote/q> a oa:SpecificResource .", f"{BASE}quote/q", "A quote is from one article."),
    "an end before the start": ("<quote/q-position> a oa:TextPositionSelector ; oa:start 9 ; oa:end 3 .", f"{BASE}quote/q-position", "A quote begins before it ends."),
    "a copy of nothing": ("<copy/c> a newsgraph:Copy .", f"{BASE}copy/c", "A copy is of one article."),
}  # fmt: skip


def test_no_shape_is_within_another_since_a_part_would_not_reach_it() -> None:
    graph = Graph().parse(shapes_bytes(), format="turtle")
    within = (SH["or"], SH["and"], SH["not"], SH.xone, SH.node, SH.qualifiedValueShape)
    assert not [one for predicate in within for one in graph.subject_objects(predicate)]


@pytest.mark.parametrize("case", BROKEN)
def test_what_breaks_a_shape_is_found(dataset: Dataset, case: str) -> None:
    added, name, message = BROKEN[case]
    broken = store(sound(dataset), f"@base <{BASE}> .\n{added}")
    found = validate(broken)
    assert (name, message) in {(one.name, one.message) for one in found}
    whole = Graph()
    default = [quad.triple for quad in broken.quads_for_pattern(None, None, None, ox.DefaultGraph())]
    whole.parse(data=ox.serialize(default, format=ox.RdfFormat.N_TRIPLES), format="nt")
    _, report, _ = pyshacl.validate(whole, shacl_graph=Graph().parse(shapes_bytes(), format="turtle"))
    assert sorted(one.message for one in found) == sorted(map(str, report.objects(None, SH.resultMessage)))


@pytest.mark.parametrize(
    ("node", "predicate", "message"),
    [
        ("dataset", f"{PREFIXES['void']}triples", "The data set says how many triples it has."),
        ("statement/s2", f"{PREFIXES['rdf']}object", "A statement has one object, an entity."),
        ("entity/brightsea-c1", f"{PREFIXES['skos']}prefLabel", "An entity has one preferred name."),
        ("entity/cultural-industries-w1", f"{PREFIXES['skos']}inScheme", "A theme is in the theme scheme."),
    ],
)
def test_what_is_missing_is_found(dataset: Dataset, node: str, predicate: str, message: str) -> None:
    assert message in {one.message for one in validate(store(sound(dataset), without=(node, predicate)))}


@pytest.mark.parametrize(("size", "jobs"), [(3, 1), (40, 2)])
def test_it_does_not_matter_how_the_graph_is_parted(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, size: int, jobs: int
) -> None:
    whole = validate(store(dataset))
    monkeypatch.setattr(module, "PART", size)
    assert validate(store(dataset), jobs) == whole != []


@pytest.mark.parametrize("name", [*FORMATS, "nquads.gz", "jsonl"])
def test_a_folder_is_read_whichever_format_is_there(dataset: Dataset, name: str, tmp_path: Path) -> None:
    write_interchange(dataset, tmp_path)
    expected = {*triples(dataset, PublishSettings())}
    if name != "jsonl":
        ((filename, write),) = find(name).outputs()
        with (tmp_path / filename).open("wb") as file:
            write(dataset, file, PublishSettings())
    made, source = open_default_graph(tmp_path)
    assert {quad.triple for quad in made} == expected
    assert source == ("statements.jsonl" if name == "jsonl" else filename)


@pytest.mark.parametrize(
    ("filename", "content"),
    [("graph.nt", b"<a> <b>"), ("graph.nt.gz", b"no gzip"), ("graph.ttl.gz", gzip.compress(b"<http://a> <http://b> 1", mtime=0)[:-9])],
    ids=["text", "no-gzip", "cut"],
)  # fmt: skip
def test_a_damaged_file_is_named_with_the_remedy(tmp_path: Path, filename: str, content: bytes) -> None:
    (tmp_path / filename).write_bytes(content)
    with pytest.raises(DataError, match=rf"{filename}: .+; rebuild with: newsgraph build SRC"):
        open_default_graph(tmp_path)


def test_a_theme_assignment_of_no_theme_is_found(dataset: Dataset) -> None:
    wrong = replace(sound(dataset), themes=(*dataset.themes, ThemeLink("m1", 0.5, article="deal")))
    assert "A theme assignment names one theme." in {one.message for one in validate(store(wrong))}


def test_a_statement_of_a_theme_is_found(dataset: Dataset) -> None:
    wrong = replace(sound(dataset), statements=(*sound(dataset).statements, Statement("s0", "w1", "owns", "c1")))
    assert "A statement has one subject, an entity." in {one.message for one in validate(store(wrong))}
    assert NG.startswith("https://")
