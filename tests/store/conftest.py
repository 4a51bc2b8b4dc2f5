"""Builds with a pipeline that reads in a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import store_pipeline
from store_articles import files

import graph
from graph.core.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pipeline")


@pytest.fixture
def build(model: Path) -> Callable[..., list[str]]:
    """Builds, and returns what the store said; ``store_pipeline.read`` then holds the texts that were read."""

    def run(articles: Path, out: Path, **sections: Any) -> list[str]:
        told: list[str] = []
        store_pipeline.read.clear()
        settings = store_pipeline.settings(model, **sections)
        graph.build([articles], out, formats=["turtle"], settings=settings, report=Report(notice=told.append))
        return told

    return run


@pytest.fixture
def fresh(build: Callable[..., list[str]], tmp_path: Path) -> Callable[[Path], dict[str, bytes]]:
    """What a build from nothing, without a store, writes of some articles."""

    def run(articles: Path, **sections: Any) -> dict[str, bytes]:
        out = tmp_path / f"fresh-{len(list(tmp_path.iterdir()))}"
        build(articles, out, store={"path": ""}, **sections)
        return files(out)

    return run
