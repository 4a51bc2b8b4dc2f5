"""The page as `newsgraph serve` gives it: what lies beyond it is found, opened, expanded and addressed, or its lack told."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from page_samples import FACTS, small
from test_page_hostile import PAYLOADS, hostile, text_of, visible

from graph.core.config import PublishSettings
from graph.publish.html import write
from graph.publish.interchange import write_interchange
from graph.publish.rdf import write_nquads
from tests.serve.conftest import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Opened
    from playwright.sync_api import Route

    from graph.core.types import Dataset

KEPT = 4
"""Entities that the page holds; the others are the server's."""


def built(folder: Path, dataset: Dataset, nodes: int) -> Path:
    settings = PublishSettings(title="Velport news", page_nodes=nodes)
    write_interchange(dataset, folder)
    with (folder / "graph.nq").open("wb") as file:
        write_nquads(dataset, file, settings)
    with (folder / "graph.html").open("wb") as file:
        write(dataset, file, settings)
    return folder


def namesakes() -> Dataset:
    """The small graph, in which the Sailors' Union took the place of another and Oskar Lind has a namesake."""
    dataset = small()
    changes = {"union": {"replaces": ("oldunion",)}, "agency": {"name": "Oskar Lind"}}
    return replace(dataset, entities=tuple(replace(one, **changes.get(one.id, {})) for one in dataset.entities))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("served"), namesakes(), KEPT)


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder, "--workers", "1") as url:
        yield f"{url}explore"


@pytest.fixture
def open_served(open_address: Callable[..., Opened], address: str, folder: Path) -> Callable[..., Opened]:
    return lambda fragment="", **options: open_address(folder / "graph.html", address, fragment, **options)


def held(opened) -> set[str]:
    return {node["id"] for node in opened.data()["nodes"]}


def asked(opened) -> list[str]:
    return [re.sub(r"^http://[^/]+", "", url) for url in opened.requests]


def test_search_finds_a_name_beyond_the_page_and_opens_it_with_facts_and_quotes(open_served):
    opened = open_served()
    assert "union" not in held(opened)
    assert opened.shown()[0] == KEPT
    opened.search("sailors")
    opened.page.wait_for_selector("#results [data-index]")
    assert opened.page.locator("#results .note").all_inner_texts() == ["Beyond this page"]
    assert opened.page.locator("#results [data-index] bdi").first.inner_text() == "Sailors' Union"
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector('#panel h2:has-text("Sailors\' Union")')
    assert opened.page.locator("#panel blockquote").all_inner_texts() == [FACTS[9][6]]
    assert opened.page.locator("#panel mark.subject").all_inner_texts() == ["Sailors' Union"]
    assert opened.page.locator("#panel mark.object").all_inner_texts() == ["Harbour Summit"]
    assert "2031-05-20 · Ferry deal off · Harbour Herald" in opened.panel()
    assert opened.page.locator("#panel figcaption a").get_attribute("href") == "https://news.example/ferry"
    assert opened.shown()[0] > KEPT
    assert asked(opened) == ["/explore/search?q=sailors", "/explore/entity/union?skip=0"]
    assert opened.complaints == []


def test_expanding_asks_for_the_neighbours_that_the_page_lacks(open_served):
    opened = open_served()
    opened.go("Élodie Brandt")
    missing = {fact[2] if fact[0] == "brandt" else fact[0] for fact in FACTS if "brandt" in (fact[0], fact[2])} | {
        "digital"
    }
    missing -= held(opened)
    assert missing
    assert f"{len(missing)} more fact" in opened.page.inner_text("#panel .beyond")
    opened.act("expand")
    opened.page.wait_for_selector("#panel .beyond", state="detached")
    assert opened.shown()[0] == KEPT + len(missing)
    opened.search("Oskar Lind")
    assert opened.page.locator("#results [data-index] bdi").first.inner_text() == "Oskar Lind"
    opened.page.click("#undo")
    opened.page.click("#table-button")
    rows = opened.page.locator("#facts tbody tr")
    assert opened.page.locator("#facts tbody", has_text="Oskar Lind succeeds Brandt").count() == 1
    assert rows.count() == len(opened.data()["statements"]) + len(missing)
    assert opened.complaints == []


