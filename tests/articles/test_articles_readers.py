"""The registry of readers: what the documentation promises."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from graph.articles import read_articles
from graph.articles import readers as registry
from graph.articles.readers import BUILT_IN, Reader, readers
from graph.articles.records import Record, known_keys
from graph.core.config import InputSettings
from graph.core.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.articles.files import SourceFile

DOCS = (Path(__file__).parents[2] / "docs" / "reading.md").read_text("utf-8")


def read_equals(file: SourceFile) -> Iterator[Record]:
    """The example of the documentation."""
    for number, text in enumerate(file.read().decode().split("\n====\n"), 1):
        yield Record(text, line=number, date="2024-03-05")


@pytest.mark.parametrize("reader", BUILT_IN, ids=lambda reader: reader.name)
def test_built_in_readers_exist_and_are_documented(reader: Reader) -> None:
    assert callable(reader.load())
    assert all(f"`{suffix}`" in DOCS for suffix in reader.suffixes)


def test_every_field_of_a_record_is_documented() -> None:
    rows = DOCS.split("### Keys and columns")[1].split("##")[0]
    assert all(f"| {field}" in rows for field in set(known_keys().values()))


def test_a_package_can_add_a_reader_but_not_take_over_a_suffix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added = Reader("equals", (".eq", ".txt"), f"{__name__}:read_equals")
    monkeypatch.setattr(
        registry,
        "entry_points",
        lambda group: [SimpleNamespace(load=lambda: added)] if group == "newsgraph.readers" else [],
    )
    monkeypatch.setattr(registry, "import_module", lambda name: SimpleNamespace(read_equals=read_equals))
    readers.cache_clear()
    try:
        assert readers()[".txt"].name == "text"
        (tmp_path / "news").mkdir()
        (tmp_path / "news" / "a.eq").write_text("Rain fell.\n====\nSnow fell.")
        found = list(read_articles([str(tmp_path / "news")], InputSettings(), Report()))
    finally:
        readers.cache_clear()
    assert [(article.text, article.source) for article in found] == [
        ("Rain fell.", "news/a.eq:1"),
        ("Snow fell.", "news/a.eq:2"),
    ]
