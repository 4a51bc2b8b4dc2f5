"""When something was so, out of the evidence: said by the words, or only seen by the dates of the articles.

Said and seen are kept apart. ``valid_from`` and ``valid_to`` are what a sentence says. ``first_seen`` and ``last_seen``
are the dates of the first and the last article that says it is so at the time of writing; before and after these
nothing is known. ``over_by`` is the date of the first article after these that says it is no longer so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.core.periods import first_day, last_day
from graph.resolve.validity import settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.core.types import Evidence, Statement

EARLIEST = "0000-00-00"
"""The date of an article without one: before all others, as for a statement's status."""


@dataclass(frozen=True, slots=True)
class Times:
    """``valid_*`` are ISO days, months or years, the others days; None is what is not known.

    ``undated`` tells that an article without a date says it is so, ``planned`` that nothing says more than that it will
    be so (or is not): then it was so on no day, whatever day is told.
    """

    valid_from: str | None = None
    valid_to: str | None = None
    first_seen: str | None = None
    last_seen: str | None = None
    over_by: str | None = None
    undated: bool = False
    planned: bool = False

    @property
    def begun_by(self) -> str | None:
        """The first day on which it surely had begun: the last of a month that is told, or the first article's."""
        if self.planned:
            return None
        told = [last_day(self.valid_from)] if self.valid_from else []
        return min([*told, *filter(None, [self.first_seen])], default=None)

    @property
    def held_to(self) -> str | None:
        """The last day on which it surely still was so."""
        if self.planned:
            return None
        begun = self.begun_by
        days = [first_day(self.valid_to)] if self.valid_to else [day for day in (self.last_seen, begun) if day]
        return max(days) if days else None

    def held_on(self, day: str, ended_by: str | None = None) -> bool:
        """Whether it was so on a day, or last known to be.

        A partial date counts generously, from its first to its last day. ``ended_by`` is a day from which another
        holder is known. What was once so goes on until something says otherwise.
        """
        begins = first_day(self.valid_from) if self.valid_from else EARLIEST if self.undated else self.first_seen
        if self.planned or begins is None or day < begins:
            return False
        if self.valid_to:
            return day <= last_day(self.valid_to)
        ends = min((one for one in (self.over_by, ended_by) if one), default=None)
        return ends is None or day < ends


def times_of(statements: Sequence[Statement]) -> Times:
    """The times of a fact that these statements say (one, or several that name one post in different words)."""
    evidence = own_evidence(statements)
    valid_from, valid_to = _said(statements, evidence)
    seen = sorted(one.published for one in evidence if one.published and _so_then(one))
    over = sorted(one.published for one in evidence if one.published and one.status in {"former", "denied"})
    over = [day for day in over if (not seen or day > seen[-1])]
    return Times(
        valid_from,
        valid_to,
        seen[0] if seen else None,
        seen[-1] if seen else None,
        over[0] if over and not valid_to else None,
        any(one.status == "stated" and not one.published for one in evidence),
        {one.status for one in evidence or statements} <= {"planned", "denied"},
    )


def own_evidence(statements: Iterable[Statement]) -> list[Evidence]:
    """The evidence of statements, each piece with a status of its own: where it has none, its statement's."""
    return [
        one if one.status else replace(one, status=statement.status)
        for statement in statements
        for one in statement.evidence
    ]


def _so_then(one: Evidence) -> bool:
    """Whether words say that it is so on the day when their article appeared."""
    day = one.published or EARLIEST
    if one.valid_from and first_day(one.valid_from) > day:
        return False
    if one.valid_to:
        return last_day(one.valid_to) > day and one.status in {"stated", "former"}
    return one.status == "stated"


def _said(statements: Iterable[Statement], evidence: Sequence[Evidence]) -> tuple[str | None, str | None]:
    """The dates of the statements; where several do not agree, those that their evidence settles on."""
    statements = list(statements)
    begins = {one.valid_from for one in statements if one.valid_from}
    ends = {one.valid_to for one in statements if one.valid_to}
    if len(begins) > 1 or len(ends) > 1:
        return settled(evidence)
    return next(iter(begins), None), next(iter(ends), None)
