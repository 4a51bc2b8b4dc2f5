"""Posts and who held them, when: the ``holds_position`` statements of a graph as histories.

A post is a name at a body ("governor" of the Bank of Kelmara). Names of one post are joined (`graph.core.posts`), and a
minister named for the country with the ministry's, where someone is said to hold both. For a post of one seat

- the tenure of a holder ended no later than the next holder was in office. That is inferred and marked so: it stands in
  ``ended_by``, never in ``valid_to``, which only a source sets;
- two who were in office at one time are a conflict, which is reported, not resolved: an article may be wrong, may have
  been read wrongly, or two things may have been taken for one;
- a holder whom few articles name, while another is in office before and after in far more of them, is doubtful: most
  are of another time ("President Lincoln") or of something else. Such a tenure ends nobody's and conflicts with none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from graph.core.names import normalise
from graph.core.posts import portfolio_of, post_of
from graph.network.times import Times, own_evidence, times_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.core.types import Dataset, Entity, Statement

Reason = Literal["reported", "successor", "succeeds", "doubtful"]
"""Why a tenure is taken to be over: an article says "former"; another holds the post; an article names a successor; or
another holds it before and after, and far more articles say so."""

FAR_MORE = 4
"""Times as many articles with another holder before and after make a tenure doubtful."""

Key = tuple[str, str]
"""A post: the id of its body and its name."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """A holder's time in a post; ``statements`` and their evidence say so.

    ``ended_by`` is the first day on which the tenure is known to be over though no source tells its end, ``reason`` how
    that is known, ``successor`` the entity that makes it known. ``acting`` is set where nothing says more than that.
    """

    holder: str
    times: Times
    statements: tuple[Statement, ...]
    acting: bool = False
    ended_by: str | None = None
    reason: Reason | None = None
    successor: str | None = None

    def held_on(self, day: str) -> bool:
        """Whether the post was held, or last known to be held, on an ISO day."""
        return self.times.held_on(day, self.ended_by)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two holders of one seat, both known to be in office from ``start`` to ``end`` (ISO days)."""

    holders: tuple[str, str]
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class History:
    """A post at ``body`` (an entity id) with its tenures, the earliest first, those without any date last."""

    body: str
    name: str
    single: bool
    tenures: tuple[Tenure, ...]
    conflicts: tuple[Conflict, ...] = ()


def histories(dataset: Dataset) -> tuple[History, ...]:
    """The history of every post of a graph, by the body's name, then the post's.

    >>> from graph.core.types import Dataset, Entity, Evidence, Statement
    >>> def held(who, day):
    ...     return Statement(who, who, "holds_position", "bank", "governor", evidence=(Evidence(day, 0, 1, "x", day),))
    >>> bank = Entity("bank", "government_body", "Bank of Kelmara")
    >>> people = tuple(Entity(name, "official", name) for name in ("Farrant", "Destry"))
    >>> facts = (held("Farrant", "2023-03-21"), held("Destry", "2024-05-02"))
    >>> (history,) = histories(Dataset(entities=(bank, *people), statements=facts))
    >>> [(one.holder, one.ended_by, one.reason) for one in history.tenures]
    [('Farrant', '2024-05-02', 'successor'), ('Destry', None, None)]
    """
    entities = {one.id: one for one in dataset.entities}
    succeeded = _successions(dataset.statements)
    found = [
        _history(key, statements, entities, succeeded)
        for key, statements in _joined(_by_post(dataset.statements, entities), entities).items()
    ]
    return tuple(sorted(found, key=lambda one: (entities[one.body].name, one.body, one.name)))


def _by_post(statements: Sequence[Statement], entities: Mapping[str, Entity]) -> dict[Key, list[Statement]]:
    found: dict[Key, list[Statement]] = defaultdict(list)
    for one in statements:
        if one.predicate == "holds_position" and one.status != "denied":
            found[one.object, _name(one, entities)].append(one)
    return found


def _name(one: Statement, entities: Mapping[str, Entity]) -> str:
    """The post's name; at a ministry that its portfolio names, "health minister" is the minister."""
    body = entities[one.object]
    name = post_of(one.role, _kind(body)).name
    portfolio = portfolio_of(name) if _kind(body) == "ministry" else frozenset()
    named = portfolio and any(portfolio <= _words(alias) for alias in (body.name, *body.aliases))
    return name.split()[-1] if named else name


def _kind(body: Entity) -> str:
    """The body's type; what is called a ministry is one, whatever its articles took it for."""
    return "ministry" if body.type == "government_body" and "ministry" in _words(body.name) else body.type


def _words(name: str) -> set[str]:
    return set(normalise(name).split())


