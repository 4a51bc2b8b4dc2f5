"""The main job from end to end, on the seed article: what the project promises of it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

import graph
from graph.core.config import ExtractSettings, PublishSettings, Settings
from graph.publish.stored import open_default_graph
from graph.publish.validate import validate

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
PARSERS = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "jsonld": "json-ld", "rdf": "xml"}


def _files(folder: Path) -> dict[str, bytes]:
    """What a build wrote; the store beside it is none of it."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seed")
    graph.build([ROOT / "seeds"], folder)
    return folder


@pytest.fixture(scope="module")
def built(out: Path) -> graph.KnowledgeGraph:
    return graph.load(out)


def test_the_committed_exports_are_what_a_build_writes(out: Path) -> None:
    wanted, committed = _files(out), _files(ROOT / "exports")
    assert sorted(wanted) == sorted(committed)
    assert [name for name in wanted if wanted[name] != committed[name]] == []


FACTS = [
    (
        "Department of International Cooperation",
        "part_of",
        "Ministry of Culture, Sports and Tourism",
        "under the Ministry",
    ),
    ("Netflix", "member_of", "AmCham", "in which Netflix is a member"),
    ("Netflix", "organizes", "conference", "jointly held by"),
    ("Department of International Cooperation", "organizes", "conference", "jointly held by"),
    ("Nguyen Phuong Hoa", "holds_position", "Department of International Cooperation", "Director of the Department"),
]


@pytest.mark.parametrize(("subject", "predicate", "object_", "words"), FACTS)
def test_the_seed_says(built: graph.KnowledgeGraph, subject: str, predicate: str, object_: str, words: str) -> None:
    ends = {(built.find(subject)[0].id, built.find(object_)[0].id)}
    quotes = [
        evidence.quote
        for statement in built.statements
        if statement.predicate == predicate and (statement.subject, statement.object) in ends
        for evidence in statement.evidence
    ]
    assert quotes
    assert all(words in quote for quote in quotes)


def test_amcham_is_one_node(built: graph.KnowledgeGraph) -> None:
    (chamber,) = built.find("AmCham")
    assert chamber.name == "American Chamber of Commerce in Vietnam"


@pytest.mark.parametrize("theme", ["Cultural industries", "Digital economy", "Intellectual property"])
def test_the_seed_is_about(built: graph.KnowledgeGraph, theme: str) -> None:
    (entity,) = [one for one in built.entities if one.type == "theme" and one.name == theme]
    links = [link for link in built.themes if link.theme == entity.id and link.article]
    assert links
    quotes = " ".join(evidence.quote.casefold() for link in links for evidence in link.evidence)
    names = {theme.casefold(), *(alias.casefold() for alias in entity.aliases)}
    assert any(word in quotes for name in names for word in [re.sub(r"s$|y$|ies$", "", name)])


def test_posts_name_the_director(out: Path) -> None:
    command = [sys.executable, "-m", "graph", "query", str(out), "--saved", "posts", "--format", "csv"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert re.search(r"Nguyen Phuong Hoa,Director,Department of International Cooperation", answer)


def test_the_build_keeps_to_the_shapes(out: Path) -> None:
    assert validate(open_default_graph(out)[0]) == []


def test_the_five_rdf_files_hold_the_same_graph(out: Path) -> None:
    graphs = []
    for suffix, name in PARSERS.items():
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(out / f"graph.{suffix}", format=name)
        plain = rdflib.Graph()
        for triple in dataset.triples((None, None, None)):
            plain.add(triple)
        graphs.append(plain)
        with (out / f"graph.{suffix}").open("rb") as file:
            found = pyoxigraph.parse(file, format=pyoxigraph.RdfFormat.from_extension(suffix))
            assert len({quad.triple for quad in found}) == len(plain)
    assert all(isomorphic(graphs[0], other) for other in graphs[1:])


@pytest.mark.parametrize("seed", ["0", "77"])
def test_the_same_bytes_whatever_the_hash_seed(out: Path, tmp_path: Path, seed: str) -> None:
    command = [sys.executable, "-m", "graph", "build", str(ROOT / "seeds"), "--out", str(tmp_path)]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
    assert _files(tmp_path) == _files(out)


def test_the_same_bytes_with_one_process_and_two(tmp_path: Path) -> None:
    for jobs in (1, 2):
        settings = Settings(extract=ExtractSettings(jobs=jobs))
        graph.build([ROOT / "examples/archive"], tmp_path / str(jobs), formats=["nquads"], settings=settings)
    one, two = _files(tmp_path / "1"), _files(tmp_path / "2")
    assert [name for name in one if one[name] != two.get(name)] == []
    assert validate(open_default_graph(tmp_path / "1")[0]) == []


def test_formats_of_an_earlier_build_do_not_stay_behind(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    graph.build([ROOT / "seeds"], tmp_path, formats=["turtle"])
    graph.build([ROOT / "seeds"], tmp_path, formats=["nquads"])
    names = {path.name for path in tmp_path.iterdir()}
    assert "graph.nq" in names
    assert "graph.ttl" not in names
    assert "notes.txt" in names


def test_a_graph_read_back_keeps_its_base_without_rdf_files(tmp_path: Path) -> None:
    settings = Settings(publish=PublishSettings(base="https://archive.example/"))
    built = graph.build([ROOT / "seeds"], tmp_path, formats=["jsonl"], settings=settings)
    query = "SELECT ?s WHERE { ?s a newsgraph:Statement } ORDER BY ?s LIMIT 1"
    ((iri,),) = graph.load(tmp_path).query(query).rows
    assert str(iri).startswith("https://archive.example/statement/")
    assert built.query(query).rows == ((iri,),)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs the evaluation articles in ../shared")
def test_quality_on_the_development_articles(tmp_path: Path) -> None:
    articles = SHARED / "gold/articles"
    graph.build([articles], tmp_path, formats=["jsonl"])
    command = [
        sys.executable,
        str(SHARED / "gold/score.py"),
        str(tmp_path),
        str(SHARED / "gold/dev.txt"),
        str(articles),
    ]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = {name: float(value) for name, value in re.findall(r"^(\w+) ([\d.]+)", printed, re.MULTILINE)}
    assert figures["entity_f1"] >= 68
    assert figures["fact_f1"] >= 36
    assert figures["theme_f1"] >= 62
    assert figures["evidence_accuracy"] >= 90
    assert figures["status_accuracy"] >= 88


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs the evaluation articles in ../shared")
@pytest.mark.parametrize("folder", ["men/articles", "dwie/dev"])
def test_no_article_is_lost(tmp_path: Path, folder: str) -> None:
    graph.build([SHARED / "data" / folder], tmp_path, formats=["jsonl"])
    rows = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_text("utf-8").splitlines()]
    found = {row["id"] for row in rows} | {copy["id"] for row in rows for copy in row.get("copies", ())}
    assert found == {path.stem for path in (SHARED / "data" / folder).iterdir()}
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert [one for one in report["problems"] if one["severity"] == "error"] == []
