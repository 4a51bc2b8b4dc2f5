"""The learnt part of theme classification: how likely each IPTC Media Topic is, given the words of an article.

Two views of the article are joined by one logistic regression that all topics share (stacking, Wolpert 1992):

- a linear one-vs-rest model on tf-idf of words and word pairs, fitted by ridge regression for each topic;
- the lexicon's hits: the weight of the phrases that name a topic's themes or speak of them, rare phrases counting more.

Topics are those of the themes and all that are broader. Weights are int8 and document vectors whole numbers, so sums do
not depend on the processor; probabilities are rounded. ``training/themes.py`` writes the file.
"""

from __future__ import annotations

import io
import math
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.core.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from importlib.resources.abc import Traversable

    from graph.extract.themes.lexicon import Hit
    from graph.extract.themes.words import Words

Vector = tuple[np.ndarray, np.ndarray]
"""Rows of features and their whole-number values."""

UNIT = 1000
"""A document vector's numbers are whole thousandths."""


@dataclass(frozen=True)
class ThemeModel:
    """Weights and counts; rows of ``weights`` are features, columns ``topics`` (IPTC codes).

    ``themes`` are keys of the scheme and ``closure[theme, topic]`` is 1 where the topic is the theme's own or broader;
    ``own[theme]`` is the column of its own topic. ``phrases`` gives the number of training articles with a phrase.
    """

    themes: tuple[str, ...]
    topics: tuple[str, ...]
    closure: np.ndarray
    own: np.ndarray
    features: Mapping[str, int]
    frequencies: np.ndarray
    weights: np.ndarray
    scales: np.ndarray
    rates: np.ndarray
    phrases: Mapping[str, int]
    articles: int
    stack: np.ndarray
    threshold: float

    def vector(self, counts: Mapping[str, int]) -> Vector:
        """Rows of the known features, ascending, and their tf-idf scaled to length 1, in thousandths."""
        known = sorted((self.features[name], count) for name, count in counts.items() if name in self.features)
        rows = np.array([row for row, _ in known], dtype=np.int64)
        values = [(1 + math.log(n)) * math.log(self.articles / int(self.frequencies[row])) for row, n in known]
        length = math.sqrt(math.fsum(value * value for value in values)) or 1.0
        return rows, np.array([round(UNIT * value / length) for value in values], dtype=np.int64)

    def linear(self, vector: Vector) -> np.ndarray:
        """The linear model's score of each topic, about a probability."""
        rows, values = vector
        totals = values @ self.weights[rows].astype(np.int64)
        scores: np.ndarray = totals * self.scales / UNIT + self.rates
        return scores

    def rarity(self, text: str) -> float:
        """Inverse document frequency of a lexicon phrase, in nats."""
        return math.log((self.articles + 1) / (self.phrases.get(text, 0) + 1))

    def lexical(self, hits: Iterable[Hit], words: Words) -> np.ndarray:
        """The weight of lexicon hits for each topic: the best of the themes that it is, or is broader than."""
        counts: dict[str, int] = {}
        owners: dict[str, Mapping[str, int]] = {}
        for hit in hits:
            name = hit.phrase.text
            counts[name] = counts.get(name, 0) + (2 if hit.start < words.title else 1)
            owners[name] = hit.phrase.themes
        sums = dict.fromkeys(self.themes, 0.0)
        for name, count in counts.items():
            gain = (1 + math.log(count)) * self.rarity(name)
            for theme, weight in owners[name].items():
                sums[theme] += weight * gain
        best = (self.closure * np.array(list(sums.values()))[:, None]).max(axis=0)
        weights: np.ndarray = np.log1p(best)
        return weights

    def probabilities(self, vector: Vector, hits: Sequence[Hit], words: Words) -> np.ndarray:
        """How likely an annotator would give each topic, or one below it, to the article: in [0, 1], 6 digits."""
        inputs = stack_inputs(self.linear(vector), self.lexical(hits, words), self.rates)
        chances: np.ndarray = np.round(1 / (1 + np.exp(-(inputs @ self.stack))), 6)
        return chances

    def dump(self) -> bytes:
        """The model as bytes: NumPy npz, nothing executable inside."""
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            themes=_pack(self.themes),
            topics=_pack(self.topics),
            closure=self.closure.astype(np.int8),
            features=_pack(sorted(self.features, key=self.features.__getitem__)),
            frequencies=self.frequencies.astype(np.int16),
            weights=self.weights.astype(np.int8),
            scales=self.scales.astype(np.float64),
            rates=self.rates.astype(np.float64),
            phrases=_pack(self.phrases),
            phrase_counts=np.array(list(self.phrases.values()), np.int16),
            own=self.own.astype(np.int16),
            numbers=np.array([self.articles, self.threshold], np.float64),
            stack=self.stack.astype(np.float64),
        )
        return buffer.getvalue()

    @classmethod
    def load(cls, file: Traversable) -> ThemeModel:
        """Read what `dump` wrote. Raises `DataError` where the file is absent or damaged."""
        try:
            with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as data:
                return _unpack(data)
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise DataError(f"{file}: not a theme model ({error}); run python -m training.themes") from error


def stack_inputs(linear: np.ndarray, lexical: np.ndarray, rates: np.ndarray) -> np.ndarray:
    """What the shared regression sees of each topic, last axis: both scores, the topic's log-odds, products, and 1."""
    s = np.clip(linear, -0.2, 1.2)
    prior = np.broadcast_to(np.log(rates + 0.002) - np.log(1.002 - rates), s.shape)
    up = np.maximum(s, 0)
    parts = (s, prior, lexical, s * lexical, np.sqrt(up), s * prior, up**2, lexical * prior, np.ones_like(s))
    return np.stack(parts, axis=-1)


@cache
def load_theme_model() -> ThemeModel:
    """The model that the package ships."""
    return ThemeModel.load(files("graph.extract.themes").joinpath("data/model.npz"))


def _pack(names: Iterable[str]) -> np.ndarray:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _unpack(data: Mapping[str, Any]) -> ThemeModel:
    def names(key: str) -> list[str]:
        found: str = data[key].tobytes().decode()
        return found.split("\n")

    articles, threshold = data["numbers"].tolist()
    return ThemeModel(
        themes=tuple(names("themes")),
        topics=tuple(names("topics")),
        closure=data["closure"],
        own=data["own"],
        features={name: row for row, name in enumerate(names("features"))},
        frequencies=data["frequencies"],
        weights=data["weights"],
        scales=data["scales"],
        rates=data["rates"],
        phrases=dict(zip(names("phrases"), data["phrase_counts"].tolist(), strict=True)),
        articles=int(articles),
        stack=data["stack"],
        threshold=threshold,
    )
