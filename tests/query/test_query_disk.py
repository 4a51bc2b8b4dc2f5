"""The store on disk: made once of a build's files, used again, made anew for another build, and never left half."""

from __future__ import annotations

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

import graph
from graph.core.config import PublishSettings
from graph.core.errors import DataError
from graph.publish.interchange import write_interchange
from graph.publish.rdf import write_nquads
from graph.query import disk, open_store
from graph.query.store import place

if TYPE_CHECKING:
    from pathlib import Path

    from graph.core.types import Dataset


@pytest.fixture
def folder(tmp_path: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build that counts as large."""
    monkeypatch.setattr(disk, "SMALL", 0)
    write_interchange(dataset, tmp_path)
    with (tmp_path / "graph.nq").open("wb") as file:
        write_nquads(dataset, file, PublishSettings())
    return tmp_path


def stores(folder: Path) -> list[str]:
    return sorted(one.name for one in (folder / disk.FOLDER).iterdir() if one.is_dir())


def test_a_store_is_made_once_and_used_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = place(folder).disk
    assert first is not None
    monkeypatch.setattr("graph.query.store._load", _no_loading)
    assert place(folder).disk == first
    assert len(open_store(folder)) == len(open_store(folder)) > 100
    assert stores(folder) == [first.name]


def _no_loading(*_: object) -> None:
    raise AssertionError("loaded again")


def test_it_holds_what_the_n_quads_hold(folder: Path) -> None:
    in_memory = ox.Store()
    in_memory.bulk_load(path=folder / "graph.nq", format=ox.RdfFormat.N_QUADS)
    assert set(open_store(folder)) == set(in_memory)


def test_the_same_bytes_need_no_new_store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a build that changed nothing, or in a copy of the folder."""
    first = place(folder).disk
    os.utime(folder / "graph.nq", ns=(1, 1))
    monkeypatch.setattr("graph.query.store._load", _no_loading)
    assert place(folder).disk == first


def test_another_build_gets_a_store_of_its_own_and_readers_of_the_old_go_on(folder: Path) -> None:
    old = open_store(folder)
    before = len(old)
    with (folder / "graph.nq").open("ab") as file:
        file.write(b"<http://a.example/s> <http://a.example/p> <http://a.example/o> .\n")
    assert len(open_store(folder)) == before + 1
    assert len(stores(folder)) == 1
    assert len(old) == before


def test_without_n_quads_it_is_made_of_the_interchange_files(folder: Path) -> None:
    whole = set(open_store(folder))
    (folder / "graph.nq").unlink()
    assert set(open_store(folder)) == whole


def test_a_damaged_store_is_made_again(folder: Path) -> None:
    made = place(folder).disk
    assert made is not None
    for file in made.iterdir():
        file.write_bytes(b"damaged")
    assert len(open_store(folder)) > 100


@pytest.mark.parametrize("stamp", ["", "{", "[]", '{"layout": 0}', '{"layout": 1, "files": {}, "store": "../.."}'])
def test_a_damaged_stamp_costs_a_look_at_the_files_only(folder: Path, stamp: str) -> None:
    made = place(folder).disk
    (folder / disk.FOLDER / "source.json").write_text(stamp)
    assert place(folder).disk == made
    assert json.loads((folder / disk.FOLDER / "source.json").read_text())["store"] == stores(folder)[0]


def test_damaged_n_quads_are_told_and_leave_nothing(folder: Path) -> None:
    with (folder / "graph.nq").open("ab") as file:
        file.write(b"<http://a.example/s> nonsense\n")
    with pytest.raises(DataError, match=r"graph\.nq: .*; rebuild with: newsgraph build SRC\.\.\. --out ") as raised:
        open_store(folder)
    assert "\n" not in str(raised.value)
    assert list((folder / disk.FOLDER).iterdir()) == []


def test_what_is_in_the_way_is_told(folder: Path) -> None:
    (folder / disk.FOLDER).write_text("a file")
    with pytest.raises(DataError, match=r"graph\.oxigraph: .*; make room there, or remove"):
        open_store(folder)


def test_a_folder_that_cannot_be_written_to_is_read_into_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    assert place(folder).disk is None
    assert len(open_store(folder)) > 100


def test_a_small_graph_is_held_in_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "SMALL", 1 << 30)
    assert len(open_store(folder)) > 100
    assert not (folder / disk.FOLDER).exists()


def test_rdflib_reads_the_same_store(folder: Path) -> None:
    """Through oxrdflib: its own API and its SPARQL, on the store on disk."""
    data = graph.load(folder).to_rdflib()
    assert (folder / disk.FOLDER).is_dir()
    skos = rdflib.SKOS
    assert (None, skos.prefLabel, rdflib.Literal("Port Vell"), None) in data
    prefixes = {"newsgraph": "https://newsgraph.example/ontology#", "skos": str(skos)}
    rows = data.query("SELECT ?n WHERE { ?x a newsgraph:Ministry ; skos:prefLabel ?n }", initNs=prefixes)
    assert [str(row.n) for row in rows] == ["Ministry of Arts"]  # type: ignore[union-attr]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such folder; rebuild with"):
        open_store(tmp_path / "none")


def test_two_that_need_it_at_once_make_it_once(folder: Path) -> None:
    made: list[str] = []

    def load(store: ox.Store) -> None:
        made.append("x")
        time.sleep(0.2)  # the other has met the lock by now, or comes later; either way it must not make another
        store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c")))

    with ThreadPoolExecutor(4) as threads:
        found = {threads.submit(disk.disk_store, folder, load) for _ in range(4)}
        paths = {one.result() for one in found}
    assert (len(paths), made) == (1, ["x"])
    assert stores(folder) == [next(iter(paths)).name]
