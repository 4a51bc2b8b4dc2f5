"""How another package adds a format, as docs/exporters.md tells it; and the examples in the docstrings run."""

from __future__ import annotations

import doctest
import io
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from graph.core.config import PublishSettings
from graph.core.errors import UsageError
from graph.publish import registry
from graph.publish.registry import BUILT_IN, Format, choose, formats

if TYPE_CHECKING:
    from graph.core.types import Dataset

GUIDE = (Path(__file__).parents[2] / "docs" / "exporters.md").read_text("utf-8")


def test_the_exporter_of_the_guide_works(dataset: Dataset) -> None:
    (code,) = [one for one in re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL) if "def write(" in one]
    names: dict[str, Any] = {}
    exec(code, names)
    file = io.BytesIO()
    names["write"](dataset, file, PublishSettings())
    lines = file.getvalue().decode().splitlines()
    assert lines[0] == "Mara Okello\tholds_position\tOffice of Letters\tstated"
    assert len(lines) == len(dataset.statements)


def test_a_package_adds_a_format_but_takes_over_none(monkeypatch: pytest.MonkeyPatch) -> None:
    added = [Format("tsv", "graph.tsv", "io:StringIO"), Format("turtle", "evil.ttl", "io:StringIO")]

    def points(group: str) -> list[SimpleNamespace]:
        assert group == "newsgraph.formats"
        return [SimpleNamespace(load=lambda one=one: one) for one in added]

    monkeypatch.setattr(registry, "entry_points", points)
    assert [one.filename for one in choose(("tsv", "turtle", "jsonl", "tsv"))] == ["graph.tsv", "graph.ttl"]
    assert formats()["tsv"].load() is io.StringIO


GUIDE_NAMES = re.findall(r"^\| `(\w+)` \| (.*?) \|", GUIDE, re.MULTILINE)


def test_the_guide_lists_every_format_with_its_files() -> None:
    assert [name for name, _ in GUIDE_NAMES] == [one.name for one in BUILT_IN]
    listed = {name: re.findall(r"`([^`.]+\.[^`]+)`", files) for name, files in GUIDE_NAMES}
    for one in BUILT_IN:
        if one.name != "parquet":
            assert tuple(listed[one.name]) == one.filenames


def test_a_format_of_several_files_keeps_them_in_order_and_zips_each() -> None:
    pair = Format("pair", "a.txt", "io:StringIO", (("b.txt", "io:BytesIO"),))
    assert [name for name, _ in pair.outputs()] == ["a.txt", "b.txt"]
    assert replace(pair, gzipped=True).filenames == ("a.txt.gz", "b.txt.gz")


def test_an_unknown_format_is_answered_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="unknown format 'n3'; choose from: jsonl, html, turtle, trig"):
        choose(("turtle", "n3"))


@pytest.mark.parametrize("one", BUILT_IN, ids=lambda one: one.name)
def test_every_built_in_exporter_can_be_loaded(one: Format) -> None:
    assert callable(one.load())


@pytest.mark.parametrize(
    "module",
    [
        "graph.publish.context",
        "graph.publish.files",
        "graph.publish.index",
        "graph.publish.networks",
        "graph.publish.registry",
        "graph.publish.terms",
        "graph.publish.tools.csv_tables",
        "graph.publish.tools.cypher",
        "graph.publish.tools.neo4j",
        "graph.publish.validate",
        "graph.publish.vocabulary",
        "graph.query.table",
    ],
)
def test_docstring_examples(module: str) -> None:
    result = doctest.testmod(import_module(module))
    assert result.attempted
    assert not result.failed
