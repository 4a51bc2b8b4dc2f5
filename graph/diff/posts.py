"""Posts that changed hands: who was last reported to hold a post, then and now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.names import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.core.types import Dataset, Statement
    from graph.diff.match import Match

Post = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Handover:
    """A post, as (id in the new graph of its body, role), with the statements of who last held it in each graph."""

    body: str
    role: str
    before: tuple[Statement, ...]
    after: tuple[Statement, ...]


def handovers(old: Dataset, new: Dataset, found: Match) -> tuple[Handover, ...]:
    """Posts that in both graphs have holders, of whom none is the same; by body and role.

    Of a post's holders those count of whom the latest article says that they hold it: it takes no word of a successor
    for a predecessor to be one.
    """
    before, after = _last(old, lambda id_: found.home(id_) or id_), _last(new, lambda id_: id_)
    changed = []
    for post in sorted(before.keys() & after.keys()):
        then, now = before[post], after[post]
        if {found.home(one.subject) for one in then}.isdisjoint(one.subject for one in now):
            changed.append(Handover(post[0], now[0].role, then, now))
    return tuple(changed)


def _last(dataset: Dataset, now: Callable[[str], str]) -> Mapping[Post, tuple[Statement, ...]]:
    held: defaultdict[Post, list[Statement]] = defaultdict(list)
    for one in dataset.statements:
        if one.predicate == "holds_position" and one.status == "stated" and one.role:
            held[now(one.object), normalise(one.role)].append(one)
    return {post: _latest(statements) for post, statements in held.items()}


def _latest(statements: list[Statement]) -> tuple[Statement, ...]:
    days = {one.id: max((each.published or "" for each in one.evidence), default="") for one in statements}
    last = max(days.values())
    return tuple(sorted((one for one in statements if days[one.id] == last), key=lambda one: one.id))
