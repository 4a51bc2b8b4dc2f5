"""Countries in text: those of the gazetteer, and those that only the articles of this build know.

An archive may speak of a country that no gazetteer has (a historical one, an invented one). It is learnt from its
articles: a place that two or more of them name, and whose people or ways they call by a word made from its name
("Kelora", "Keloran"). A dateline's city that the gazetteer lacks belongs to the learnt country that most articles
from there name. A jurisdiction is an ISO 3166-1 alpha-2 code or the folded name of a learnt country or city.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.core.gazetteer import demonym, find_place
from graph.core.names import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.core.types import Article, Extraction

_WORD = re.compile(r"[A-Z][^\W\d_]{3,}")
_RUN = re.compile(r"[A-Z][\w'’.-]*(?:[ ]+(?:of |and |the )?[A-Z][\w'’.-]*){0,3}")
_LONGEST = 4
_VOTING = 100_000
_DANGLING = frozenset({"of", "in", "for", "the", "and"})
_ENDINGS = ("n", "an", "ian", "ese", "i", "ish", "er")


@dataclass(frozen=True, slots=True)
class Countries:
    """Finds countries in names and text.

    ``learnt`` maps the folded names and adjectives of learnt countries to the name, ``cities`` those of cities that the
    gazetteer lacks to the country (or, where no country is known, the city) that they stand for.
    """

    learnt: Mapping[str, str] = field(default_factory=dict)
    cities: Mapping[str, str] = field(default_factory=dict)
    _told: dict[str, tuple[str | None, str]] = field(init=False, default_factory=dict, repr=False, compare=False)
    _placed: dict[tuple[str, int], str | None] = field(init=False, default_factory=dict, repr=False, compare=False)
    _runs: dict[str, tuple[str, ...]] = field(init=False, default_factory=dict, repr=False, compare=False)
    """Answers of `country_in`, `lies_in` and `mentioned`: the articles of a build ask the same again and again."""

    def country_in(self, name: str) -> tuple[str | None, str]:
        """The country that a name contains as noun or adjective, the longest first, and the name without it.

        >>> Countries().country_in("German Foreign Ministry"), Countries().country_in("Central Bank of Nigeria")
        (('DE', 'Foreign Ministry'), ('NG', 'Central Bank'))
        """
        if name not in self._told:
            self._told[name] = self._country_in(name)
        return self._told[name]

    def _country_in(self, name: str) -> tuple[str | None, str]:
        words = name.split()
        for size in range(min(_LONGEST, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                phrase = " ".join(words[start : start + size]).strip(",()")
                code = self._learnt(phrase) or _country(phrase)
                if code:
                    before = words[:start]
                    while before and before[-1].casefold() in _DANGLING:
                        before.pop()
                    return code, " ".join((*before, *words[start + size :]))
        return None, " ".join(words)

    def lies_in(self, phrase: str, *, smallest: int = 0) -> str | None:
        """The jurisdiction that a capitalised phrase names, belongs to or lies in.

        Cities that GeoNames gives fewer than ``smallest`` people do not count: many a surname is a town's somewhere.
        """
        asked = phrase, smallest
        if asked not in self._placed:
            self._placed[asked] = self._learnt(phrase) or self._city(phrase) or _lies_in(phrase, smallest)
        return self._placed[asked]

    def mentioned(self, text: str) -> Iterator[str]:
        """Jurisdictions named in a text, once for each time; of overlapping names the longest counts."""
        for run in _RUN.finditer(text):
            if run[0] not in self._runs:
                self._runs[run[0]] = tuple(self._in_run(run[0].split()))
            yield from self._runs[run[0]]

    def _in_run(self, words: list[str]) -> Iterator[str]:
        start = 0
        while start < len(words):
            size, code = self._longest(words[start:])
            if code:
                yield code
            start += size

    def _longest(self, words: list[str]) -> tuple[int, str | None]:
        for size in range(len(words), 0, -1):
            phrase = " ".join(words[:size]).rstrip(",") if size > 1 else words[0]
            if code := self.lies_in(phrase, smallest=_VOTING):
                return size, code
        return 1, None

    def _city(self, phrase: str) -> str | None:
        return self.cities.get(normalise(phrase)) if self.cities and phrase[:1].isupper() else None

    def _learnt(self, phrase: str) -> str | None:
        return self.learnt.get(normalise(phrase)) if self.learnt and phrase[:1].isupper() else None


@lru_cache(maxsize=1 << 16)
def _country(phrase: str) -> str | None:
    place = find_place(phrase)
    if place:
        return place.country if place.kind == "country" else None
    return demonym(phrase)


def _lies_in(phrase: str, smallest: int) -> str | None:
    place = find_place(phrase)
    if place is None:
        return demonym(phrase)
    return None if place.kind == "city" and 0 < place.population < smallest else place.country


def dateline(article: Article) -> str | None:
    """The place that the article's dateline names, or None."""
    return next((article.text[p.start : p.end].strip(" ,") for p in article.parts if p.kind == "place"), None)


def learn_countries(pairs: Sequence[tuple[Article, Extraction]]) -> Countries:
    """The gazetteer's countries and those that the articles themselves make known. Independent of their order."""
    named = [_unknown_places(article, extraction) for article, extraction in pairs]
    spread = Counter(name for names in named for name in names)
    if not spread:
        return Countries()
    words = {word.casefold() for article, _ in pairs for word in _WORD.findall(article.text)}
    learnt: dict[str, str] = {}
    for name in sorted(name for name, articles in spread.items() if articles > 1):
        if made := [word for word in _adjectives(name) if word in words or f"{word}s" in words]:
            learnt |= dict.fromkeys([name, *made, *(f"{word}s" for word in made)], name)
    known = Countries(learnt)
    homes: dict[str, Counter[str]] = {}
    for article, _ in pairs:
        city = dateline(article)
        if city and not known.lies_in(city):
            homes.setdefault(normalise(city), Counter()).update(set(known.mentioned(article.prose())) & set(learnt))
    best = {city: min(found, key=lambda name: (-found[name], name), default=city) for city, found in homes.items()}
    return Countries(learnt, best)


def _adjectives(place: str) -> list[str]:
    """Words that English might make from a place's name: "Kelora" gives "keloran", "kelorian", "kelorese", ..."""
    stems = (place, place.rstrip("aeiouy"))
    return sorted(
        {stem + ending for stem in stems for ending in _ENDINGS if len(stem) > 3 and " " not in place} - {place}
    )


def _unknown_places(article: Article, extraction: Extraction) -> set[str]:
    names = {mention.text for mention in extraction.mentions if mention.type == "place"}
    names |= {city for city in (dateline(article),) if city}
    return {key for name in names if not _known(" ".join(name.split())) and (key := normalise(name))}


@lru_cache(maxsize=1 << 16)
def _known(name: str) -> bool:
    """Whether the gazetteer has the name, if only as that of a region."""
    return find_place(name) is not None or demonym(name) is not None
