"""``newsgraph view`` opens the page of a folder, or tells what to do."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest


@pytest.fixture
def asked(monkeypatch):
    """Addresses that a browser was asked to open."""
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: addresses.append(address) or True)
    return addresses


def test_view_opens_the_page_and_prints_its_path(newsgraph, folder, asked):
    page = folder / "graph.html"
    page.write_text("<p>Velport</p>", "utf-8")
    result = newsgraph("view", folder)
    assert (result.exit_code, Path(result.stdout.strip())) == (0, page.resolve())
    assert asked == [page.resolve().as_uri()]


def test_view_can_leave_the_browser_alone(newsgraph, folder, asked):
    (folder / "graph.html").write_text("<p>Velport</p>", "utf-8")
    assert newsgraph("view", folder, "--no-open").exit_code == 0
    assert asked == []


@pytest.mark.parametrize(
    "failing", [lambda address: False, lambda address: (_ for _ in ()).throw(webbrowser.Error("none"))]
)
def test_view_without_a_browser_says_so(newsgraph, folder, monkeypatch, failing):
    (folder / "graph.html").write_text("<p>Velport</p>", "utf-8")
    monkeypatch.setattr(webbrowser, "open", failing)
    result = newsgraph("view", folder)
    assert result.exit_code == 0
    assert result.stdout.strip().endswith("graph.html")
    assert "no browser was found" in result.stderr


def test_view_of_a_folder_without_a_page_tells_how_to_write_it(newsgraph, folder, asked):
    result = newsgraph("view", folder)
    assert result.exit_code == 1
    assert "there is no graph.html in it; write it with: newsgraph build" in " ".join(result.stderr.split())
    assert asked == []
