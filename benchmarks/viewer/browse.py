"""One page in a headless Chromium: when it is ready, how many frames it draws in motion, how soon a search answers.

Beside seconds by the clock, which other work on the machine lengthens, the processor time is told that the browser's
processes took: of a frame in motion, and until the page was ready.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, CDPSession, Page

HERE = Path(__file__).parent
OURS = "#canvas canvas"
SCREEN = {"width": 1400, "height": 860}
SEARCH = """(queries) => {
  const input = document.querySelector("#search");
  const list = document.querySelector("#results");
  const once = (query) => {
    const start = performance.now();
    input.value = query;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    list.getBoundingClientRect(); // the list is laid out
    return performance.now() - start;
  };
  /* The quickest of five, so that other work on the machine is not counted; then the slowest query. */
  return queries.map((query) => Math.min(...Array.from({ length: 5 }, () => once(query))));
}"""
QUERIES = ("a", "ada", "ada la", "lund dina", "ministry of korr", "harbour authority 1", "zzz")


@dataclass(frozen=True, slots=True)
class Motion:
    """Frames drawn a second, and milliseconds of processor time that a frame took."""

    frames: float
    cost: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one page: seconds until it is ready by the clock and of processor time, seconds until it has its quotes too,
    motion seen as a whole and from near, milliseconds of the slowest search, requests to the network.
    """

    ready: float
    work: float
    quoted: float | None
    whole: Motion
    near: Motion | None
    search: float | None
    requests: int


def measure(browser: Browser, path: Path, canvas: str, ready: str, seconds: float) -> Figures:
    """Open a page and use it for some seconds: seen as a whole and, where it has a search, from near."""
    context = browser.new_context(viewport=SCREEN, offline=True)
    page = context.new_page()
    processes = browser.new_browser_cdp_session()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url) if request.url.startswith("http") else None)
    start, before = time.perf_counter(), _spent(processes)
    page.goto(path.resolve().as_uri(), wait_until="commit")
    page.wait_for_selector(ready, state="attached", timeout=180_000)
    waited, work = time.perf_counter() - start, _spent(processes) - before
    ours = page.locator("#search").count() > 0
    quoted = None
    if ours:
        page.wait_for_selector("html[data-whole=true]", state="attached")
        quoted = time.perf_counter() - start
    search = _search(page) if ours else None
    whole = _motion(page, processes, canvas, seconds)
    near = None
    if ours:
        page.locator("#fit").click()
        for _ in range(4):
            page.locator("#zoom button").first.click()
        near = _motion(page, processes, canvas, seconds)
    context.close()
    return Figures(waited, work, quoted, whole, near, search, len(requests))


def _motion(page: Page, processes: CDPSession, canvas: str, seconds: float) -> Motion:
    start, before = time.perf_counter(), _spent(processes)
    turns, drawn_in = page.evaluate((HERE / "motion.js").read_text("utf-8"), [canvas, seconds])
    frames = float(drawn_in if canvas == OURS else turns)  # of a peer all frames count: it draws none while it lays out
    drawn = max(frames * (time.perf_counter() - start), 1.0)
    return Motion(frames, (_spent(processes) - before) * 1000 / drawn)


def _spent(processes: CDPSession) -> float:
    """Seconds of processor time that the browser's processes have taken so far."""
    return sum(float(one["cpuTime"]) for one in processes.send("SystemInfo.getProcessInfo")["processInfo"])


def _search(page: Page) -> float:
    found = [float(one) for one in page.evaluate(SEARCH, QUERIES)]
    page.fill("#search", "")
    return max(found)


def middle(runs: list[Figures]) -> Figures:
    """The median of each figure over the runs."""

    def of(read: Callable[[Figures], float]) -> float:
        return median(read(run) for run in runs)

    first = runs[0]
    return Figures(
        of(lambda run: run.ready),
        of(lambda run: run.work),
        None if first.quoted is None else of(lambda run: run.quoted),
        Motion(of(lambda run: run.whole.frames), of(lambda run: run.whole.cost)),
        first.near and Motion(of(lambda run: run.near.frames), of(lambda run: run.near.cost)),
        None if first.search is None else of(lambda run: run.search),
        first.requests,
    )
