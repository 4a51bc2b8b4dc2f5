"""Give an article its policy themes, each with the stretch of text that most speaks of it.

>>> text = "Shares fell. The central bank raised its interest rate by a quarter point."
>>> reading = load_classifier().classify(text, [(0, 12), (13, 74)])
>>> [text[one.start : one.end] for one in reading.themes if one.theme == "monetary-policy"]
['The central bank raised its interest rate by a quarter point.']
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from graph.core.errors import DataError
from graph.extract.themes.decode import choose
from graph.extract.themes.evidence import Learnt, Quotes, sentence_windows, spoken_weights
from graph.extract.themes.lexicon import NAME, Lexicon, build_lexicon
from graph.extract.themes.model import ThemeModel, load_theme_model
from graph.extract.themes.scheme import load_scheme
from graph.extract.themes.words import count_features, features, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np

    from graph.extract.themes.lexicon import Hit
    from graph.extract.themes.words import Words

NAMED_LEAST = 2
"""How often an article must name a theme (in the headline counts twice) to get it without the decoder's choice.

Only names of two words or more count: single ones ("culture", "trade") are said too often in passing.
"""

NAMED_CHANCE = 0.1
"""The probability that such a theme must have at least."""

SPOKEN = 3.0
"""Lexicon weight from which a sentence speaks of a theme: about one name, or one telling term (in 1 of 20 articles)."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """A theme of an article: ``score`` is its probability, ``start:end`` the characters that most speak of it."""

    theme: str
    score: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What the classifier makes of an article: its ``themes``, likeliest first."""

    themes: tuple[Assigned, ...]
    rows: tuple[int, ...]
    quotes: Quotes

    def said_in(self, sentence: int) -> Iterator[Assigned]:
        """The article's themes that the sentence with this index speaks of in words of the scheme, quoted from it."""
        for one, row in zip(self.themes, self.rows, strict=True):
            if self.quotes.spoken[sentence].get(one.theme, 0.0) >= SPOKEN:
                yield Assigned(one.theme, one.score, *self.quotes.quote(sentence, row))


@dataclass(frozen=True, slots=True)
class Classifier:
    """Lexicon and model. ``threshold`` in [0, 1]: the probability that a topic must have; higher gives fewer themes."""

    lexicon: Lexicon
    model: ThemeModel
    threshold: float

    def classify(self, text: str, sentences: Sequence[tuple[int, int]]) -> Reading:
        """The themes of a text, given its sentences as ordered ``(start, end)`` characters; none without any word."""
        words = read_words(text)
        hits = self.lexicon.find(words)
        parts = features(words)
        vector = self.model.vector(count_features(parts, words))
        windows = sentence_windows(words, sentences)
        spoken = spoken_weights(self.model, hits, windows)
        learnt = Learnt.place(self.model, vector, parts, windows)
        quotes = Quotes(self.model, text, words, hits, sentences, windows, spoken, learnt)
        chances = self.model.probabilities(vector, hits, words)
        found = []
        for row in self.choose(chances, hits, words):
            if (sentence := quotes.best(row)) is not None:
                score = self._score(chances, row)
                found.append((Assigned(self.model.themes[row], score, *quotes.quote(sentence, row)), row))
        found.sort(key=lambda pair: (-pair[0].score, pair[0].theme))
        return Reading(tuple(one for one, _ in found), tuple(row for _, row in found), quotes)

    def choose(self, chances: np.ndarray, hits: Sequence[Hit], words: Words) -> list[int]:
        """Rows of the model's themes: those that the decoder chooses, then those that the text plainly names."""
        chosen = choose(chances, self.model.closure, self.threshold)
        named = count_names(hits, words)
        for row, theme in enumerate(self.model.themes):
            plain = named[theme] >= NAMED_LEAST and self._score(chances, row) >= NAMED_CHANCE
            if plain and row not in chosen:
                chosen.append(row)
        return chosen

    def _score(self, chances: np.ndarray, row: int) -> float:
        return round(float(chances[self.model.own[row]]), 4)


def count_names(hits: Sequence[Hit], words: Words) -> Counter[str]:
    """How often each theme is named in two words or more; in the headline counts twice, names within names once."""
    counts: Counter[str] = Counter()
    ends: dict[str, int] = {}
    for hit in (one for one in hits if len(one.phrase.stems) > 1):
        for theme, weight in hit.phrase.themes.items():
            if weight == NAME and hit.start >= ends.get(theme, 0):
                ends[theme] = hit.end
                counts[theme] += 2 if hit.start < words.title else 1
    return counts


@cache
def load_classifier(threshold: float | None = None) -> Classifier:
    """The classifier that the package ships; without a threshold the one tuned in training.

    Raises `DataError` where the model was trained for other themes than the scheme has.
    """
    scheme, model = load_scheme(), load_theme_model()
    if model.themes != tuple(scheme.themes):
        raise DataError("graph/extract/themes/data/model.npz: not of this scheme; run python -m training.themes")
    return Classifier(build_lexicon(scheme), model, model.threshold if threshold is None else threshold)
