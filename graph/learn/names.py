"""Candidate names of annotated articles with their classes: what the type model of mention detection learns from.

A candidate's class is the type of the annotated entity that has its (normalised) name, ``place`` where it is none of
them and a known place, else ``none``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.core.gazetteer import demonym, find_place
from graph.core.names import normalise
from graph.extract.components.mentions import THRESHOLDS
from graph.extract.encoder.units import NONE
from graph.extract.mentions.candidates import candidates
from graph.extract.mentions.features import Group, groups
from graph.extract.mentions.model import WEIGHTS, encoder_scores
from graph.extract.parse import parse
from graph.learn.fit import Beside, fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from graph.extract.linear import LinearModel
    from graph.learn.annotated import Annotated

STRENGTH, LEAST, ITERATIONS = 1.0, 2, 150


@dataclass(slots=True)
class NamesOf:
    """An annotated article, its parse, and its candidates with their classes."""

    gold: Annotated
    doc: Doc
    groups: list[Group]
    labels: list[str]


def label(group: Group, names: dict[str, str], ends: set[str], doc: Doc) -> str:
    """The class of a candidate name."""
    if group.key in names:
        return names[group.key]
    start, end = group.windows[0]
    text = doc[start:end].text
    known = find_place(text) or (end - start == 1 and demonym(text))
    if known and (group.key in ends or doc[start].ent_type_ in {"GPE", "LOC", "NORP", "FAC"}):
        return "place"
    return "place" if group.key in ends else NONE


def label_names(gold: Sequence[Annotated], nlp: Language) -> Iterator[NamesOf]:
    """Parse articles and label their candidates."""
    for one in gold:
        doc = parse(nlp, one.article)
        found = groups(doc, candidates(doc))
        names = {normalise(name): kind for kind, forms in one.entities for name in forms}
        ends = {normalise(name) for fact in one.facts for name in (*fact[1], *fact[2])} - {"government"}
        yield NamesOf(one, doc, found, [label(group, names, ends, doc) for group in found])


def fit_names(examples: Sequence[NamesOf], start: LinearModel | None = None) -> LinearModel:
    """Fit the model on all candidates of some examples.

    A model that is taken further learns beside the encoder, where that has read the articles.
    """
    rows = [group.features for example in examples for group in example.groups]
    labels = [label for example in examples for label in example.labels]
    beside = encoder_opinion(examples, start) if start and all(one.doc._.encoded for one in examples) else None
    return fit(rows, labels, strength=STRENGTH, least=LEAST, iterations=ITERATIONS, start=start, beside=beside)


def encoder_opinion(examples: Sequence[NamesOf], model: LinearModel) -> Beside:
    """What the encoder thinks of the candidates of some examples."""
    some = [one for one in examples if one.groups]
    scores = np.concatenate([encoder_scores(one.groups, model, one.doc._.encoded) for one in some])
    least = np.array([0.5 if kind == NONE else THRESHOLDS.get(kind, THRESHOLDS[""]) for kind in model.classes])
    return Beside.pooled(scores, least, WEIGHTS)
