"""Office-holders as evidence: a "Finance Ministry" without a country is that of the minister it is named with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.core.names import normalise
from graph.resolve.generic import is_generic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.resolve.countries import Countries
    from graph.resolve.units import Unit

Office = tuple[str, str]


def with_known_offices(units: Sequence[Unit], countries: Countries) -> list[Unit]:
    """Units, those of bodies with a general name and no country given the one that their office-holder tells.

    Where another article puts a body of the same name with the same office-holder in a country, and none puts it in
    another, that is the one; where no article does, the holder's name stands for it ("finance ministry" of "ann lee").
    """
    offices = [_offices(unit, countries) for unit in units]
    known: dict[Office, set[str]] = defaultdict(set)
    for unit, held in zip(units, offices, strict=True):
        for office in held:
            known[office].update({unit.jurisdiction} if unit.jurisdiction else ())
    return [
        unit if unit.jurisdiction or not held else replace(unit, jurisdiction=_tell(held, known))
        for unit, held in zip(units, offices, strict=True)
    ]


def _offices(unit: Unit, countries: Countries) -> list[Office]:
    """(general name of the body, full name of a holder) of a unit, sorted; none for a specific name."""
    if unit.group != "body" or not unit.holders:
        return []
    cores = {normalise(countries.country_in(name)[1]) for name in unit.surfaces}
    return sorted((core, holder) for core in cores if core and is_generic(core) for holder in unit.holders)


def _tell(held: list[Office], known: dict[Office, set[str]]) -> str | None:
    """The one country that the offices point to, else the first holder if no country is known, else None."""
    found = {country for office in held for country in known[office]}
    if len(found) > 1:
        return None
    return found.pop() if found else f"held by {held[0][1]}"
