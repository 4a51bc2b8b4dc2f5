"""Words of a text as stems with character offsets: how this stage reads, for phrases and for the classifier alike.

A stem here only makes singular and plural one ("policies", "policy"): an "s-stemmer" (Harman 1991), enough for labels.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

TOKEN = re.compile(r"['’]s\b|[^\W\d_]+|\d+|[.;:!?\n]+")
TITLE_WORDS = 25
"""A first line of at most so many words, with more text below it, is a headline."""

BREAK = ""
"""The stem that stands between sentences and lines, so that no phrase runs over them."""

STOP = frozenset(files("graph.extract.themes").joinpath("data/stopwords.txt").read_text("utf-8").split())


@dataclass(frozen=True, slots=True)
class Words:
    """Stems in order; number ``i`` lies at characters ``starts[i]:ends[i]``; the first ``title`` are the headline."""

    stems: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    title: int = 0


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The lower-case singular of an English word, by rule.

    >>> [stem(word) for word in ("Policies", "taxes", "banks", "crisis", "gas")]
    ['policy', 'tax', 'bank', 'crisis', 'gas']
    """
    word = word.lower()
    if len(word) < 4 or word[-1] != "s" or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]


def read_words(text: str) -> Words:
    """The words of a text. The possessive "'s" is no word; the end of a sentence or a line is a `BREAK`.

    >>> read_words("Banks' rules.").stems
    ('bank', 'rule', '')
    """
    stems: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in TOKEN.finditer(text):
        token = match[0]
        if token[0] in "'’":
            continue
        stems.append(stem(token) if token[0].isalnum() else BREAK)
        starts.append(match.start())
        ends.append(match.end())
    return Words(tuple(stems), tuple(starts), tuple(ends), _title(text, starts))


def _title(text: str, starts: list[int]) -> int:
    begin = len(text) - len(text.lstrip())
    line = text.find("\n", begin)
    if line < 0 or not text[line:].strip():
        return 0
    words = sum(1 for start in starts if start < line)
    return words if words <= TITLE_WORDS else 0


def phrase(label: str) -> tuple[str, ...]:
    """The stems of a label, to look for in a text.

    >>> phrase("Patents, copyrights")
    ('patent', 'copyright')
    """
    return tuple(one for one in read_words(label).stems if one != BREAK)


def features(words: Words) -> list[tuple[int, str]]:
    """What the classifier knows a text by, with its place: words but stop words, and pairs of neighbours among them.

    >>> features(read_words("The central banks of Europe"))
    [(1, 'central'), (2, 'bank'), (2, 'central bank'), (4, 'europe')]
    """
    found: list[tuple[int, str]] = []
    last = ""
    for at, one in enumerate(words.stems):
        if len(one) < 2 or one in STOP or one.isdecimal():
            last = ""
            continue
        found.append((at, one))
        if last:
            found.append((at, f"{last} {one}"))
        last = one
    return found


def count_features(found: list[tuple[int, str]], words: Words) -> Counter[str]:
    """How often each feature occurs; in the headline counts twice."""
    counts = Counter([name for _, name in found])
    counts.update([name for at, name in found if at < words.title])
    return counts
