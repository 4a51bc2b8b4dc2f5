"""Train the theme classifier on annotated articles, and measure it by cross-validation.

    python -m training.themes GOLD ARTICLES TOPICS [--cv]
    e.g. ../shared/gold/train.txt ../shared/gold/train ../shared/data/iptc-mediatopics.ttl

TOPICS is the IPTC Media Topics as Turtle. Writes graph/extract/themes/data/model.npz, the same bytes on every run. With
--cv prints hierarchical F1 on held-out fifths for several thresholds instead, through the package's own classifier, and
how scores agree with the annotation (calibration).
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rdflib import Graph
from rdflib.namespace import SKOS
from scipy.sparse import csr_matrix

from graph.extract.themes.classify import Classifier
from graph.extract.themes.lexicon import build_lexicon
from graph.extract.themes.model import UNIT, ThemeModel, stack_inputs
from graph.extract.themes.scheme import load_scheme
from graph.extract.themes.words import count_features, features, read_words
from graph.learn.annotated import read_examples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.extract.themes.lexicon import Hit, Lexicon
    from graph.extract.themes.words import Words

TARGET = Path("graph/extract/themes/data/model.npz")
LEAST, MOST, RIDGE, FOLDS, SEED = 3, 0.4, 0.1, 5, 0
SMALL = 3
"""Quantised weights up to this size become 0: they do not change the figures and halve the file."""
THRESHOLD = 0.32
"""Tuned by --cv on the training articles."""


@dataclass(frozen=True)
class Topics:
    """IPTC Media Topics: code by English label, and the code's own and all broader ones."""

    codes: dict[str, str]
    above: dict[str, frozenset[str]]


@dataclass(frozen=True)
class Example:
    """An annotated article as the classifier reads it, and its topics with all broader ones."""

    words: Words
    counts: Counter[str]
    hits: list[Hit]
    topics: frozenset[str]


def read_topics(path: Path) -> Topics:
    """Labels and hierarchy from the Turtle file."""
    graph = Graph().parse(path, format="turtle")
    code = {node: str(node).rpartition("/")[2] for node in graph.subjects(SKOS.prefLabel)}
    broader = {code[one]: code[other] for one, other in graph.subject_objects(SKOS.broader)}
    labels = {str(label): code[one] for one, label in graph.subject_objects(SKOS.prefLabel) if label.language == "en"}
    above = {}
    for one in code.values():
        chain = [one]
        while chain[-1] in broader:
            chain.append(broader[chain[-1]])
        above[one] = frozenset(chain)
    return Topics(labels, above)


def prepare(gold: Path, articles: Path, topics: Topics, lexicon: Lexicon) -> list[Example]:
    """Read the articles that have themes."""
    examples = []
    for one in read_examples(gold, articles):
        if one.themes:
            words = read_words(one.text)
            wanted = frozenset().union(*(topics.above[topics.codes[label]] for label in one.themes))
            examples.append(Example(words, count_features(features(words), words), lexicon.find(words), wanted))
    return examples


def empty(examples: Sequence[Example], topics: Topics) -> ThemeModel:
    """A model with vocabulary and topics but without weights."""
    themes = load_scheme().themes
    columns = sorted(frozenset().union(*(topics.above[one.iptc] for one in themes.values())))
    closure = np.array([[column in topics.above[one.iptc] for column in columns] for one in themes.values()], np.int8)
    words = Counter(name for one in examples for name in one.counts)
    kept = sorted(name for name, n in words.items() if LEAST <= n <= MOST * len(examples))
    phrases = Counter(name for one in examples for name in {hit.phrase.text for hit in one.hits})
    return ThemeModel(
        themes=tuple(themes),
        topics=tuple(columns),
        closure=closure,
        own=np.array([columns.index(one.iptc) for one in themes.values()]),
        features={name: row for row, name in enumerate(kept)},
        frequencies=np.array([words[name] for name in kept]),
        weights=np.zeros((len(kept), len(columns)), np.int8),
        scales=np.zeros(len(columns)),
        rates=np.mean([[column in one.topics for column in columns] for one in examples], axis=0),
        phrases=dict(sorted(phrases.items())),
        articles=len(examples),
        stack=np.zeros(9),
        threshold=THRESHOLD,
    )


def matrix(model: ThemeModel, examples: Sequence[Example]) -> csr_matrix:
    """Document vectors, a row each."""
    rows = [model.vector(one.counts) for one in examples]
    ends = np.cumsum([0, *(len(row) for row, _ in rows)])
    values = np.concatenate([values for _, values in rows]) / UNIT
    return csr_matrix((values, np.concatenate([row for row, _ in rows]), ends), (len(rows), len(model.features)))


def targets(model: ThemeModel, examples: Sequence[Example]) -> np.ndarray:
    """1 where an article has a topic."""
    return np.array([[topic in one.topics for topic in model.topics] for one in examples], float)


