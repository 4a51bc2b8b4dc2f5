"""How quickly the page draws, opens and searches, next to pyvis as it comes, in one run of one browser.

    python -m benchmarks.viewer [--runs 3] [--seconds 5] [--sizes 1000 5000 20000] [--out FILE]

Prints a table and writes it to ``results.md`` beside this file. Compare rows of one run only: frames are the machine's.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.viewer import browse
from benchmarks.viewer.browse import Figures, measure, middle
from benchmarks.viewer.generate import generate
from benchmarks.viewer.peers import write_pyvis
from graph.core.config import PublishSettings
from graph.publish.html import write

HERE = Path(__file__).parent
OURS, COMES, PLACED = "newsgraph", "pyvis as it comes", "pyvis, places given, physics off"
HEAD = """# Results

`python -m benchmarks.viewer` writes this file; [README.md](README.md) tells what is measured.

{day:%Y-%m-%d}, headless Chromium {version} without a GPU, two cores, 1400 × 860 pixels; medians of {runs} runs.

"""
COLUMNS = (
    *(
        "entities",
        "page",
        "frames/s, whole",
        "times pyvis",
        "processor ms a frame",
        "frames/s, near",
        "processor ms a frame",
    ),
    *("ready, s", "processor s", "with quotes, s", "slowest search, ms", "file, MB", "requests"),
)
PEERS_UP_TO = {COMES: 1000, PLACED: 5000}
"""pyvis lays out a graph of 1,000 for a minute already, and to add an edge it searches the list of all nodes."""
READY = {OURS: "html[data-ready=true]", COMES: "#mynetwork canvas", PLACED: "#mynetwork canvas"}
CANVAS = {OURS: browse.OURS, COMES: "#mynetwork canvas", PLACED: "#mynetwork canvas"}


def main(sizes: list[int], runs: int, seconds: float, out: Path) -> None:
    """Write the pages, measure them in turns, print and write the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        pages = {key: path for size in sizes for key, path in _pages(size, Path(folder)).items()}
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        found: dict[tuple[str, int], list[Figures]] = {key: [] for key in pages}
        for _ in range(runs):
            for (system, size), path in pages.items():
                print(f"{system}, {size:,}", flush=True)
                found[system, size].append(measure(browser, path, CANVAS[system], READY[system], seconds))
        text = _table(
            {key: middle(one) for key, one in found.items()}, {key: one.stat().st_size for key, one in pages.items()}
        )
        version = browser.version
        browser.close()
    head = HEAD.format(day=datetime.now(UTC), version=version, runs=runs)
    print(text)
    out.write_text(head + text, "utf-8")


def _pages(size: int, folder: Path) -> dict[tuple[str, int], Path]:
    dataset = generate(size)
    ours = folder / f"newsgraph{size}.html"
    with ours.open("wb") as file:
        write(dataset, file, PublishSettings(title=f"{size:,} entities"))
    pages = {(OURS, size): ours}
    for name, most in PEERS_UP_TO.items():
        if size <= most:
            pages[name, size] = folder / f"pyvis{size}{name == PLACED}.html"
            write_pyvis(dataset, pages[name, size], placed=name == PLACED)
    return pages


def _table(found: dict[tuple[str, int], Figures], sizes: dict[tuple[str, int], int]) -> str:
    rows = [f"| {' | '.join(COLUMNS)} |", "|" + "---|" * len(COLUMNS)]
    for (system, size), one in found.items():
        comes = found.get((COMES, size))
        ratio = f"{one.whole.frames / comes.whole.frames:,.0f}" if comes and system != COMES else "–"
        near = (f"{one.near.frames:.0f}", f"{one.near.cost:.0f}") if one.near else ("–", "–")
        search = "–" if one.search is None else f"{one.search:.0f}"
        quoted = "–" if one.quoted is None else f"{one.quoted:.1f}"
        cells = (
            *(f"{size:,}", system, f"{one.whole.frames:.2f}", ratio, f"{one.whole.cost:,.0f}", *near),
            *(
                f"{one.ready:.1f}",
                f"{one.work:.1f}",
                quoted,
                search,
                f"{sizes[system, size] / 1e6:.1f}",
                str(one.requests),
            ),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20000])
    parser.add_argument("--out", type=Path, default=HERE / "results.md")
    given = parser.parse_args()
    main(given.sizes, given.runs, given.seconds, given.out)
