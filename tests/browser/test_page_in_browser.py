"""The page as a reader uses it, in a real browser: search, panel, edges, filters, table, keyboard, small screens."""

from __future__ import annotations

import math

import pytest
from page_samples import ENTITIES, FACTS, evidence, large, small

from graph.core.types import Dataset


def marked(opened):
    """Texts of the marks in the panel, by what they name."""
    return {kind: opened.page.locator(f"#panel mark.{kind}").all_inner_texts() for kind in ("subject", "object")}


def place(opened, one, other):
    """A point of the screen on the line between two nodes, a third of the way, away from its label."""
    box = opened.page.locator("#canvas canvas").bounding_box()
    ends = opened.page.evaluate(
        """([one, other]) => {
          const page = JSON.parse(document.getElementById("data").textContent);
          return [one, other].map((id) => page.nodes.find((node) => node.id === id));
        }""",
        [one, other],
    )
    every = opened.page.evaluate("JSON.parse(document.getElementById('data').textContent).nodes.map((n) => [n.x, n.y])")
    (left, right), (top, bottom) = [(min(side), max(side)) for side in zip(*every, strict=True)]
    scale = min((box["width"] * 0.92 - 60) / (right - left + 1), (box["height"] * 0.92 - 60) / (bottom - top + 1), 1.3)
    x, y = (ends[0][key] + (ends[1][key] - ends[0][key]) * 0.35 for key in ("x", "y"))
    return (
        box["x"] + box["width"] / 2 + (x - (left + right) / 2) * scale,
        box["y"] + box["height"] / 2 + (y - (top + bottom) / 2) * scale,
    )


def test_opens_from_disk_without_network_or_complaint(open_page):
    opened = open_page(small())
    assert opened.page.title() == "Velport news"
    assert "11 entities · 11 facts · 2 articles · 2031-03-04 to 2031-05-20" in opened.page.inner_text(".top")
    assert opened.page.locator("#canvas canvas").is_visible()
    assert not opened.page.locator("#facts").is_visible()
    opened.quiet()


def test_something_is_drawn(open_page):
    opened = open_page(small())
    opened.page.wait_for_timeout(200)
    colours = opened.page.evaluate(
        """() => {
          const canvas = document.querySelector("#canvas canvas");
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const found = new Set();
          for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3] === 255) found.add(`${pixels[i]},${pixels[i + 1]},${pixels[i + 2]}`);
          return [...found];
        }"""
    )
    assert {"11,98,168", "192,78,0", "0,122,90", "168,83,138"} <= set(
        colours
    )  # official, ministry, company, organization


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("elodie", "Élodie Brandt"),
        ("ÉLODIE BR", "Élodie Brandt"),
        ("moh", "Ministry of Harbours"),
        ("ferries", "Quill Ferries"),
        ("brandt elo", "Élodie Brandt"),
        ("inistry", "Ministry of Harbours"),
    ],
)
def test_search_finds_by_name_and_alias_without_accents_and_case(open_page, query, name):
    opened = open_page(small())
    opened.search(query)
    assert opened.page.locator("#results li bdi").first.inner_text() == name
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#panel h2") == name
    opened.quiet()


def test_search_tells_when_nothing_matches(open_page):
    opened = open_page(small())
    opened.search("zebra")
    assert opened.page.inner_text("#results") == "No name matches “zebra”"


def test_search_by_keyboard_alone(open_page):
    opened = open_page(small())
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("har")
    shown = opened.page.locator("#results li bdi").all_inner_texts()[:2]
    opened.page.keyboard.press("ArrowDown")
    active = opened.page.get_attribute("#search", "aria-activedescendant")
    assert opened.page.inner_text(f"#{active} bdi").startswith(shown[1])
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#panel h2") == shown[1]
    assert opened.page.evaluate("document.activeElement.textContent") == shown[1]
    opened.page.keyboard.press("Escape")
    assert opened.page.inner_text("#panel h2") == "Overview"


