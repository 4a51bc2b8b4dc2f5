"""Whether units that share a key are one thing; each decision says why.

A shared key is enough for bodies, places, events and instruments: what makes their names doubtful is in the key. Two
people may have one name, so units of people are compared by what surrounds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.names import person_key
from graph.resolve.homonyms import identities, joined

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
    """Officials of one name are one, and so are others of that name; both too, unless what is known of them differs.

    Those that are one by their kind may still be people of one name in different countries (`identities`).

    Of whom nothing is known, they go with the officials, or with others if what is named beside those is beside them.
    """
    officials = [i for i in block if units[i].type == "official" and not units[i].sporting]
    others = [i for i in block if i not in set(officials)]
    apart = set(others) if not officials else _apart(officials, others, units)
    kinds = [i for i in block if i not in apart], [i for i in block if i in apart]
    groups = (group for kind in kinds for group in identities(kind, units))
    return [(group[0], other) for group in groups for other in group[1:]]


def _apart(officials: Sequence[int], others: Sequence[int], units: Sequence[Unit]) -> set[int]:
    """Those of the others who are not the official of their name."""
    own = {" ".join(person_key(name)) for i in (*officials, *others) for name in units[i].surfaces}
    posts = frozenset().union(*(units[i].posts for i in officials))
    company = frozenset().union(*(units[i].company for i in officials)) - own
    strangers = [i for i in others if not units[i].company & company]
    apart = {i for i in strangers if _differs(units[i], posts)}
    beside = frozenset().union(*(units[i].company for i in apart)) - own
    apart |= {i for i in strangers if units[i].company & beside}
    known = set(officials)  # who is named beside those who are named beside the official is no stranger
    return apart - {i for group in joined((*officials, *others), units) if known & set(group) for i in group}


def _differs(person: Unit, posts: frozenset[str]) -> bool:
    """Not what an official is: in sport and in no office, or with posts and memberships that the official has not."""
    return person.sporting or bool(person.posts and posts and not person.posts & posts)
