"""Annotated articles to learn from: the gold's lines, the text, and the sentences of each fact."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.core.config import Settings
from graph.core.report import Report
from graph.evaluate.gold import read_gold
from graph.evaluate.run import read_annotated

if TYPE_CHECKING:
    from pathlib import Path

    from graph.core.types import Article
    from graph.evaluate.gold import GoldArticle

Spans = list[tuple[int, int]]
Entity = tuple[str, list[str]]
"""Type and names."""
Stated = tuple[str, list[str], list[str], str, str]
"""Predicate, names of the subject, names of the object, role, status."""


@dataclass(slots=True)
class Annotated:
    """An annotated article; ``needed`` has for each fact the alternatives of its evidence, each a list of sentences."""

    article: Article
    entities: list[Entity] = field(default_factory=list)
    facts: list[Stated] = field(default_factory=list)
    needed: list[list[Spans]] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def evidence(self, fact: int) -> Spans:
        """Characters of all sentences that say a fact, given by its number from 0, or help to; [] if not annotated."""
        return [span for some in self.needed[fact] for span in some]


def read_examples(gold: Path, source: Path, report: Report | None = None) -> list[Annotated]:
    """All articles of a gold file in its order, with the texts that ``source`` has of them.

    Raises what `graph.evaluate.evaluate` raises for them.
    """
    wanted = read_gold(gold)
    settings = Settings.model_validate({"input": {"language": ""}})
    texts = {one.id: one for one in read_annotated(wanted, gold, source, settings, report or Report())}
    return [_example(texts[name], one) for name, one in wanted.items() if name in texts]


def _example(article: Article, gold: GoldArticle) -> Annotated:
    return Annotated(
        article,
        [(one.type, list(one.names)) for one in gold.entities],
        [(one.predicate, list(one.subject), list(one.object), one.role, one.status) for one in gold.facts],
        [[list(some) for some in one.needed] for one in gold.facts],
        gold.themes,
    )