def fit_linear(x: csr_matrix, y: np.ndarray) -> np.ndarray:
    """Ridge regression of all topics at once, solved in the space of articles; ``y`` is centred here."""
    kernel = (x @ x.T).toarray() + RIDGE * np.eye(x.shape[0])
    return np.asarray(x.T @ np.linalg.solve(kernel, y - y.mean(axis=0)))


def fit_stack(inputs: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method with an L2 penalty of 1."""
    weights = np.zeros(inputs.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (p - wanted) + weights
        curve = (inputs * (p * (1 - p))[:, None]).T @ inputs + np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


def folds(number: int) -> np.ndarray:
    """The fold of each article."""
    return np.random.default_rng(SEED).permutation(number) % FOLDS


def train(examples: Sequence[Example], topics: Topics) -> ThemeModel:
    """Fit both parts; the stack sees linear scores of articles that the linear model was not fitted on."""
    model = empty(examples, topics)
    x, y, fold = matrix(model, examples), targets(model, examples), folds(len(examples))
    unseen = np.zeros_like(y)
    for one in range(FOLDS):
        known, held = np.flatnonzero(fold != one), np.flatnonzero(fold == one)
        unseen[held] = x[held] @ fit_linear(x[known], y[known]) + y[known].mean(axis=0)
    lexical = np.array([model.lexical(one.hits, one.words) for one in examples])
    inputs = stack_inputs(unseen, lexical, model.rates)
    stack = np.round(fit_stack(inputs.reshape(-1, inputs.shape[-1]), y.ravel()), 4)
    return quantised(replace(model, stack=stack), fit_linear(x, y))


def quantised(model: ThemeModel, weights: np.ndarray) -> ThemeModel:
    """The model with weights as int8, one scale a topic; features without a weight left are dropped."""
    scales = np.array([float(f"{value:.6g}") for value in np.abs(weights).max(axis=0) / 127])
    whole = np.round(weights / np.maximum(scales, 1e-12)).astype(np.int8)
    whole[np.abs(whole) <= SMALL] = 0
    return replace(model, weights=whole, scales=scales, rates=np.round(model.rates, 6))


def f1(classifier: Classifier, examples: Sequence[Example], topics: Topics) -> np.ndarray:
    """Topics right, given, wanted, and the number of themes given, summed over articles."""
    total = np.zeros(4)
    for one in examples:
        chances = classifier.model.probabilities(classifier.model.vector(one.counts), one.hits, one.words)
        rows = classifier.choose(chances, one.hits, one.words)
        codes = [classifier.model.topics[classifier.model.own[row]] for row in rows]
        given: frozenset[str] = frozenset().union(*(topics.above[code] for code in codes))
        total += len(given & one.topics), len(given), len(one.topics), len(rows)
    return total


def validate(examples: Sequence[Example], topics: Topics, lexicon: Lexicon) -> None:
    """Print the figures of five models, each on the fifth of the articles that it has not seen."""
    fold = folds(len(examples))
    grid = (0.24, 0.26, 0.28, 0.3, 0.32, 0.34)
    sums = np.zeros((len(grid), 4))
    pairs: list[tuple[float, bool]] = []
    for one in range(FOLDS):
        model = train([example for example, part in zip(examples, fold, strict=True) if part != one], topics)
        held = [example for example, part in zip(examples, fold, strict=True) if part == one]
        for row, threshold in enumerate(grid):
            sums[row] += f1(Classifier(lexicon, model, threshold), held, topics)
        for example in held:
            chances = model.probabilities(model.vector(example.counts), example.hits, example.words)
            pairs += [(p, topic in example.topics) for p, topic in zip(chances.tolist(), model.topics, strict=True)]
    for threshold, (hit, given, wanted, number) in zip(grid, sums.tolist(), strict=True):
        figures = f"P {100 * hit / given:.1f} R {100 * hit / wanted:.1f} F1 {200 * hit / (given + wanted):.1f}"
        print(f"threshold {threshold:.2f} {figures} themes an article {number / len(examples):.1f}")
    for low in np.arange(0, 1, 0.1):
        inside = [(p, right) for p, right in pairs if low <= p < low + 0.1]
        mean, share = np.mean(inside, axis=0)
        print(f"probability {low:.1f}–{low + 0.1:.1f}: mean {mean:.2f}, right {share:.2f} of {len(inside)}")


def main(gold: Path, articles: Path, topics_file: Path, validating: bool) -> None:
    """Train and write the model, or validate."""
    topics, lexicon = read_topics(topics_file), build_lexicon(load_scheme())
    examples = prepare(gold, articles, topics, lexicon)
    if validating:
        validate(examples, topics, lexicon)
    else:
        TARGET.write_bytes(train(examples, topics).dump())
        print(f"{TARGET}: {TARGET.stat().st_size:,} bytes from {len(examples)} articles")


if __name__ == "__main__":
    paths = [Path(one) for one in sys.argv[1:] if one != "--cv"]
    if len(paths) != 3:
        sys.exit(__doc__)
    main(*paths, "--cv" in sys.argv)
