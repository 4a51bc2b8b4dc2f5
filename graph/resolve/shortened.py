"""Chains of an article that hold two things: "Google" and "Google News", "Labour" and "New Labour".

Within an article a shortened name mostly stands for the full one ("Varo" for Varo Air Cargo), and coreference takes it
so. The build as a whole knows more: what articles call "Google" again and again without anything more is a name of its
own, and the one article that also names "Google News" speaks of two things. Such a chain is cut. Where the longer
name only adds what the thing is ("Reuters news agency"), it stays whole.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.core.names import looks_like_acronym, normalise
from graph.resolve.generic import is_generic, tells_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.core.types import Mention
    from graph.resolve.units import Unit

ALONE = 4
"""Units that call a thing by the short name alone, for each that has the longer one too, from which it is a name."""


def part_chains(units: Sequence[Unit]) -> list[Unit]:
    """The units, in order, those of bodies cut that hold a longer name of something else."""
    alone: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    shortened: dict[int, Mapping[str, set[str]]] = {}
    for number, unit in enumerate(units):
        full, short = _names(unit)
        alone.update(full)
        beside.update(short.keys())
        if short:
            shortened[number] = short
    own = {name for name in alone if alone[name] > ALONE * beside[name]}
    parts = (part for number, unit in enumerate(units) for part in _parted(unit, shortened.get(number, {}), own))
    return sorted(parts, key=lambda unit: unit.order)


def _names(unit: Unit) -> tuple[set[str], Mapping[str, set[str]]]:
    """The full names of a body, and for each shortened one the longer names that it may be short for."""
    if unit.group != "body":
        return set(), {}
    names = {key for name in unit.surfaces if not looks_like_acronym(name) and (key := normalise(name))}
    words = {key: frozenset(key.split()) for key in names}
    longer = {key: {other for other in names if words[key] < words[other]} for key in names}
    return {key for key in names if not longer[key]}, {key: longer[key] for key in names if longer[key]}


def _parted(unit: Unit, short: Mapping[str, set[str]], own: set[str]) -> Iterator[Unit]:
    """A unit, or its parts: one for each of its short names that is a name of its own, and the rest."""
    cut = {
        key
        for key, longer in short.items()
        if key in own and not is_generic(key) and not any(_only_kind(key, other) for other in longer)
    }
    if not cut:
        yield unit
        return
    keys = {mention: normalise(mention.text) for mention in unit.mentions}
    yield _of(unit, [mention for mention in unit.mentions if keys[mention] not in cut])
    for key in sorted(cut):
        yield _of(unit, [mention for mention in unit.mentions if keys[mention] == key])


def _only_kind(short: str, longer: str) -> bool:
    """Whether the longer name is the short one and words for what it is: "reuters", "reuters news agency"."""
    rest = longer.removeprefix(short)
    return rest != longer and tells_kind(rest.split())


def _of(unit: Unit, mentions: Iterable[Mention]) -> Unit:
    some = tuple(mentions)
    return replace(unit, mentions=some, surfaces=tuple(sorted({" ".join(mention.text.split()) for mention in some})))