def test_panel_of_a_node_shows_facts_quotes_and_sources(open_page):
    opened = open_page(small())
    opened.search("brandt")
    opened.page.keyboard.press("Enter")
    text = opened.panel()
    for wanted in (
        "Official",
        "Also: Brandt; Dr Élodie Brandt",
        "Named in 2 articles",
        "Ministry of Harbours, Minister",
        "former",
    ):
        assert wanted in text
    headings = opened.page.locator("#panel h3").all_inner_texts()
    assert [one.lower() for one in headings] == [
        "holds a position at",
        "meets",
        "issues",
        "is succeeded by",
        "concerns",
        "articles",
    ]
    assert opened.page.locator("#panel blockquote").first.inner_text() == FACTS[0][6]
    source = opened.page.locator("#panel figcaption").first
    assert source.inner_text() == "2031-03-04 · Port plan agreed · The Velport Gazette"
    link = source.locator("a")
    assert link.get_attribute("href") == "https://news.example/port"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_name_in_the_panel_leads_to_its_node(open_page):
    opened = open_page(small())
    opened.search("brandt")
    opened.page.keyboard.press("Enter")
    opened.page.click("#panel button.name:has-text('Tarn Lines')")
    assert opened.page.inner_text("#panel h2") == "Tarn Lines"
    opened.page.click("#panel [data-close]")
    assert opened.page.inner_text("#panel h2") == "Overview"


def test_a_node_without_facts_says_so_and_lists_its_articles(open_page):
    opened = open_page(small())
    opened.search("port agency")
    opened.page.keyboard.press("Enter")
    assert "No fact links it to another entity" in opened.panel()
    assert "Port plan agreed" in opened.panel()


@pytest.mark.parametrize(("one", "other"), [("tarn", "quill"), ("lind", "brandt"), ("union", "summit")])
def test_a_click_on_a_line_shows_every_fact_between_with_both_ends_marked(open_page, one, other):
    opened = open_page(small())
    opened.page.wait_for_timeout(200)
    opened.page.mouse.click(*place(opened, one, other))
    assert opened.page.inner_text("#panel .kind").startswith("Facts between")
    facts = [fact for fact in FACTS if {fact[0], fact[2]} == {one, other}]
    assert opened.page.locator("#panel .fact").count() == len(facts)
    assert opened.page.locator("#panel blockquote").all_inner_texts() == [fact[6] for fact in facts]
    found = marked(opened)
    for fact in facts:
        names = {ENTITIES[fact[0]][1], *ENTITIES[fact[0]][2]}
        others = {ENTITIES[fact[2]][1], *ENTITIES[fact[2]][2]}
        assert names & set(found["subject"])
        assert others & set(found["object"])
    if len(facts) == 2:
        assert opened.page.locator("#panel .tag.denied").inner_text().lower() == "denied"


def test_a_click_on_a_node_and_on_the_ground(open_page):
    opened = open_page(small())
    opened.page.wait_for_timeout(200)
    x, y = place(opened, "velport", "velport")
    opened.page.mouse.click(x, y)
    assert opened.page.inner_text("#panel h2") == "Velport"
    opened.page.mouse.click(x, y + 60)
    assert opened.page.inner_text("#panel h2") == "Overview"


def numbers(opened):
    return [int(text.split()[0]) for text in opened.page.locator("#panel .list small").all_inner_texts()]


def test_the_best_connected_are_listed_by_the_number_shown(open_page):
    opened = open_page(large(300, 500))
    assert len(numbers(opened)) == 10
    assert numbers(opened) == sorted(numbers(opened), reverse=True)
    opened = open_page(small())
    before = numbers(opened)
    opened.page.locator("#legend [data-key=stated]").uncheck()
    assert sum(numbers(opened)) < sum(before)
    assert numbers(opened) == sorted(numbers(opened), reverse=True)
    opened.quiet()


