"""What an analyst does on the page, done as a person would: filters, time, path, pin, hide, focus, undo, links, files."""

from __future__ import annotations

import csv
import io
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from page_samples import FACTS


def open_section(opened, kind):
    section = opened.page.locator(f"#legend details[data-kind={kind}]")
    if section.get_attribute("open") is None:
        section.locator("summary").click()
    return section


def row(opened, kind, label):
    return open_section(opened, kind).locator(".row", has=opened.page.get_by_text(label, exact=True))


@pytest.mark.parametrize(
    ("kind", "label", "count", "facts"),
    [
        ("type", "Companies", 2, 10 - 5),
        ("status", "Denied", 1, 9),
        ("predicate", "owns", 1, 9),
        ("predicate", "concerns", 1, 10),
        ("theme", "digital economy", 5, 5),
        ("source", "Harbour Herald", 5, 5),
    ],
)
def test_the_legend_counts_and_filters(open_small, kind, label, count, facts):
    opened = open_small()
    assert opened.shown() == (11, 10)
    one = row(opened, kind, label)
    assert one.locator(".count").inner_text() == str(count)
    one.locator("input").uncheck()
    assert opened.shown()[1] == facts
    opened.page.click("#show-all")
    assert opened.shown() == (11, 10)
    assert not opened.page.locator("#show-all").is_visible()
    opened.quiet()


def counts(opened, kind):
    """What the legend says of each row of a kind."""
    rows = open_section(opened, kind).locator(".row")
    return {one.locator("bdi").inner_text(): int(one.locator(".count").inner_text()) for one in rows.all()}


def test_the_counts_of_the_legend_follow_all_other_filters(open_small):
    opened = open_small()
    before = counts(opened, "status"), counts(opened, "predicate"), counts(opened, "type")
    assert before[0] == {"Stated": 7, "Planned": 1, "Former": 1, "Denied": 1}
    row(opened, "status", "Denied").locator("input").uncheck()
    assert counts(opened, "status") == before[0]
    assert counts(opened, "predicate") == before[1] | {"cooperates with": 0}
    row(opened, "source", "Harbour Herald").locator("input").uncheck()
    assert counts(opened, "status") == {"Stated": 5, "Planned": 0, "Former": 0, "Denied": 0}
    assert sum(counts(opened, "source").values()) == 9
    assert counts(opened, "type")["People"] == before[2]["People"] - 1
    opened.page.click("#show-all")
    assert (counts(opened, "status"), counts(opened, "predicate"), counts(opened, "type")) == before
    last = opened.page.locator("#time .sliders input").nth(1)
    last.focus()
    opened.page.keyboard.press("Home")
    assert counts(opened, "status") == {"Stated": 5, "Planned": 0, "Former": 0, "Denied": 0}
    assert counts(opened, "predicate")["concerns"] == 1


def test_only_one_kind_by_keyboard_and_back(open_small):
    opened = open_small()
    opened.page.locator("#legend [data-only=place]").focus()
    opened.page.keyboard.press("Enter")
    boxes = open_section(opened, "type").locator("input")
    assert [boxes.nth(index).is_checked() for index in range(boxes.count())].count(True) == 1
    assert opened.shown() == (1, 0)
    opened.page.locator("#legend details[data-kind=type] .all").click()
    assert opened.shown() == (11, 10)


def test_confidence_filters_and_says_how_much(open_small):
    opened = open_small()
    slider = opened.page.locator("#sure")
    slider.focus()
    for _ in range(10):
        opened.page.keyboard.press("ArrowRight")
    assert opened.page.inner_text("#legend output") == "50%"
    assert opened.shown()[1] == 9
    opened.go("Sailors' Union")
    assert "1 hidden by the filters" in opened.panel()


def test_communities_filter_and_have_a_card(open_large):
    opened = open_large()
    entities, _ = opened.shown()
    first = open_section(opened, "group").locator(".row").first
    size = int(first.locator(".count").inner_text())
    first.locator("input").uncheck()
    assert opened.shown()[0] == entities - size
    opened.page.keyboard.press("Control+z")
    opened.page.locator("#panel [data-group]").first.click()
    assert f"{size} entities" in opened.panel()
    opened.page.get_by_role("button", name="Only these").click()
    assert opened.shown()[0] == size


