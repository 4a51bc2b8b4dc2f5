"""The parts of the resolution benchmark, and what it promises of newsgraph on a small scale."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.resolution.align import align
from benchmarks.resolution.dwie import read
from benchmarks.resolution.scores import b_cubed, pairwise
from benchmarks.resolution.synthetic import corpus
from graph.core.types import Mention
from graph.evaluate import coreference
from graph.resolve.resolver import link

DWIE = Path(__file__).parents[2].parent / "shared" / "data" / "dwie" / "dev.jsonl"
partitions = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=25)


@given(partitions)
def test_b_cubed_is_that_of_the_evaluation(rows):
    found, true = [one for one, _ in rows], [other for _, other in rows]
    clusters = [[{i for i, label in enumerate(side) if label == one} for one in set(side)] for side in (true, found)]
    expected, got = coreference.b_cubed(*clusters), b_cubed(found, true)
    assert (100 * got.precision, 100 * got.recall) == pytest.approx((expected.precision, expected.recall))


@given(partitions)
def test_pairwise_counts_pairs(rows):
    pairs = [(one[0] == other[0], one[1] == other[1]) for one, other in combinations(rows, 2)]
    both, found, true = (sum(map(test, pairs)) for test in (all, lambda pair: pair[0], lambda pair: pair[1]))
    got = pairwise([one for one, _ in rows], [other for _, other in rows])
    assert got.precision == pytest.approx(both / found if found else 1)
    assert got.recall == pytest.approx(both / true if true else 1)


def test_mentions_are_aligned_one_to_one_and_the_best_first():
    true = [Mention("a", 0, 10, "x", "place"), Mention("a", 20, 30, "y", "place"), Mention("b", 0, 5, "z", "place")]
    found = [Mention("a", 0, 3, "x", "place"), Mention("a", 1, 10, "x", "place"), Mention("a", 20, 30, "y", "place")]
    assert align(found, true) == [(found[2], true[1]), (found[1], true[0])]


def test_synthetic_articles_are_the_same_each_time_and_their_mentions_are_in_the_text():
    made = corpus(2000, 500, seed=3)
    assert made == corpus(2000, 500, seed=3)
    assert made != corpus(2000, 500, seed=4)
    texts = {article.id: article.text for article in made.articles}
    assert len(made.truth) >= 2000
    assert all(texts[one.article][one.start : one.end] == one.text for one in made.truth)
    assert all(
        sorted(i for chain in one.chains for i in chain) == list(range(len(one.mentions))) for one in made.extractions
    )


def test_synthetic_articles_are_resolved():
    made = corpus(6000, 1400)
    entity = {one.mention: one.entity for one in link(made.articles, made.extractions).links}
    mentions = list(made.truth)
    got = pairwise([entity[one] for one in mentions], [made.truth[one] for one in mentions])
    assert got.precision > 0.96
    assert got.recall > 0.95


@pytest.mark.shared
@pytest.mark.skipif(not DWIE.exists(), reason="needs ../shared/data/dwie/dev.jsonl")
def test_real_articles_are_resolved():
    linked = read(DWIE)
    entity = {one.mention: one.entity for one in link(linked.articles, linked.extractions).links}
    found, true = [entity[one] for one in linked.truth], list(linked.truth.values())
    assert b_cubed(found, true).f1 >= 0.97
    assert pairwise(found, true).precision >= 0.98
