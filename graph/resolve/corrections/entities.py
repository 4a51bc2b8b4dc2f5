"""Corrections of entities, applied to the groups of units that clustering found, whatever rules found them.

First what is to be kept apart, then merges, which join whole groups, then names and types.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.core.disjoint import DisjointSets
from graph.core.errors import ConfigError
from graph.core.types import LinkedMention
from graph.resolve.compare import Merge
from graph.resolve.corrections.apart import Group, Kept, Note, part
from graph.resolve.corrections.refer import Finder, Unclear

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from graph.core.types import Entity
    from graph.resolve.corrections.file import Correction, Corrections
    from graph.resolve.units import Unit

SURE = 1.0
"""The score of what a person decided."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """Groups of units with the entity of each, the merges that people decided, and entries that matched nothing."""

    groups: tuple[Group, ...]
    entities: tuple[Entity, ...]
    merges: tuple[Merge, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Join:
    """A merge of two groups, by their numbers, that an entry asks for."""

    entry: Correction
    left: int
    right: int


def correct(
    units: Sequence[Unit], groups: Sequence[Group], name: Callable[[Group], Entity], corrections: Corrections
) -> Corrected:
    """Apply corrections to groups of units in order; ``name`` makes the entity of a group.

    Raises `ConfigError` naming both entries where two contradict each other in effect.
    """
    if not corrections.entries:
        return Corrected(tuple(groups), tuple(map(name, groups)))
    parts, kept, notes = part(units, groups, corrections)
    parts.sort()
    entities = [name(group) for group in parts]
    joins = list(_joins(units, parts, entities, corrections, notes))
    roots = _roots(len(parts), joins)
    _check(parts, roots, joins, kept, corrections)
    whole: dict[int, Group] = {}
    for number, root in enumerate(roots):
        whole.setdefault(root, []).extend(parts[number])
    final = [sorted(whole[root]) for root in sorted(whole)]
    changed = [entities[root] if final[at] == parts[root] else name(final[at]) for at, root in enumerate(sorted(whole))]
    merges = tuple(
        Merge(units[parts[one.left][0]].first, units[parts[one.right][0]].first, _reason(one.entry, corrections), SURE)
        for one in joins
    )
    named = _named(units, final, changed, corrections, notes)
    return Corrected(tuple(final), tuple(named), merges, tuple(sorted(notes, key=lambda note: note.line)))


def _reason(entry: Correction, corrections: Corrections) -> str:
    because = " ".join(entry.values.because.split())
    return f"correction {corrections.place(entry)}" + (f": {because}" if because else "")


def _finder(units: Sequence[Unit], groups: Sequence[Group], entities: Sequence[Entity]) -> Finder:
    links = (
        LinkedMention(mention, entity.id)
        for group, entity in zip(groups, entities, strict=True)
        for unit in group
        for mention in units[unit].mentions
    )
    return Finder(entities, links)


def _joins(
    units: Sequence[Unit],
    groups: Sequence[Group],
    entities: Sequence[Entity],
    corrections: Corrections,
    notes: list[Note],
) -> Iterator[_Join]:
    """Pairs of groups to merge; an entry whose things are one already asks for nothing."""
    finder = _finder(units, groups, entities)
    numbers = {entity.id: number for number, entity in enumerate(entities)}
    for entry in corrections.of("merge"):
        try:
            found = sorted({numbers[finder.find(reference)] for reference in entry.references})
        except Unclear as reason:
            notes.append(Note(entry.line, f"merges nothing: {reason}"))
            continue
        yield from (_Join(entry, found[0], other) for other in found[1:])


def _roots(size: int, joins: Iterable[_Join]) -> list[int]:
    """The least number of each group's component."""
    sets = DisjointSets(range(size))
    for one in joins:
        sets.join(one.left, one.right)
    return [sets.root(number) for number in range(size)]


def _check(
    groups: Sequence[Group],
    roots: Sequence[int],
    joins: Sequence[_Join],
    kept: Sequence[Kept],
    corrections: Corrections,
) -> None:
    """Raise `ConfigError` where merges join what another entry keeps apart."""
    if not joins:
        return
    root = {unit: roots[number] for number, group in enumerate(groups) for unit in group}
    for one in kept:
        met: set[int] = set()
        for side in one.sides:
            reached = {root[unit] for unit in side}
            if both := met & reached:
                lines = sorted({join.entry.line for join in joins if roots[join.left] in both})
                places = " and ".join(f"{corrections.source}:{line}" for line in lines)
                here = corrections.place(one.entry)
                raise ConfigError(f"{here}: [[apart]] contradicts [[merge]] at {places}; remove one of them")
            met |= reached


def _named(
    units: Sequence[Unit],
    groups: Sequence[Group],
    entities: list[Entity],
    corrections: Corrections,
    notes: list[Note],
) -> list[Entity]:
    """The entities under the names and types that entries give them; a name given up is an alias."""
    finder = _finder(units, groups, entities)
    numbers = {entity.id: number for number, entity in enumerate(entities)}
    named = list(entities)
    by: dict[tuple[str, int], tuple[Correction, str]] = {}
    for entry in corrections.of("rename", "retype"):
        try:
            number = numbers[finder.find(entry.values.entity)]
        except Unclear as reason:
            notes.append(Note(entry.line, f"{entry.kind}s nothing: {reason}"))
            continue
        value = entry.values.name if entry.kind == "rename" else entry.values.type
        before, given = by.setdefault((entry.kind, number), (entry, value))
        if given != value:
            here, there = corrections.place(entry), corrections.place(before)
            what = "names" if entry.kind == "rename" else "types"
            raise ConfigError(f"{here}: contradicts {there}: {entry.values.entity} gets two {what}; remove one of them")
        named[number] = _renamed(named[number], value) if entry.kind == "rename" else replace(named[number], type=value)
    return named


def _renamed(entity: Entity, name: str) -> Entity:
    aliases = {*entity.aliases, entity.name} - {name}
    return replace(entity, name=name, aliases=tuple(sorted(aliases)))
