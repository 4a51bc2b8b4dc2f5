"""The type model: for each candidate name of an article the probability of every entity type, and of none.

A linear model (`graph.extract.linear`) trained on annotated articles by ``training/mentions.py``; its classes are the
entity types of the ontology without themes, and ``none``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.extract.encoder.blend import blend
from graph.extract.encoder.units import CLASSES, NONE
from graph.extract.lexicon import known_types
from graph.extract.mentions.candidates import LONGEST, Window, candidates, listed
from graph.extract.mentions.features import Group, groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from graph.extract.encoder.model import Encoded
    from graph.extract.linear import LinearModel

WEIGHTS = (0.6, 0.8)
"""Weights of the linear model's and the encoder's log-odds (training/tune.py)."""

SURE = 0.9
"""Probability that "Ministry of" and what it is for, in capitals, names a ministry, whatever stands around it."""

EVEN = 0.03
"""Scores that differ by no more are even: the longer name then wins over its part."""

LOOSE = 0.5
"""The same for a name with its short form in brackets behind it, "Board of Trade in Tarn (BoTT)", and for an event or
instrument named after somebody, "AIPAC conference": they are the whole, however sure the part is."""

SUPERVISORS = frozenset({"regulator", "regulators"})
"""Nouns before the name of a body that tell that it is a public one: "the French market regulator AMF"."""

NAMED_AFTER = frozenset({"event", "instrument"})


@dataclass(frozen=True, slots=True)
class Typed:
    """A chosen window with the probability of each class, in the order of the model's classes."""

    window: Window
    type: str
    score: float
    probabilities: tuple[float, ...]
    explained: bool = False


def detect(doc: Doc, model: LinearModel, thresholds: Mapping[str, float]) -> list[Typed]:
    """The windows of a Doc that name something; ``thresholds`` and what is chosen: see `select`."""
    found = groups(doc, candidates(doc))
    ministries = {window for window in listed(doc) if doc[window[0]].text == "Ministry"}
    chances = []
    for group, row in zip(found, rate(found, model, doc._.encoded), strict=True):
        named = dict(zip(model.classes, row, strict=True))
        if any(start and doc[start - 1].lower_ in SUPERVISORS for start, _ in group.windows):
            named = supervising(named)
        chances.append(list(known(named, group.key, not ministries.isdisjoint(group.windows)).values()))
    return select(found, chances, model.classes, thresholds)


def rate(found: Sequence[Group], model: LinearModel, view: Encoded | None) -> list[list[float]]:
    """Probabilities of the model's classes for each name, of the linear model and of the encoder together."""
    rows = model.chances([group.features for group in found])
    return rows if view is None or not found else blend(rows, encoder_scores(found, model, view), WEIGHTS)


def encoder_scores(found: Sequence[Group], model: LinearModel, view: Encoded) -> np.ndarray:
    """The encoder's log-odds of the model's classes for each name, ``[names, classes]``: the mean over its places."""
    order = [CLASSES.index(name) for name in model.classes]
    scores = view.names([window for group in found for window in group.windows])[:, order]
    starts = np.cumsum([0, *(len(group.windows) for group in found[:-1])])
    counts = np.array([[len(group.windows)] for group in found])
    result: np.ndarray = np.add.reduceat(scores, starts, axis=0) / counts
    return result


def known(chances: dict[str, float], key: str, is_ministry: bool) -> dict[str, float]:
    """The chances of a name after what is certain about it: "Ministry of …" is one, a famous company is no place.

    >>> known({"company": 0.3, "none": 0.1, "place": 0.6}, "netflix", is_ministry=False)
    {'company': 0.9, 'none': 0.1, 'place': 0.0}
    """
    if is_ministry:
        return {kind: SURE if kind == "ministry" else p * (1 - SURE) for kind, p in chances.items()}
    kind = known_types().get(key)
    if kind and chances.get("place", 0.0) > 0:
        return {**chances, kind: round(chances[kind] + chances["place"], 6), "place": 0.0}
    return chances


def supervising(chances: dict[str, float]) -> dict[str, float]:
    """The chances of a name that follows "regulator": what was thought of it as a firm is for a public body.

    >>> supervising({"company": 0.5, "government_body": 0.2, "none": 0.1, "organization": 0.1, "place": 0.1})
    {'company': 0.0, 'government_body': 0.8, 'none': 0.1, 'organization': 0.0, 'place': 0.1}
    """
    moved = {kind: chances.get(kind, 0.0) for kind in ("company", "organization")}
    body = round(chances.get("government_body", 0.0) + sum(moved.values()), 6)
    return {**chances, **dict.fromkeys(moved, 0.0), "government_body": body}


def select(
    found: list[Group], probabilities: list[list[float]], classes: tuple[str, ...], thresholds: Mapping[str, float]
) -> list[Typed]:
    """The best windows that do not overlap: names before bare places, surest first, but whole names
    before their parts where both are about as sure.

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
        explained = "abbreviated" in group.features
        wanted.extend(
            Typed(window, classes[best], round(score, 4), tuple(chances), explained) for window in group.windows
        )
    wanted = list(_unswallowed(wanted))
    wanted.sort(key=lambda one: (one.type == "place", -one.score, one.window[0] - one.window[1], one.window))
    taken: set[int] = set()
    chosen = []
    for one in wanted:
        span = range(*one.window)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.window)


def _unswallowed(wanted: Sequence[Typed]) -> Iterator[Typed]:
    """The windows that no longer one swallows; only one that begins shortly before can lie around."""
    starting: dict[int, list[Typed]] = {}
    for one in wanted:
        starting.setdefault(one.window[0], []).append(one)
    for one in wanted:
        start = one.window[0]
        around = (other for at in range(start - LONGEST, start + 1) for other in starting.get(at, ()))
        if not any(_swallows(other, one) for other in around):
            yield one


def _swallows(whole: Typed, part: Typed) -> bool:
    """Whether a window lies inside a longer one that is about as sure, or that names something else with it."""
    (first, last), (start, end) = whole.window, part.window
    inside = first <= start and end <= last and last - first > end - start
    named_after = whole.type in NAMED_AFTER and part.type not in NAMED_AFTER
    return inside and whole.score >= part.score - (LOOSE if whole.explained or named_after else EVEN)
