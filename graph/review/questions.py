"""What to ask a person about a build: the merges and facts that are least certain and not yet decided by anyone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.ids import mention_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.core.types import Article, Dataset, Entity, Statement
    from graph.resolve.compare import Merge
    from graph.resolve.corrections import Corrections

SURE = 1.0
"""Merges and facts of this score need no one's word."""


@dataclass(frozen=True, slots=True)
class MergeQuestion:
    """Whether two mentions, one of each of the ``articles``, name one thing: ``entity`` is what they became."""

    merge: Merge
    entity: Entity
    articles: tuple[Article, Article]

    @property
    def ids(self) -> tuple[str, str]:
        """The ids of both mentions."""
        return mention_id(self.merge.left), mention_id(self.merge.right)


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """Whether a statement is right."""

    statement: Statement
    subject: Entity
    object: Entity


def merge_questions(merges: Iterable[Merge], dataset: Dataset, corrections: Corrections) -> list[MergeQuestion]:
    """Merges to ask about, the least certain first; none whose two mentions an entry names, or that was undone."""
    entities = {one.id: one for one in dataset.entities}
    articles = {one.id: one for one in dataset.articles}
    holds = {mention_id(one.mention): one.entity for one in dataset.mentions}
    decided = set(_decided(corrections))
    found = []
    for merge in merges:
        left, right = mention_id(merge.left), mention_id(merge.right)
        if merge.score >= SURE or frozenset((left, right)) in decided or holds.get(left) != holds.get(right, ""):
            continue
        sides = articles[merge.left.article], articles[merge.right.article]
        found.append(MergeQuestion(merge, entities[holds[left]], sides))
    return sorted(found, key=lambda one: (one.merge.score, one.merge.left, one.merge.right))


def _decided(corrections: Corrections) -> Iterator[frozenset[str]]:
    """The pairs of mentions that entries speak of."""
    for entry in corrections.of("merge", "apart"):
        ids = [one.id for one in entry.references if one.id]
        yield from (frozenset((one, other)) for one in ids for other in ids if one < other)


def fact_questions(dataset: Dataset, corrections: Corrections) -> list[FactQuestion]:
    """Statements to ask about, the least certain first; none that an entry speaks of by the ids of its two ends."""
    entities = {one.id: one for one in dataset.entities}
    holds = {mention_id(one.mention): one.entity for one in dataset.mentions}
    told = {
        (holds.get(one.values.subject.id, ""), one.values.predicate, holds.get(one.values.object.id, ""))
        for one in corrections.of("drop", "confirm", "add")
        if one.references and one.values.subject.id and one.values.object.id
    }
    found = [one for one in dataset.statements if one.confidence < SURE and not _is_told(one, told)]
    return [
        FactQuestion(one, entities[one.subject], entities[one.object])
        for one in sorted(found, key=lambda one: (one.confidence, one.id))
    ]


def _is_told(one: Statement, told: set[tuple[str, str, str]]) -> bool:
    return (one.subject, one.predicate, one.object) in told or (one.object, one.predicate, one.subject) in told


def quotes_of(statement: Statement, articles: Mapping[str, Article]) -> Sequence[tuple[str, str]]:
    """The words that say a statement, each with the title and date of its article."""
    found = []
    for one in statement.evidence:
        article = articles[one.article]
        found.append((" ".join(one.quote.split()), ", ".join(filter(None, (article.title, one.published)))))
    return found
