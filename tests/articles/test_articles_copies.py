"""Copies of an article become one, whatever the order they come in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.articles import merge_copies
from graph.articles.copies import jaccard
from graph.articles.parts import split_parts
from graph.core.report import Report
from graph.core.types import Article, Copy

if TYPE_CHECKING:
    import random

WORDS = [f"word{number}" for number in range(400)]
STORY = "The " + " ".join(WORDS[:200]) + "."


def article(name: str, text: str, published: str | None = None) -> Article:
    return Article(name, "", text, published, source=f"{name}.txt", parts=split_parts(text)[0])


def merged(*articles: Article, threshold: float = 0.85) -> dict[str, list[str]]:
    return {one.id: [copy.id for copy in one.copies] for one in merge_copies(articles, threshold, Report())}


def changed(text: str, number: int) -> str:
    """The text with so many of its words replaced, spread evenly."""
    words = text.split()
    for index in range(number):
        words[index * len(words) // number] = f"other{index}"
    return " ".join(words)


def test_the_earliest_is_kept_then_the_smallest_id() -> None:
    articles = [
        article("a", STORY),
        article("c", STORY, "2024-01-02"),
        article("b", STORY, "2024-01-02"),
        article("d", STORY, "2024-01-03"),
    ]
    assert merged(*articles) == {"b": ["c", "d", "a"]}


def test_copies_keep_where_they_were_published() -> None:
    other = replace(article("b", STORY, "2024-01-03"), url="https://b.example/1", publisher="B")
    (kept,) = merge_copies([article("a", STORY, "2024-01-02"), other], 0.85, Report())
    assert kept.copies == (Copy("b", "b.txt", "https://b.example/1", "B", "2024-01-03"),)


@pytest.mark.parametrize(
    ("one", "other", "threshold", "same"),
    [
        (STORY, changed(STORY, 2), 0.85, True),
        (STORY, changed(STORY, 20), 0.85, False),
        (STORY, changed(STORY, 20), 0.5, True),
        (STORY, changed(STORY, 2), 0, False),
        (STORY, STORY.upper(), 0, True),
        (STORY, f"Hanoi (VNA) – {STORY}", 0, True),
        (f"LONDON (AP) — {STORY}", f"LONDON (AFP) — {STORY} — AFP", 0, True),
        ("Rain fell on Port Vesper.", "Rain fell on Port Vesper", 0.85, True),
        ("Shares of Quill rose 3 per cent to 8.", "Shares of Quill rose 4 per cent to 8.", 0.1, False),
        ("!!!", "???", 0.85, False),
    ],
)
def test_what_is_a_copy(one: str, other: str, threshold: float, same: bool) -> None:
    assert (len(merged(article("a", one), article("b", other), threshold=threshold)) == 1) == same


def test_a_chain_of_small_changes_does_not_merge_its_ends() -> None:
    steps = [" ".join(WORDS[start : start + 200]) for start in range(0, 100, 10)]
    groups = merged(*(article(f"{number:02}", text) for number, text in enumerate(steps)))
    texts = {f"{number:02}": text for number, text in enumerate(steps)}
    assert len(groups) > 1
    for kept, copies in groups.items():
        for copy in copies:
            first, second = (
                frozenset(zip(text.split(), text.split()[1:], text.split()[2:], strict=False))
                for text in (texts[kept], texts[copy])
            )
            assert len(first & second) / len(first | second) >= 0.85


def test_duplicates_are_counted() -> None:
    report = Report()
    merge_copies(
        [article("a", STORY), article("b", STORY), article("c", changed(STORY, 1)), article("d", "Else.")], 0.85, report
    )
    assert report.counts == {"duplicates": 2}


TEXTS = st.sampled_from(
    [STORY, changed(STORY, 1), changed(STORY, 3), changed(STORY, 6), changed(STORY, 60), "Rain fell.", "Snow fell."]
)
ARTICLES = st.lists(st.tuples(TEXTS, st.sampled_from([None, "2024-01-01", "2024-01-02"])), max_size=8)


@settings(deadline=None, max_examples=30)
@given(ARTICLES, st.sampled_from([0.0, 0.5, 0.85, 1.0]), st.randoms(use_true_random=False))
def test_order_changes_nothing_and_merging_twice_changes_nothing(
    rows: list[tuple[str, str | None]], threshold: float, chance: random.Random
) -> None:
    articles = [article(f"id{number}", text, published) for number, (text, published) in enumerate(rows)]
    once = merge_copies(articles, threshold, Report())
    shuffled = list(articles)
    chance.shuffle(shuffled)
    assert merge_copies(shuffled, threshold, Report()) == once
    assert merge_copies(once, threshold, Report()) == once
    names = [name for one in once for name in (one.id, *(copy.id for copy in one.copies))]
    assert sorted(names) == sorted(one.id for one in articles)
    assert [one.id for one in once] == sorted(one.id for one in once)


@given(st.frozensets(st.text(max_size=2)), st.frozensets(st.text(max_size=2)))
def test_jaccard_is_a_similarity(one: frozenset[str], other: frozenset[str]) -> None:
    assert 0 <= jaccard(one, other) <= 1
    assert jaccard(one, other) == jaccard(other, one)
    assert (jaccard(one, other) == 1) == (one == other)
