"""A real Chromium, opened on pages written from invented data; every request and every console message is kept."""

from __future__ import annotations

import base64
import gzip
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_samples import small

from graph.core.config import PublishSettings
from graph.publish.html import write

sys.path.insert(0, str(Path(__file__).parents[2]))  # benchmarks/ lies beside the package and is not installed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from graph.core.types import Dataset

READY = "html[data-ready=true]"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@dataclass
class Opened:
    """A page, and what it asked the network for or complained about."""

    page: Page
    path: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def data(self) -> dict[str, Any]:
        """The data that the file holds."""
        kind, text = re.search(
            r'<script id="data" type="([^"]*)">(.*?)</script>', self.path.read_text("utf-8"), re.S
        ).groups()
        return json.loads(text if kind == "application/json" else gzip.decompress(base64.b64decode(text)))

    def panel(self) -> str:
        return self.page.inner_text("#panel")

    def title(self) -> str:
        return self.page.inner_text("#panel h2")

    def search(self, text: str) -> None:
        self.page.fill("#search", "")
        self.page.fill("#search", text)

    def go(self, name: str) -> None:
        """Choose an entity as a reader does: by typing its name."""
        self.search(name)
        self.page.keyboard.press("Enter")
        assert self.title() == name

    def act(self, name: str) -> None:
        """Press a button of the chosen entity: focus, expand, path, pin or hide."""
        self.page.click(f"#panel [data-act={name}]")

    def until(self, expression: str, wanted: object = True) -> Any:
        """Wait until an expression has a value; what it had last is in the failure."""
        found = None
        for _ in range(400):
            found = self.page.evaluate(expression)
            if found == wanted:
                return found
            self.page.wait_for_timeout(25)
        raise AssertionError(f"{expression} is {found!r}, not {wanted!r}")

    def view(self) -> list[float]:
        """Middle and scale of the view, once what was asked for is drawn."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"
        )
        return [float(part) for part in self.page.get_attribute("#canvas", "data-view").split()]

    def spot(self, one: str, other: str | None = None, part: float = 0.35) -> tuple[float, float]:
        """The point of the screen where a node is, or a point on the line to another, away from its label."""
        nodes = {node["id"]: node for node in self.data()["nodes"]}
        ends = nodes[one], nodes[other or one]
        x, y, scale = self.view()
        box = self.page.locator("#canvas canvas").bounding_box()
        left, top = (ends[0][key] + (ends[1][key] - ends[0][key]) * part for key in ("x", "y"))
        return box["x"] + box["width"] / 2 + (left - x) * scale, box["y"] + box["height"] / 2 + (top - y) * scale

    def shown(self) -> tuple[int, int]:
        """How many entities and facts the filters leave, as the page says."""
        self.view()
        found = re.search(r"([\d,]+) entit(?:y|ies) drawn.*? · ([\d,]+) facts?", self.page.inner_text("#status"))
        return tuple(int(number.replace(",", "")) for number in found.groups())

    def tells(self, words: str) -> None:
        """Wait until the status says these words; while the view moves it is told a few times a second."""
        told = "(words) => document.querySelector('#status').textContent.includes(words)"
        self.page.wait_for_function(told, arg=words)

    def quiet(self) -> None:
        """Fail if the page used the network, ran a dialog or logged an error."""
        assert self.requests == []
        assert self.complaints == []


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """A new page whose complaints are kept, and its requests but for those that ``own`` says are not to be counted."""
    contexts = []

    def make(path: Path, own: Callable[[str], bool], **options: object) -> Opened:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", "accept_downloads": True}
            | options
        )
        contexts.append(context)
        opened = Opened(context.new_page(), path)
        opened.page.on("request", lambda request: None if own(request.url) else opened.requests.append(request.url))
        opened.page.on("requestfailed", lambda request: opened.failures.append(request.url))
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on("dialog", lambda dialog: (opened.complaints.append(dialog.message), dialog.dismiss()))
        return opened

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def open_file(new_page: Callable[..., Opened]) -> Callable[..., Opened]:
    """A page from disk; any request but for the file itself is kept."""

    def load(path: Path, fragment: str = "", **options: object) -> Opened:
        own = path.resolve().as_uri()
        opened = new_page(
            path, lambda url: url.partition("#")[0] in (own, "data:,") or url.startswith("blob:"), **options
        )
        opened.page.goto(own + fragment)
        if options.get("java_script_enabled", True) and opened.page.locator("script#data, html[data-ready]").count():
            opened.page.wait_for_selector(READY, state="attached")
        return opened

    return load


@pytest.fixture
def open_address(new_page: Callable[..., Opened]) -> Callable[..., Opened]:
    """A page from a server; any request but for the page itself is kept. With ``clock`` the test moves its time."""

    def load(path: Path, address: str, fragment: str = "", clock: bool = False, **options: object) -> Opened:
        opened = new_page(path, lambda url: url.partition("#")[0] in (address, "data:,"), **options)
        if clock:
            opened.page.clock.install()
        opened.page.goto(address + fragment)
        opened.page.wait_for_selector(READY, state="attached")
        return opened

    return load


def written(path: Path, dataset: Dataset, nodes: int = 20_000, title: str = "Velport news") -> Path:
    with path.open("wb") as file:
        write(dataset, file, PublishSettings(title=title, page_nodes=nodes))
    return path


@pytest.fixture
def open_page(open_file: Callable[..., Opened], tmp_path: Path) -> Callable[..., Opened]:
    """The page of a data set."""

    def build(dataset: Dataset, nodes: int = 20_000, title: str = "Velport news", **options: object) -> Opened:
        return open_file(written(tmp_path / "graph.html", dataset, nodes, title), **options)

    return build


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("small") / "graph.html", small())


@pytest.fixture(scope="session")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More entities than are drawn at once, in communities; its data is compressed."""
    from benchmarks.viewer.generate import generate

    return written(tmp_path_factory.mktemp("large") / "graph.html", generate(2600))


@pytest.fixture
def open_small(open_file: Callable[..., Opened], small_file: Path) -> Callable[..., Opened]:
    return lambda fragment="", **options: open_file(small_file, fragment, **options)


@pytest.fixture
def open_large(open_file: Callable[..., Opened], large_file: Path) -> Callable[..., Opened]:
    return lambda fragment="", **options: open_file(large_file, fragment, **options)
