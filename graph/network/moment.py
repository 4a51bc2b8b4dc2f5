"""The graph as of a day: what was so then, or last known to be so.

A fact is there from the day it began (``valid_from``, else the date of the first article that says it is so) until it
ended (``valid_to``; else the first article that says it is over, or, for a post of one seat, the day from which another
is known to hold it); what nothing ends goes on. An article without a date counts as the earliest. Later articles count
too: what they say of an earlier time is known now. What was only planned or denied is left out, and a fact that has
ended since reads ``stated``, as it did then.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.core.types import Dataset
from graph.network.posts import histories
from graph.network.times import own_evidence, times_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from graph.core.types import Entity, Statement, ThemeLink


def as_of(dataset: Dataset, day: str) -> Dataset:
    """The data set as of a day (``YYYY-MM-DD``).

    Articles are those published by then and those whose words show a fact that was so; mentions are theirs, entities
    what they name or what takes part in a fact, themes those that articles published by then show.
    """
    statements = tuple(_held(dataset, day))
    published = {one.id for one in dataset.articles if (one.published or "") <= day}
    told = published | {evidence.article for one in statements for evidence in one.evidence}
    mentions = tuple(one for one in dataset.mentions if one.mention.article in told)
    themes = tuple(_themes(dataset, published))
    named: dict[str, set[str]] = defaultdict(set)
    for link in mentions:
        named[link.entity].add(link.mention.article)
    used = {end for one in statements for end in (one.subject, one.object)}
    used |= {end for one in themes for end in (one.theme, one.entity) if end}
    return Dataset(
        articles=tuple(one for one in dataset.articles if one.id in told),
        mentions=mentions,
        entities=tuple(_counted(one, named) for one in dataset.entities if one.id in named or one.id in used),
        statements=statements,
        themes=themes,
    )


def _held(dataset: Dataset, day: str) -> Iterator[Statement]:
    ended: dict[str, str] = {}
    for history in histories(dataset):
        for tenure in history.tenures:
            ended.update({one.id: tenure.ended_by for one in tenure.statements if tenure.ended_by})
    for one in dataset.statements:
        if times_of([one]).held_on(day, ended.get(one.id)):
            yield replace(one, status="stated", evidence=tuple(own_evidence([one])))


def _themes(dataset: Dataset, published: Collection[str]) -> Iterator[ThemeLink]:
    """Links of articles published by then, and those of entities that such articles show, with that evidence alone."""
    for link in dataset.themes:
        evidence = tuple(one for one in link.evidence if one.article in published)
        if link.article in published or (link.entity is not None and evidence):
            yield replace(link, evidence=evidence)


def _counted(entity: Entity, named: dict[str, set[str]]) -> Entity:
    """The entity with the number of those articles that name it; a theme is named by none."""
    return entity if entity.type == "theme" else replace(entity, articles=len(named.get(entity.id, ())))
