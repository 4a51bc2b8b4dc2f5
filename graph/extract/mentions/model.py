"""The type model: for each candidate name of an article the probability of every entity type, and of none.

A linear model (`graph.extract.linear`) trained on annotated articles by ``training/mentions.py``; its classes are the
entity types of the ontology without themes, and ``none``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from graph.extract.linear import LinearModel, softmax
from graph.extract.mentions.candidates import Window, candidates
from graph.extract.mentions.features import Group, groups

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc

NONE = "none"


@cache
def load_model() -> LinearModel:
    """The model that the package ships."""
    return LinearModel.load(files("graph.extract").joinpath("data/mentions.npz"))


@dataclass(frozen=True, slots=True)
class Typed:
    """A chosen window with the probability of each class, in the order of the model's classes."""

    window: Window
    type: str
    score: float
    probabilities: tuple[float, ...]


def detect(doc: Doc, model: LinearModel, thresholds: Mapping[str, float]) -> list[Typed]:
    """The windows of a Doc that name something; ``thresholds`` and what is chosen: see `select`."""
    found = groups(doc, candidates(doc))
    return select(found, [softmax(model.scores(group.features)) for group in found], model.classes, thresholds)


def select(
    found: list[Group], probabilities: list[list[float]], classes: tuple[str, ...], thresholds: Mapping[str, float]
) -> list[Typed]:
    """The best windows that do not overlap: names before bare places, surest first, then longest, then leftmost.

    A window counts from the threshold of its likeliest type on (the one under ``""`` for types not listed), compared
    with the probability that it names anything at all.
    """
    none = classes.index(NONE)
    wanted: list[Typed] = []
    for group, chances in zip(found, probabilities, strict=True):
        score = 1 - chances[none]
        best = max((at for at in range(len(classes)) if at != none), key=lambda at: (chances[at], -at))
        if score < thresholds.get(classes[best], thresholds[""]):
            continue
        wanted.extend(Typed(window, classes[best], round(score, 4), tuple(chances)) for window in group.windows)
    wanted.sort(key=lambda one: (one.type == "place", -one.score, one.window[0] - one.window[1], one.window))
    taken: set[int] = set()
    chosen = []
    for one in wanted:
        span = range(*one.window)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.window)