def test_an_address_of_an_entity_beyond_the_page_opens_it_again(open_served):
    opened = open_served()
    opened.search("sailors")
    opened.page.click("#results [data-index]")
    opened.until("location.hash.includes('node=union')")
    again = open_served(opened.page.evaluate("location.hash"))
    again.page.wait_for_selector('#panel h2:has-text("Sailors\' Union")')
    assert again.page.locator("#panel blockquote").count() == 1
    retired = open_served("#node=oldunion")
    retired.page.wait_for_selector('#panel h2:has-text("Sailors\' Union")')
    assert retired.complaints == []


def opening(opened: Opened, answer: Callable[..., object]) -> None:
    """Follow a link to an entity beyond the page, which the server answers in this way."""
    opened.page.route("**/explore/entity/**", answer)
    with opened.page.expect_request("**/explore/entity/union**"):
        opened.page.evaluate("location.hash = '#node=union'")


def test_an_address_stays_until_the_server_has_given_what_it_names(open_address, address, folder):
    waiting: list[Route] = []
    opened = open_address(folder / "graph.html", address, clock=True)
    opening(opened, lambda route: waiting.append(route))
    opened.page.clock.run_for(5_000)
    assert opened.page.evaluate("location.hash") == "#node=union"
    waiting[0].continue_()
    opened.page.wait_for_selector('#panel h2:has-text("Sailors\' Union")')
    opened.page.clock.run_for(5_000)
    assert "node=union" in opened.page.evaluate("location.hash")
    assert "view=" in opened.page.evaluate("location.hash")


def test_an_address_that_the_server_did_not_answer_is_tried_again(open_address, address, folder):
    opened = open_address(folder / "graph.html", address, clock=True)
    opening(opened, lambda route: route.abort())
    opened.page.wait_for_selector("#trouble:not([hidden])")
    opened.page.clock.run_for(5_000)
    opened.page.unroute("**/explore/entity/**")
    opened.page.get_by_role("button", name="Try again").click()
    opened.page.wait_for_selector('#panel h2:has-text("Sailors\' Union")')


def test_of_two_addresses_opened_in_a_row_the_later_counts(open_address, address, folder):
    waiting: list[Route] = []
    opened = open_address(folder / "graph.html", address, clock=True)
    opening(opened, lambda route: waiting.append(route))
    opened.page.evaluate("location.hash = '#node=brandt'")
    assert opened.title() == "Élodie Brandt"
    with opened.page.expect_event("requestfinished"):
        waiting[0].continue_()
    opened.page.clock.run_for(5_000)
    assert opened.title() == "Élodie Brandt"
    assert "node=brandt" in opened.page.evaluate("location.hash")


def test_namesakes_are_told_apart(open_served):
    opened = open_served()
    opened.search("oskar lind")
    opened.page.wait_for_selector("#results [data-index='1']")
    said = opened.page.locator("#results [data-index] small").all_inner_texts()
    assert sorted(said) == ["Government body · 1 article", "Person · 1 article"]


def test_a_path_leads_over_what_the_server_gave(open_served):
    opened = open_served()
    opened.search("coast act")
    opened.page.click("#results [data-index]")
    opened.page.wait_for_selector("#panel h2:has-text('Coast Act')")
    opened.act("path")
    opened.page.keyboard.type("Tarn Lines")
    opened.page.keyboard.press("Enter")
    assert opened.title() == "Coast Act to Tarn Lines"
    assert "2 steps" in opened.panel()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda route: route.abort(), "The server does not answer."),
        (
            lambda route: route.fulfill(
                status=503, content_type="application/problem+json", body='{"detail": "too <b>busy</b>"}'
            ),
            "The server did not answer that: too <b>busy</b>",
        ),
        (lambda route: route.fulfill(status=200, body="<html>"), "The server does not answer."),
    ],
)
def test_what_the_server_does_not_give_is_told_and_nothing_is_lost(open_served, answer, told):
    opened = open_served()
    opened.page.route("**/explore/**", answer)
    opened.search("brandt")
    opened.page.wait_for_selector(f"#results .note:has-text({told!r})")
    opened.page.keyboard.press("Enter")
    assert opened.title() == "Élodie Brandt"
    opened.act("expand")
    opened.page.wait_for_selector("#trouble:not([hidden])")
    assert told in opened.page.inner_text("#trouble")
    assert opened.shown()[0] == KEPT
    assert opened.title() == "Élodie Brandt"
    opened.page.unroute("**/explore/**")
    opened.page.get_by_role("button", name="Try again").click()
    opened.page.wait_for_selector("#panel .beyond", state="detached")
    assert not opened.page.locator("#trouble").is_visible()


