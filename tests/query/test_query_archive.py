"""A real build of the invented archive: its five RDF files are one graph, its saved queries are fit to read."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from typer.testing import CliRunner

import graph
from graph.query import Table, open_store, run_saved, saved_queries

if TYPE_CHECKING:
    from collections.abc import Set

    from graph.core.types import Dataset

ROOT = Path(__file__).parents[2]
RDF = {
    "nquads": ("graph.nq", ox.RdfFormat.N_QUADS, "nquads"),
    "turtle": ("graph.ttl", ox.RdfFormat.TURTLE, "turtle"),
    "trig": ("graph.trig", ox.RdfFormat.TRIG, "trig"),
    "jsonld": ("graph.jsonld", ox.RdfFormat.JSON_LD, "json-ld"),
    "rdfxml": ("graph.rdf", ox.RdfFormat.RDF_XML, "xml"),
}
COOKBOOK = (ROOT / "docs" / "cookbook.md").read_text("utf-8")
SHOWN = re.findall(r"^    \$ newsgraph query archive --saved (\S+)(.*)\n    (.*)\n", COOKBOOK, re.MULTILINE)
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib's parsers use its old names


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    graph.build([ROOT / "examples" / "archive"], out=folder, formats=list(RDF))
    return folder


@pytest.fixture(scope="module")
def built(archive: Path) -> Dataset:
    return graph.load(archive).dataset


@pytest.fixture(scope="module")
def store(archive: Path) -> ox.Store:
    return open_store(archive)


@pytest.fixture(scope="module")
def expected(archive: Path) -> Set[ox.Triple]:
    return {quad.triple for quad in ox.parse(path=archive / "graph.nq", format=ox.RdfFormat.N_QUADS)}


@pytest.mark.parametrize("name", RDF)
def test_every_rdf_file_is_the_same_graph(archive: Path, expected: Set[ox.Triple], name: str) -> None:
    """Read by pyoxigraph and by rdflib, whose graphs are compared by isomorphism, not by text."""
    filename, of_ox, of_rdflib = RDF[name]
    assert {quad.triple for quad in ox.parse(path=archive / filename, format=of_ox)} == expected
    read, union, wanted = rdflib.Dataset(), rdflib.Graph(), rdflib.Graph()
    for subject, predicate, object_, _ in read.parse(archive / filename, format=of_rdflib).quads():
        union.add((subject, predicate, object_))
    wanted.parse(archive / "graph.ttl", format="turtle")
    assert len(expected) == len(union) > 5000
    assert isomorphic(union, wanted)


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_a_saved_query_lists_nothing_twice_and_shows_no_iri(store: ox.Store, built: Dataset, name: str) -> None:
    table = run_saved(store, name)
    names = Counter(entity.name for entity in built.entities)
    twice = [row for row, number in Counter(table.rows).items() if number > 1]
    assert [row for row in twice if not any(names[str(cell)] > 1 for cell in row)] == []  # two of one name stay two
    for row in table.terms:
        for column, term in zip(table.columns, row, strict=True):
            assert term is None or isinstance(term, ox.Literal) or column == "url", (name, column)


def test_what_the_archive_says_is_found(store: ox.Store) -> None:
    assert "Lantern Festival" in texts(run_saved(store, "events"), "event")
    assert "Corvane Telecom" in texts(run_saved(store, "owners"), "owned")
    assert "Marit Solenne" in texts(run_saved(store, "posts", role="prime minister"), "person")
    assert texts(run_saved(store, "posts"), "status") >= {"stated", "former"}


@pytest.mark.parametrize(("name", "options", "header"), SHOWN, ids=[name for name, *_ in SHOWN])
def test_the_answers_in_the_cookbook_have_the_columns_of_today(
    store: ox.Store, name: str, options: str, header: str
) -> None:
    given = re.findall(r"--param (\w+)=(?:'([^']*)'|(\S+))", options)
    table = run_saved(store, name, **{key: quoted or word for key, quoted, word in given})
    assert tuple(header.split()) == table.columns


def test_the_cookbook_shows_an_answer_of_every_saved_query() -> None:
    assert {name for name, *_ in SHOWN} == set(saved_queries())


SESSION = (ROOT / "docs" / "session.md").read_text("utf-8")
ASKED = re.findall(r"^    \$ newsgraph ((?:query|path) archive .*)$", SESSION, re.MULTILINE)
RQ = re.search(r"```sparql\n(.*?)```", SESSION, re.DOTALL)


@pytest.mark.parametrize("command", ASKED)
def test_the_analysts_session_can_be_repeated(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Each command of docs/session.md runs and prints the columns, or the names of the chain, that the page shows."""
    from graph.cli import app

    assert RQ
    (tmp_path / "regulated.rq").write_text(RQ[1])
    (tmp_path / "archive").symlink_to(archive)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, shlex.split(command), catch_exceptions=False)
    assert done.exit_code == 0
    shown = SESSION.split(f"$ newsgraph {command}\n")[1].split("\n")[0].strip()
    first = done.stdout.splitlines()[0]
    assert len(done.stdout.splitlines()) > 1
    assert shown.split() == first.split() if command.startswith("query") else shown.split(":")[1] == first.split(":")[1]


def texts(table: Table, column: str) -> set[str]:
    place = table.columns.index(column)
    return {str(row[place]) for row in table.rows}
