"""More than can be drawn at once: bubbles, what opens them, and neighbours on demand."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from unittest.mock import patch

import pytest
from page_samples import small

from graph.core.config import PublishSettings
from graph.publish.html import write
from graph.publish.page.packed import pack


def drawn(opened):
    """Entities drawn one by one, and communities drawn as bubbles."""
    opened.view()
    opened.page.wait_for_timeout(200)  # while the view moves, the status is told a few times a second
    status = opened.page.inner_text("#status")
    found = re.match(r"([\d,]+).*?(?:, the others in (\d+) communit|$)", status)
    return int(found[1].replace(",", "")), int(found[2] or 0)


def bubble(opened, at=0):
    """The middle of a community on the screen, by the places of its members."""
    nodes = opened.data()["nodes"]
    groups: dict[int, list] = {}
    for node in nodes:
        groups.setdefault(node["community"], []).append(node)
    members = sorted(groups.values(), key=lambda group: (-len(group), group[0]["community"]))[at]
    x, y = ((min(one[key] for one in members) + max(one[key] for one in members)) / 2 for key in ("x", "y"))
    left, top, scale = opened.view()
    box = opened.page.locator("#canvas canvas").bounding_box()
    return box["x"] + box["width"] / 2 + (x - left) * scale, box["y"] + box["height"] / 2 + (y - top) * scale


def test_the_data_is_compressed_and_all_of_it_is_found(open_large):
    opened = open_large()
    assert 'type="application/gzip"' in opened.path.read_text("utf-8")
    assert opened.shown()[0] > 1500
    opened.go(opened.data()["nodes"][-1]["label"])
    opened.quiet()


def test_seen_from_afar_communities_are_bubbles_which_zooming_opens(open_large):
    opened = open_large()
    nodes, bubbles = drawn(opened)
    assert nodes < 1500
    assert bubbles > 10
    box = opened.page.locator("#canvas").bounding_box()
    opened.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for _ in range(60):
        opened.page.mouse.wheel(0, -300)
        nodes, bubbles = drawn(opened)
        assert nodes <= 1500
        if not bubbles:
            break
    assert bubbles == 0
    assert nodes > 0
    opened.quiet()


def test_a_click_on_a_bubble_tells_of_it_and_opens_it(open_large):
    opened = open_large()
    before = drawn(opened)
    x, y = bubble(opened)
    opened.page.mouse.click(x, y)
    if not opened.page.inner_text("#panel .kind").startswith("Community"):  # a node lay there
        opened.page.keyboard.press("Escape")
        opened.page.locator("#panel [data-group]").first.click()
    opened.page.get_by_role("button", name="Open").click()
    opened.page.click("#fit")
    after = drawn(opened)
    assert after[0] > before[0]
    assert after[1] == before[1] - 1
    opened.page.click("#undo")
    assert drawn(opened) == before


def test_neighbours_of_what_is_chosen_or_expanded_are_drawn_in_any_case(open_large):
    opened = open_large()
    before, _ = drawn(opened)
    opened.page.locator("#panel .list [data-node]").first.click()
    opened.act("expand")
    opened.page.keyboard.press("Escape")
    opened.page.click("#fit")
    after, _ = drawn(opened)
    assert after > before + 10


def test_quotes_come_after_the_first_picture(open_large):
    opened = open_large()
    node = opened.data()["statements"][-1]["subject"]
    opened.go(opened.data()["nodes"][node]["label"])
    opened.page.wait_for_selector("html[data-whole=true]", state="attached")
    assert "was said to have to do with" in opened.page.locator("#panel blockquote").first.inner_text()
    assert opened.page.locator("#panel blockquote:has-text('…')").count() == 0
    assert opened.page.locator("#data, #quotes").count() == 0
    opened.quiet()


def packed(path, dataset):
    """A page whose data is compressed, however little it is."""
    with patch("graph.publish.html.pack", partial(pack, plain=10)), path.open("wb") as file:
        write(dataset, file, PublishSettings())
    return path


def test_a_compressed_page_without_facts_opens(open_file, tmp_path):
    path = packed(tmp_path / "graph.html", replace(small(), statements=(), themes=()))
    assert 'id="quotes"' not in path.read_text("utf-8")
    opened = open_file(path)
    opened.page.wait_for_selector("html[data-whole=true]", state="attached")
    opened.go("Tarn Lines")
    assert not opened.page.locator("#trouble").is_visible()
    opened.quiet()


@pytest.mark.parametrize("damage", [lambda text: text[: len(text) // 2], lambda text: "!" + text, lambda text: ""])
def test_damaged_quotes_are_told_and_all_else_can_be_used(open_file, tmp_path, damage):
    path = packed(tmp_path / "graph.html", small())
    page = path.read_text("utf-8")
    found = re.search('(<script id="quotes"[^>]*>)([^<]*)', page)
    path.write_text(page.replace(found[0], found[1] + damage(found[2])), "utf-8")
    opened = open_file(path)
    opened.page.wait_for_selector("html[data-whole=true]", state="attached")
    assert "Sentences behind the facts are damaged in this file" in opened.page.inner_text("#trouble")
    assert opened.page.locator("#trouble button").count() == 1
    opened.go("Tarn Lines")
    assert "(damaged in this file)" in opened.page.locator("#panel blockquote").all_inner_texts()
    opened.page.click("#trouble button")
    assert not opened.page.locator("#trouble").is_visible()
    opened.quiet()
