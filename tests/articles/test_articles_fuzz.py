"""Whatever bytes a file holds, reading it gives articles and reports, never a crash."""

from __future__ import annotations

import gzip
import json
import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.articles import read_articles
from graph.articles.readers import readers
from graph.core.config import InputSettings
from graph.core.report import Report

if TYPE_CHECKING:
    from pathlib import Path

FUZZ = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
SEEDS = {
    ".json": b'{"articles": [{"title": "A", "text": "Rain fell.", "date": "2024-03-05"}]}',
    ".jsonl": b'{"title": "A", "text": "Rain fell.", "date": "2024-03-05"}\n{"body": ["a", "b"]}\n',
    ".csv": b'title,text,date\n"A, b","Rain\nfell.",2024-03-05\n',
    ".html": b"<html><head><title>A</title></head><body><article><p>Rain fell on the hills all day.</p></article></body></html>",
    ".xml": b'<rss version="2.0"><channel><item><title>A</title><description>Rain &amp; snow</description></item></channel></rss>',
    ".txt": "date 2024-03-05 A title\nHanoi (VNA) – Rain fell./.".encode(),
    ".parquet": b"PAR1" + bytes(40) + b"PAR1",
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["text", "title", "date", "id", "_source", "articles", "hits", "url", "source", "$date", "name"]
            )
            | st.text(max_size=3),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def check(path: Path) -> None:
    report = Report()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parsers warn of odd markup; only what is raised matters
        articles = list(read_articles([str(path)], InputSettings(), report))
    for article in articles:
        article.text.encode("utf-8")
        assert article.id
        assert article.id.isprintable() or "\u2028" in article.id or not article.id.isascii()
        covered = set()
        for part in article.parts:
            span = set(range(part.start, part.end))
            assert not covered & span
            covered |= span
        assert all(c.isspace() for i, c in enumerate(article.text) if i not in covered)
    assert articles or report.problems
    assert all("\n" not in str(problem) for problem in report.problems)


@pytest.mark.parametrize("suffix", sorted({*readers(), ".gz", ".bin"}))
@FUZZ
@given(data=st.binary(max_size=200))
def test_random_bytes(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    check(path)


@pytest.mark.parametrize("suffix", sorted(SEEDS))
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@FUZZ
@given(data=st.data())
def test_damaged_files(tmp_path: Path, suffix: str, packed: bool, data: st.DataObject) -> None:
    damaged = bytearray(gzip.compress(SEEDS[suffix]) if packed else SEEDS[suffix])
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3)) or b"\n"
    path = tmp_path / f"a{suffix}{'.gz' if packed else ''}"
    path.write_bytes(bytes(damaged))
    check(path)


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
@FUZZ
@given(value=JSON)
def test_any_json(tmp_path: Path, suffix: str, value: object) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text(json.dumps(value))
    check(path)
