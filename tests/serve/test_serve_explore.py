"""What the explorer asks for: entities and facts that the page does not hold, so many at a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from graph.core.config import PublishSettings
from graph.publish.html import write
from graph.publish.interchange import write_interchange
from graph.query.names import read_entities
from graph.serve import beyond
from graph.serve.app import application
from graph.serve.site import Site
from tests.serve.conftest import small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx
    import pyoxigraph as ox

    from graph.core.types import Entity


@pytest.fixture(scope="module")
def partly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose page holds three of nine entities."""
    folder: Path = tmp_path_factory.mktemp("partly")
    write_interchange(small(), folder)
    with (folder / "graph.html").open("wb") as file:
        write(small(), file, PublishSettings(page_nodes=3))
    made = Site(folder, workers=1)
    yield made
    made.close()


def ends(site: Site, key: str, skip: int = 0) -> list[tuple[str, str, str]]:
    told = beyond.piece(site, site.iris[key], skip)
    return [(one["subject"], one["predicate"], one["object"]) for one in told["statements"]]


def test_only_what_the_page_lacks_is_told(partly: Site) -> None:
    held = partly.held
    assert len(held) == 3
    for key in ("e1", "e3", "e4", "e7", "e9"):
        facts = [one for one in small().statements if key in (one.subject, one.object)]
        told = {
            (one.subject, one.predicate, one.object) for one in facts if not held.issuperset((one.subject, one.object))
        }
        if key == "e9" or (key == "e3" and "e9" not in held):
            told.add(("e3", "concerns", "e9"))  # the theme of the ministry; that of an article is no fact
        assert set(ends(partly, key)) == told


def test_facts_come_a_piece_at_a_time_and_each_once(partly: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ends(partly, "e4")
    assert len(whole) > 2
    monkeypatch.setattr(beyond, "FACTS", 2)
    pieces = [beyond.piece(partly, partly.iris["e4"], skip) for skip in range(0, len(whole) + 2, 2)]
    told = [(one["subject"], one["predicate"], one["object"]) for piece in pieces for one in piece["statements"]]
    assert told == whole
    starts = [piece["next"] for piece in pieces if piece["next"] is not None]
    assert starts == list(range(2, len(whole), 2))


def test_a_fact_comes_with_its_quote_its_article_and_both_ends(partly: Site) -> None:
    told = beyond.piece(partly, partly.iris["e7"], 0)
    (fact,) = told["statements"]
    (proof,) = fact["evidence"]
    assert (fact["id"], fact["confidence"], fact.get("link", None)) == ("s6", 0.5, None)
    assert "".join(part if isinstance(part, str) else part[1] for part in proof["quote"]).endswith(
        "owns Brightsea Bhd."
    )
    assert (2, "Brightsea Bhd") in proof["quote"]
    assert proof["article"]["title"] == "News <a1>"
    assert proof["article"]["url"] == "https://herald.example/a1?a=1&b=2"
    assert {node["id"] for node in told["nodes"]} == {"e4", "e7"}


def test_names_beyond_the_page_are_found_and_no_others(partly: Site) -> None:
    found = [
        one["id"]
        for name in ("okello", "tarn", "arts", "bright", "lumen", "vell", "cultural")
        for one in beyond.found_beyond(partly, name, 9)
    ]
    assert found
    assert not set(found) & partly.held


def test_only_what_is_stated_tells_namesakes_apart(partly: Site) -> None:
    """Ivo Tarn was minister before Mara Okello."""
    (okello,) = beyond.found_beyond(partly, "Mara", 9)
    (tarn,) = beyond.found_beyond(partly, "Ivo", 9)
    assert (okello["label"], okello["about"]) == ("Mara Okello", "minister, Ministry of Arts")
    assert (tarn["label"], tarn["about"]) == ("Ivo Tarn", "")


def test_articles_come_with_the_names_of_their_themes(partly: Site) -> None:
    told = beyond.piece(partly, partly.iris["e7"], 0)
    articles = {one["title"]: one for one in told["nodes"][0]["articles"]}
    assert articles["News <a1>"]["themes"] == ["Cultural industries"]
    assert "themes" not in articles["News <a2>"]


class Emptied(dict[str, list[str]]):
    """What is kept, as another request may find and leave it: cleared as soon as anything is put in."""

    def __setitem__(self, key: str, value: list[str]) -> None:
        self.clear()


def test_what_another_request_clears_is_still_told(partly: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    told = ends(partly, "e4")
    monkeypatch.setitem(vars(partly), "missing", Emptied())
    assert ends(partly, "e4") == told != []


def test_no_entities_are_read_while_others_wait(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The event loop answers everybody, so that none of its requests may read the whole graph in it."""
    places: set[str] = set()

    def read(store: ox.Store) -> dict[str, Entity]:
        try:
            asyncio.get_running_loop()
            places.add("event loop")
        except RuntimeError:  # none runs in this thread
            places.add("thread")
        return read_entities(store)

    monkeypatch.setattr("graph.serve.site.read_entities", read)
    with TestClient(application(Site(folder, workers=1))) as client:
        assert client.get("/explore/entity/e1").status_code == 200
    assert places == {"thread"}


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/explore/entity/none", 404, "no entity has the id 'none' in this build"),
        ("/explore/entity/e1?skip=-1", 400, "skip='-1' must be a whole number"),
        ("/explore/entity/e1?skip=99999999999", 400, "must be a whole number"),
        ("/explore/search?q=a&limit=0", 400, "'0' must be a whole number from 1 to 50"),
    ],
)
def test_what_cannot_be_answered_is_said(client: httpx.Client, path: str, status: int, message: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert message in answer.json()["detail"]


def test_a_whole_page_lacks_nothing(client: httpx.Client) -> None:
    assert client.get("/explore/search", params={"q": "okello"}).json() == {"results": []}
    told = client.get("/explore/entity/e0").json()
    assert (told["entity"], told["statements"], told["next"]) == ("e3", [], None)


def test_a_page_that_is_none_of_ours_is_given_as_it_is(tmp_path: Path) -> None:
    write_interchange(small(), tmp_path)
    (tmp_path / "graph.html").write_text("<p>Another", "utf-8")
    site = Site(tmp_path, workers=1)
    try:
        assert site.held == frozenset()
        assert len(beyond.found_beyond(site, "okello", 9)) == 2
    finally:
        site.close()
