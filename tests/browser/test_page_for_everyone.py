"""For everyone: by keyboard alone, with a screen reader, in light and dark, on a phone; and inside a notebook."""

from __future__ import annotations

from importlib.resources import files

import pytest
from page_samples import small

from graph.knowledge import KnowledgeGraph

STATES = {
    "overview": [],
    "entity": ["go"],
    "focus": ["go", "focus"],
    "path": ["go", "path", "type"],
    "table": ["table"],
    "filters": ["open"],
    "help": ["help"],
}


def prepare(opened, steps):
    acts = {
        "go": lambda: opened.go("Élodie Brandt"),
        "focus": lambda: opened.act("focus"),
        "path": lambda: opened.act("path"),
        "type": lambda: (opened.page.keyboard.type("velport"), opened.page.keyboard.press("Enter")),
        "table": lambda: opened.page.click("#table-button"),
        "open": lambda: [one.click() for one in opened.page.locator("#legend summary").all()[2:]],
        "help": lambda: opened.page.click("#keys"),
    }
    for step in steps:
        acts[step]()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_no_fault(open_small, name, scheme):
    """axe-core's rules for WCAG 2.2 A and AA, and its best practices."""
    axe = files(pytest.importorskip("axe_playwright_python", reason="axe is not installed")).joinpath("axe.min.js")
    opened = open_small(color_scheme=scheme, bypass_csp=True)  # the policy would not let axe in
    prepare(opened, STATES[name])
    opened.page.evaluate(axe.read_text("utf-8"))
    found = opened.page.evaluate("axe.run().then((found) => found.violations)")
    told = [(one["id"], one["impact"], [node["html"][:120] for node in one["nodes"]]) for one in found]
    assert [one for one in told if one[1] in ("serious", "critical", "moderate")] == []


def tab_to(opened, selector, limit=90):
    """Press Tab until an element that matches has the focus."""
    for _ in range(limit):
        if opened.page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
        opened.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {selector}")


def test_everything_is_done_by_keyboard_alone(open_small):
    opened = open_small()
    keyboard = opened.page.keyboard
    keyboard.press("/")
    keyboard.type("brandt")
    keyboard.press("Enter")
    assert opened.title() == "Élodie Brandt"
    tab_to(opened, "[data-act=focus]")
    keyboard.press("Enter")
    opened.tells("in focus")
    assert opened.page.evaluate("document.activeElement.dataset.act") == "focus"
    tab_to(opened, "[data-act=pin]")
    keyboard.press("Space")
    assert opened.page.get_attribute("[data-act=pin]", "aria-pressed") == "true"
    tab_to(opened, "[data-act=path]")
    keyboard.press("Enter")
    keyboard.type("sailors")
    keyboard.press("Enter")
    assert opened.title() == "Élodie Brandt to Sailors' Union"
    for _ in range(4):
        keyboard.press("Escape")
    assert opened.title() == "Overview"
    tab_to(opened, "#legend [data-key=company]")
    keyboard.press("Space")
    assert not opened.page.locator("#legend [data-key=company]").is_checked()
    tab_to(opened, "#canvas")
    keyboard.press("Enter")
    assert opened.page.locator("#panel h2").inner_text() != "Overview"
    tab_to(opened, "#canvas")
    before = opened.view()
    keyboard.press("+")
    keyboard.press("ArrowRight")
    after = opened.view()
    assert after[2] > before[2]
    assert after[0] > before[0]
    keyboard.press("h")
    assert opened.title() == "Overview"
    tab_to(opened, "#play")
    tab_to(opened, "#time input[type=range]")
    tab_to(opened, "#table-button")
    keyboard.press("Enter")
    tab_to(opened, "#facts th button")
    keyboard.press("Enter")
    assert opened.page.locator("#facts [aria-sort=descending]").count() == 1
    tab_to(opened, "#tools summary")
    keyboard.press("Enter")
    keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.textContent") == "Picture (PNG)"
    keyboard.press("Escape")
    assert opened.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    opened.quiet()


def test_whatever_has_the_focus_shows_it(open_small):
    opened = open_small()
    opened.go("Tarn Lines")
    for _ in range(70):
        opened.page.keyboard.press("Tab")
        outline = opened.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none" or opened.page.evaluate("document.activeElement === document.body")


def test_the_table_reads_to_a_screen_reader_as_rows_with_headings(open_small):
    opened = open_small()
    opened.page.click("#table-button")
    table = opened.page.get_by_role("table")
    assert table.get_by_role("columnheader").count() == 6
    assert table.get_by_role("rowheader", name="Oskar Lind").count() == 1
    assert opened.page.get_by_role("status").first.inner_text()


def test_in_a_notebook_the_page_stands_in_a_frame_of_its_own(open_file, tmp_path):
    shown = KnowledgeGraph(small()).show(height=600)
    assert repr(shown) == "Frame(height=600)"
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!DOCTYPE html><title>A notebook</title>{shown._repr_html_()}", "utf-8")
    opened = open_file(notebook)
    frame = opened.page.frame_locator("iframe")
    frame.locator("html[data-ready=true]").wait_for(state="attached")
    frame.locator("#search").fill("quill")
    frame.locator("#search").press("Enter")
    assert frame.locator("#panel h2").inner_text() == "Quill Ferries"
    opened.quiet()
