"""What of a build is what the gold says: which entity is which, which statement says which fact, article by article.

An entity is found when its type is right and one of its surface forms in the article is one of the gold's; each is used
once. A fact is found when its predicate and both ends are right, either way round for a symmetric predicate; of several
statements the one whose role shares most words. Where no name of an object stands in the article (its headline says
"the company"), the subject is enough.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.core.ontology import PREDICATES
from graph.evaluate.gold import GOVERNMENT
from graph.evaluate.names import normal, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from graph.core.types import Dataset, Entity, Statement
    from graph.evaluate.gold import GoldArticle, GoldEntity, GoldFact

_GOVERNS = frozenset({"government_body", "place"})
"""Types of an entity that may stand for an unnamed government."""


def _forms() -> defaultdict[str, set[str]]:
    return defaultdict(set)


@dataclass(slots=True)
class Said:
    """What a build says of one article: normal surface forms by entity id, statements, IPTC codes of its themes."""

    forms: defaultdict[str, set[str]] = field(default_factory=_forms)
    facts: list[Statement] = field(default_factory=list)
    themes: set[str] = field(default_factory=set)


def by_article(dataset: Dataset) -> defaultdict[str, Said]:
    """What a build says, by article."""
    said: defaultdict[str, Said] = defaultdict(Said)
    for one in dataset.mentions:
        said[one.mention.article].forms[one.entity].add(normal(one.mention.text))
    for statement in dataset.statements:
        for article in dict.fromkeys(each.article for each in statement.evidence):
            said[article].facts.append(statement)
    codes = {entity.id: entity.ids.get("iptc", entity.id) for entity in dataset.entities if entity.type == "theme"}
    for link in dataset.themes:
        if link.article is not None:
            said[link.article].themes.add(codes.get(link.theme, link.theme))
    return said


def match_entities(
    gold: GoldArticle, said: Said, known: Mapping[str, Entity], types: Collection[str]
) -> tuple[list[tuple[GoldEntity, str | None]], list[str]]:
    """Each gold entity with the id of the one that it is, or None, and the ids found of ``types`` that are none."""
    free = sorted(one for one in said.forms if known[one].type in types)
    pairs: list[tuple[GoldEntity, str | None]] = []
    for entity in gold.entities:
        names = {normal(name) for name in entity.names}
        match = next((one for one in free if known[one].type == entity.type and said.forms[one] & names), None)
        pairs.append((entity, match))
        if match is not None:
            free.remove(match)
    return pairs, free


def match_facts(
    gold: GoldArticle, said: Said, known: Mapping[str, Entity], predicates: Collection[str], text: str | None
) -> tuple[list[tuple[GoldFact, Statement | None]], list[Statement]]:
    """Each gold fact with the statement that says it, or None, and the statements with ``predicates`` that say none.

    ``text`` is that of the article; without it (None) every object is looked for.
    """
    ends = _Ends(gold, said, known, text)
    free = [one for one in said.facts if one.predicate in predicates]
    pairs: list[tuple[GoldFact, Statement | None]] = []
    for fact in gold.facts:
        right = [one for one in free if ends.say(one, fact)]
        match = max(right, key=lambda one: len(words_of(one.role) & words_of(fact.role)), default=None)
        pairs.append((fact, match))
        if match is not None:
            free.remove(match)
    return pairs, free


class _Ends:
    """Whether statements of one article have the ends of gold facts."""

    def __init__(self, gold: GoldArticle, said: Said, known: Mapping[str, Entity], text: str | None) -> None:
        self._said, self._known = said, known
        self._text = None if text is None else normal(re.sub(r"\s+", " ", text))
        self._aliases: defaultdict[str, set[str]] = defaultdict(set)  # any name -> all names of what it names
        for entity in gold.entities:
            names = {normal(name) for name in entity.names}
            for name in names:
                self._aliases[name] |= names

    def say(self, statement: Statement, fact: GoldFact) -> bool:
        if statement.predicate != fact.predicate:
            return False
        implied = self._implied(fact)
        return any(
            self._is(one, fact.subject) and (implied or self._is(other, fact.object)) for one, other in _ways(statement)
        )

    def _implied(self, fact: GoldFact) -> bool:
        text = self._text
        return text is not None and all(name != GOVERNMENT and normal(name) not in text for name in fact.object)

    def _is(self, id_: str, names: tuple[str, ...]) -> bool:
        entity = self._known[id_]
        have = {normal(name) for name in (entity.name, *entity.aliases)} | self._said.forms.get(id_, set())
        return any(
            entity.type in _GOVERNS if name == GOVERNMENT else bool(have & self._named(normal(name))) for name in names
        )

    def _named(self, name: str) -> set[str]:
        return self._aliases.get(name, {name})


def _ways(statement: Statement) -> Iterator[tuple[str, str]]:
    yield statement.subject, statement.object
    if PREDICATES[statement.predicate].symmetric:
        yield statement.object, statement.subject
