"""Resolution: mentions and claims of articles in, one node for one real thing and the statements between nodes out.

The steps are modules: `units` (what one article calls one thing) → `blocking` (keys) → `compare` (decisions with
reasons) → `cluster` (short forms looked up) → `corrections` and `register` (what people know) → `entities`; then
`statements` and `themes` link what articles claim.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.core.types import Dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.core.types import Article, Extraction
    from graph.resolve.known import Known
    from graph.resolve.resolver import Resolution

__all__ = ["resolve"]


def resolve(
    articles: Sequence[Article],
    extractions: Sequence[Extraction],
    told: Callable[[Resolution], None] | None = None,
    known: Known | None = None,
) -> Dataset:
    """The data set of some articles: `graph.resolve.resolver.link` for entities, then statements and themes.

    A pure function of the values given, whatever their order. ``known`` is what people told: corrections, registers;
    raises `ConfigError` for corrections that contradict each other. ``told`` hears how entities were linked.

    >>> resolve([], [])
    Dataset(articles=(), mentions=(), entities=(), statements=(), themes=())
    """
    # imported here, so that importing one step does not load the others' data files
    from graph.resolve.corrections.facts import correct_facts
    from graph.resolve.known import NOTHING
    from graph.resolve.resolver import link
    from graph.resolve.statements import statements
    from graph.resolve.themes import themes

    known = known or NOTHING
    resolution = link(articles, extractions, known)
    theme_links, theme_entities = themes(articles, extractions, resolution)
    facts = correct_facts(statements(articles, extractions, resolution), resolution, known.corrections)
    if told is not None:
        told(replace(resolution, notes=(*resolution.notes, *facts.notes)))
    return Dataset(
        articles=tuple(sorted((*articles, *facts.articles), key=lambda article: article.id)),
        mentions=resolution.links,
        entities=tuple(sorted((*resolution.entities, *theme_entities), key=lambda entity: entity.id)),
        statements=facts.statements,
        themes=theme_links,
    )
