"""Annotated articles as the encoder is trained on them: pieces, candidate names and pairs of names as numbers.

    python -m training.corpus GOLD ARTICLES TARGET      e.g. ../shared/gold/train.txt ../shared/gold/train corpus.pkl

The classes of candidates are those of `graph.learn.names`, those of pairs of `graph.learn.pairs`; a pair of
two sentences is of a fact's class where the fact's evidence needs both sentences.
"""

from __future__ import annotations

import pickle
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from graph.core.ontology import PREDICATES
from graph.extract.encoder.pieces import Pieces, pieces
from graph.extract.encoder.units import LABELS, across, consecutive, numbers
from graph.extract.relations.anaphora import add_anaphors
from graph.extract.relations.scorer import NONE
from graph.extract.relations.select import evidence
from graph.extract.relations.sentences import read_sentences
from graph.learn.annotated import read_examples
from graph.learn.marked import Links, Marked, links, mark
from graph.learn.pairs import labelled_pairs
from training import mentions
from training.recogniser import recognised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.relations.sentences import Sentence, Slot


@dataclass(slots=True)
class Sample:
    """One article: pieces; candidates as token ranges, with their name's number and class; pairs as `numbers`; and
    the tag of each token that spaCy's recogniser gives."""

    id: str
    pieces: Pieces
    windows: np.ndarray
    names: np.ndarray
    kinds: list[str]
    pairs: np.ndarray
    links: np.ndarray
    tags: np.ndarray


def _within(sentence: Sentence, spans: list[tuple[int, int]]) -> bool:
    start, end = evidence(sentence, sentence.end - 1)
    return any(2 * (min(end, e) - max(start, s)) >= end - start for s, e in spans)


def apart(example: Marked, known: Links) -> Iterator[tuple[tuple[int, ...], str]]:
    """Pairs of two sentences with their class; without those that a fact links which other sentences say."""
    sentences = add_anaphors(read_sentences(example.doc))
    for before, sentence in consecutive(sentences):
        for first, second in across(before, sentence):
            label = _label(example, known, (before, sentence), (first, second))
            if label:
                yield numbers(first, second, apart=True), label


def _label(
    example: Marked,
    known: Links,
    where: tuple[Sentence, Sentence],
    ends: tuple[Slot, Slot],
) -> str:
    things = [example.things[slot.mention] for slot in ends]
    if things[0] == things[1]:
        return ""
    elsewhere = False
    for way, order in ((">", (0, 1)), ("<", (1, 0))):
        for predicate, number in known.get((things[order[0]], things[order[1]]), ()):
            if not PREDICATES[predicate].allows(ends[order[0]].kind, ends[order[1]].kind):
                continue
            for spans in example.gold.needed[number]:
                if len(spans) > 1 and all(_within(sentence, spans) for sentence in where):
                    return f"{predicate}{'>' if PREDICATES[predicate].symmetric else way}"
            elsewhere = True
    return "" if elsewhere else NONE


def together(example: Marked, known: Links) -> Iterator[tuple[tuple[int, ...], str]]:
    """Pairs within a sentence with their class, as `graph.learn.pairs` tells it."""
    for pair, label in labelled_pairs(example, known):
        yield numbers(pair.first, pair.second, apart=False), label


def samples(gold_file: Path, articles: Path) -> Iterator[Sample]:
    """All articles of a gold file, ready to train on."""
    for one in mentions.prepare(read_examples(gold_file, articles)):
        example = mark(one.gold, one.doc)
        windows = [(*window, at) for at, group in enumerate(one.groups) for window in group.windows]
        known = links(example)
        rows = [*together(example, known), *apart(example, known)]
        table = np.array(windows, np.int32).reshape(-1, 3)
        yield Sample(
            one.gold.id,
            pieces(one.doc),
            table[:, :2],
            table[:, 2],
            one.labels,
            np.array([row for row, _ in rows], np.int32).reshape(-1, 11),
            np.array([LABELS.index(label) for _, label in rows], np.int32),
            recognised(one.doc),
        )


def main() -> None:
    """Command line; see the module's docstring."""
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    from training import corpus  # pickled classes are then this module's, not those of __main__

    found = list(corpus.samples(Path(sys.argv[1]), Path(sys.argv[2])))
    Path(sys.argv[3]).write_bytes(pickle.dumps(found))
    print(
        f"{len(found)} articles, {sum(len(s.pieces.ids) for s in found)} pieces, "
        f"{sum(len(s.windows) for s in found)} candidates, {sum(len(s.links) for s in found)} pairs"
    )


if __name__ == "__main__":
    main()
