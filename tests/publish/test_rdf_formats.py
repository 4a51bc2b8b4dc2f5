"""Six formats, one graph: each parses with public tools, and all hold the same triples, whatever the text."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from graph.core.config import PublishSettings
from graph.core.types import Article, Copy, Dataset, Entity, Evidence, LinkedMention, Mention, Statement
from graph.publish.interchange import read_interchange, write_interchange
from graph.publish.registry import formats

if TYPE_CHECKING:
    from collections.abc import Set

FORMATS = {
    "turtle": (ox.RdfFormat.TURTLE, "turtle"),
    "trig": (ox.RdfFormat.TRIG, "trig"),
    "nquads": (ox.RdfFormat.N_QUADS, "nquads"),
    "ntriples": (ox.RdfFormat.N_TRIPLES, "nt"),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
    "rdfxml": (ox.RdfFormat.RDF_XML, "xml"),
}
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib's parsers use its old names
BASES = ["https://newsgraph.example/", "http://data.example/news#", "urn:news:", "https://newsgraph.example/ontology#"]


def written(dataset: Dataset, name: str, options: PublishSettings | None = None) -> bytes:
    file = io.BytesIO()
    formats()[name].load()(dataset, file, options or PublishSettings())
    return file.getvalue()


def triples(content: bytes, name: str) -> Set[ox.Triple]:
    return {quad.triple for quad in ox.parse(content, format=FORMATS[name][0])}


def in_rdflib(content: bytes, name: str) -> rdflib.Graph:
    union = rdflib.Graph()
    dataset = rdflib.Dataset()
    dataset.parse(data=content, format=FORMATS[name][1])
    for subject, predicate, object_, _ in dataset.quads():
        union.add((subject, predicate, object_))
    return union


@pytest.mark.parametrize("base", BASES)
def test_all_formats_hold_the_same_triples_in_rdflib_and_pyoxigraph(dataset: Dataset, base: str) -> None:
    contents = {name: written(dataset, name, PublishSettings(base=base)) for name in FORMATS}
    expected = triples(contents["nquads"], "nquads")
    graph = in_rdflib(contents["nquads"], "nquads")
    assert len(graph) == len(expected) > 300
    for name, content in contents.items():
        assert triples(content, name) == expected, name
        assert isomorphic(in_rdflib(content, name), graph), name


@pytest.mark.parametrize("name", FORMATS)
def test_no_blank_nodes_and_no_quoted_triples(dataset: Dataset, name: str) -> None:
    for quad in ox.parse(written(dataset, name), format=FORMATS[name][0]):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        assert isinstance(quad.graph_name, ox.NamedNode | ox.DefaultGraph)


@pytest.mark.parametrize("name", ["trig", "nquads"])
def test_each_article_is_a_named_graph_of_what_it_says(dataset: Dataset, name: str) -> None:
    store = ox.Store()
    store.load(written(dataset, name), FORMATS[name][0])
    rows = store.query(
        "SELECT ?title ?office { ?article <http://purl.org/dc/terms/title> ?title"
        " GRAPH ?article { ?office <https://newsgraph.example/ontology#part_of> ?ministry } }"
    )
    assert [[term.value for term in row] for row in rows] == [
        ["Forum opens", "https://newsgraph.example/entity/office-of-letters-b1"]
    ]
    assert len(list(store.named_graphs())) == 3


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_of_values_does_not_matter(dataset: Dataset, name: str) -> None:
    turned = Dataset(
        *(getattr(dataset, field)[::-1] for field in ("articles", "mentions", "entities", "statements", "themes"))
    )
    assert written(turned, name) == written(dataset, name)


@pytest.mark.parametrize("name", FORMATS)
def test_loaded_files_give_the_same_bytes(dataset: Dataset, name: str, tmp_path: Path) -> None:
    write_interchange(dataset, tmp_path)
    assert written(read_interchange(tmp_path), name) == written(dataset, name)


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib, io, conftest; from graph.core.config import PublishSettings; from graph.publish.registry import formats\n"
        f"for name in {list(FORMATS)}:\n"
        "    file = io.BytesIO(); formats()[name].load()(conftest.small(), file, PublishSettings())\n"
        "    print(hashlib.sha256(file.getvalue()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert len(runs.pop().split()) == len(FORMATS)


def test_turtle_is_made_to_be_read(dataset: Dataset) -> None:
    text = written(dataset, "turtle").decode()
    assert text.count("@prefix newsgraph: ") == 1
    assert "\nentity:brightsea-c1 a newsgraph:Company , org:FormalOrganization , schema:Corporation ;\n" in text
    assert text.count("\nentity:brightsea-c1 ") == 1


AWKWARD = [
    "<b>\"'&amp;]]>",
    "a\r\nb\rc\n\td",
    "\u202eright to left\u202c\u200f",
    "\x00\x0b\x1b\x7f\x85\u2028\ufffe",
    "\ud800 alone \udfff",
    "{|}^`\\ %zz",
    "emoji \U0001f600",
    " ",
    "",
]
texts = st.sampled_from(AWKWARD) | st.text(st.characters(), max_size=8)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    copy = Copy(draw(texts), draw(texts), draw(texts), draw(texts), draw(texts))
    article = Article(
        draw(texts),
        draw(texts),
        "",
        draw(texts),
        f"http://a.example/{draw(texts)}",
        draw(texts),
        source=draw(texts),
        copies=(copy,),
    )
    ids = {draw(st.sampled_from(["wikidata", "iptc", "iso3166", "lei", "theme"]) | texts): draw(texts)}
    entities = tuple(
        Entity(f"{number}{draw(texts)}", kind, draw(texts), (draw(texts),), 1, ids)
        for number, kind in enumerate(("official", "ministry", "theme"))
    )
    first, second, _ = (one.id for one in entities)
    evidence = (Evidence(article.id, 0, 3, draw(texts)),)
    return Dataset(
        articles=(article,),
        mentions=(LinkedMention(Mention(article.id, 0, 3, "x", "official"), first),),
        entities=entities,
        statements=(
            Statement(
                draw(texts), first, "holds_position", second, draw(texts), "stated", draw(texts), None, 1.0, evidence
            ),
        ),
    )


@settings(max_examples=20, deadline=None)
@given(dataset=datasets())
def test_any_text_is_valid_and_the_same_in_every_format(dataset: Dataset) -> None:
    contents = {name: written(dataset, name) for name in FORMATS}
    expected = triples(contents["nquads"], "nquads")
    graph = in_rdflib(contents["nquads"], "nquads")
    for name, content in contents.items():
        assert triples(content, name) == expected, name
        assert set(in_rdflib(content, name)) == set(graph), name  # no blank nodes: equal sets are isomorphic
    labels = {str(label) for label in graph.objects(None, rdflib.SKOS.prefLabel)}
    clean = {one.name for one in dataset.entities if one.name.isprintable()}
    assert clean <= labels


def test_an_id_may_end_in_a_dot(dataset: Dataset) -> None:
    first, *rest = dataset.entities
    changed = replace(dataset, entities=(replace(first, id="a."), *rest), mentions=(), statements=(), themes=())
    assert set(in_rdflib(written(changed, "turtle"), "turtle")) == set(in_rdflib(written(changed, "nquads"), "nquads"))


def test_a_carriage_return_survives_rdf_xml(dataset: Dataset) -> None:
    changed = replace(dataset, entities=(*dataset.entities[:-1], replace(dataset.entities[-1], name="a\r\nb")))
    assert rdflib.Literal("a\r\nb") in set(in_rdflib(written(changed, "rdfxml"), "rdfxml").objects())
