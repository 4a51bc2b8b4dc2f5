"""Our figures are those of the scorer that the measure was defined with."""

from __future__ import annotations

from pathlib import Path

import pytest
from reference import SHARED, as_printed, ask, needs_scorer
from slips import build_with_slips

import graph
from graph.articles import merge_copies, read_articles
from graph.core.config import InputSettings
from graph.core.report import Report
from graph.evaluate import read_gold, score
from graph.publish.interchange import write_interchange

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "examples" / "gold.txt"

# What score.py printed of the build with slips.
FIGURES = {
    "entity_f1": "70.9",
    "fact_f1": "73.7",
    "status_accuracy": "97.1",
    "role_accuracy": "94.1",
    "theme_f1": "81.4",
}


@pytest.fixture(scope="module")
def archive():
    found = read_articles([str(ROOT / "examples" / "archive")], InputSettings(), Report())
    return sorted(merge_copies(found, 0.85, Report()), key=lambda one: one.id)


@pytest.fixture(scope="module")
def slipped(archive):
    return build_with_slips(read_gold(GOLD), archive)


@pytest.fixture(scope="module")
def ours(archive, slipped):
    return as_printed(score(slipped, read_gold(GOLD), {one.id: one.text for one in archive}))


def test_figures_of_the_example_archive_are_those_recorded(ours):
    assert ours[2] == FIGURES


@pytest.mark.shared
@needs_scorer
def test_figures_of_the_example_archive_are_the_scorers(archive, slipped, ours, tmp_path):
    for article in archive:
        (tmp_path / f"{article.id}.txt").write_text(article.text, "utf-8")
    (tmp_path / "build").mkdir()
    write_interchange(slipped, tmp_path / "build")
    assert ours == ask(tmp_path / "build", GOLD, tmp_path)


@pytest.mark.shared
@needs_scorer
def test_figures_of_real_articles_are_the_scorers(tmp_path):
    gold, articles = SHARED / "dev.txt", SHARED / "articles"
    built = graph.build([articles], out=tmp_path, formats=["jsonl"])
    texts = {article.id: article.text for article in built.articles}
    assert as_printed(score(built.dataset, read_gold(gold), texts)) == ask(tmp_path, gold, articles)
