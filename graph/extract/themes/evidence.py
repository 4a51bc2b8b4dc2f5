"""Which words of an article speak of a theme: weights by sentence, and the sentence to quote."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.extract.themes.model import UNIT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.extract.themes.lexicon import Hit
    from graph.extract.themes.model import ThemeModel, Vector
    from graph.extract.themes.words import Words

LONGEST = 600
"""Characters that the evidence of a theme may have at most."""

LEARNT = 10.0
"""Lexicon weight that counts as much as one unit of the linear model's score."""

Window = tuple[int, int]
"""A sentence as first word and the one behind its last."""


def sentence_windows(words: Words, sentences: Sequence[tuple[int, int]]) -> list[Window]:
    """The words of each sentence, given as ordered ``(start, end)`` characters."""
    return [(bisect_left(words.starts, start), bisect_left(words.starts, end)) for start, end in sentences]


def spoken_weights(model: ThemeModel, hits: Sequence[Hit], windows: Sequence[Window]) -> list[dict[str, float]]:
    """For each sentence, the weight of each theme in it: its phrases, each counted once, rare ones for more."""
    found: list[dict[str, float]] = [{} for _ in windows]
    seen: set[tuple[int, str]] = set()
    ends = [end for _, end in windows]
    for hit in hits:
        at, name = bisect_left(ends, hit.start + 1), hit.phrase.text
        if at == len(windows) or hit.start < windows[at][0] or (at, name) in seen:
            continue
        seen.add((at, name))
        rarity = model.rarity(name)
        for theme, weight in hit.phrase.themes.items():
            found[at][theme] = found[at].get(theme, 0.0) + weight * rarity
    return found


@dataclass(frozen=True, slots=True)
class Learnt:
    """What sentences hold of an article's vector: feature ``rows[i]`` of value ``values[i]`` in ``sentences[i]``."""

    rows: np.ndarray
    values: np.ndarray
    sentences: np.ndarray

    @classmethod
    def place(
        cls, model: ThemeModel, vector: Vector, found: Sequence[tuple[int, str]], windows: Sequence[Window]
    ) -> Learnt:
        """Lay the features found at words of the text into its sentences, each once a sentence."""
        ends = [end for _, end in windows]
        known = model.features
        pairs = sorted({(bisect_left(ends, at + 1), known[name]) for at, name in found if name in known})
        inside = np.array([pair for pair in pairs if pair[0] < len(windows)], np.int64).reshape(-1, 2)
        rows, values = vector
        return cls(inside[:, 1], values[np.searchsorted(rows, inside[:, 1])], inside[:, 0])

    def weights(self, model: ThemeModel, theme: int, sentences: int) -> np.ndarray:
        """How much each of so many sentences adds to the linear model's score of the theme in this row."""
        column = model.own[theme]
        parts = self.values * model.weights[self.rows, column]
        scores: np.ndarray = np.bincount(self.sentences, parts, sentences) * (model.scales[column] / UNIT)
        return scores


@dataclass(frozen=True, slots=True)
class Quotes:
    """Finds the sentence that most speaks of a theme: by lexicon, and by what the linear model takes from it.

    ``sentences`` are ordered ``(start, end)`` characters of ``text``, ``windows`` their words, ``spoken`` the lexicon
    weight of the themes in each; themes are given as rows of the model.
    """

    model: ThemeModel
    text: str
    words: Words
    hits: Sequence[Hit]
    sentences: Sequence[tuple[int, int]]
    windows: Sequence[Window]
    spoken: Sequence[Mapping[str, float]]
    learnt: Learnt

    def best(self, theme: int) -> int | None:
        """The sentence that most speaks of a theme, the first among equals; None where there are no words at all."""
        key, learnt = self.model.themes[theme], self.learnt.weights(self.model, theme, len(self.windows)).tolist()
        worth = {
            at: round(learnt[at] * LEARNT + self.spoken[at].get(key, 0.0), 6)
            for at, (start, end) in enumerate(self.windows)
            if start < end
        }
        return max(worth, key=lambda at: (worth[at], -at), default=None)

    def quote(self, sentence: int, theme: int) -> tuple[int, int]:
        """The characters of a sentence, without white space around; of a long one, those about the theme's words."""
        start, end = self.sentences[sentence]
        inside = self.text[start:end]
        start, end = end - len(inside.lstrip()), start + len(inside.rstrip())
        return (start, end) if end - start <= LONGEST else self._cut(theme, *self.windows[sentence])

    def _cut(self, theme: int, start: int, end: int) -> tuple[int, int]:
        starts, ends, key = self.words.starts, self.words.ends, self.model.themes[theme]
        hits = (hit.start for hit in self.hits if start <= hit.start < end and key in hit.phrase.themes)
        left = next(hits, start)
        right = left + 1
        while True:
            wider = max(start, left - 1), min(end, right + 1)
            if wider == (left, right) or ends[wider[1] - 1] - starts[wider[0]] > LONGEST:
                return starts[left], min(ends[right - 1], starts[left] + LONGEST)
            left, right = wider
