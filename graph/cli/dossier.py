"""An entity with all that the graph says of it, as values; `graph.cli.card` prints them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.core.ontology import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.core.types import Dataset, Entity, Evidence, LinkedMention, Statement

    Spans = dict[str, list[tuple[int, int, str]]]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article; ``marks`` are the stretches ``text[start:end]`` that name the two ends of the fact."""

    text: str
    marks: tuple[tuple[int, int], ...]
    article: str
    title: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement as seen from one of its ends: ``label`` reads from this entity to ``other``."""

    statement: Statement
    label: str
    other: Entity
    outgoing: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An entity and its facts, grouped by label in the order of the ontology."""

    entity: Entity
    facts: tuple[Fact, ...]


def compile_dossier(dataset: Dataset, entity: Entity) -> Dossier:
    """All facts that have the entity at either end, its policy themes among them."""
    from graph.network.graph import all_statements

    named = {one.id: one for one in dataset.entities}
    titles = {article.id: article.title for article in dataset.articles}
    mine = [one for one in all_statements(dataset) if entity.id in (one.subject, one.object)]
    spans = _spans(dataset.mentions, {end for one in mine for end in (one.subject, one.object)})
    facts = [_fact(one, entity, named, titles, spans) for one in mine]
    order = {name: number for number, name in enumerate(PREDICATES)}
    facts.sort(
        key=lambda fact: (
            order.get(fact.statement.predicate, len(order)),
            fact.statement.predicate,
            not fact.outgoing and not PREDICATES[fact.statement.predicate].symmetric,
            -len(fact.quotes),
            fact.other.name,
            fact.statement.id,
        )
    )
    return Dossier(entity, tuple(facts))


def _spans(mentions: Iterable[LinkedMention], wanted: set[str]) -> Spans:
    """The mentions of these entities, by article, in the order of their offsets."""
    spans: Spans = defaultdict(list)
    for linked in mentions:
        if linked.entity in wanted:
            spans[linked.mention.article].append((linked.mention.start, linked.mention.end, linked.entity))
    for found in spans.values():
        found.sort()
    return spans


def _fact(one: Statement, entity: Entity, named: dict[str, Entity], titles: dict[str, str], spans: Spans) -> Fact:
    outgoing = one.subject == entity.id
    predicate = PREDICATES[one.predicate]
    quotes = tuple(_quote(evidence, one, titles, spans) for evidence in one.evidence)
    label = predicate.label if outgoing else predicate.inverse
    return Fact(one, label, named[one.object if outgoing else one.subject], outgoing, quotes)


def _quote(evidence: Evidence, one: Statement, titles: dict[str, str], spans: Spans) -> Quote:
    """The quote, with the mentions of both ends that lie in it as marks; of overlapping ones the first."""
    found = spans.get(evidence.article, [])
    marks: list[tuple[int, int]] = []
    for start, end, who in found[bisect_left(found, (evidence.start, 0, "")) :]:
        if start >= evidence.end:
            break
        free = not marks or start - evidence.start >= marks[-1][1]
        if who in (one.subject, one.object) and end <= evidence.end and free:
            marks.append((start - evidence.start, end - evidence.start))
    title = titles.get(evidence.article, "")
    return Quote(evidence.quote, tuple(marks), evidence.article, title, evidence.published)


def as_json(dossier: Dossier) -> dict[str, Any]:
    """The dossier as plain values; keys as in the interchange files, ``direction`` and ``marks`` added."""
    entity = dossier.entity
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "articles": entity.articles,
        "ids": dict(sorted(entity.ids.items())),
        "facts": [_fact_json(fact) for fact in dossier.facts],
    }


def _fact_json(fact: Fact) -> dict[str, Any]:
    one = fact.statement
    return {
        "id": one.id,
        "predicate": one.predicate,
        "direction": "out" if fact.outgoing else "in",
        "label": fact.label,
        "other": {"id": fact.other.id, "type": fact.other.type, "name": fact.other.name},
        "role": one.role,
        "status": one.status,
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "confidence": one.confidence,
        "evidence": [
            {
                "article": quote.article,
                "title": quote.title,
                "published": quote.published,
                "quote": quote.text,
                "marks": [list(mark) for mark in quote.marks],
            }
            for quote in fact.quotes
        ],
    }
