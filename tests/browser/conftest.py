"""A real Chromium, opened on pages written from invented data; every request and every console message is kept."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from graph.core.config import PublishSettings
from graph.publish.html import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from graph.core.types import Dataset

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@dataclass
class Opened:
    """A page, and what it asked the network for or complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def panel(self) -> str:
        return self.page.inner_text("#panel")

    def search(self, text: str) -> None:
        self.page.fill("#search", "")
        self.page.fill("#search", text)

    def quiet(self) -> None:
        """Fail if the page used the network, ran a dialog or logged an error."""
        assert self.requests == []
        assert self.complaints == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_file(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """A page from disk; any request but for the file itself is kept."""
    contexts = []

    def load(path: Path, **options: object) -> Opened:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | options
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        own = path.resolve().as_uri()
        opened.page.on(
            "request",
            lambda request: None if request.url in (own, "data:,") else opened.requests.append(request.url),
        )
        opened.page.on("requestfailed", lambda request: opened.failures.append(request.url))
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on("dialog", lambda dialog: (opened.complaints.append(dialog.message), dialog.dismiss()))
        opened.page.goto(own)
        return opened

    yield load
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(open_file: Callable[..., Opened], tmp_path: Path) -> Callable[..., Opened]:
    """The page of a data set."""

    def build(dataset: Dataset, nodes: int = 1500, title: str = "Velport news", **options: object) -> Opened:
        path = tmp_path / "graph.html"
        with path.open("wb") as file:
            write(dataset, file, PublishSettings(title=title, page_nodes=nodes))
        return open_file(path, **options)

    return build
