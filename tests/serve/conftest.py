"""A small invented graph with hostile names, served by the real command on a free port of this machine."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from graph.core.config import PublishSettings
from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.publish.html import write
from graph.publish.interchange import write_interchange
from graph.publish.rdf import write_nquads
from graph.query.store import open_store
from graph.serve.limits import Limits
from graph.serve.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyoxigraph as ox

HOSTILE = "\"><script>alert(1)</script>\n\u202eevil' & Söhne <b>"
SECONDS, ROWS = 4, 400
ORIGIN = "http://127.0.0.1:3333"
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""A cartesian product that is counted: nothing comes out before all of it has been made."""


def small() -> Dataset:
    """Nine entities, of whom two share an alias; three articles, one of them undated and without address."""
    names = {
        "e1": ("official", "Mara Okello", ("Dr Okello", "Okello")),
        "e2": ("person", "Ivo Tarn", ()),
        "e3": ("ministry", "Ministry of Arts", ("Arts Ministry", "MoA")),
        "e4": ("company", "Brightsea Bhd", ("Brightsea",)),
        "e5": ("company", "Lumen Press", ("Okello",)),
        "e6": ("place", "Port Vell", ()),
        "e7": ("company", HOSTILE, ()),
        "e8": ("organization", "Vell Chamber", ("VC",)),
        "e9": ("theme", "Cultural industries", ()),
    }
    facts = [
        ("e1", "holds_position", "e3", "minister", "stated", 0.9),
        ("e2", "holds_position", "e3", "minister", "former", 0.8),
        ("e4", "owns", "e5", "", "planned", 0.7),
        ("e3", "funds", "e5", "", "stated", 0.6),
        ("e4", "member_of", "e8", "", "stated", 0.95),
        ("e8", "meets", "e3", "", "stated", 0.9),
        ("e7", "owns", "e4", "", "stated", 0.5),
        ("e4", "based_in", "e6", "", "denied", 0.9),
    ]
    days = {"a1": "2031-05-02", "a2": "2031-06-01", "a3": None}
    articles = tuple(
        Article(one, f"News <{one}>", "", day, f"https://herald.example/{one}?a=1&b=2" if day else None, "Vell Herald")
        for one, day in days.items()
    )
    statements = []
    for number, (one, predicate, other, role, status, confidence) in enumerate(facts):
        article = ("a1", "a2", "a3")[number % 3]
        words = f"{names[one][1]} {predicate} {names[other][1]}."
        evidence = (Evidence(article, number * 100, number * 100 + len(words), words, days[article]),)
        statements.append(
            Statement(f"s{number}", one, predicate, other, role, status, confidence=confidence, evidence=evidence)  # type: ignore[arg-type]
        )
    return Dataset(
        articles=articles,
        mentions=tuple(
            LinkedMention(Mention(a, 0, 3, "abc", "company"), e) for a in ("a1", "a2") for e in ("e4", "e7")
        ),
        entities=tuple(
            Entity(key, *row, articles=int(key[1]), replaces=("e0",) if key == "e3" else ())
            for key, row in names.items()
        ),
        statements=tuple(statements),
        themes=(ThemeLink("e9", 0.9, article="a1"), ThemeLink("e9", 0.5, entity="e3")),
    )


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("built")
    write_interchange(small(), made)
    with (made / "graph.nq").open("wb") as file:
        write_nquads(small(), file, PublishSettings())
    with (made / "graph.html").open("wb") as file:
        write(small(), file, PublishSettings())
    return made


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """The address of ``newsgraph serve``; it must end by itself when it is told to."""
    command = [sys.executable, "-m", "graph", "serve", str(folder), "--port", "0", *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        if not address:
            raise RuntimeError(server.communicate()[1])
        yield address
    finally:
        server.terminate()
        server.communicate(timeout=30)


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    limits = ("--time-limit", str(SECONDS), "--row-limit", str(ROWS), "--workers", "2")
    with serving(folder, *limits, "--allow-origin", ORIGIN) as url:
        yield url.rstrip("/")


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as made:
        yield made


@pytest.fixture(scope="session")
def store(folder: Path) -> ox.Store:
    return open_store(folder)


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[Site]:
    made = Site(folder, Limits(seconds=SECONDS, rows=ROWS), workers=1)
    yield made
    made.close()
