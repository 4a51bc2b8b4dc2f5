"""Two people of one name: told apart where each is often in the news, in another country, among others.

Most full names that two articles share are one person's, and an archive seldom names the same people beside them
twice. So it takes much to tell two: for both at least ENOUGH articles, joined among themselves by what else they name
(people, bodies, posts), with nothing of that in common, and countries that are known and not the same.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.core.disjoint import DisjointSets
from graph.core.names import person_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.resolve.units import Unit

ENOUGH = 3
"""Articles that each of two people of one name is in at least."""


def identities(block: Sequence[int], units: Sequence[Unit]) -> list[list[int]]:
    """The units of one full name by person, each group sorted; usually one group.

    Those in few articles go with the person of their country, else with the one in most articles.
    """
    if len(block) < 2 * ENOUGH:
        return [list(block)]
    told = [(group, home) for group in joined(block, units) if len(group) >= ENOUGH and (home := _home(group, units))]
    people: dict[str, list[int]] = {}
    for group, home in told:
        people.setdefault(home, []).extend(group)
    if len(people) < 2:
        return [list(block)]
    most = min(people, key=lambda home: (-len(people[home]), home))
    settled = {unit for group in people.values() for unit in group}
    for unit in block:
        if unit not in settled:
            home = units[unit].jurisdiction
            people[home if home in people else most].append(unit)
    return sorted(sorted(group) for group in people.values())


def joined(block: Sequence[int], units: Sequence[Unit]) -> list[list[int]]:
    """Units joined by what else their articles name: connected components."""
    own = {" ".join(person_key(name)) for unit in block for name in units[unit].surfaces}
    sets = DisjointSets(block)
    first: dict[str, int] = {}
    for unit in block:
        for key in (units[unit].company | units[unit].posts) - own:
            sets.join(first.setdefault(key, unit), unit)
    return sets.groups()


def _home(group: Sequence[int], units: Sequence[Unit]) -> str | None:
    """The country of more than half of the articles, None where there is none such."""
    counts = Counter(units[unit].jurisdiction for unit in group)
    country, articles = min(counts.items(), key=lambda item: (-item[1], item[0] or ""))
    return country if articles * 2 > len(group) else None
