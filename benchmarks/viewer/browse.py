"""One page in a headless Chromium: when it is ready, how many frames it draws in motion, how soon a search answers."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
SCREEN = {"width": 1400, "height": 860}
SEARCH = """(queries) => {
  const input = document.querySelector("#search");
  const list = document.querySelector("#results");
  return queries.map((query) => {
    const start = performance.now();
    input.value = query;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    list.getBoundingClientRect(); // the list is laid out
    return performance.now() - start;
  });
}"""
QUERIES = ("a", "ada", "ada la", "lund dina", "ministry of korr", "harbour authority 1", "zzz")


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one page: seconds until it is ready, frames drawn a second, milliseconds of the slowest search, requests."""

    ready: float
    frames: float
    near: float | None
    search: float | None
    requests: int


def measure(browser: Browser, path: Path, canvas: str, ready: str, seconds: float) -> Figures:
    """Open a page and use it for some seconds: seen as a whole and, where it has a search, from near."""
    context = browser.new_context(viewport=SCREEN, offline=True)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url) if request.url.startswith("http") else None)
    start = time.perf_counter()
    page.goto(path.resolve().as_uri(), wait_until="commit")
    page.wait_for_selector(ready, state="attached", timeout=180_000)
    waited = time.perf_counter() - start
    motion = (HERE / "motion.js").read_text("utf-8")
    ours = page.locator("#search").count() > 0
    search = _search(page) if ours else None
    frames = float(page.evaluate(motion, [canvas, seconds]))
    near = None
    if ours:
        page.locator("#fit").click()
        for _ in range(4):
            page.locator("#zoom button").first.click()
        near = float(page.evaluate(motion, [canvas, seconds]))
    context.close()
    return Figures(waited, frames, near, search, len(requests))


def _search(page: Page) -> float:
    found = [float(one) for one in page.evaluate(SEARCH, QUERIES)]
    page.fill("#search", "")
    return max(found)


def middle(runs: list[Figures]) -> Figures:
    """The median of each figure over the runs."""

    def of(key: str) -> float:
        return median(getattr(run, key) for run in runs)

    ours = runs[0].near is not None
    return Figures(
        of("ready"), of("frames"), of("near") if ours else None, of("search") if ours else None, runs[0].requests
    )
