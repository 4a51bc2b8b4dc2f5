"""``newsgraph_mentions``: finds and types what an article names: candidates, a linear model, names in datelines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

from graph.core.gazetteer import demonym, find_place
from graph.extract.components.interface import MENTIONS
from graph.extract.encoder.units import NONE
from graph.extract.lexicon import load_lexicon
from graph.extract.mentions.model import Typed, detect
from graph.extract.models import load_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from graph.core.types import Article
    from graph.extract.linear import LinearModel

THRESHOLDS = {"": 0.4, "person": 0.5, "government_body": 0.22, "event": 0.18, "instrument": 0.13}
"""Tuned for entity F1 by cross-validation (training/mentions.py): bare events and laws are seldom sure."""

FURNITURE = {"place": "place", "agency": "company", "byline": "person"}
"""What the names in datelines and credits are, by kind of part."""


@dataclass(slots=True)
class Mentions:
    """Sets ``doc.spans["mentions"]``, ``doc._.scores`` and ``doc._.chances``.

    ``thresholds`` are the probabilities from which a candidate counts, by type, ``""`` for the others. Places
    inside longer names ("Bank of Korea") are mentions of their own.
    """

    name: str
    thresholds: dict[str, float]
    model: LinearModel = field(default_factory=lambda: load_model("mentions"))

    def __call__(self, doc: Doc) -> Doc:
        """Detect the mentions of a parsed Doc."""
        classes = self.model.classes
        rows: dict[tuple[int, int], tuple[str, float, dict[str, float] | None]] = {}
        for one in detect(doc, self.model, self.thresholds):
            chances = {kind: p for kind, p in zip(classes, one.probabilities, strict=True) if kind != NONE}
            rows[one.window] = (one.type, one.score, chances)
            for inner in nested_places(doc, one):
                rows.setdefault(inner, ("place", 1.0, None))
        for window, kind in furniture(doc):
            rows = {at: row for at, row in rows.items() if at[1] <= window[0] or at[0] >= window[1]}
            rows[window] = (kind, 1.0, None)
        ordered = sorted(rows.items(), key=lambda item: (item[0][0], -item[0][1]))
        doc.spans[MENTIONS] = [Span(doc, *window, label=kind) for window, (kind, _, _) in ordered]
        doc._.scores = [score for _, (_, score, _) in ordered]
        doc._.chances = [chances for _, (_, _, chances) in ordered]
        return doc


def nested_places(doc: Doc, outer: Typed) -> Iterator[tuple[int, int]]:
    """Windows of countries, cities and demonyms inside a longer name, longest first, not overlapping.

    Of a person only those in a post in front count: "French President Lena Marsh", not "Paris Marsh".
    """
    start, end = outer.window
    if outer.type in {"person", "official"}:
        posts = [at for at in range(start, end - 1) if doc[at].lower_ in load_lexicon().roles]
        end = posts[-1] + 1 if posts else start
    if outer.type == "place" or end - start < 2:
        return
    at = start
    while at < end:
        for stop in range(min(end, at + 3), at, -1):
            if (at, stop) == (start, end):
                continue
            text = doc[at:stop].text
            if find_place(text) or (stop == at + 1 and demonym(text)):
                yield at, stop
                at = stop - 1
                break
        at += 1


def furniture(doc: Doc) -> Iterator[tuple[tuple[int, int], str]]:
    """Windows of the names that datelines and credits give, with their types."""
    article: Article | None = doc._.article
    for part in article.parts if article else ():
        if part.kind in FURNITURE:
            span = doc.char_span(part.start, part.end, alignment_mode="expand")
            if span is not None and span.text.strip():
                yield (span.start, span.end), FURNITURE[part.kind]


@Language.factory(
    "newsgraph_mentions",
    default_config={"thresholds": THRESHOLDS, "models": ""},
    requires=["token.pos", "token.dep", "doc.ents"],
    assigns=["doc.spans", "doc._.scores", "doc._.chances"],
)
def make_mentions(nlp: Language, name: str, thresholds: dict[str, float], models: str = "") -> Mentions:
    """Factory of `Mentions`; ``thresholds`` in (0, 1] trade recall for precision, ``models`` is a folder of models."""
    return Mentions(name, {**THRESHOLDS, **thresholds}, load_model("mentions", models))
