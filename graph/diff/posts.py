"""Posts that changed hands: who is in office by the history of a post of one seat, then and now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.network.posts import histories

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.core.types import Dataset, Statement
    from graph.diff.match import Match
    from graph.network.posts import Tenure

Post = tuple[str, str]
Holders = dict[str, tuple["Statement", ...]]


@dataclass(frozen=True, slots=True)
class Handover:
    """A post, as (id in the new graph of its body, name), with the statements of who is in office in each graph."""

    body: str
    role: str
    before: tuple[Statement, ...]
    after: tuple[Statement, ...]


def handovers(old: Dataset, new: Dataset, found: Match) -> tuple[Handover, ...]:
    """Posts of one seat that in both graphs someone holds, nobody in both; by body and name.

    Who holds one is told by `graph.network.posts`: a new spokesperson takes nobody's place, and "minister of ports" is
    the ports minister.
    """
    before = _in_office(old, lambda id_: found.home(id_) or id_)
    after = _in_office(new, lambda id_: id_)
    changed = []
    for post in sorted(before.keys() & after.keys()):
        then, now = before[post], after[post]
        if then.keys().isdisjoint(now):
            changed.append(Handover(*post, _statements(then), _statements(now)))
    return tuple(changed)


def _in_office(dataset: Dataset, now: Callable[[str], str]) -> Mapping[Post, Holders]:
    held: defaultdict[Post, Holders] = defaultdict(dict)
    for history in histories(dataset):
        for tenure in history.tenures if history.single else ():
            if _lasts(tenure):
                held[now(history.body), history.name][now(tenure.holder)] = tenure.statements
    return held


def _lasts(tenure: Tenure) -> bool:
    """Whether the post is held and nothing tells that it is over."""
    times = tenure.times
    known = times.begun_by is not None or times.undated
    return known and not (tenure.acting or times.planned or times.valid_to or tenure.ended_by)


def _statements(holders: Holders) -> tuple[Statement, ...]:
    return tuple(sorted((one for found in holders.values() for one in found), key=lambda one: one.id))
