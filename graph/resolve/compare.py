"""Whether units that share a key are one thing; each decision says why.

A shared key is enough for bodies, places, events and instruments: what makes their names doubtful is in the key. Two
people may have one name, so units of people are compared by what surrounds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.names import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.core.types import Mention
    from graph.resolve.blocking import Key
    from graph.resolve.units import Unit


@dataclass(frozen=True, slots=True)
class Merge:
    """A decision that two chains name one thing: the first mention of each, why, and how sure it is, in [0, 1]."""

    left: Mention
    right: Mention
    reason: str
    score: float


Pair = tuple[int, int]


def same_name(block: Sequence[int], units: Sequence[Unit], key: Key) -> list[tuple[Pair, str, float]]:
    """Pairs of one block that are one thing, each with reason and score; the first of a group stands for it."""
    group, name, where = key
    if group == "human":
        return [(pair, f"same full name: {name}", 0.9) for pair in _people(block, units)]
    if where and group != "place":
        return [((block[0], other), f"same general name in one country: {name}, {where}", 0.95) for other in block[1:]]
    return [((block[0], other), f"same name: {name}", 1.0) for other in block[1:]]


def _people(block: Sequence[int], units: Sequence[Unit]) -> list[Pair]:
    """Officials of one name are one; so are other people of that name, and both, unless all that is known differs."""
    officials = [i for i in block if units[i].type == "official"]
    others = [i for i in block if units[i].type != "official"]
    if officials and others:
        own = {normalise(name) for i in block for name in units[i].surfaces}
        posts = frozenset().union(*(units[i].posts for i in officials))
        company = frozenset().union(*(units[i].company for i in officials)) - own
        apart = [i for i in others if _differs(units[i], posts, company)]
    else:
        apart = others
    together = [i for i in block if i not in set(apart)]
    return [(group[0], other) for group in (together, apart) for other in group[1:]]


def _differs(person: Unit, posts: frozenset[str], company: frozenset[str]) -> bool:
    """Both have posts or memberships, none in common, and nobody and nothing is named beside both."""
    return bool(person.posts and posts) and not person.posts & posts and not person.company & company
