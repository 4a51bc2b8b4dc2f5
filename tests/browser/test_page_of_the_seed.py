"""The committed page, exports/graph.html, opened from disk as a reader of the repository opens it."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).parents[2] / "exports" / "graph.html"


def test_the_committed_page_asks_for_nothing_and_logs_nothing(open_file):
    opened = open_file(PAGE)
    assert opened.page.locator("#canvas canvas").is_visible()
    opened.page.locator("#panel .list button").first.click()
    assert opened.page.locator("#panel blockquote").count() >= 1
    opened.page.click("#table-button")
    assert opened.page.locator("#facts tbody th").count() >= 1
    opened.quiet()
    assert opened.failures == []
