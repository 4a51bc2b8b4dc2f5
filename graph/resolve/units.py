"""The units of resolution: what one article calls one thing, with what the article says that helps to tell which.

A `Unit` is a chain of an `Extraction`. Everything later steps compare is gathered here once, so that they look at
units only and never at articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.names import normalise, person_key
from graph.core.ontology import HUMAN, TYPES
from graph.resolve.callings import is_sporting
from graph.resolve.generic import is_agency
from graph.resolve.jurisdiction import article_jurisdiction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.core.types import Article, Extraction, Mention
    from graph.resolve.countries import Countries

Order = tuple[bool, str, str, int, int, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A chain of an article: its mentions in order, its type, its surface forms and what surrounds it.

    ``agency`` tells that it is what the dateline credits; ``jurisdiction`` is the country that its name, a claim or the
    article puts it in, or None; ``holders`` are keys of the full names of people with a post in it; ``posts`` are keys
    of the bodies and places in which a person has a post or membership; ``company`` are the keys, of two words or more,
    of all people and bodies of the article; ``sporting`` tells that a person is called by what they do in sport, and by
    no public office.
    """

    mentions: tuple[Mention, ...]
    type: str
    published: str | None
    surfaces: tuple[str, ...]
    agency: bool = False
    jurisdiction: str | None = None
    holders: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    sporting: bool = False

    @property
    def first(self) -> Mention:
        """The earliest mention in the article; it stands for the unit in what is reported of merges."""
        return self.mentions[0]

    @property
    def group(self) -> str:
        """The ontology's group of the type; only units of one group may be one thing."""
        return TYPES[self.type].group

    @property
    def order(self) -> Order:
        """Sorts units by publication date (None last), article id, offset: the earliest names the entity's id."""
        first = self.mentions[0]
        return (self.published is None, self.published or "", first.article, first.start, first.end, first.text)


def clean(text: str) -> str:
    """A surface form on one line."""
    return " ".join(text.split())


def units_of(pairs: Iterable[tuple[Article, Extraction]], countries: Countries) -> list[Unit]:
    """All chains of all articles as units, sorted by `Unit.order`."""
    units = [unit for article, extraction in pairs for unit in _article_units(article, extraction, countries)]
    return sorted(units, key=lambda unit: unit.order)


def _article_units(article: Article, extraction: Extraction, countries: Countries) -> list[Unit]:
    credits_ = [(part.start, part.end) for part in article.parts if part.kind == "agency"]
    chains = _chains(extraction, credits_)
    types = [_type(chain) for chain in chains]
    surfaces = [tuple(sorted({clean(mention.text) for mention in chain})) for chain in chains]
    named = [_country(names, countries) for names in surfaces]
    around = _around(extraction, chains, surfaces, named)
    people = [mention for mention in extraction.mentions if mention.type in HUMAN]
    place = article_jurisdiction(article, countries, people)
    company = frozenset(
        key
        for kind, names in zip(types, surfaces, strict=True)
        if TYPES[kind].group in ("human", "body")
        for name in names
        if " " in (key := " ".join(person_key(name)) if kind in HUMAN else normalise(name))
    )
    return [
        Unit(
            mentions=chain,
            type=types[i],
            published=article.published,
            surfaces=surfaces[i],
            agency=all(_within(mention, credits_) for mention in chain),
            jurisdiction=named[i] or around.bases.get(i) or place,
            holders=frozenset(around.holders.get(i, ())),
            posts=frozenset(around.posts.get(i, ())),
            company=company,
            sporting=types[i] in HUMAN and is_sporting(article.text, chain, around.roles.get(i, ())),
        )
        for i, chain in enumerate(chains)
    ]


def _chains(extraction: Extraction, credits_: Sequence[tuple[int, int]]) -> list[tuple[Mention, ...]]:
    """Mentions by chain, each in text order; a mention that no chain holds is a chain of its own.

    What the dateline credits leaves a chain whose other names are no agency's: "(KNA)" is the agency, though a nurses'
    association of the same initials be in the news.
    """
    grouped = {index for chain in extraction.chains for index in chain}
    loose = [(index,) for index in range(len(extraction.mentions)) if index not in grouped]
    chains: list[tuple[Mention, ...]] = []
    for chain in (*extraction.chains, *loose):
        mentions = sorted(extraction.mentions[i] for i in chain)
        credited = [mention for mention in mentions if _within(mention, credits_)]
        rest = [mention for mention in mentions if mention not in credited]
        keys = {normalise(mention.text) for mention in credited}
        agency = all(key in keys or is_agency(key) for mention in rest if (key := normalise(mention.text)))
        chains.extend(tuple(one) for one in ([mentions] if agency else [credited, rest]) if one)
    return sorted(chains)


def _within(mention: Mention, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in stretches)


def _type(chain: Sequence[Mention]) -> str:
    """The type with most weight among the mentions; of equals the ontology's first, so an official before a person."""
    weight: dict[str, float] = {}
    for mention in chain:
        weight[mention.type] = weight.get(mention.type, 0.0) + mention.score
    rank = list(TYPES)
    return min(weight, key=lambda kind: (-round(weight[kind], 6), rank.index(kind)))


def _country(names: Iterable[str], countries: Countries) -> str | None:
    """The country in the names of a chain; None also where they name different ones."""
    found = {code for name in names if (code := countries.country_in(name)[0])}
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _Around:
    """What claims say about chains, by number: `Unit.holders`, `Unit.posts`, roles, and the country they sit in."""

    holders: dict[int, set[str]]
    posts: dict[int, set[str]]
    roles: dict[int, set[str]]
    bases: dict[int, str]


def _around(
    extraction: Extraction,
    chains: Sequence[tuple[Mention, ...]],
    surfaces: Sequence[tuple[str, ...]],
    named: Sequence[str | None],
) -> _Around:
    chain_of: Mapping[Mention, int] = {mention: number for number, chain in enumerate(chains) for mention in chain}
    around = _Around({}, {}, {}, {})
    for claim in sorted(extraction.claims, key=lambda claim: (claim.start, claim.end, claim.subject, claim.object)):
        subject, object_ = chain_of.get(claim.subject), chain_of.get(claim.object)
        if subject is None or object_ is None:
            continue
        if claim.predicate in ("holds_position", "member_of") and claim.subject.type in HUMAN:
            full = (" ".join(key) for name in surfaces[subject] if len(key := person_key(name)) > 1)
            around.holders.setdefault(object_, set()).update(full)
            around.posts.setdefault(subject, set()).update(normalise(name) for name in surfaces[object_])
            around.roles.setdefault(subject, set()).add(claim.role)
        elif claim.predicate == "based_in" and (country := named[object_]):
            around.bases.setdefault(subject, country)
    return around
