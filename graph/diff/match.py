"""Which entity of an older graph is which of a newer one: the one that holds its mentions.

Ids alone would not do: an article that is older than all others gives a thing an earlier first mention, and so another
id, and a merge leaves one id of two. Where the text of an article was changed, offsets mean nothing any more, so an
entity none of whose mentions is found by place is looked for by the words in each article, then by its id.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from graph.core.types import Dataset, LinkedMention

KEYS: tuple[Callable[[LinkedMention], Hashable], ...] = (
    lambda one: (one.mention.article, one.mention.start, one.mention.end),
    lambda one: (one.mention.article, one.mention.text),
)
"""By what a mention is known again, the surest first."""


@dataclass(frozen=True, slots=True)
class Match:
    """For each old id the new ids that hold its mentions, the one with most first; none for what vanished.

    ``back`` is the same the other way round.
    """

    forth: Mapping[str, tuple[str, ...]]
    back: Mapping[str, tuple[str, ...]]

    def home(self, old: str) -> str | None:
        """The new id of an old entity: of several the one that holds most of its mentions."""
        found = self.forth.get(old, ())
        return found[0] if found else None


def match(old: Dataset, new: Dataset) -> Match:
    """Match the entities of two graphs.

    >>> from graph.core.types import Dataset, Entity, LinkedMention, Mention
    >>> def graph(id_):
    ...     mention = Mention("a1", 0, 3, "Ann", "person")
    ...     return Dataset(entities=(Entity(id_, "person", "Ann"),), mentions=(LinkedMention(mention, id_),))
    >>> match(graph("e1"), graph("e2")).forth
    {'e1': ('e2',)}
    """
    shared: dict[str, Counter[str]] = {one.id: Counter() for one in old.entities}
    for key in KEYS:
        lost = {id_ for id_, found in shared.items() if not found}
        places: defaultdict[Hashable, set[str]] = defaultdict(set)
        for linked in new.mentions:
            places[key(linked)].add(linked.entity)
        for linked in old.mentions:
            if linked.entity in lost:
                shared[linked.entity].update(places.get(key(linked), ()))
    ids = {one.id for one in new.entities}
    for id_, found in shared.items():
        if not found and id_ in ids:
            found[id_] += 1
    return Match({id_: _ranked(found) for id_, found in shared.items()}, _back(shared, ids))


def _back(shared: Mapping[str, Counter[str]], ids: set[str]) -> dict[str, tuple[str, ...]]:
    turned: dict[str, Counter[str]] = {id_: Counter() for id_ in sorted(ids)}
    for old, found in shared.items():
        for new, count in found.items():
            turned[new][old] += count
    return {id_: _ranked(found) for id_, found in turned.items()}


def _ranked(found: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda id_: (-found[id_], id_)))
