"""Entities that came, went, became one, fell apart, got another name or type; and ids that are none any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.core.types import Dataset, Entity
    from graph.diff.match import Match


@dataclass(frozen=True, slots=True)
class Moved:
    """Entities ``before`` and what they are ``after``: several and one for a merge, one and several for a split."""

    before: tuple[Entity, ...]
    after: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class EntityChanges:
    """What differs between the entities of two graphs; all but ``retired`` hold each by name and id.

    ``retired`` are the old ids that no new entity has, each with the entities that hold its mentions now.
    """

    new: tuple[Entity, ...] = ()
    vanished: tuple[Entity, ...] = ()
    merged: tuple[Moved, ...] = ()
    split: tuple[Moved, ...] = ()
    renamed: tuple[Moved, ...] = ()
    retyped: tuple[Moved, ...] = ()
    retired: tuple[Moved, ...] = ()


def entity_changes(old: Dataset, new: Dataset, found: Match) -> EntityChanges:
    """Compare the entities of two graphs that were matched."""
    before, after = {one.id: one for one in old.entities}, {one.id: one for one in new.entities}
    pairs = [(one, after[home]) for one in sorted(old.entities, key=_order) if (home := found.home(one.id))]
    sole = [(one, other) for one, other in pairs if _is_sole(one, other, found)]
    return EntityChanges(
        new=tuple(one for one in sorted(new.entities, key=_order) if not found.back[one.id]),
        vanished=tuple(one for one in sorted(old.entities, key=_order) if not found.forth[one.id]),
        merged=tuple(_merged(new, before, found)),
        split=tuple(
            Moved((one,), tuple(after[id_] for id_ in found.forth[one.id]))
            for one, _ in pairs
            if len(found.forth[one.id]) > 1
        ),
        renamed=tuple(Moved((one,), (other,)) for one, other in sole if one.name != other.name),
        retyped=tuple(Moved((one,), (other,)) for one, other in sole if one.type != other.type),
        retired=tuple(
            Moved((one,), tuple(after[id_] for id_ in found.forth[one.id]))
            for one in sorted(old.entities, key=_order)
            if one.id not in after
        ),
    )


def _order(entity: Entity) -> tuple[str, str]:
    return entity.name.casefold(), entity.id


def _is_sole(one: Entity, other: Entity, found: Match) -> bool:
    """Whether each is all that became of the other, so that another name or type is a change and no merge or split."""
    return found.forth[one.id] == (other.id,) and found.back[other.id] == (one.id,)


def _merged(new: Dataset, before: Mapping[str, Entity], found: Match) -> list[Moved]:
    merges = []
    for one in sorted(new.entities, key=_order):
        came = [before[id_] for id_ in found.back[one.id] if found.home(id_) == one.id]
        if len(came) > 1:
            merges.append(Moved(tuple(sorted(came, key=_order)), (one,)))
    return merges
