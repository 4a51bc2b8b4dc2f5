"""All files of a build: one process or two, the bytes and the errors are the same."""

from __future__ import annotations

import io
import os
import signal
from typing import TYPE_CHECKING, BinaryIO

import pytest

from graph.core.beside import can_fork
from graph.core.config import PublishSettings
from graph.core.errors import InputError
from graph.publish import rdf, writing
from graph.publish.files import together
from graph.publish.registry import Format, choose, find
from graph.publish.writing import tasks, write_files

if TYPE_CHECKING:
    from pathlib import Path

    from graph.core.types import Dataset

NAMES = ("html", "turtle", "trig.gz", "nquads", "ntriples", "rdfxml", "jsonld", "graphml", "gexf", "csv")
needs_fork = pytest.mark.skipif(not can_fork(), reason="only Linux forks")


def written(dataset: Dataset, folder: Path, processes: int, names: tuple[str, ...] = NAMES) -> dict[str, bytes]:
    folder.mkdir(exist_ok=True)
    heard: list[int] = []
    with together(folder) as create:
        write_files(dataset, choose(names), PublishSettings(), create, heard.append, processes)
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert heard == sorted(heard)
    assert heard[-1] == len(found)
    return found


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes pay for any data set."""
    monkeypatch.setattr(writing, "WORTH_IT", 0)


@needs_fork
@pytest.mark.usefixtures("two")
def test_two_processes_write_what_one_writes(dataset: Dataset, tmp_path: Path) -> None:
    assert written(dataset, tmp_path / "two", 2) == written(dataset, tmp_path / "one", 1)


def test_formats_written_together_are_those_written_alone(dataset: Dataset, tmp_path: Path) -> None:
    found = written(dataset, tmp_path, 1)
    for name in NAMES[:-1]:
        file = io.BytesIO()
        find(name).load()(dataset, file, PublishSettings())
        assert found[find(name).filenames[0]] == file.getvalue(), name


def test_a_format_of_several_files_is_not_written_together() -> None:
    shared, written_by = "graph.publish.rdf:write_together", "graph.publish.rdf:write_turtle"
    pair = Format("pair", "a.ttl", written_by, more=(("b.ttl", written_by),), together=shared)
    found = [task.filenames for task in tasks([pair, find("turtle"), find("nquads")])]
    assert found[-3:] == [("a.ttl",), ("b.ttl",), ("graph.ttl", "graph.nq")]


@needs_fork
@pytest.mark.usefixtures("two")
def test_a_second_process_that_is_killed_half_way_changes_nothing(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("turtle", "nquads", "gexf")
    wanted = written(dataset, tmp_path / "one", 1, names)
    here, whole = os.getpid(), rdf.write_together

    def killed(dataset: Dataset, files: dict[str, list[BinaryIO]], settings: PublishSettings) -> None:
        whole(dataset, files, settings)
        if os.getpid() != here:
            for file in (file for several in files.values() for file in several):
                file.write(b"more than there should be")
                file.flush()
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(rdf, "write_together", killed)
    assert written(dataset, tmp_path / "two", 2, names) == wanted


@needs_fork
@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), InputError("a.txt", "is odd"), KeyError("x")]
)
def test_an_error_of_the_other_process_is_raised_here(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(rdf, "write_together", fail)
    with pytest.raises(type(error)) as raised:
        written(dataset, tmp_path, 2, ("turtle", "nquads", "gexf"))
    assert str(raised.value) == str(error)
    assert list(tmp_path.iterdir()) == []
