"""``newsgraph_themes``: the policy themes of an article, and of the mentions in sentences that speak of them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language

from graph.core.errors import ConfigError
from graph.extract.components.interface import MENTIONS, ThemeSpan
from graph.extract.themes.classify import Classifier, load_classifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from graph.extract.themes.classify import Assigned, Reading

SPEAKERS = frozenset(
    {"ministry", "government_body", "company", "organization", "official", "person", "event", "instrument"}
)
"""Types of mentions that can be given a theme: all but places, which articles name wherever something happens."""


@dataclass(slots=True)
class Themes:
    """Sets ``doc._.themes``: `ThemeSpan`s of the article, likeliest first, then those of mentions in order of place."""

    name: str
    classifier: Classifier

    def __call__(self, doc: Doc) -> Doc:
        """Classify a Doc that has sentences; mentions are optional. The text is the article's prose."""
        sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents] if len(doc) else []
        reading = self.classifier.classify(doc.text, sentences)
        article = [ThemeSpan(one.theme, one.score, one.start, one.end) for one in reading.themes]
        doc._.themes = [*article, *mention_themes(doc, reading, sentences)]
        return doc


def mention_themes(doc: Doc, reading: Reading, sentences: Sequence[tuple[int, int]]) -> Iterator[ThemeSpan]:
    """The article's themes for each mention whose sentence speaks of them, quoted from that sentence."""
    starts = [start for start, _ in sentences]
    said: dict[int, list[Assigned]] = {}
    for index, span in enumerate(doc.spans.get(MENTIONS, ())):
        if span.label_ in SPEAKERS:
            sentence = bisect_right(starts, span.start_char) - 1
            if sentence not in said:
                said[sentence] = list(reading.said_in(sentence))
            for one in said[sentence]:
                if one.start <= span.start_char and span.end_char <= one.end:
                    yield ThemeSpan(one.theme, one.score, one.start, one.end, index)


@Language.factory(
    "newsgraph_themes", assigns=["doc._.themes"], requires=["doc.sents"], default_config={"threshold": None}
)
def make_themes(nlp: Language, name: str, threshold: float | None = None) -> Themes:
    """Factory of `Themes`; ``threshold`` in [0, 1] as in `Classifier`, None for the one tuned in training.

    Raises `ConfigError` for a threshold outside [0, 1].
    """
    if threshold is not None and not 0 <= threshold <= 1:
        raise ConfigError(f"extract.settings.{name}: threshold {threshold} is not between 0 and 1")
    return Themes(name, load_classifier(threshold))
