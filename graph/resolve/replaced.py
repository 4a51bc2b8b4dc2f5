"""Ids that merges retired: those that parts of an entity had as long as no article was there that joined them.

An entity's id is that of its earliest mention. Going through the articles in the order of their dates, two names of one
thing can stand apart, each with an id of its own, until an article uses both ("Kelora Harbour Authority (KHA)") or a
correction joins them; the later of the two ids is then replaced by the earlier. This is read off the names of an
entity's units, so it is the same in a build from nothing and in one that grew article by article. Where something else
than a name joined two parts (a minister who tells which country a ministry is of), the id is not listed; it leads to
the entity all the same, as every mention's does.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.core.disjoint import DisjointSets
from graph.core.ids import mention_id
from graph.core.names import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.core.types import Entity, Mention
    from graph.resolve.compare import Merge
    from graph.resolve.units import Unit


def with_replaced(
    entities: Sequence[Entity], groups: Sequence[Sequence[int]], units: Sequence[Unit], decided: Iterable[Merge] = ()
) -> list[Entity]:
    """The entities with the ids that they replace; ``groups`` are the units of each, in `Unit.order`.

    ``decided`` are merges of corrections: they hold after all articles.
    """
    number: dict[Mention, int] = {unit.first: index for index, unit in enumerate(units)}
    joined: defaultdict[int, list[int]] = defaultdict(list)
    for merge in decided:
        joined[number[merge.right]].append(number[merge.left])
    found = []
    for entity, group in zip(entities, groups, strict=True):
        ids = tuple(sorted(mention_id(units[unit].first) for unit in _retired(group, units, joined)))
        found.append(replace(entity, replaces=ids) if ids else entity)
    return found


def _retired(group: Sequence[int], units: Sequence[Unit], joined: Mapping[int, Sequence[int]]) -> set[int]:
    """The earliest units of parts that stood apart until something joined them to an earlier part."""
    sets = DisjointSets()
    bearer: dict[str, int] = {}
    retired: set[int] = set()

    def join(one: int, other: int, article: str) -> None:
        were = sets.join(one, other)
        if were and units[were[1]].first.article != article:  # it was there before the article that joins it
            retired.add(were[1])

    for unit in group:
        sets.add(unit)
        for name in sorted({normalise(surface) for surface in units[unit].surfaces}):
            join(unit, bearer.setdefault(name, unit), units[unit].first.article)
    for unit in group:
        for other in joined.get(unit, ()):
            if other in sets:
                join(unit, other, "")
    return retired
