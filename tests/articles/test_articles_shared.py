"""The evaluation corpora are read without losing an article or a character."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.articles import merge_copies, read_articles
from graph.core.config import InputSettings
from graph.core.report import Report

if TYPE_CHECKING:
    from graph.core.types import Article

SHARED = Path(__file__).parents[2].parent / "shared"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation corpora are not at ../shared"),
]


@cache
def read(folder: str) -> tuple[list[Article], list[str]]:
    """The articles of a folder, and the errors met."""
    report = Report()
    articles = list(read_articles([str(SHARED / folder)], InputSettings(), report))
    return articles, [str(problem) for problem in report.problems if problem.severity == "error"]


def check(folder: str, number: int) -> list[Article]:
    articles, errors = read(folder)
    assert errors == []
    assert len(articles) == number
    for article in articles:
        blanked = list(article.text)
        for part in article.parts:
            blanked[part.start : part.end] = " " * (part.end - part.start)
        assert not "".join(blanked).strip()
    return articles


@pytest.mark.parametrize(
    ("folder", "number"),
    [("seeds", 1), ("gold/train", 921), ("data/men/articles", 140), ("data/dwie/train", 589), ("data/wikinews", 264)],
)
def test_nothing_is_lost(folder: str, number: int) -> None:
    check(folder, number)


def kinds(folder: str) -> Counter[str]:
    """How many articles of a folder have a part of each kind."""
    return Counter(kind for article in read(folder)[0] for kind in {part.kind for part in article.parts})


def test_malaysian_articles_have_datelines() -> None:
    assert kinds("data/men/articles")["dateline"] >= 125


def test_deutsche_welle_articles_have_titles_and_credits_and_no_datelines() -> None:
    found = kinds("data/dwie/train")
    assert found["title"] >= 580
    assert found["agency"] >= 200
    assert found["dateline"] <= 2


def test_the_seed_article() -> None:
    ((article,), _) = read("seeds")
    assert (article.published, article.title[:13]) == ("2023-08-23", "Experts seek ")
    repeat = next(part for part in article.parts if part.kind == "repeat")
    assert article.text[repeat.start : repeat.end].startswith("The conference focuses")
    assert [
        article.text[part.start : part.end] for part in article.parts if part.kind in ("place", "agency", "end_mark")
    ] == ["VNA", "Hanoi", "VNA", "/."]


def test_the_bbc_archive_is_read_and_its_copies_found() -> None:
    report = Report()
    articles = check("data/bbc", 2225)
    kept = merge_copies(articles, 0.85, report)
    assert len(kept) + report.counts["duplicates"] == len(articles)
    assert report.counts["duplicates"] >= 120  # 98 by text alone, more by near copies
