"""Keeping apart: groups of units taken to pieces where people say that they name several things.

The units that an entry speaks of are seeds, each of a piece of its own. Every other unit of the group goes to the piece
whose seeds bear most of its names, then to that in whose articles most of the same other names stand, then to the
earliest. So an article that is added later cannot join the pieces again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.folding import fold
from graph.core.ids import mention_id
from graph.core.names import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.resolve.corrections.file import Correction, Corrections, Reference
    from graph.resolve.units import Unit

Group = list[int]


@dataclass(frozen=True, slots=True)
class Note:
    """An entry that does nothing, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that keeps things apart, with the units of each."""

    entry: Correction
    sides: tuple[frozenset[int], ...]


def part(
    units: Sequence[Unit], groups: Sequence[Group], corrections: Corrections
) -> tuple[list[Group], list[Kept], list[Note]]:
    """The groups after all entries that keep apart, these entries, and those that match nothing."""
    now, kept, notes = [list(group) for group in groups], [], []
    entries = list(corrections.of("apart"))
    places = _places(units) if any(one.id for entry in entries for one in entry.references) else {}
    for entry in entries:
        found = [_seeds(units, reference, places) for reference in entry.references]
        several = {unit for unit in range(len(units)) if sum(unit in side for side in found) > 1} if found else set()
        sides = tuple(frozenset(side - several) for side in found)
        missing = [str(one) for one, side in zip(entry.references, found, strict=True) if not side]
        if missing:
            notes.append(Note(entry.line, f"keeps nothing apart: nothing is called {' or '.join(missing)}"))
        elif not all(sides):
            notes.append(Note(entry.line, "keeps nothing apart: an article takes all of it for one thing"))
        else:
            kept.append(Kept(entry, sides))
            now = [piece for group in now for piece in _pieces(units, group, sides)]
    return now, kept, notes


def _places(units: Sequence[Unit]) -> dict[str, int]:
    return {mention_id(mention): number for number, unit in enumerate(units) for mention in unit.mentions}


def _seeds(units: Sequence[Unit], reference: Reference, places: dict[str, int]) -> set[int]:
    """The units that a reference speaks of: that of a mention, or all that bear a name (in an article)."""
    if reference.id is not None:
        return {places[reference.id]} if reference.id in places else set()
    wanted = fold(reference.name or "")
    return {
        number
        for number, unit in enumerate(units)
        if reference.article in (None, unit.first.article)
        and reference.type in (None, unit.type)
        and any(fold(name) == wanted for name in unit.surfaces)
    }


def _pieces(units: Sequence[Unit], group: Group, sides: Sequence[frozenset[int]]) -> list[Group]:
    """The group as one piece for each side that has a seed in it."""
    members = set(group)
    seeds = [sorted(side & members) for side in sides if side & members]
    if len(seeds) < 2:
        return [group]
    seeds.sort()
    pieces = [list(side) for side in seeds]
    names = [{normalise(name) for unit in side for name in units[unit].surfaces} for side in seeds]
    company = [frozenset().union(*(units[unit].company for unit in side)) for side in seeds]
    own = frozenset().union(*names)
    for unit in sorted(members - {unit for side in seeds for unit in side}):
        called = {normalise(name) for name in units[unit].surfaces}
        scores = [
            (len(called & names[side]), len((units[unit].company & company[side]) - own), -side)
            for side in range(len(pieces))
        ]
        pieces[scores.index(max(scores))].append(unit)
    return [sorted(piece) for piece in pieces]
