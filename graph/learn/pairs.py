"""Pairs of annotated names in a sentence with what links them: what the models of facts and their status learn from.

A pair is of the class of the fact that the sentence is evidence for, else ``none``; a pair that a fact links but
another sentence says is left out. A fact without annotated sentences is taken to be said wherever both names stand
(distant supervision; Mintz et al. 2009).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from graph.core.ontology import PREDICATES
from graph.extract.components.relations import propose_all
from graph.extract.encoder.units import NONE
from graph.extract.relations import said
from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.scorer import WEIGHTS, Pair, encoder_scores, pairs, reading
from graph.extract.relations.select import evidence
from graph.learn.fit import Beside, fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.extract.linear import LinearModel
    from graph.learn.marked import Links, Marked

STRENGTH, LEAST, ITERATIONS = 2.5, 3, 60
STATUS_STRENGTH, STATUS_LEAST, STATUS_ITERATIONS = 1.5, 2, 80
PairRow = tuple[Pair, str]
"""A pair and its class."""
StatusRow = tuple[list[str], str, str]
"""Features, annotated status, status by rules."""


def labelled_pairs(example: Marked, known: Links) -> Iterator[PairRow]:
    """Each pair of names in the article's sentences with its class; ``known`` are the article's `links`."""
    for sentence, proposals in zip(*propose_all(example.doc), strict=True):
        for pair in pairs(sentence, proposals):
            if label := _label(example, pair, known):
                yield pair, label


def _label(example: Marked, pair: Pair, known: Links) -> str:
    """The class of a pair; "" where a fact links it that other sentences say, or where both name one thing."""
    things = example.things[pair.first.mention], example.things[pair.second.mention]
    if things[0] == things[1]:
        return ""
    start, end = evidence(pair.sentence, pair.second.head)
    elsewhere = False
    for ends, kinds, way in (
        (things, (pair.first.kind, pair.second.kind), ">"),
        (things[::-1], (pair.second.kind, pair.first.kind), "<"),
    ):
        for predicate, number in known.get((ends[0], ends[1]), ()):
            if PREDICATES[predicate].allows(*kinds):
                spans = example.gold.evidence(number)
                inside = max((min(end, e) - max(start, s) for s, e in spans), default=0)
                if not spans or 2 * inside >= end - start:
                    return f"{predicate}{'>' if PREDICATES[predicate].symmetric else way}"
                elsewhere = True
    return "" if elsewhere else NONE


def status_rows(example: Marked, known: Links, found: Iterable[PairRow]) -> Iterator[StatusRow]:
    """A row for each pair that a fact links in a sentence that says it; ``found`` are its `labelled_pairs`."""
    for pair, label in found:
        if label == NONE:
            continue
        things = example.things[pair.first.mention], example.things[pair.second.mention]
        ways = [things, things[::-1]]
        numbers = [n for way in ways for predicate, n in known.get(way, ()) if predicate == label[:-1]]
        rule = next((p.status for p in pair.proposals if p.predicate == label[:-1]), reading(pair)[1])
        yield said.features(pair, label[:-1], rule), example.gold.facts[numbers[0]][4], rule


def fit_pairs(rows: Iterable[PairRow], start: LinearModel | None = None) -> LinearModel:
    """Fit the scorer of pairs; one taken further learns beside the encoder, where that has read the articles."""
    found, labels = zip(*rows, strict=True)
    read = all(pair.sentence.doc._.encoded for pair in found)
    beside = encoder_opinion(found, start) if start and read else None
    features = [pair.features() for pair in found]
    return fit(features, labels, strength=STRENGTH, least=LEAST, iterations=ITERATIONS, start=start, beside=beside)


def encoder_opinion(found: Sequence[Pair], model: LinearModel) -> Beside:
    """What the encoder thinks of some pairs, those of an article one after the other."""
    by_doc = groupby(found, key=lambda pair: id(pair.sentence.doc))
    scores = [encoder_scores(some, model, some[0].sentence.doc._.encoded) for some in (list(row) for _, row in by_doc)]
    least = np.array([LEXICON.thresholds.get(name[:-1], 0.5) for name in model.classes])
    return Beside.pooled(np.concatenate(scores), least, WEIGHTS)


def fit_status(rows: Sequence[StatusRow], start: LinearModel | None = None) -> LinearModel:
    """Fit the model of a fact's status."""
    features, labels = [row[0] for row in rows], [row[1] for row in rows]
    return fit(
        features, labels, strength=STATUS_STRENGTH, least=STATUS_LEAST, iterations=STATUS_ITERATIONS, start=start
    )
