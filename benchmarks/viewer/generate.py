"""Invented graphs of a given size: communities with hubs, a few facts for each entity, each with a quote and a date.

Sizes of communities and numbers of facts fall off as they do in graphs of news: a few entities are named all the time,
most of them once or twice.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink

GIVEN = ("Ada", "Bram", "Cora", "Dina", "Egon", "Fenna", "Gust", "Hila", "Ivo", "Jola", "Kaj", "Lena", "Milo", "Nora")
FAMILY = ("Abel", "Brock", "Corrin", "Dahl", "Ekman", "Farro", "Grell", "Hask", "Ising", "Jarl", "Korr", "Lund", "Marn")
KINDS = {
    "official": "{0} {1}",
    "person": "{0} {1}",
    "ministry": "Ministry of {1} Affairs",
    "government_body": "{1} Harbour Authority",
    "company": "{1} & {0} Ltd",
    "organization": "{1} Union of {0}",
    "event": "{1} Forum",
    "instrument": "{1} {0} Act",
    "place": "Port {1}",
    "theme": "{1} policy",
}
WEIGHTS = (12, 16, 3, 8, 20, 14, 8, 6, 10, 3)
PREDICATES = {
    ("official", "ministry"): "holds_position",
    ("person", "organization"): "member_of",
    ("company", "place"): "based_in",
    ("government_body", "ministry"): "part_of",
    ("company", "company"): "owns",
    ("ministry", "instrument"): "issues",
    ("organization", "event"): "attends",
    ("ministry", "company"): "funds",
}
COMMUNITY = 90
"""Entities in a community, on average."""
FACTS = 1.8
"""Facts for each entity, on average."""
FIRST_DAY = date(2029, 1, 1)
DAYS = 1400


def generate(nodes: int, seed: int = 11) -> Dataset:
    """A graph of so many entities and about `FACTS` times as many facts; the same for the same arguments."""
    chance = random.Random(seed)
    entities = tuple(_entity(number, chance) for number in range(nodes))
    articles = tuple(_article(number, chance) for number in range(max(20, nodes // 6)))
    groups: list[list[Entity]] = [[] for _ in range(max(3, nodes // COMMUNITY))]
    for entity in entities:
        groups[int(len(groups) * chance.random() ** 1.4)].append(entity)
    statements: dict[str, Statement] = {}
    for _ in range(int(nodes * FACTS)):
        fact = _fact(groups, articles, chance)
        if fact is not None:
            statements.setdefault(fact.id, fact)
    mentions = tuple(
        LinkedMention(Mention(articles[at % len(articles)].id, 0, 1, "x", one.type), one.id)
        for at, one in enumerate(entities)
    )
    themes = [one.id for one in entities if one.type == "theme"]
    links = tuple(ThemeLink(chance.choice(themes), 0.8, article=one.id) for one in articles) if themes else ()
    return Dataset(articles, mentions, entities, tuple(sorted(statements.values(), key=lambda one: one.id)), links)


def _entity(number: int, chance: random.Random) -> Entity:
    kind = chance.choices(list(KINDS), WEIGHTS)[0]
    name = KINDS[kind].format(chance.choice(GIVEN), chance.choice(FAMILY))
    return Entity(
        f"e{number:06}", kind, f"{name} {number}", (f"{name.split()[0]} {number}",), 1 + int(chance.paretovariate(1.5))
    )


def _article(number: int, chance: random.Random) -> Article:
    day = FIRST_DAY + timedelta(days=int(DAYS * chance.random()))
    publisher = chance.choice(("The Velport Gazette", "Harbour Herald", "Coast Courier"))
    return Article(
        f"a{number:06}", f"Report {number}", "", day.isoformat(), f"https://news.example/{number}", publisher
    )


def _fact(groups: list[list[Entity]], articles: tuple[Article, ...], chance: random.Random) -> Statement | None:
    """A fact between a member of a community and a hub of it or, now and then, of another."""
    home = chance.choice(groups)
    away = home if chance.random() < 0.88 else chance.choice(groups)
    if not home or not away:
        return None
    one, other = chance.choice(home), away[int(len(away) * chance.random() ** 3)]
    if one is other:
        return None
    predicate = "concerns" if other.type == "theme" else PREDICATES.get((one.type, other.type), "cooperates_with")
    if one.type == "theme":
        return None
    article = chance.choice(articles)
    quote = f"{one.name} was said to have to do with {other.name}, officials told the paper on Monday."
    proof = Evidence(article.id, 0, len(quote), quote, article.published)
    key = f"s{one.id}{predicate}{other.id}"
    status = chance.choices(("stated", "planned", "former", "denied"), (20, 2, 2, 1))[0]
    return Statement(
        key,
        one.id,
        predicate,
        other.id,
        "",
        status,
        confidence=round(0.4 + 0.6 * chance.random(), 2),
        evidence=(proof,),
    )