def test_the_search_field_names_what_is_chosen_or_nothing(open_page):
    opened = open_page(small())
    opened.page.wait_for_timeout(200)
    opened.search("brandt")
    opened.page.keyboard.press("Enter")
    assert opened.page.input_value("#search") == "Élodie Brandt"
    opened.page.click("#panel button.name:has-text('Tarn Lines')")
    assert opened.page.input_value("#search") == ""
    opened.page.click("#panel [data-close]")
    opened.page.click("#zoom button:last-child")
    opened.page.wait_for_timeout(200)
    opened.search("quill")
    opened.page.mouse.click(*place(opened, "velport", "velport"))
    assert opened.page.inner_text("#panel h2") == "Velport"
    assert opened.page.input_value("#search") == ""
    assert not opened.page.locator("#results").is_visible()
    opened.quiet()


def test_legend_counts_and_filters_kinds(open_page):
    opened = open_page(small())
    row = opened.page.locator("#legend .row", has_text="Companies")
    assert row.locator(".count").inner_text() == "2"
    best = "#panel .list button"
    assert "Tarn Lines" in opened.page.locator(best).all_inner_texts()
    row.locator("input").uncheck()
    assert "Tarn Lines" not in opened.page.locator(best).all_inner_texts()
    opened.search("tarn")
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#panel h2") == "Tarn Lines"
    assert opened.page.locator("#legend [data-key=company]").is_checked()


def test_legend_filters_facts_by_status(open_page):
    opened = open_page(small())
    opened.search("tarn lines")
    opened.page.keyboard.press("Enter")
    assert "cooperates with" in opened.panel().lower()
    opened.page.locator("#legend [data-key=denied]").uncheck()
    assert "cooperates with" not in opened.panel().lower()
    assert "1 hidden by the filters" in opened.panel()


def test_only_one_kind_and_back(open_page):
    opened = open_page(small())
    opened.page.locator("#legend [data-only=place]").focus()
    opened.page.keyboard.press("Enter")
    boxes = opened.page.locator("#legend fieldset").first.locator("input")
    assert [boxes.nth(index).is_checked() for index in range(boxes.count())].count(True) == 1
    opened.page.click("#show-all")
    assert all(boxes.nth(index).is_checked() for index in range(boxes.count()))
    assert not opened.page.locator("#show-all").is_visible()


def test_hidden_facts_cannot_be_clicked(open_page):
    opened = open_page(small())
    opened.page.wait_for_timeout(200)
    spot = place(opened, "brandt", "act")
    opened.page.locator("#legend [data-key=former]").uncheck()
    opened.page.wait_for_timeout(200)
    opened.page.mouse.click(*spot)
    assert opened.page.inner_text("#panel h2") == "Overview"


def test_table_view_holds_every_fact(open_page):
    opened = open_page(small())
    opened.page.click("#table-button")
    assert opened.page.locator("#facts tbody tr").count() == 11
    assert not opened.page.locator("#canvas").is_visible()
    opened.page.click("#table-button")
    assert opened.page.locator("#canvas").is_visible()
    opened.quiet()


BROKEN = """() => {
  const broken = [];
  const walker = document.createTreeWalker(document.querySelector("#facts tbody"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const hit of walker.currentNode.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, hit.index);
      range.setEnd(walker.currentNode, hit.index + hit[0].length);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (lines.size > 1) broken.push(hit[0]);
    }
  }
  return broken;
}"""


def test_the_table_breaks_no_word_that_its_column_can_hold(open_page):
    from dataclasses import replace

    names = {"tarn": "Telecommunications Infrastructure Administration", "quill": "Commissionership " + "x" * 200}
    dataset = small()
    entities = tuple(replace(one, name=names.get(one.id, one.name)) for one in dataset.entities)
    facts = tuple(
        replace(
            one,
            role="vice-chairmanship" * (one.id == "s03"),
            evidence=tuple(replace(proof, quote=f"{proof.quote} " * 30) for proof in one.evidence),
        )
        for one in dataset.statements
    )
    opened = open_page(replace(dataset, entities=entities, statements=facts), viewport={"width": 1440, "height": 900})
    opened.page.click("#table-button")
    assert set(opened.page.evaluate(BROKEN)) == {"x" * 200}
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 1440
    opened.quiet()


