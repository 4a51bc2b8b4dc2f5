"""Each query of the documentation runs, and those about the invented graph's kind of facts find something."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.publish.vocabulary import PREFIXES
from graph.query.store import ask
from graph.query.table import Table

if TYPE_CHECKING:
    import pyoxigraph as ox

DOCS = Path(__file__).parents[2] / "docs"
QUERIES = [
    (f"{name}:{number}", query)
    for name in ("cookbook.md", "vocabulary.md")
    for number, query in enumerate(re.findall(r"```sparql\n(.*?)```", (DOCS / name).read_text("utf-8"), re.DOTALL))
]
ABOUT_OTHERS = re.compile(r"Netflix|000_606ed567cd8213ac|Intellectual property|skos:broader|HAVING")


@pytest.mark.parametrize("query", [query for _, query in QUERIES], ids=[name for name, _ in QUERIES])
def test_documented_queries_run(store: ox.Store, query: str) -> None:
    answer = ask(store, query)
    found = len(answer) if isinstance(answer, Table) else answer.count(" org:linkedTo ")
    assert bool(found) is not bool(ABOUT_OTHERS.search(query))


def test_there_are_queries() -> None:
    assert len(QUERIES) > 10


def test_the_cookbook_names_every_prefix() -> None:
    text = (DOCS / "cookbook.md").read_text("utf-8")
    assert [prefix for prefix in PREFIXES if f"`{prefix}:`" not in text] == []