def test_what_the_filters_hide_cannot_be_clicked_and_says_so_where_nothing_is_left(open_small):
    opened = open_small()
    spot = opened.spot("brandt", "act")
    opened.page.locator("#legend [data-key=former]").uncheck()
    opened.view()
    opened.page.mouse.click(*spot)
    assert opened.title() == "Overview"
    for kind in opened.page.locator("#legend details[data-kind=type] input").all():
        kind.uncheck()
    assert "The filters leave nothing to show." in opened.page.inner_text("#stage")
    opened.page.click("#none-button")
    assert opened.shown() == (11, 10)


def test_a_found_entity_is_shown_even_if_its_kind_was_filtered_out(open_small):
    opened = open_small()
    opened.page.locator("#legend [data-key=company]").uncheck()
    opened.go("Tarn Lines")
    assert opened.page.locator("#legend [data-key=company]").is_checked()


def test_the_time_bar_counts_articles_and_its_range_filters_facts(open_small):
    opened = open_small()
    assert opened.page.inner_text("#time .range").endswith("· 2 articles")
    last = opened.page.locator("#time .sliders input").nth(1)
    last.focus()
    opened.page.keyboard.press("Home")
    assert opened.page.inner_text("#time .range").endswith("· 1 article")
    assert last.get_attribute("aria-valuetext") in opened.page.inner_text("#time .range")
    early = [fact for fact in FACTS if fact[5] == "a1"]
    assert opened.shown()[1] == len(early)
    opened.tells(f"{len(early)} facts · 1 theme link")
    opened.go("Quill Ferries")
    assert opened.page.locator("#panel .fact").count() == 1
    assert "2 hidden by the filters" in opened.panel()
    opened.page.click("#all-time")
    assert opened.shown()[1] == 10
    opened.quiet()


def test_a_range_is_drawn_over_the_bars(open_small):
    opened = open_small()
    box = opened.page.locator("#time .bars").bounding_box()
    opened.page.mouse.move(box["x"] + box["width"] - 3, box["y"] + 10)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 10, steps=4)
    opened.page.mouse.up()
    assert opened.page.inner_text("#time .range").endswith("· 1 article")
    assert opened.shown()[1] == 5


def test_time_plays_and_pauses(open_small):
    opened = open_small()
    opened.page.click("#play")
    assert opened.page.get_attribute("#play", "aria-label") == "Pause"
    assert opened.shown()[1] == 5
    opened.page.click("#play")
    assert opened.page.get_attribute("#play", "aria-label") == "Play through time"
    opened.page.locator("#time .sliders input").nth(1).focus()
    opened.page.keyboard.press("End")
    opened.page.keyboard.press("ArrowLeft")
    assert opened.shown()[1] == 5
    opened.page.click("#play")
    opened.until("document.querySelector('#play').getAttribute('aria-label')", "Play through time")
    assert opened.shown()[1] == 10
    opened.quiet()


def test_the_path_between_two_entities_with_the_sentences_on_it(open_small):
    opened = open_small()
    opened.go("Oskar Lind")
    opened.act("path")
    assert "Choose the entity to which the path from Oskar Lind leads" in opened.panel()
    opened.page.keyboard.type("harbour summit")
    opened.page.keyboard.press("Enter")
    assert opened.title() == "Oskar Lind to Harbour Summit"
    assert "3 steps" in opened.panel()
    steps = opened.page.locator("#panel .step h3").all_inner_texts()
    assert steps == [
        "Oskar Lind → Élodie Brandt", "Élodie Brandt → Ministry of Harbours", "Ministry of Harbours → Harbour Summit",
    ]  # fmt: skip
    assert opened.page.locator("#panel blockquote").count() == 3
    opened.page.get_by_role("button", name="Only the path").click()
    assert opened.shown()[0] == 4
    opened.page.get_by_role("button", name="End").click()
    assert opened.title() == "Overview"
    opened.quiet()


def test_a_path_that_the_filters_cut_says_so_and_a_question_can_be_called_off(open_small):
    opened = open_small()
    opened.page.locator("#legend [data-key=ministry]").uncheck()
    opened.go("Oskar Lind")
    opened.act("path")
    opened.page.keyboard.press("Escape")
    opened.page.click("#panel .notice button")
    assert opened.page.locator("#panel .notice").count() == 0
    opened.act("path")
    opened.page.keyboard.type("harbour summit")
    opened.page.keyboard.press("Enter")
    assert "do not link the two" in opened.panel()


def test_a_dragged_node_is_pinned_and_stays(open_small):
    opened = open_small()
    x, y = opened.spot("velport")
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    opened.page.mouse.move(x + 40, y - 50, steps=5)
    opened.page.mouse.up()
    opened.view()
    assert opened.title() == "Overview"
    opened.page.mouse.click(x + 40, y - 50)
    assert opened.title() == "Velport"
    assert opened.page.get_attribute("#panel [data-act=pin]", "aria-pressed") == "true"
    opened.page.locator("#legend [data-key=place]").uncheck()
    assert opened.shown()[0] == 11
    opened.act("pin")
    opened.page.keyboard.press("Escape")
    assert opened.shown()[0] == 10


