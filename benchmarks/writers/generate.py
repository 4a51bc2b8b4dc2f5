"""A data set of any size in newsgraph's shape, made of a seeded random number generator: the same size, the same data.

News is skewed: few entities are in most of it. So names are drawn by a power law, each article names about eight
entities and gives evidence for about four statements, and one statement in ten rests on two articles.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from graph.core.ids import digest
from graph.core.ontology import PREDICATES, TYPES
from graph.core.types import STATUSES, Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink

TRIPLES_AN_ARTICLE = 121
"""About how many triples of the default graph an article stands for; measured, so that sizes come out near."""

_KINDS = [name for name in TYPES if name != "theme"]
_WORDS = (
    "port",
    "harbour",
    "bank",
    "council",
    "water",
    "energy",
    "letters",
    "trade",
    "union",
    "river",
    "north",
    "coast",
)


def generate(triples: int, seed: int = 7) -> Dataset:
    """A data set that makes about ``triples`` triples."""
    chance = random.Random(seed)
    size = max(2, triples // TRIPLES_AN_ARTICLE)
    entities = [_entity(chance, number) for number in range(size * 2)]
    themes = [Entity(digest("theme", n), "theme", f"Theme {n}", (f"theme no. {n}",), size // 40) for n in range(40)]
    by_kind = {kind: [one for one in entities if one.type == kind] for kind in _KINDS}
    articles, mentions, links, facts = [], [], [], {}
    for number in range(size):
        day = (date(2015, 1, 1) + timedelta(days=number * 3650 // size)).isoformat()
        article = Article(f"a{number:07}", _words(chance, 6).capitalize(), "", day, publisher="Coast Herald")
        articles.append(article)
        for place in range(8):
            one = _common(chance, entities)
            mentions.append(LinkedMention(Mention(article.id, place * 90, place * 90 + 9, one.name, one.type), one.id))
        links.append(ThemeLink(chance.choice(themes).id, 0.5, article=article.id))
        for place in range(4):
            key = _fact(chance, by_kind)
            quote = f"{_words(chance, 12).capitalize()} “{_words(chance, 5)}”."
            facts.setdefault(key, []).append(Evidence(article.id, place * 200, place * 200 + len(quote), quote, day))
    statements = [
        Statement(digest(*key), *key, _status(chance), confidence=round(chance.random(), 4), evidence=tuple(evidence))
        for key, evidence in facts.items()
    ]
    return Dataset(
        tuple(articles),
        tuple(mentions),
        tuple(sorted((*entities, *themes), key=lambda one: one.id)),
        tuple(sorted(statements, key=lambda one: one.id)),
        tuple(links),
    )


def _entity(chance: random.Random, number: int) -> Entity:
    name = f"{_words(chance, 3).title()} {number}"
    return Entity(digest(number), chance.choice(_KINDS), name, (f"{name} Ltd", name.upper()), 1 + number % 9)


def _common(chance: random.Random, values: list[Entity]) -> Entity:
    return values[min(int(chance.paretovariate(0.6)) - 1, len(values) * 7) % len(values)]


def _fact(chance: random.Random, by_kind: dict[str, list[Entity]]) -> tuple[str, str, str, str]:
    predicate = PREDICATES[chance.choice([name for name in PREDICATES if name != "concerns"])]
    subject = _common(chance, by_kind[chance.choice(sorted(predicate.subjects))])
    object_ = chance.choice(by_kind[chance.choice(sorted(predicate.objects))])
    return subject.id, predicate.name, object_.id, _words(chance, 2) if predicate.role else ""


def _status(chance: random.Random) -> str:
    return STATUSES[0] if chance.random() < 0.85 else chance.choice(STATUSES)


def _words(chance: random.Random, number: int) -> str:
    return " ".join(chance.choices(_WORDS, k=number))
