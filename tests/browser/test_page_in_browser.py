"""The page as a reader opens it, in a real browser: search, panel, lines, table, empty pages, small screens."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from page_samples import ENTITIES, FACTS, evidence, small

from graph.core.types import Dataset


def marked(opened):
    """Texts of the marks in the panel, by what they name."""
    return {kind: opened.page.locator(f"#panel mark.{kind}").all_inner_texts() for kind in ("subject", "object")}


def test_opens_from_disk_without_network_or_complaint(open_small):
    opened = open_small()
    assert opened.page.title() == "Velport news"
    assert "11 entities · 10 facts · 2 articles · 2031-03-04 to 2031-05-20" in opened.page.inner_text(".top")
    assert opened.page.locator("#canvas canvas").is_visible()
    assert not opened.page.locator("#facts").is_visible()
    opened.quiet()


def test_something_is_drawn(open_small):
    opened = open_small()
    opened.view()
    colours = opened.page.evaluate(
        """() => {
          const canvas = document.querySelector("#canvas canvas");
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const found = new Set();
          for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3] === 255) found.add(`${pixels[i]},${pixels[i + 1]},${pixels[i + 2]}`);
          return [...found];
        }"""
    )
    # official, ministry, company, organization
    assert {"11,98,168", "192,78,0", "0,122,90", "168,83,138"} <= set(colours)


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
def test_search_finds_by_name_and_alias_without_accents_and_case(open_small, query, name):
    opened = open_small()
    opened.search(query)
    assert opened.page.locator("#results li bdi").first.inner_text() == name
    opened.page.keyboard.press("Enter")
    assert opened.title() == name
    opened.quiet()


def test_search_tells_when_nothing_matches(open_small):
    opened = open_small()
    opened.search("zebra")
    assert opened.page.inner_text("#results") == "No name matches “zebra”"


def test_search_by_keyboard_alone(open_small):
    opened = open_small()
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("har")
    shown = opened.page.locator("#results li bdi").all_inner_texts()[:2]
    opened.page.keyboard.press("ArrowDown")
    active = opened.page.get_attribute("#search", "aria-activedescendant")
    assert opened.page.inner_text(f"#{active} bdi").startswith(shown[1])
    opened.page.keyboard.press("Enter")
    assert opened.title() == shown[1]
    assert opened.page.evaluate("document.activeElement.textContent") == shown[1]
    opened.page.keyboard.press("Escape")
    assert opened.title() == "Overview"


def test_panel_of_a_node_shows_posts_facts_quotes_and_sources(open_small):
    opened = open_small()
    opened.go("Élodie Brandt")
    text = opened.panel()
    for wanted in (
        "Official",
        "Also: Brandt; Dr Élodie Brandt",
        "Named in 2 articles",
        "Minister, Ministry of Harbours",
        "former",
    ):
        assert wanted in text
    headings = [one.lower() for one in opened.page.locator("#panel h3").all_inner_texts()]
    assert headings == ["posts", "themes", "meets", "issues", "is succeeded by", "concerns", "articles"]
    assert opened.page.locator("#panel .posts .when").all_inner_texts() == ["2030-06 – …"]
    assert opened.page.locator("#panel .chips").first.inner_text() == "digital economy"
    assert opened.page.locator("#panel blockquote").first.inner_text() == FACTS[0][6]
    source = opened.page.locator("#panel figcaption").first
    assert source.inner_text() == "2031-03-04 · Port plan agreed · The Velport Gazette"
    link = source.locator("a")
    assert link.get_attribute("href") == "https://news.example/port"
    assert link.get_attribute("rel") == "noopener noreferrer"
    iri = opened.page.locator("#panel .iri a").get_attribute("href")
    assert iri == "https://newsgraph.example/entity/elodie-brandt-brandt"


def test_a_body_tells_who_holds_posts_at_it(open_small):
    opened = open_small()
    opened.go("Ministry of Harbours")
    assert "Who holds posts here" in opened.page.locator("#panel h3").first.inner_text()
    assert "Minister, Élodie Brandt" in opened.page.inner_text("#panel .posts")


def test_a_name_in_the_panel_leads_to_its_node(open_small):
    opened = open_small()
    opened.go("Élodie Brandt")
    opened.page.click("#panel button.name:has-text('Tarn Lines')")
    assert opened.title() == "Tarn Lines"
    opened.page.click("#panel [data-close]")
    assert opened.title() == "Overview"


def test_a_node_without_facts_says_so_and_lists_its_articles(open_small):
    opened = open_small()
    opened.go("Port Agency")
    assert "No fact links it to another entity" in opened.panel()
    assert "Port plan agreed" in opened.panel()


@pytest.mark.parametrize(("one", "other"), [("tarn", "quill"), ("lind", "brandt"), ("union", "summit")])
def test_a_click_on_a_line_shows_every_fact_between_with_both_ends_marked(open_small, one, other):
    opened = open_small()
    opened.page.mouse.click(*opened.spot(one, other))
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
        assert "2031-0" in opened.page.inner_text("#panel figcaption time")
    if len(facts) == 2:
        assert opened.page.locator("#panel .tag.denied").inner_text().lower() == "denied"


def test_a_click_on_a_node_and_on_the_ground(open_small):
    opened = open_small()
    x, y = opened.spot("velport")
    opened.page.mouse.click(x, y)
    assert opened.title() == "Velport"
    opened.page.mouse.click(x, y + 60)
    assert opened.title() == "Overview"


def test_pointing_at_a_node_names_it(open_small):
    opened = open_small()
    opened.page.mouse.move(*opened.spot("quill"))
    assert opened.page.inner_text("#tip") == "Quill Ferries\nCompany · 3 facts"
    opened.page.mouse.move(*opened.spot("lind", "brandt"))
    assert opened.page.inner_text("#tip").startswith("Oskar Lind succeeds Élodie Brandt")


def test_the_search_field_names_what_is_chosen_or_nothing(open_small):
    opened = open_small()
    opened.go("Élodie Brandt")
    assert opened.page.input_value("#search") == "Élodie Brandt"
    opened.page.click("#panel button.name:has-text('Tarn Lines')")
    assert opened.page.input_value("#search") == ""
    opened.page.click("#panel [data-close]")
    assert opened.page.input_value("#search") == ""
    opened.page.click("#fit")
    opened.search("quill")
    opened.page.mouse.click(*opened.spot("velport"))
    assert opened.title() == "Velport"
    assert not opened.page.locator("#results").is_visible()
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
    names = {"tarn": "Telecommunications Infrastructure Administration", "quill": "Commissionership " + "x" * 200}
    dataset = small()
    entities = tuple(replace(one, name=names.get(one.id, one.name)) for one in dataset.entities)
    facts = tuple(
        replace(
            one,
            role="chairmanship" * (one.id == "s03"),
            evidence=tuple(replace(proof, quote=f"{proof.quote} " * 30) for proof in one.evidence),
        )
        for one in dataset.statements
    )
    opened = open_page(replace(dataset, entities=entities, statements=facts), viewport={"width": 1440, "height": 900})
    opened.page.click("#table-button")
    assert set(opened.page.evaluate(BROKEN)) == {"x" * 200}
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 1440
    opened.quiet()


@pytest.mark.parametrize("width", [360, 1000, 1400])
def test_the_table_breaks_no_date(open_page, width):
    dataset = small()
    spans = {"s01": ("2030-06", "2031-02-11"), "s03": ("2030-06-01", None)}
    facts = tuple(
        replace(one, valid_from=spans[one.id][0], valid_to=spans[one.id][1]) if one.id in spans else one
        for one in dataset.statements
    )
    opened = open_page(replace(dataset, statements=facts), viewport={"width": width, "height": 800})
    opened.page.click("#table-button")
    dates = opened.page.locator("#facts td.when span")
    assert {"2030-06", "2031-02-11", "2030-06-01", "2031-05-20"} <= set(dates.all_inner_texts())
    assert dates.evaluate_all("(all) => all.map((one) => one.getClientRects().length)") == [1] * dates.count()


def test_an_address_with_a_retired_id_opens_what_took_its_place(open_page):
    dataset = small()
    entities = tuple(replace(one, replaces=("old1", "old2")) if one.id == "tarn" else one for one in dataset.entities)
    opened = open_page(replace(dataset, entities=entities))
    opened.page.goto(opened.page.url.partition("#")[0] + "#node=old2&hide=old1")
    opened.page.reload()
    opened.page.wait_for_selector("html[data-ready=true]", state="attached")
    assert opened.title() == "Tarn Lines"
    opened.until("location.hash.includes('node=tarn')")


@pytest.mark.parametrize(
    ("status", "post"),
    [("stated", "Minister, Ministry of Harbours · "), ("planned", ""), ("former", ""), ("denied", "")],
)
def test_entities_of_one_name_are_told_apart_by_what_is_stated(open_page, status, post):
    dataset = small()
    entities = tuple(
        replace(one, name="Lind") if one.id in ("lind", "brandt", "union") else one for one in dataset.entities
    )
    statements = tuple(replace(one, status=status) if one.role else one for one in dataset.statements)
    opened = open_page(replace(dataset, entities=entities, statements=statements))
    opened.search("lind")
    assert sorted(opened.page.locator("#results li small").all_inner_texts()) == [
        f"Official · {post}2 articles", "Organization · 1 article", "Person · 1 article",
    ]  # fmt: skip


def test_without_javascript_the_page_is_the_table(open_small):
    opened = open_small(java_script_enabled=False)
    rows = opened.page.locator("#plain-facts tbody tr")
    assert rows.count() == 11
    assert "Tarn Lines owns Quill Ferries. 2031-03-04, Port plan agreed" in opened.page.inner_text("#plain-facts")
    for hidden in ("#stage", "#panel", "#search"):
        assert not opened.page.locator(hidden).is_visible()


def test_an_empty_graph_says_what_to_do(open_page):
    opened = open_page(Dataset())
    assert "newsgraph build FOLDER --out OUT" in opened.page.inner_text("main")
    assert opened.page.locator("script").count() == 0
    opened.quiet()


def test_a_part_of_a_large_graph_says_so(open_page):
    opened = open_page(small(), nodes=8)
    assert "holds the 8 most important of\n11 entities" in "\n".join(
        line.strip() for line in opened.page.text_content(".part").splitlines()
    )
    assert opened.shown()[0] == 8
    opened.quiet()


@pytest.mark.parametrize("width", [360, 800, 1920])
def test_fits_any_width(open_small, width):
    opened = open_small(viewport={"width": width, "height": 720})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.go("Élodie Brandt")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    canvas = opened.page.locator("#canvas").bounding_box()
    panel = opened.page.locator("#panel").bounding_box()
    assert canvas["width"] >= 300
    assert canvas["height"] >= 200
    assert panel["height"] >= 150
    if width == 360:
        opened.page.click("#filter-button")
        assert opened.page.locator("#legend [data-key=company]").is_visible()


def test_a_quote_with_characters_outside_the_basic_plane_is_marked_right(open_page):
    dataset = small()
    quote = "🚢🚢 Tarn Lines owns Quill Ferries 🚢."
    proof = replace(evidence("a1", FACTS[3][6]), article="elsewhere", start=0, end=len(quote), quote=quote)
    statements = tuple(replace(one, evidence=(proof,)) if one.id == "s03" else one for one in dataset.statements)
    opened = open_page(replace(dataset, statements=statements))
    opened.go("Quill Ferries")
    figure = opened.page.locator("figure", has_text="🚢🚢")
    assert figure.locator("blockquote").inner_text() == quote
    assert figure.locator("mark").all_inner_texts() == ["Tarn Lines", "Quill Ferries"]


def test_layout_leaves_names_room(open_small):
    """In the small graph no two nodes come closer than their signs are wide."""
    nodes = open_small().data()["nodes"]
    for index, one in enumerate(nodes):
        for other in nodes[:index]:
            assert math.hypot(one["x"] - other["x"], one["y"] - other["y"]) > 56
