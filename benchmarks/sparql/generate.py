"""A graph of any size in newsgraph's own vocabulary: invented articles about an invented world, the same for a seed.

    python -m benchmarks.sparql.generate QUADS FILE [--seed N]

Articles are made a chunk at a time and written by newsgraph's own RDF (`graph.publish.quads`), so memory does not grow
with the file. A few entities are in most of the news and most in little of it: the n-th is chosen with a probability
that falls as n^(-2/3). Names are made of syllables; themes are those of the real scheme.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph as ox

from graph.core.config import PublishSettings
from graph.core.ids import digest
from graph.core.ontology import PREDICATES
from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.extract.themes.scheme import load_scheme
from graph.publish.quads import quads

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 250
"""Articles that are made at a time."""
QUADS_OF_ARTICLE = 220
"""About so many quads an article adds; from this follows how many entities a graph of a size has."""
STATEMENTS, MENTIONS = 4, 6
_SHARES = {
    "official": 22, "person": 18, "ministry": 3, "government_body": 9, "company": 20, "organization": 13,
    "event": 5, "instrument": 6, "place": 4,
}  # fmt: skip
_WEIGHTS = {
    "holds_position": 30, "part_of": 6, "owns": 8, "member_of": 10, "based_in": 12, "cooperates_with": 5, "meets": 8,
    "organizes": 3, "attends": 5, "issues": 6, "funds": 3, "regulates": 4, "appoints": 2, "succeeds": 1,
}  # fmt: skip
_ROLES = (
    "minister",
    "director",
    "chief executive",
    "chair",
    "spokesperson",
    "deputy minister",
    "governor",
    "president",
)
_STATUSES = (("stated", 92), ("former", 95), ("planned", 99), ("denied", 100))
_SYLLABLES = ("ka", "lo", "mer", "va", "ti", "sol", "ren", "dar", "bel", "o", "ni", "ster", "ul", "fen", "gra", "hi")
_FORMS = {
    "ministry": "Ministry of {}", "government_body": "{} Authority", "company": "{} Holdings",
    "organization": "{} Association", "event": "{} Forum", "instrument": "{} Act", "place": "{}",
}  # fmt: skip
_FIRST = date(2015, 1, 1)


def _word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


@dataclass(frozen=True)
class World:
    """Whom the articles are about."""

    seed: int
    size: int

    @cached_property
    def entities(self) -> dict[str, list[Entity]]:
        """The entities by type, those first that the news is full of."""
        rng = random.Random(f"{self.seed}-world")
        made: dict[str, list[Entity]] = {}
        for kind, share in _SHARES.items():
            count = max(4, self.size * share // 100)
            made[kind] = [self._entity(rng, kind, number) for number in range(count)]
        made["theme"] = [
            Entity(digest("theme", key), "theme", one.label, (), 10, {"theme": key, "iptc": one.iptc})
            for key, one in sorted(load_scheme().themes.items())
        ]
        return made

    def _entity(self, rng: random.Random, kind: str, number: int) -> Entity:
        if kind in ("official", "person"):
            first, last = _word(rng, 2), _word(rng, 3)
            name, aliases = f"{first} {last}", (last,) if number % 3 == 0 else ()
        else:
            word = f"{_word(rng, 3)} {_word(rng, 2)}"
            name, aliases = _FORMS[kind].format(word), (word,) if number % 4 == 0 and kind != "place" else ()
        return Entity(digest(self.seed, kind, number), kind, name, aliases, 1 + 5000 // (number + 1))

    def pick(self, rng: random.Random, kinds: frozenset[str]) -> Entity:
        """An entity of one of these types; the types by how many there are of them."""
        known = sorted(kinds & _SHARES.keys())
        kind = rng.choices(known, [_SHARES[one] for one in known])[0]
        among = self.entities[kind]
        return among[int(len(among) * rng.random() ** 3)]


def chunk(world: World, number: int) -> Dataset:
    """The articles of one chunk with all that they say; the same whatever came before."""
    rng = random.Random(f"{world.seed}-{number}")
    articles: list[Article] = []
    said: dict[str, tuple[Statement, list[Evidence]]] = {}
    mentions: list[LinkedMention] = []
    themes: list[ThemeLink] = []
    used: dict[str, Entity] = {}
    for place in range(number * CHUNK, (number + 1) * CHUNK):
        article = _article(rng, place)
        articles.append(article)
        at = 0
        for _ in range(STATEMENTS):
            one, other, statement = _statement(world, rng)
            used |= {one.id: one, other.id: other}
            quote = f"{one.name} {PREDICATES[statement.predicate].label} {other.name}, {_word(rng, 4).lower()}."
            found = said.setdefault(statement.id, (statement, []))
            found[1].append(Evidence(article.id, at, at + len(quote), quote, article.published))
            mentions += [
                LinkedMention(Mention(article.id, at, at + 9, one.name, one.type), one.id),
                LinkedMention(Mention(article.id, at + 10, at + 19, other.name, other.type), other.id),
            ]
            at += len(quote) + 1
        for theme in rng.sample(world.entities["theme"], 2):
            used[theme.id] = theme
            evidence = said[statement.id][1][-1]
            themes.append(ThemeLink(theme.id, 0.5, article=article.id, evidence=(evidence,)))
        entity_theme = ThemeLink(theme.id, 0.4, entity=one.id, evidence=(evidence,))
        if not any((link.entity, link.theme) == (one.id, theme.id) for link in themes):
            themes.append(entity_theme)
    statements = tuple(
        Statement(
            one.id, one.subject, one.predicate, one.object, one.role, one.status, None, None, one.confidence,
            tuple(sorted(evidence)),
        )
        for one, evidence in said.values()
    )  # fmt: skip
    entities = tuple(used[key] for key in sorted(used))
    return Dataset(tuple(articles), tuple(mentions), entities, statements, tuple(themes))


def _article(rng: random.Random, number: int) -> Article:
    day = _FIRST + timedelta(days=rng.randrange(3650))
    title = " ".join(_word(rng, 2) for _ in range(6)).capitalize()
    name = f"article-{number:07}"
    return Article(name, title, "", day.isoformat(), f"https://news.example/{name}", f"Daily {_word(rng, 1)}")


def _statement(world: World, rng: random.Random) -> tuple[Entity, Entity, Statement]:
    """A fact; status and confidence follow from what it says, so that two chunks agree on it."""
    predicate = PREDICATES[rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]]
    one = world.pick(rng, predicate.subjects)
    other = world.pick(rng, predicate.objects)
    while other.id == one.id:
        other = world.pick(rng, predicate.objects)
    role = rng.choice(_ROLES) if predicate.role else ""
    key = digest(one.id, predicate.name, other.id, role)
    chance = int(key, 16)
    status = next(name for name, below in _STATUSES if chance % 100 < below)
    confidence = 0.5 + chance // 100 % 5000 / 10_000
    return one, other, Statement(key, one.id, predicate.name, other.id, role, status, confidence=confidence)  # type: ignore[arg-type]


def world_of(size: int, seed: int = 0) -> World:
    """The world of a graph of about ``size`` quads."""
    return World(seed, max(100, size // QUADS_OF_ARTICLE // 2))


def stream(size: int, seed: int = 0) -> Iterator[list[ox.Quad]]:
    """Chunks of quads, at least ``size`` of them all together; the ontology and the data set come with the first."""
    world, settings = world_of(size, seed), PublishSettings()
    about = f"{settings.base}dataset"
    total = number = 0
    while total < size:
        made = list(quads(chunk(world, number), settings))
        if number:
            made = [
                quad
                for quad in made
                if not str(quad.subject).startswith((f"<{about}", "<https://newsgraph.example/ontology"))
            ]
        yield made
        total += len(made)
        number += 1


def write(size: int, file: BinaryIO, seed: int = 0) -> int:
    """Write N-Quads; returns how many lines. An entity that several chunks name is described in each."""
    total = 0
    for made in stream(size, seed):
        ox.serialize(made, file, ox.RdfFormat.N_QUADS)
        total += len(made)
    return total


def main() -> None:
    """Write a graph to a file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("quads", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    given.file.parent.mkdir(parents=True, exist_ok=True)
    with given.file.open("wb") as file:
        print(f"{write(given.quads, file, given.seed):,} quads in {given.file}")


if __name__ == "__main__":
    main()
