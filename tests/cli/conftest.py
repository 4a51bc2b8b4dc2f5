"""A small graph of invented people, made by hand: no model and no build is needed to test what is printed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.publish.interchange import write_interchange

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

HARBOUR = "Ada Verne, head of the Harbour Agency, met Bo Lind."
ISLES = "The Harbour Agency belongs to the \x1b[31mMinistry of [bold]Ports[/bold]\x1b[0m."


def _mention(article: str, text: str, words: str, entity: str) -> LinkedMention:
    start = text.index(words)
    return LinkedMention(Mention(article, start, start + len(words), words, "person"), entity)


def _evidence(article: str, text: str, published: str | None) -> Evidence:
    return Evidence(article, 0, len(text), text, published)


def small() -> Dataset:
    """Two articles, six entities, two of them of one name; one name carries markup and an escape sequence."""
    ministry = "\x1b[31mMinistry of [bold]Ports[/bold]\x1b[0m"
    first, second = _evidence("a1", HARBOUR, "2024-03-01"), _evidence("a2", ISLES, None)
    return Dataset(
        articles=(
            Article("a1", "Head of ports visits", HARBOUR, "2024-03-01", publisher="Isle Herald", source="a1.txt"),
            Article("a2", "Ministry\x1b]0;owned\x07 grows", ISLES, None, source="a2.txt"),
        ),
        mentions=(
            _mention("a1", HARBOUR, "Ada Verne", "e1"),
            _mention("a1", HARBOUR, "Harbour Agency", "e2"),
            _mention("a1", HARBOUR, "Bo Lind", "e4"),
            _mention("a2", ISLES, "Harbour Agency", "e2"),
            _mention("a2", ISLES, ministry, "e3"),
        ),
        entities=(
            Entity("e1", "official", "Ada Verne", ("Dr Ada Verne", "Verne"), 1, {"wikidata": "Q0"}),
            Entity("e2", "government_body", "Harbour Agency", ("HA",), 2),
            Entity("e3", "ministry", ministry, (), 1),
            Entity("e4", "person", "Bo Lind", (), 1),
            Entity("e5", "person", "Bo Lind", ("Bo Lind the Younger",), 3),
            Entity("e6", "theme", "maritime transport", (), 1, {"iptc": "20000001"}),
        ),
        statements=(
            Statement("s1", "e1", "holds_position", "e2", "head", "former", "2020-01-01", None, 0.9, (first,)),
            Statement("s2", "e2", "part_of", "e3", evidence=(second,)),
            Statement("s3", "e4", "meets", "e1", evidence=(first,)),
        ),
        themes=(
            ThemeLink("e6", 0.8, article="a1", evidence=(first,)),
            ThemeLink("e6", 0.7, entity="e2", evidence=(first,)),
        ),
    )


@pytest.fixture
def dataset() -> Dataset:
    return small()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small graph as a build leaves it."""
    path = tmp_path / "built"
    path.mkdir()
    write_interchange(small(), path)
    return path


@pytest.fixture
def newsgraph() -> Callable[..., Result]:
    """The command line, called in this process: ``newsgraph("build", "x").exit_code``."""
    from graph.cli import app

    def run(*args: object, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, [str(arg) for arg in args], input=stdin, catch_exceptions=False)

    return run
