"""Articles that name invented things, with the truth known: people, companies, public bodies and associations.

The names are made of syllables by a seeded generator. What makes resolution hard in news is there at set rates: titles
and initials, surnames alone, acronyms explained in one article and bare in the next, legal forms left out, "Ministry of
X" and "X Ministry" in many countries, two people or bodies of one name, and misspellings. Things belong to circles (a
country, a few bodies, their people); an article names things of one circle, frequent ones oftener (Zipf's law).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from random import Random

from graph.core.types import Article, Claim, Extraction, Mention, Part

WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
CIRCLE = 40
"""Things in a circle."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How often each difficulty occurs: of surface forms, or (homonyms) of things."""

    typo: float = 0.02
    acronym_alone: float = 0.1
    homonym: float = 0.03


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing: what its articles call it in full, and its other forms."""

    type: str
    full: tuple[str, ...]
    short: tuple[str, ...] = ()


@dataclass(slots=True)
class Corpus:
    """Articles with extractions, and for each mention the number of its thing."""

    articles: list[Article] = field(default_factory=list)
    extractions: list[Extraction] = field(default_factory=list)
    truth: dict[Mention, int] = field(default_factory=dict)


def corpus(mentions: int, things: int, seed: int = 0, rates: Rates | None = None) -> Corpus:
    """About ``mentions`` mentions (the last article may add a few) of at most ``things`` things."""
    random, rates = Random(seed), rates or Rates()
    circles = _circles(random, things, rates)
    weights = [list(accumulate(1 / (rank + 1) for rank in range(len(circle)))) for _, _, circle in circles]
    made = Corpus()
    while len(made.truth) < mentions:
        number = random.randrange(len(circles))
        country, first, circle = circles[number]
        picked = sorted({*random.choices(range(len(circle)), cum_weights=weights[number], k=6)})
        _article(made, random, rates, country, [(first + at, circle[at]) for at in picked])
    return made


def _circles(random: Random, things: int, rates: Rates) -> list[tuple[str, int, list[Thing]]]:
    """(country, number of the first thing, things) of each circle."""
    given = [_word(random, 2) for _ in range(600)]
    surnames = [_word(random, random.choice((2, 2, 3))) for _ in range(max(2000, things // 8))]
    known: list[Thing] = []
    found: list[tuple[str, int, list[Thing]]] = []
    ministries = [(country, portfolio) for portfolio in WORDS["portfolios"] for country in WORDS["countries"]]
    while len(known) < things:
        country = WORDS["countries"][len(found) % len(WORDS["countries"])]
        circle: list[Thing] = []
        if len(found) < len(ministries):
            country, portfolio = ministries[len(found)]
            circle.append(Thing("ministry", (f"{portfolio} Ministry", f"Ministry of {portfolio}")))
        while len(circle) < CIRCLE:
            one = _thing(random, given, surnames)
            if known and random.random() < rates.homonym and (other := random.choice(known)).type != "ministry":
                one = other
            circle.append(one)
        found.append((country, len(known), circle))
        known += circle
    return found


def _thing(random: Random, given: list[str], surnames: list[str]) -> Thing:
    kind = random.random()
    if kind < 0.55:
        first, last = random.choice(given), random.choice(surnames)
        middle = f"{first} {random.choice('ABCDEFGHJKLMNPRST')}. {last}"
        return Thing("official" if kind < 0.3 else "person", (f"{first} {last}", f"{first} {last}", middle), (last,))
    if kind < 0.8:
        name = f"{_word(random, random.choice((2, 3)))} {_pick(random, 'sectors')}"
        return Thing("company", (name, f"{name} {_pick(random, 'forms')}"))
    name = f"{_word(random, 2)} {_pick(random, 'causes')} {_pick(random, 'kinds')}"
    return Thing("organization", (name,), ("".join(word[0] for word in name.split()),))


def _pick(random: Random, kind: str) -> str:
    return random.choice(WORDS[kind])


def _word(random: Random, syllables: int) -> str:
    parts = (_pick(random, "onsets") + _pick(random, "vowels") + _pick(random, "codas") for _ in range(syllables))
    return "".join(parts).capitalize()


def _article(made: Corpus, random: Random, rates: Rates, country: str, picked: list[tuple[int, Thing]]) -> None:
    id_ = f"a{len(made.articles):07d}"
    pieces = [f"{country} – "]
    length = len(pieces[0])
    parts = [Part("place", 0, len(country)), Part("dateline", len(country), length)]
    mentions: list[Mention] = []
    chains: list[tuple[int, ...]] = []
    for number, thing in picked:
        chain = []
        for surface in _surfaces(random, rates, thing):
            mention = Mention(id_, length, length + len(surface), surface, thing.type)
            made.truth[mention] = number
            chain.append(len(mentions))
            mentions.append(mention)
            pieces.append(f"{surface}. ")
            length += len(surface) + 2
        chains.append(tuple(chain))
    claims = _claims(id_, mentions, chains, random)
    day = len(made.articles) % 336
    published = f"20{10 + day % 10}-{1 + day // 28:02d}-{1 + day % 28:02d}"
    parts.append(Part("body", parts[-1].end, length))
    made.articles.append(Article(id_, "", "".join(pieces), published, parts=tuple(parts)))
    made.extractions.append(Extraction(id_, tuple(mentions), tuple(chains), claims))


def _surfaces(random: Random, rates: Rates, thing: Thing) -> list[str]:
    """What an article calls a thing: in full, perhaps with a title or a slip, then perhaps in short."""
    if thing.type == "organization" and random.random() < rates.acronym_alone:
        return [thing.short[0]]
    full = random.choice(thing.full)
    if random.random() < rates.typo:
        full = _slip(random, full)
    human = thing.type in ("official", "person")
    again = [random.choice(thing.short)] if thing.short and random.random() < 0.5 else []
    return [_pick(random, "titles") + full if human else full, *again]


def _slip(random: Random, name: str) -> str:
    """A name with one letter left out, doubled, exchanged for another or for its neighbour."""
    places = [at for at in range(1, len(name) - 1) if name[at].isalpha() and name[at - 1].isalpha()]
    at, kind = random.choice(places), random.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at] + name[at:]
    if kind == 2:
        return name[:at] + random.choice("aeioulnrst") + name[at + 1 :]
    return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :] if at > 1 else name


def _claims(id_: str, mentions: list[Mention], chains: list[tuple[int, ...]], random: Random) -> tuple[Claim, ...]:
    """Now and then an official of an article holds a post in its first body."""
    bodies = [mentions[chain[0]] for chain in chains if mentions[chain[0]].type in ("ministry", "company")]
    officials = [mentions[chain[0]] for chain in chains if mentions[chain[0]].type == "official"]
    if not bodies or not officials or random.random() < 0.5:
        return ()
    start, end = sorted((officials[0], bodies[0]), key=lambda one: one.start)
    return (Claim(id_, "holds_position", officials[0], bodies[0], start.start, end.end, "director"),)
