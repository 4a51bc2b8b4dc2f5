"""What a served page takes in, piece by piece: every fact, with its publisher and themes, its articles, and nothing lost."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from page_samples import small
from test_page_served import KEPT, asked, built, held

from graph.core.config import PublishSettings
from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.publish.html import write
from tests.serve.conftest import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Opened

LEAVES = 130
"""Companies that the hub owns: more than the server gives at once."""


def hub() -> Dataset:
    """A company that owns many others, which only one article names."""
    keys = [f"g{number:03}" for number in range(LEAVES)]
    entities = (
        Entity("hub", "company", "Orrin Group", (), 1),
        *(Entity(key, "company", f"Dock {key}", (), 1) for key in keys),
    )
    words = "It was said on Monday."
    proof = (Evidence("a1", 0, len(words), words, "2031-03-04"),)
    statements = tuple(Statement(f"s-{key}", "hub", "owns", key, evidence=proof) for key in keys)
    named = tuple(LinkedMention(Mention("a1", 0, 1, "x", "company"), one.id) for one in entities)
    return Dataset((Article("a1", "Docks sold", words, "2031-03-04"),), named, entities, statements)


@pytest.fixture(scope="module")
def docks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A page that holds the hub alone."""
    folder = built(tmp_path_factory.mktemp("docks"), hub(), 1)
    with serving(folder, "--workers", "1") as url:
        yield folder / "graph.html", f"{url}explore"


def load(opened: Opened) -> None:
    with opened.page.expect_response("**/explore/entity/**"):
        opened.act("load")
    opened.until("document.documentElement.classList.contains('asking')", False)


def test_no_fact_is_lost_where_some_came_with_another_entity(open_address, docks):
    """The last of the hub's facts comes first, with the entity at its other end."""
    opened = open_address(*docks)
    assert held(opened) == {"hub"}
    opened.search("Dock g120")
    opened.page.wait_for_selector("#results [data-index]")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("#panel h2:has-text('Dock g120')")
    opened.go("Orrin Group")
    assert f"{LEAVES - 1} more facts" in opened.page.inner_text("#panel .beyond")
    load(opened)
    assert f"{LEAVES - 101} more facts" in opened.page.inner_text("#panel .beyond")
    load(opened)
    assert opened.page.locator("#panel .beyond").count() == 0
    assert opened.shown() == (LEAVES + 1, LEAVES)
    assert [one for one in asked(opened) if "/hub" in one] == [f"/explore/entity/hub?skip={skip}" for skip in (0, 100)]


def test_a_piece_that_brings_nothing_new_is_passed_over(open_address, docks):
    opened = open_address(*docks)

    def known(route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"statements": []})

    opened.page.route("**/explore/entity/hub?skip=0", known)
    opened.go("Orrin Group")
    opened.act("load")
    opened.page.wait_for_selector("#panel .beyond", state="detached")
    assert opened.shown()[1] == LEAVES - 100


def test_articles_of_what_came_as_a_neighbour_are_asked_for(open_address, docks):
    opened = open_address(*docks)
    opened.go("Orrin Group")
    load(opened)
    opened.go("Dock g007")
    assert opened.page.locator("#panel .articles").count() == 0
    assert "The article that names it has not been asked for yet." in opened.page.inner_text("#panel .beyond")
    load(opened)
    assert opened.page.locator("#panel .articles li").all_inner_texts() == ["2031-03-04 · Docks sold"]
    assert opened.page.locator("#panel .beyond").count() == 0
    assert opened.complaints == []


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The small graph, in which the second article is about ports; its page was written before that article came."""
    whole = small()
    ports = Entity("ports", "theme", "Ports, and ships", (), 1)
    whole = replace(
        whole, entities=(*whole.entities, ports), themes=(*whole.themes, ThemeLink("ports", 0.9, article="a2"))
    )
    folder = built(tmp_path_factory.mktemp("later"), whole, KEPT)
    before = replace(
        small(),
        articles=whole.articles[:1],
        mentions=tuple(one for one in whole.mentions if one.mention.article == "a1"),
        statements=tuple(one for one in whole.statements if one.evidence[0].article == "a1"),
    )
    with (folder / "graph.html").open("wb") as file:
        write(before, file, PublishSettings(title="Velport news", page_nodes=KEPT))
    with serving(folder, "--workers", "1") as url:
        yield folder / "graph.html", f"{url}explore"


def rows(opened: Opened, kind: str) -> dict[str, str]:
    section = opened.page.locator(f"#legend details[data-kind={kind}]")
    if not section.evaluate("(one) => one.open"):
        section.locator("summary").click()
    return {
        row.locator(".label").inner_text(): row.locator(".count").inner_text() for row in section.locator(".row").all()
    }


def test_publishers_and_themes_that_the_page_did_not_know_get_rows_and_filter(open_address, later):
    opened = open_address(*later)
    assert set(rows(opened, "source")) == {"The Velport Gazette"}
    assert set(rows(opened, "theme")) == {"digital economy"}
    assert opened.page.locator("#legend [data-kind=source] [data-only]").is_hidden()
    opened.search("coast act")
    opened.page.click("#results [data-index]")
    opened.page.wait_for_selector("#panel h2:has-text('Coast Act')")
    assert rows(opened, "source")["Harbour Herald"] == "1"
    assert rows(opened, "theme")["Ports, and ships"] == "1"
    assert "No publisher named" not in rows(opened, "source")
    assert "No theme" not in rows(opened, "theme")
    facts = opened.shown()[1]
    for kind, label in (("source", "Harbour Herald"), ("theme", "Ports, and ships")):
        opened.page.locator(f"#legend [data-kind={kind}] .row", has_text=label).locator("input").uncheck()
        assert opened.shown()[1] == facts - 1
        assert "1 hidden by the filters" in opened.panel()
        opened.until(f"location.hash.includes('no-{kind}')")
        again = open_address(*later, fragment=opened.page.evaluate("location.hash"))
        again.page.wait_for_selector("#panel h2:has-text('Coast Act')")
        assert not again.page.locator(f"#legend [data-kind={kind}] .row", has_text=label).locator("input").is_checked()
        assert "1 hidden by the filters" in again.panel()
        opened.page.click("#undo")
    assert opened.complaints == []


def test_an_entity_that_is_gone_stops_nothing_else_of_an_address(open_address, later):
    opened = open_address(*later, fragment="#hide=gone&focus=1,gone,act")
    opened.page.wait_for_selector("#status:has-text('in focus')")
    assert [re.sub(r"\?.*", "", one) for one in asked(opened)] == ["/explore/entity/gone", "/explore/entity/act"]
    assert not opened.page.locator("#trouble").is_visible()
    opened.go("Coast Act")


def test_a_server_that_does_not_answer_is_asked_no_further(
    open_address: Callable[..., Opened], later: tuple[Path, str]
):
    opened = open_address(*later)
    opened.page.route("**/explore/entity/**", lambda route: route.abort())
    opened.page.evaluate("location.hash = '#focus=1,act,union'")
    opened.page.wait_for_selector("#trouble:has-text('The server does not answer.')")
    assert [re.sub(r"\?.*", "", one) for one in asked(opened)] == ["/explore/entity/act"]
