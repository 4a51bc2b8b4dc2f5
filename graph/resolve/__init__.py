"""Resolution: mentions and claims of articles in, one node for one real thing and the statements between nodes out.

The steps are modules: `units` (what one article calls one thing) → `blocking` (keys) → `compare` (decisions with
reasons) → `cluster` (short forms looked up) → `entities`; then `statements` and `themes` link what articles claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.core.types import Dataset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.core.types import Article, Extraction

__all__ = ["resolve"]


def resolve(articles: Sequence[Article], extractions: Sequence[Extraction]) -> Dataset:
    """The data set of some articles: `graph.resolve.resolver.link` for entities, then statements and themes.

    A pure function of the values given, whatever their order.

    >>> resolve([], [])
    Dataset(articles=(), mentions=(), entities=(), statements=(), themes=())
    """
    from graph.resolve.resolver import link  # here, so that importing one step does not load the others' data files
    from graph.resolve.statements import statements
    from graph.resolve.themes import themes

    resolution = link(articles, extractions)
    theme_links, theme_entities = themes(articles, extractions, resolution)
    return Dataset(
        articles=tuple(sorted(articles, key=lambda article: article.id)),
        mentions=resolution.links,
        entities=tuple(sorted((*resolution.entities, *theme_entities), key=lambda entity: entity.id)),
        statements=statements(articles, extractions, resolution),
        themes=theme_links,
    )
