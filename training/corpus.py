"""Annotated articles as the encoder is trained on them: pieces, candidate names and pairs of names as numbers.

    python -m training.corpus GOLD ARTICLES TARGET      e.g. ../shared/gold/train.txt ../shared/gold/train corpus.pkl

The classes of candidates are those of ``training/mentions.py``, those of pairs of ``training/relations.py``; a pair of
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
from training import mentions, relations
from training.gold import read_gold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.relations.sentences import Sentence, Slot

Needed = dict[tuple[str, int], list[relations.Spans]]


@dataclass(slots=True)
class Sample:
    """One article: pieces; candidates as token ranges, with their name's number and class; pairs as `numbers`."""

    id: str
    pieces: Pieces
    windows: np.ndarray
    names: np.ndarray
    kinds: list[str]
    pairs: np.ndarray
    links: np.ndarray


def _within(sentence: Sentence, spans: list[tuple[int, int]]) -> bool:
    start, end = evidence(sentence, sentence.end - 1)
    return any(2 * (min(end, e) - max(start, s)) >= end - start for s, e in spans)


def apart(example: relations.Example, needed: Needed, known: relations.Links) -> Iterator[tuple[tuple[int, ...], str]]:
    """Pairs of two sentences with their class; without those that a fact links which other sentences say."""
    sentences = add_anaphors(read_sentences(example.doc))
    for before, sentence in consecutive(sentences):
        for first, second in across(before, sentence):
            label = _label(example, needed, known, (before, sentence), (first, second))
            if label:
                yield numbers(first, second, apart=True), label


def _label(
    example: relations.Example,
    needed: Needed,
    known: relations.Links,
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
            for spans in needed.get((example.gold.id, number + 1), ()):
                if len(spans) > 1 and all(_within(sentence, spans) for sentence in where):
                    return f"{predicate}{'>' if PREDICATES[predicate].symmetric else way}"
            elsewhere = True
    return "" if elsewhere else NONE


def together(example: relations.Example, known: relations.Links) -> Iterator[tuple[tuple[int, ...], str]]:
    """Pairs within a sentence with their class, as ``training/relations.py`` tells it."""
    for pair, label in relations.labelled_pairs(example, known):
        yield numbers(pair.first, pair.second, apart=False), label


def samples(gold_file: Path, articles: Path) -> Iterator[Sample]:
    """All articles of a gold file, ready to train on."""
    gold = read_gold(gold_file, articles)
    evidence_file = gold_file.with_name(f"{gold_file.stem}_evidence.jsonl")
    sentences, needed = relations.read_evidence(evidence_file), relations.read_needed(evidence_file)
    for one in mentions.prepare(gold, articles):
        things, names = relations.mark(one.doc, one.gold)
        spans = {number: sentences.get((one.gold.id, number + 1), []) for number in range(len(one.gold.facts))}
        example = relations.Example(one.gold, one.doc, things, spans, names)
        windows = [(*window, at) for at, group in enumerate(one.groups) for window in group.windows]
        known = relations.links(example)
        rows = [*together(example, known), *apart(example, needed, known)]
        table = np.array(windows, np.int32).reshape(-1, 3)
        yield Sample(
            one.gold.id,
            pieces(one.doc),
            table[:, :2],
            table[:, 2],
            one.labels,
            np.array([row for row, _ in rows], np.int32).reshape(-1, 11),
            np.array([LABELS.index(label) for _, label in rows], np.int32),
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