def test_without_javascript_the_page_is_the_table(open_page):
    opened = open_page(small(), java_script_enabled=False)
    rows = opened.page.locator("#facts tbody tr")
    assert rows.count() == 11
    assert "Tarn Lines owns Quill Ferries. 2031-03-04, Port plan agreed" in opened.page.inner_text("#facts")
    for hidden in ("#stage", "#panel", "#search"):
        assert not opened.page.locator(hidden).is_visible()


def test_an_empty_graph_says_what_to_do(open_page):
    opened = open_page(Dataset())
    assert "newsgraph build FOLDER --out OUT" in opened.page.inner_text("main")
    assert opened.page.locator("script").count() == 0
    opened.quiet()


def test_a_part_of_a_large_graph_says_so(open_page):
    opened = open_page(large(400, 900), nodes=320)
    assert "holds the 320 most important of 400 entities" in opened.page.inner_text(".part")
    assert opened.page.locator("#panel .list li").count() == 10
    opened.quiet()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_follows_the_colour_scheme(open_page, scheme):
    opened = open_page(small(), color_scheme=scheme)
    ground = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(250, 249, 246)", "dark": "rgb(21, 24, 28)"}[scheme]
    opened.page.emulate_media(color_scheme="dark")
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 28)"
    opened.quiet()


@pytest.mark.parametrize("width", [360, 800, 1920])
def test_fits_any_width(open_page, width):
    opened = open_page(small(), viewport={"width": width, "height": 720})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.search("brandt")
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    canvas = opened.page.locator("#canvas").bounding_box()
    panel = opened.page.locator("#panel").bounding_box()
    assert canvas["width"] >= 300
    assert canvas["height"] >= 200
    assert panel["height"] >= 150


def test_every_control_can_be_reached_by_tab_and_shows_focus(open_page):
    opened = open_page(small())
    seen = set()
    for _ in range(60):
        opened.page.keyboard.press("Tab")
        seen.add(
            opened.page.evaluate(
                "() => { const e = document.activeElement; return e === document.body ? '' : e.id || e.dataset.key || e.title || e.className || e.tagName }"
            )
        )
        outline = opened.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none" or opened.page.evaluate("document.activeElement === document.body")
    assert {"search", "table-button", "official", "denied", "Zoom in", "Zoom out", "name"} <= seen


def test_a_quote_with_characters_outside_the_basic_plane_is_marked_right(open_page):
    from dataclasses import replace

    dataset = small()
    quote = "🚢🚢 Tarn Lines owns Quill Ferries 🚢."
    proof = replace(evidence("a1", FACTS[3][6]), article="elsewhere", start=0, end=len(quote), quote=quote)
    statements = tuple(replace(one, evidence=(proof,)) if one.id == "s03" else one for one in dataset.statements)
    opened = open_page(replace(dataset, statements=statements))
    opened.search("quill")
    opened.page.keyboard.press("Enter")
    figure = opened.page.locator("figure", has_text="🚢🚢")
    assert figure.locator("blockquote").inner_text() == quote
    assert figure.locator("mark").all_inner_texts() == ["Tarn Lines", "Quill Ferries"]


def test_layout_leaves_names_room(open_page):
    """In the small graph no two nodes come closer than their signs are wide."""
    opened = open_page(small())
    nodes = opened.page.evaluate("JSON.parse(document.getElementById('data').textContent).nodes")
    for index, one in enumerate(nodes):
        for other in nodes[:index]:
            assert math.hypot(one["x"] - other["x"], one["y"] - other["y"]) > one["size"] + other["size"]
