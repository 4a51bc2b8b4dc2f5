"""All that changed between two graphs, as one value with the names that its parts need to be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.diff.entities import EntityChanges, entity_changes
from graph.diff.links import LinkChanges, link_changes
from graph.diff.match import match
from graph.diff.posts import Handover, handovers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.core.types import Dataset, Entity


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs; ``articles`` counts those that only the new, and only the old graph has.

    ``before`` and ``after`` hold the entities of either graph by id.
    """

    articles: tuple[int, int]
    entities: EntityChanges
    posts: tuple[Handover, ...]
    links: LinkChanges
    before: Mapping[str, Entity]
    after: Mapping[str, Entity]


def compare(old: Dataset, new: Dataset) -> Changes:
    """What changed from an older graph to a newer one. A pure function.

    >>> from graph.core.types import Article, Dataset
    >>> compare(Dataset(), Dataset(articles=(Article("a1", "", ""),))).articles
    (1, 0)
    """
    found = match(old, new)
    read, reads = {one.id for one in old.articles}, {one.id for one in new.articles}
    return Changes(
        (len(reads - read), len(read - reads)),
        entity_changes(old, new, found),
        handovers(old, new, found),
        link_changes(old, new, found),
        {one.id: one for one in old.entities},
        {one.id: one for one in new.entities},
    )
