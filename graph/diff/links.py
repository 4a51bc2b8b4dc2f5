"""Facts that one graph states and the other does not, whatever ids their two ends have in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.names import normalise
from graph.core.ontology import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.core.types import Dataset, Statement
    from graph.diff.match import Match

Key = tuple[str, str, str, str]
Pair = tuple["Statement", "Statement"]


@dataclass(frozen=True, slots=True)
class LinkChanges:
    """``new`` are statements of the new graph, ``gone`` of the old.

    ``status`` and ``dates`` are pairs of one fact, old and new, whose status or whose validity differs.
    """

    new: tuple[Statement, ...] = ()
    gone: tuple[Statement, ...] = ()
    status: tuple[Pair, ...] = ()
    dates: tuple[Pair, ...] = ()


def link_changes(old: Dataset, new: Dataset, found: Match) -> LinkChanges:
    """Compare the statements of two graphs whose entities were matched; the surest first."""
    before = _keyed(old.statements, lambda id_: found.home(id_) or f"gone {id_}")
    after = _keyed(new.statements, lambda id_: id_)
    changed = [(before[key], after[key]) for key in before.keys() & after.keys()]
    return LinkChanges(
        new=_sorted(one for key, one in after.items() if key not in before),
        gone=_sorted(one for key, one in before.items() if key not in after),
        status=_differing(changed, lambda one: one.status),
        dates=_differing(changed, lambda one: (one.valid_from, one.valid_to)),
    )


def _differing(pairs: Iterable[Pair], what: Callable[[Statement], object]) -> tuple[Pair, ...]:
    found = (pair for pair in pairs if what(pair[0]) != what(pair[1]))
    return tuple(sorted(found, key=lambda pair: _order(pair[1])))


def _keyed(statements: Iterable[Statement], now: Callable[[str], str]) -> dict[Key, Statement]:
    """Statements by what they say; where two ends became one, and two statements with them, the surest."""
    found: dict[Key, Statement] = {}
    for one in sorted(statements, key=_order, reverse=True):
        subject, object_ = now(one.subject), now(one.object)
        if PREDICATES[one.predicate].symmetric and object_ < subject:
            subject, object_ = object_, subject
        found[subject, one.predicate, object_, normalise(one.role)] = one
    return found


def _sorted(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=_order))


def _order(statement: Statement) -> tuple[float, str]:
    return -statement.confidence, statement.id
