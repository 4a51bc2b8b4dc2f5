"""From when and until when a statement holds, out of what its pieces of evidence say: they may differ, or say less.

"since 2019" and "since 3 May 2019" agree, and the second tells more. Where they do not agree, the date that most
articles tell is taken, of as many the one of the latest article; two that no reason tells apart are no date. A
statement has one time of holding: of someone who held a post twice the dates of the second are kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.core.periods import first_day, last_day, within
from graph.core.types import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.core.types import Claim, Evidence

Dated = tuple[str, "Evidence"]
"""A date with the evidence that tells it."""


def with_claims(evidence: Iterable[Evidence], claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """Evidence with the status and dates of the claims made of the same words; of several the surest's."""
    best: dict[tuple[str, int, int], Claim] = {}
    for claim in sorted(claims, key=_rank):
        best.setdefault((claim.article, claim.start, claim.end), claim)
    found: list[Evidence] = []
    for one in evidence:
        claim = best[one.article, one.start, one.end]
        found.append(replace(one, status=claim.status, valid_from=claim.valid_from, valid_to=claim.valid_to))
    return tuple(found)


def _rank(claim: Claim) -> tuple[bool, float, int, str, str, int, int]:
    """Claims with dates first, the surest first; the rest only makes the order of the input not matter."""
    dates = claim.valid_from or "", claim.valid_to or ""
    where = claim.subject.start, claim.object.start
    return dates == ("", ""), -claim.score, STATUSES.index(claim.status), *dates, *where


def settled(evidence: Sequence[Evidence]) -> tuple[str | None, str | None]:
    """``valid_from`` and ``valid_to`` of a statement with this evidence.

    >>> from graph.core.types import Evidence
    >>> settled([Evidence("a", 0, 1, "x", valid_from="2019"), Evidence("b", 0, 1, "y", valid_from="2019-05")])
    ('2019-05', None)
    """
    said = [one for one in evidence if one.status != "denied"]
    begins = _agreed([(one.valid_from, one) for one in said if one.valid_from])
    ends = _agreed([(one.valid_to, one) for one in said if one.valid_to])
    if begins and ends and first_day(begins[0]) > last_day(ends[0]):
        newer, older = _latest(begins), _latest(ends)
        return (begins[0] if newer > older else None), (ends[0] if older > newer else None)
    return (begins[0] if begins else None), (ends[0] if ends else None)


def _agreed(dated: Sequence[Dated]) -> tuple[str, list[Evidence]] | None:
    """The date told by most articles, a day told for the month that others tell, with all evidence for it."""
    groups: dict[str, list[Evidence]] = {}
    for date, _ in dated:
        groups[date] = [one for other, one in dated if within(date, other) or within(other, date)]
    if not groups:
        return None
    ranked = sorted(((_weight(date, found), date) for date, found in groups.items()), reverse=True)
    tied = [date for weight, date in ranked if weight == ranked[0][0]]
    return (tied[0], groups[tied[0]]) if len(tied) == 1 else None


def _weight(date: str, found: list[Evidence]) -> tuple[int, str, int]:
    return len({one.article for one in found}), _latest((date, found)), len(date)


def _latest(dated: tuple[str, list[Evidence]]) -> str:
    return max((one.published or "" for one in dated[1]), default="")