def test_a_server_that_takes_too_long_is_told(open_address, address, folder):
    opened = open_address(folder / "graph.html", address, clock=True)
    opened.page.route("**/explore/**", lambda route: None)
    opened.go("Élodie Brandt")
    with opened.page.expect_request("**/explore/entity/brandt**"):
        opened.act("expand")
    opened.page.clock.fast_forward(20_000)
    opened.page.wait_for_selector("#trouble:has-text('The server takes too long.')")
    opened.page.get_by_role("button", name="Close").first.click()
    assert not opened.page.locator("#trouble").is_visible()


def test_only_the_served_page_may_ask_and_only_its_server(open_served, open_file, folder):
    opened = open_served()
    opened.page.evaluate("fetch('https://evil.example/x').catch(() => null)")
    assert [one for one in opened.complaints if "connect-src 'self'" in one]
    assert opened.page.evaluate("fetch('/explore/search?q=lind').then((answer) => answer.status)") == 200
    disk = open_file(folder / "graph.html")
    disk.search("sailors")
    assert "No name matches" in disk.page.inner_text("#results")
    disk.go("Élodie Brandt")
    assert disk.page.locator("#panel .beyond button").count() == 0
    assert "beyond this page" in disk.page.inner_text("#panel .beyond")
    disk.act("expand")
    assert "newsgraph serve" in disk.page.inner_text(".part")
    disk.quiet()


def test_hostile_names_from_the_server_are_text(open_address, tmp_path):
    folder = built(tmp_path, hostile(PAYLOADS, []), 1)
    with serving(folder, "--workers", "1") as url:
        opened = open_address(folder / "graph.html", f"{url}explore")
        assert held(opened) == {"quill"}
        opened.go("Quill")
        opened.act("expand")
        opened.page.wait_for_selector("#panel .beyond", state="detached")
        opened.page.click("#table-button")
        table = text_of(opened, "#facts")
        for payload in PAYLOADS:
            shown = visible(re.sub("[\x00-\x08\x0e-\x1f]", "", payload))
            assert shown in visible(re.sub("[\x00-\x08\x0e-\x1f]", "", table)), payload
        opened.page.click("#table-button")
        opened.search("alert")
        opened.page.wait_for_selector("#results [data-index]")
        assert opened.page.locator("#injected, main script, img, svg[onload], iframe, [onclick], [onload]").count() == 0
        assert opened.complaints == []
        fresh = open_address(folder / "graph.html", f"{url}explore")
        fresh.search("<img src=x onerror=alert(1)>")
        fresh.page.wait_for_selector("#results [data-index]")
        assert fresh.page.locator("#results [data-index] bdi").first.inner_text() == "<img src=x onerror=alert(1)>"
        fresh.page.keyboard.press("Enter")
        fresh.page.wait_for_selector("#panel h2:has-text('onerror')")
        assert fresh.page.locator("main img, #injected").count() == 0
        assert fresh.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(open_served, scheme):
    axe = files(pytest.importorskip("axe_playwright_python", reason="axe is not installed")).joinpath("axe.min.js")
    opened = open_served(color_scheme=scheme, bypass_csp=True)
    opened.go("Élodie Brandt")
    opened.act("expand")
    opened.page.wait_for_selector("#panel .beyond", state="detached")
    opened.page.route("**/explore/**", lambda route: route.abort())
    opened.search("sailors")
    opened.page.wait_for_selector("#results .note:has-text('does not answer')")
    opened.page.evaluate(axe.read_text("utf-8"))
    found = opened.page.evaluate("axe.run().then((found) => found.violations)")
    told = [(one["id"], one["impact"], [node["html"][:120] for node in one["nodes"]]) for one in found]
    assert [one for one in told if one[1] in ("serious", "critical", "moderate")] == []
