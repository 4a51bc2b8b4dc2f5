"""Invented articles and the graph that they say, with every offset true; and large graphs by number."""

from __future__ import annotations

import random

from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink

TEXTS = {
    "a1": (
        "Port plan agreed",
        "2031-03-04",
        "https://news.example/port",
        "Dr Élodie Brandt, Minister of Harbours, met Tarn Lines in Velport. Tarn Lines owns Quill Ferries. "
        "The Harbour Summit was organized by the Ministry of Harbours. The minister spoke of the digital economy.",
    ),
    "a2": (
        "Ferry deal off",
        "2031-05-20",
        "https://news.example/ferry",
        "The Ministry of Harbours will fund Quill Ferries. Tarn Lines denied that it owns Quill Ferries. "
        "Élodie Brandt issued the Coast Act. Oskar Lind succeeds Brandt, and the Sailors' Union attended the Harbour Summit.",
    ),
}
PUBLISHERS = {"a1": "The Velport Gazette", "a2": "Harbour Herald"}
ENTITIES = {
    "brandt": ("official", "Élodie Brandt", ("Brandt", "Dr Élodie Brandt")),
    "lind": ("person", "Oskar Lind", ()),
    "ministry": ("ministry", "Ministry of Harbours", ("MoH",)),
    "agency": ("government_body", "Port Agency", ()),
    "tarn": ("company", "Tarn Lines", ()),
    "quill": ("company", "Quill Ferries", ()),
    "union": ("organization", "Sailors' Union", ()),
    "summit": ("event", "Harbour Summit", ()),
    "act": ("instrument", "Coast Act", ()),
    "velport": ("place", "Velport", ()),
    "digital": ("theme", "digital economy", ()),
}
FACTS = (
    ("brandt", "holds_position", "ministry", "Minister", "stated", "a1", "Dr Élodie Brandt, Minister of Harbours, met Tarn Lines in Velport."),
    ("brandt", "meets", "tarn", "", "stated", "a1", "Dr Élodie Brandt, Minister of Harbours, met Tarn Lines in Velport."),
    ("tarn", "based_in", "velport", "", "stated", "a1", "Dr Élodie Brandt, Minister of Harbours, met Tarn Lines in Velport."),
    ("tarn", "owns", "quill", "", "stated", "a1", "Tarn Lines owns Quill Ferries."),
    ("ministry", "organizes", "summit", "", "stated", "a1", "The Harbour Summit was organized by the Ministry of Harbours."),
    ("ministry", "funds", "quill", "", "planned", "a2", "The Ministry of Harbours will fund Quill Ferries."),
    ("tarn", "cooperates_with", "quill", "", "denied", "a2", "Tarn Lines denied that it owns Quill Ferries."),
    ("brandt", "issues", "act", "", "former", "a2", "Élodie Brandt issued the Coast Act."),
    ("lind", "succeeds", "brandt", "", "stated", "a2", "Oskar Lind succeeds Brandt, and the Sailors' Union attended the Harbour Summit."),
    ("union", "attends", "summit", "", "stated", "a2", "Oskar Lind succeeds Brandt, and the Sailors' Union attended the Harbour Summit."),
)  # fmt: skip


def evidence(article: str, quote: str) -> Evidence:
    start = TEXTS[article][3].index(quote)
    return Evidence(article, start, start + len(quote), quote, TEXTS[article][1])


def mentions() -> tuple[LinkedMention, ...]:
    """Every place where a text has a name of an entity, the longest names first."""
    found: list[LinkedMention] = []
    for article, (_, _, _, text) in TEXTS.items():
        for key, (kind, name, aliases) in ENTITIES.items():
            taken: list[range] = []
            for surface in sorted({name, *aliases}, key=len, reverse=True):
                start = text.find(surface)
                while start >= 0:
                    if not any(start in one for one in taken):
                        taken.append(range(start, start + len(surface)))
                        found.append(LinkedMention(Mention(article, start, start + len(surface), surface, kind), key))
                    start = text.find(surface, start + 1)
    return tuple(sorted(found, key=lambda one: (one.mention, one.entity)))