def test_hide_and_show_again(open_small):
    opened = open_small()
    opened.go("Tarn Lines")
    opened.act("hide")
    assert opened.shown() == (10, 6)
    assert opened.page.inner_text("#unhide") == "Show 1 hidden entity"
    opened.page.click("#unhide")
    assert opened.shown() == (11, 10)


def test_focus_shows_a_neighbourhood_which_expanding_enlarges(open_small):
    opened = open_small()
    opened.go("Oskar Lind")
    opened.act("focus")
    assert opened.shown()[0] == 2
    opened.tells("in focus")
    opened.page.click("#panel button.name:has-text('Élodie Brandt')")
    opened.act("expand")
    assert opened.shown()[0] == 6
    opened.page.keyboard.press("Escape")
    opened.page.keyboard.press("Escape")
    assert opened.shown()[0] == 11


def test_the_trail_leads_back(open_small):
    opened = open_small()
    for name in ("Oskar Lind", "Tarn Lines", "Velport"):
        opened.go(name)
    assert opened.page.locator("#trail button").all_inner_texts() == ["Oskar Lind", "Tarn Lines", "Velport"]
    opened.page.click("#trail button:has-text('Oskar Lind')")
    assert opened.title() == "Oskar Lind"
    assert opened.page.locator("#trail [aria-current]").inner_text() == "Oskar Lind"


def test_undo_and_redo(open_small):
    opened = open_small()
    assert opened.page.locator("#undo").is_disabled()
    opened.page.locator("#legend [data-key=company]").uncheck()
    opened.page.locator("#legend [data-key=place]").uncheck()
    entities = opened.shown()[0]
    opened.page.click("#undo")
    assert opened.page.locator("#legend [data-key=place]").is_checked()
    assert not opened.page.locator("#legend [data-key=company]").is_checked()
    opened.page.click("body > header h1")
    opened.page.keyboard.press("Control+z")
    assert opened.shown()[0] == 11
    opened.page.keyboard.press("Control+Shift+z")
    opened.page.click("#redo")
    assert opened.shown()[0] == entities
    assert opened.page.locator("#redo").is_disabled()


def test_a_slider_that_moved_is_undone_in_one_step(open_small):
    opened = open_small()
    opened.page.locator("#sure").focus()
    for _ in range(12):
        opened.page.keyboard.press("ArrowRight")
    assert opened.page.inner_text("#legend output") == "60%"
    opened.page.click("#undo")
    assert opened.page.inner_text("#legend output") == "0%"
    assert opened.page.locator("#undo").is_disabled()


def test_the_address_holds_the_view_and_opens_it_again(open_small):
    opened = open_small()
    opened.go("Élodie Brandt")
    opened.act("pin")
    opened.page.locator("#legend [data-key=place]").uncheck()
    opened.page.locator("#time .sliders input").nth(1).focus()
    opened.page.keyboard.press("Home")
    opened.page.locator("#zoom button").first.click()
    view, shown = opened.view(), opened.shown()
    opened.until(
        "(() => { const view = new URLSearchParams(location.hash.slice(1)).get('view') ?? ''; return Number(view.split(',')[2]); })()",
        float(f"{view[2]:.3g}"),
    )
    fragment = opened.page.evaluate("location.hash")
    again = open_small(fragment)
    assert again.title() == "Élodie Brandt"
    assert again.shown() == shown
    assert again.view() == pytest.approx(view, abs=1)
    assert again.page.get_attribute("#panel [data-act=pin]", "aria-pressed") == "true"
    assert not again.page.locator("#legend [data-key=place]").is_checked()
    again.quiet()


@pytest.mark.parametrize(
    "fragment",
    [
        "#node=gone",
        "#node=%3Cscript%3E&view=a,b,c&from=yesterday&sure=x&pin=brandt~a~b&focus=9,gone&path=gone",
        "#" + "%" * 9,
    ],
)
def test_an_address_that_means_nothing_is_passed_over(open_small, fragment):
    opened = open_small(fragment)
    assert opened.title() == "Overview"
    assert opened.shown() == (11, 10)
    opened.quiet()


