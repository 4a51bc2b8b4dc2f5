"""A build of the example archive as a reader might make it who slips at fixed places: no model, the same for ever.

What it yields is a data set like any build's, and far enough from the gold that every rule of the measure decides
something: missed and false entities, wrong types, statuses and roles, turned facts, themes beside the right ones.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from graph.core.ontology import PREDICATES
from graph.core.types import STATUSES, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.evaluate.topics import load_topics

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.core.types import Article
    from graph.evaluate import GoldArticle

TYPES = ("official", "person", "ministry", "government_body", "company", "organization", "event", "instrument")


def build_with_slips(gold: Mapping[str, GoldArticle], articles: list[Article]) -> Dataset:
    texts = {article.id: article.text for article in articles}
    slips = count()
    entities, mentions, statements, themes = [], [], [], []
    for article in sorted(gold):
        wanted, names = gold[article], {}
        for at, entity in enumerate(wanted.entities):
            if next(slips) % 6 == 5:
                continue
            kind = TYPES[next(slips) % 8] if next(slips) % 7 == 0 else entity.type
            id_ = f"{article}/{at:02}"
            entities.append(Entity(id_, kind, entity.names[0], entity.names[1:], 1))
            names |= dict.fromkeys(entity.names, id_)
            mentions += _mentions(article, texts[article], entity.names[next(slips) % len(entity.names) :], id_, kind)
        for at, fact in enumerate(wanted.facts):
            ends = []
            for name in (fact.subject[-1], fact.object[0]):
                if name not in names:
                    names[name] = f"{article}/{name}"
                    entities.append(Entity(names[name], "place", name, (), 1))
                ends.append(names[name])
            slip = next(slips)
            if slip % 5 == 0 or ends[0] == ends[1]:
                continue
            turned = slip % 9 == 0 or (PREDICATES[fact.predicate].symmetric and slip % 2)
            statements.append(
                Statement(
                    f"{article}/{at:02}",
                    ends[turned],
                    fact.predicate if slip % 11 else "owns",
                    ends[not turned],
                    " ".join(fact.role.split()[: 1 + slip % 3]),
                    STATUSES[slip % 4] if slip % 8 == 0 else fact.status,
                    confidence=round(0.3 + slip % 7 / 10, 1),
                    evidence=(Evidence(article, 0, 60, texts[article][:60]),),
                )
            )
        themes += _themes(article, wanted.themes, slips)
    codes = {link.theme for link in themes}
    entities += [Entity(f"theme/{code}", "theme", code, (), 1, {"iptc": code}) for code in sorted(codes)]
    links = tuple(ThemeLink(f"theme/{one.theme}", one.score, one.article) for one in themes)
    return Dataset(
        tuple(articles), tuple(mentions), tuple(sorted(entities, key=lambda one: one.id)), tuple(statements), links
    )


def _mentions(article: str, text: str, names: tuple[str, ...], id_: str, kind: str) -> Iterator[LinkedMention]:
    for name in names:
        if (start := text.find(name)) >= 0:
            yield LinkedMention(Mention(article, start, start + len(name), name, kind), id_)


def _themes(article: str, labels: list[str], slips: Iterator[int]) -> Iterator[ThemeLink]:
    topics = load_topics()
    for label in labels:
        code = topics.codes[label]
        slip = next(slips)
        if slip % 4:
            yield ThemeLink(code if slip % 3 else topics.broader.get(code, code), 0.9, article)