def small() -> Dataset:
    """Eleven entities of every type, ten facts of every status and a theme; the Port Agency has no fact."""
    articles = tuple(
        Article(key, title, text, published, url, PUBLISHERS[key], "en")
        for key, (title, published, url, text) in TEXTS.items()
    )
    linked = (*mentions(), LinkedMention(Mention("a1", 0, 2, "Dr", "government_body"), "agency"))
    naming = {key: {one.mention.article for one in linked if one.entity == key} for key in ENTITIES}
    entities = tuple(
        Entity(key, kind, name, aliases, len(naming[key]), {"wikidata": "Q42"} if key == "velport" else {})
        for key, (kind, name, aliases) in sorted(ENTITIES.items())
    )
    statements = tuple(
        Statement(
            f"s{number:02}",
            subject,
            predicate,
            object_,
            role,
            status,
            confidence=0.4 if predicate == "attends" else 0.9,
            valid_from="2030-06" if role else None,
            evidence=(evidence(article, quote),),
        )
        for number, (subject, predicate, object_, role, status, article, quote) in enumerate(FACTS)
    )
    theme = ThemeLink(
        "digital", 0.9, entity="brandt", evidence=(evidence("a1", "The minister spoke of the digital economy."),)
    )
    return Dataset(articles, linked, entities, statements, (ThemeLink("digital", 0.8, article="a1"), theme))


FIRST = [
    "Ada",
    "Bram",
    "Cora",
    "Dina",
    "Egon",
    "Fenna",
    "Gust",
    "Hila",
    "Ivo",
    "Jola",
    "Kaj",
    "Lena",
    "Milo",
    "Nora",
    "Otto",
]
LAST = [
    "Abel",
    "Brock",
    "Corrin",
    "Dahl",
    "Ekman",
    "Farro",
    "Grell",
    "Hask",
    "Ising",
    "Jarl",
    "Korr",
    "Lund",
    "Marn",
    "Norr",
    "Oster",
]
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
LINKS = (
    ("official", "holds_position", "ministry"),
    ("person", "member_of", "organization"),
    ("company", "owns", "company"),
    ("company", "based_in", "place"),
    ("government_body", "part_of", "ministry"),
    ("official", "meets", "company"),
    ("ministry", "issues", "instrument"),
    ("organization", "attends", "event"),
    ("company", "concerns", "theme"),
    ("ministry", "funds", "company"),
)


def large(nodes: int, facts: int, seed: int = 5) -> Dataset:
    """A graph of so many entities in a few communities with hubs, and at most so many facts, with a quote each."""
    chance = random.Random(seed)
    kinds = list(KINDS)
    entities = []
    for number in range(nodes):
        kind = kinds[number % len(kinds)] if chance.random() < 0.5 else chance.choice(["official", "person", "company"])
        name = KINDS[kind].format(FIRST[number % 15], LAST[(number // 15 + number) % 15])
        entities.append(Entity(f"e{number:05}", kind, f"{name} {number}" if number >= 60 else name, (), 1 + number % 7))
    groups = max(3, nodes // 40)
    members: dict[tuple[int, str], list[Entity]] = {}
    for number, entity in enumerate(entities):
        members.setdefault((number % groups, entity.type), []).append(entity)
    statements: dict[tuple[str, str, str], Statement] = {}
    for number in range(facts):
        source, predicate, target = chance.choice(LINKS)
        here = chance.randrange(groups)
        there = here if chance.random() < 0.9 else chance.randrange(groups)
        if not (members.get((here, source)) and members.get((there, target))):
            continue
        one = members[here, source][int(len(members[here, source]) * chance.random() ** 2)]
        other = members[there, target][int(len(members[there, target]) * chance.random() ** 3)]
        if one is other:
            continue
        status = chance.choice(["stated"] * 7 + ["planned", "former", "denied"])
        quote = f"{one.name} was said to have to do with {other.name}, officials told the Gazette on Monday."
        proof = Evidence(f"a{number % 90:03}", 0, len(quote), quote, f"2031-{number % 12 + 1:02}-11")
        statements.setdefault(
            (one.id, predicate, other.id),
            Statement(f"s{number:05}", one.id, predicate, other.id, "", status, evidence=(proof,)),
        )
    articles = tuple(Article(f"a{n:03}", f"Report {n}", "", f"2031-{n % 12 + 1:02}-11") for n in range(90))
    named = tuple(LinkedMention(Mention("a000", 0, 1, "x", one.type), one.id) for one in entities)
    return Dataset(articles, named, tuple(entities), tuple(sorted(statements.values(), key=lambda one: one.id)))
