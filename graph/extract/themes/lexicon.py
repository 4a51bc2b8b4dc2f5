"""Phrases that name a theme or speak of it, found in a text in one pass.

>>> from graph.extract.themes.scheme import load_scheme
>>> from graph.extract.themes.words import read_words
>>> hits = build_lexicon(load_scheme()).find(read_words("Rules on intellectual property."))
>>> [hit.phrase.text for hit in hits]
['rule', 'intellectual property', 'property']
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.extract.themes.words import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.extract.themes.scheme import Scheme
    from graph.extract.themes.words import Words

NAME, TERM = 2, 1
"""Weight of a phrase that names a theme (label or alternative label) and of one that only speaks of it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems to look for; ``themes`` maps the key of each theme that they stand for to `NAME` or `TERM`."""

    stems: tuple[str, ...]
    themes: Mapping[str, int]

    @property
    def text(self) -> str:
        """The stems as one string: the phrase's name in the model."""
        return " ".join(self.stems)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at words ``start:end`` of a text."""

    phrase: Phrase
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their first stem."""

    phrases: Mapping[str, tuple[Phrase, ...]]

    def find(self, words: Words) -> list[Hit]:
        """Every occurrence of every phrase, in order of place; one may lie within another."""
        stems = words.stems
        return [
            Hit(one, at, at + len(one.stems))
            for at, first in enumerate(stems)
            for one in self.phrases.get(first, ())
            if stems[at : at + len(one.stems)] == one.stems
        ]


def build_lexicon(scheme: Scheme) -> Lexicon:
    """The lexicon of a scheme's labels, alternative labels and terms."""
    themes: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for key, theme in scheme.themes.items():
        for weight, names in ((TERM, theme.terms), (NAME, (theme.label, *theme.alt_labels))):
            for name in names:
                if stems := phrase(name):
                    themes[stems][key] = weight
    first: dict[str, list[Phrase]] = defaultdict(list)
    for stems, owners in sorted(themes.items()):
        first[stems[0]].append(Phrase(stems, owners))
    return Lexicon({stem: tuple(found) for stem, found in first.items()})