def _joined(posts: dict[Key, list[Statement]], entities: Mapping[str, Entity]) -> dict[Key, list[Statement]]:
    """Posts, a country's "health minister" put with the minister of a ministry of that portfolio, if one held both."""
    ministers = {key: {one.subject for one in found} for key, found in posts.items() if key[1] == "minister"}
    joined: dict[Key, list[Statement]] = defaultdict(list)
    for key, found in posts.items():
        portfolio = portfolio_of(key[1]) if entities[key[0]].type == "place" else frozenset()
        holders = {one.subject for one in found}
        same = [
            other
            for other, known in (ministers.items() if portfolio else ())
            if _kind(entities[other[0]]) == "ministry" and known & holders
            if portfolio <= _words(entities[other[0]].name)
        ]
        joined[same[0] if len(same) == 1 else key] += found
    return joined


def _successions(statements: Sequence[Statement]) -> dict[tuple[str, str], str]:
    """(successor, predecessor) of what is stated, with the first day on which an article says that it happened."""
    found: dict[tuple[str, str], str] = {}
    for one in statements:
        if one.predicate == "succeeds" and one.status == "stated":
            day = times_of([one]).begun_by
            if day:
                found[one.subject, one.object] = day
    return found


def _history(
    key: Key, statements: list[Statement], entities: Mapping[str, Entity], succeeded: Mapping[tuple[str, str], str]
) -> History:
    body, name = key
    single = post_of(name, _kind(entities[body])).single
    held: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        held[one.subject].append(one)
    tenures = [_tenure(holder, found, entities) for holder, found in held.items()]
    tenures.sort(key=lambda one: (one.times.begun_by or "9999", one.times.held_to or "9999", one.holder))
    if not single:
        return History(body, name, single, tuple(tenures))
    articles = {one.holder: _articles(one) for one in tenures}
    often = sorted(tenures, key=lambda one: (-articles[one.holder], one.holder))
    tenures = [_doubted(one, often, articles) for one in tenures]
    sure = [one for one in tenures if one.reason != "doubtful"]
    ended = tuple(_ended(one, sure, succeeded) if one.reason != "doubtful" else one for one in tenures)
    return History(body, name, single, ended, tuple(_conflicts(sure)))


def _doubted(one: Tenure, often: Sequence[Tenure], articles: Mapping[str, int]) -> Tenure:
    """The tenure, over as soon as it began where another holds the post before and after in far more articles.

    ``often`` are the post's tenures, those in most articles first.
    """
    if one.acting or one.times.valid_from or one.times.valid_to:
        return one
    start, end = one.times.begun_by, one.times.held_to
    for other in often:
        first, last = other.times.begun_by, other.times.held_to
        if other is one or other.acting or not (start and end and first and last):
            continue
        if first < start and end < last and articles[other.holder] >= FAR_MORE * articles[one.holder]:
            return replace(one, ended_by=start, reason="doubtful", successor=other.holder)
    return one


def _articles(one: Tenure) -> int:
    """How many articles say that the post is held."""
    return len({each.article for each in own_evidence(one.statements) if each.status == "stated"})


def _tenure(holder: str, statements: list[Statement], entities: Mapping[str, Entity]) -> Tenure:
    statements.sort(key=lambda one: one.id)
    acting = all(post_of(one.role, _kind(entities[one.object])).acting for one in statements)
    times = times_of(statements)
    ended_by = times.over_by
    return Tenure(holder, times, tuple(statements), acting, ended_by, "reported" if ended_by else None)


def _conflicts(tenures: Sequence[Tenure]) -> Iterator[Conflict]:
    for number, one in enumerate(tenures):
        for other in tenures[number + 1 :]:
            shared = None if one.acting or other.acting else _shared(one.times, other.times)
            if shared:
                yield Conflict((one.holder, other.holder), *shared)


def _shared(one: Times, other: Times) -> tuple[str, str] | None:
    """The days on which both surely held the post; the day on which one hands over to the other is none."""
    if not (one.begun_by and one.held_to and other.begun_by and other.held_to):
        return None
    start, end = max(one.begun_by, other.begun_by), min(one.held_to, other.held_to)
    handover = start == end and (one.held_to == other.begun_by or other.held_to == one.begun_by)
    return None if start > end or handover else (start, end)


def _ended(one: Tenure, tenures: Sequence[Tenure], succeeded: Mapping[tuple[str, str], str]) -> Tenure:
    """The tenure with the first day on which another is known to hold its seat, unless a source tells its end."""
    if one.times.valid_to or one.acting:
        return one
    ends: list[tuple[str, Reason, str]] = [(one.ended_by, "reported", "")] if one.ended_by else []
    for other in tenures:
        day = succeeded.get((other.holder, one.holder))
        if day and other is not one and day >= (one.times.held_to or ""):
            ends.append((day, "succeeds", other.holder))
        elif other is not one and not other.acting and _follows(one.times, other.times):
            ends.append((other.times.begun_by or "", "successor", other.holder))
    if not ends:
        return one
    day, reason, successor = min(ends)
    return replace(one, ended_by=day, reason=reason, successor=successor or None)


def _follows(one: Times, other: Times) -> bool:
    """Whether the other surely began when the one was last known to hold the post, or later."""
    if one.held_to is None or one.begun_by is None or other.begun_by is None or other.held_to is None:
        return False
    return one.held_to <= other.begun_by and (one.begun_by, one.held_to) != (other.begun_by, other.held_to)
