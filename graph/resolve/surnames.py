"""Surnames alone, joined by the post: "President Trump" in one article is the Trump whom another gives that post.

A surname by itself tells little, so it joins nothing. With a post or membership of the same body or country it does,
where one person of that name in the build has it, or one far more often than any other ("President Bush").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from graph.core.gazetteer import country_name, country_named
from graph.core.names import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from graph.resolve.units import Unit

Words = tuple[str, ...]
DOMINANCE = 4
"""Another of the surname who has had the post is passed over where one is in so many times as many articles with it."""


def surnames(
    units: Sequence[Unit], words_of: Callable[[str], Words], root: Callable[[int], int]
) -> Iterator[tuple[int, int, str]]:
    """(cluster of the full name, unit of the surname, reason), in the order of units.

    ``words_of`` gives the identifying words of a surface form, ``root`` the cluster of a unit.
    """
    bearers: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    alone: list[tuple[int, str]] = []
    for number, unit in enumerate(units):
        if unit.group != "human":
            continue
        names = [words for surface in unit.surfaces if (words := words_of(surface))]
        full = {words[-1] for words in names if len(words) > 1}
        for name in full:
            for post in map(_place, unit.posts):
                bearers[name, post][root(number)] += 1
        if not full and len(names) and len({words[-1] for words in names}) == 1 and unit.posts:
            alone.append((number, names[0][-1]))
    for number, name in alone:
        for post in sorted(set(map(_place, units[number].posts))):
            if (one := _only(bearers.get((name, post), Counter()))) is not None:
                yield one, number, f"the {name} with a post or membership there: {post}"
                break


def _only(people: Counter[int]) -> int | None:
    """The one in these articles, or in DOMINANCE times as many of them as any other of the surname."""
    ranked = sorted(people, key=lambda one: (-people[one], one))
    if not ranked or (len(ranked) > 1 and people[ranked[0]] < DOMINANCE * people[ranked[1]]):
        return None
    return ranked[0]


def _place(post: str) -> str:
    """The folded name of a body, for all names of a country the same.

    >>> _place("american"), _place("us"), _place("reef trust")
    ('united states', 'united states', 'reef trust')
    """
    code = country_named(post)
    return normalise(country_name(code)) if code else post