def saved(opened, entry):
    opened.page.click("#tools summary")
    with opened.page.expect_download() as waiting:
        opened.page.get_by_role("button", name=entry).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_the_view_is_saved_as_a_picture_and_as_a_drawing(open_small):
    opened = open_small()
    width, height = opened.page.evaluate(
        "(() => { const one = document.querySelector('#canvas canvas'); return [one.clientWidth, one.clientHeight]; })()"
    )
    name, picture = saved(opened, "Picture (PNG)")
    assert (name, picture[:8]) == ("graph.png", b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24]) == (2 * width, 2 * height)
    name, drawing = saved(opened, "Drawing (SVG)")
    assert name == "graph.svg"
    texts = "".join(ElementTree.fromstring(drawing).itertext())
    assert "Quill Ferries" in texts
    assert "Velport news" in texts
    opened.quiet()


def test_what_the_filters_leave_is_saved_as_csv_with_its_quotes(open_small):
    opened = open_small()
    opened.page.locator("#legend [data-key=denied]").uncheck()
    name, content = saved(opened, "Facts (CSV)")
    assert name == "graph.csv"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 10
    owns = next(row for row in rows if row["predicate"] == "owns")
    assert (owns["subject"], owns["object"], owns["status"]) == ("Tarn Lines", "Quill Ferries", "stated")
    assert owns["quote"] == "Tarn Lines owns Quill Ferries."
    assert owns["url"] == "https://news.example/port"
    assert owns["subject_iri"] == "https://newsgraph.example/entity/tarn-lines-tarn"


def test_the_list_of_sources_has_each_cited_article_once(open_small):
    opened = open_small()
    _, content = saved(opened, "List of sources")
    assert re.findall(r"^\d+\. .*$", content.decode(), re.MULTILINE) == [
        "1. Port plan agreed. The Velport Gazette. 2031-03-04. https://news.example/port",
        "2. Ferry deal off. Harbour Herald. 2031-05-20. https://news.example/ferry",
    ]


def test_the_table_shows_the_same_selection_and_sorts(open_small):
    opened = open_small()
    opened.page.click("#table-button")
    assert opened.page.locator("#facts tbody tr").count() == 11
    assert not opened.page.locator("#canvas").is_visible()
    assert opened.page.inner_text("#facts caption").startswith("10 facts and 1 theme link that")
    opened.page.locator("#legend [data-key=company]").uncheck()
    assert opened.page.locator("#facts tbody tr").count() == opened.page.locator("#facts tbody th").count() == 6
    opened.page.get_by_role("button", name="Fact", exact=True).click()
    labels = [cell.split(":")[0] for cell in opened.page.locator("#facts tbody td:nth-child(2)").all_inner_texts()]
    assert labels == sorted(labels)
    assert opened.page.get_attribute("#facts th.fact", "aria-sort") == "ascending"
    opened.page.click("#facts button.name:has-text('Oskar Lind')")
    assert opened.title() == "Oskar Lind"
    opened.page.keyboard.press("Escape")
    assert opened.title() == "Overview"
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#canvas").is_visible()
    assert opened.page.get_attribute("#table-button", "aria-pressed") == "false"
    opened.quiet()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_follow_the_system_until_chosen(open_small, scheme):
    ground = {"light": "rgb(247, 247, 244)", "dark": "rgb(20, 23, 27)"}
    other = {"light": "dark", "dark": "light"}[scheme]
    opened = open_small(color_scheme=scheme)
    colour = "getComputedStyle(document.body).backgroundColor"
    assert opened.page.evaluate(colour) == ground[scheme]
    opened.page.click("#look")
    assert opened.page.evaluate(colour) == ground[other]
    opened.page.emulate_media(color_scheme=other)
    assert opened.page.evaluate(colour) == ground[other]
    opened.until("location.hash.includes('look')")
    assert open_small(f"#look={other}", color_scheme=scheme).page.evaluate(colour) == ground[other]
    opened.quiet()


def test_printed_the_page_holds_the_drawing_and_the_facts(open_small):
    opened = open_small(color_scheme="dark")
    opened.go("Tarn Lines")
    look = "getComputedStyle(document.body).backgroundColor"
    dark = opened.page.evaluate(look)
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.page.evaluate(look) == "rgb(247, 247, 244)"
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.evaluate(look) == dark
    opened.page.emulate_media(media="print")
    for hidden in ("#tools", "#search", "#zoom", "#legend", "#panel .actions"):
        assert not opened.page.locator(hidden).is_visible()
    assert opened.page.locator("#canvas canvas").is_visible()
    assert "https://newsgraph.example/entity/tarn-lines-tarn" in opened.page.inner_text("#panel")
    assert opened.page.pdf()[:5] == b"%PDF-"
