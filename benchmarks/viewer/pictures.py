"""A picture of a page, as the documentation has them.

    python -m benchmarks.viewer.pictures DIR OUT.png [--search NAME] [--press BUTTON] [--dark] [--size 1400x860]

``--search`` chooses an entity, ``--press`` then presses one of its buttons (focus, expand, pin).
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


def main(page_path: Path, out: Path, search: str, press: str, dark: bool, size: tuple[int, int]) -> None:
    """Open the page, do what is asked, write the picture."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        page.goto(page_path.resolve().as_uri())
        page.wait_for_selector("html[data-ready=true]", state="attached")
        if search:
            page.fill("#search", search)
            page.keyboard.press("Enter")
        if press:
            page.click(f"#panel [data-act={press}]")
        page.evaluate(SETTLED)
        page.screenshot(path=out)
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("out", type=Path, metavar="OUT.png")
    parser.add_argument("--search", default="")
    parser.add_argument("--press", default="")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--size", default="1400x860")
    given = parser.parse_args()
    width, height = map(int, given.size.split("x"))
    main(given.folder / "graph.html", given.out, given.search, given.press, given.dark, (width, height))
