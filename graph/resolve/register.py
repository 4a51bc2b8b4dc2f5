"""Registers: things that users know by their ids elsewhere, from CSV files of their own.

A row names a thing, other names of it, its type and country, and in every further column its id in a system
(``wikidata``, ``lei``, ``opencorporates``, any). An entity that bears a name of exactly one row gets that row's ids. A
name that many countries have ("Ministry of Finance") counts only where row and entity are of one country, an acronym
only beside a second sign. A register merges nothing.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.core.acronyms import looks_like_acronym
from graph.core.errors import ConfigError
from graph.core.names import normalise, person_key
from graph.core.ontology import TYPES
from graph.resolve.generic import is_generic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.core.types import Entity
    from graph.resolve.units import Unit

OWN = ("name", "aliases", "type", "country")
"""Columns that are no system's ids; only ``name`` must be there."""
GROUPS = frozenset(kind.group for kind in TYPES.values()) - {"theme"}
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A thing of a register: ``country`` is an alpha-2 code or None, ``type`` an entity type or None."""

    place: str
    names: tuple[str, ...]
    type: str | None
    country: str | None
    ids: Mapping[str, str]

    def keys_of(self) -> set[Key]:
        """(group, normalised name) of each name; without a type in each group that has names."""
        groups = {TYPES[self.type].group} if self.type else GROUPS
        return {(group, key) for group in groups for name in self.names if (key := _key(name, group))}


def _key(name: str, group: str) -> str:
    return " ".join(person_key(name)) if group == "human" else normalise(name)


def read_registers(paths: Iterable[Path]) -> tuple[Row, ...]:
    """The rows of some registers.

    Raises `ConfigError` naming file and line for a row without a name, an unknown type or country, two rows of one name
    that nothing tells apart, and for what is no such table.
    """
    rows: list[Row] = []
    known: dict[tuple[str, str | None, str | None], Row] = {}
    for path in paths:
        for row in _read(path):
            for name in row.names:
                key = (normalise(name) or name.casefold(), row.type and TYPES[row.type].group, row.country)
                if key in known and known[key] is not row:
                    where = known[key].place
                    raise ConfigError(
                        f"{row.place}: the name {name!r} is that of {where} already; "
                        "leave one out, or tell them apart by type or country"
                    )
                known[key] = row
            rows.append(row)
    return tuple(rows)


def _read(path: Path) -> Iterator[Row]:
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}; give --register a CSV file") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8: {error}; save the table as CSV UTF-8") from error
    header, _, _ = text.partition("\n")
    delimiter = max(",;\t", key=header.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [cell.strip().casefold() for cell in next(table, [])]
        if "name" not in columns:
            raise ConfigError(
                f"{path}:1: no column 'name'; the first line names the columns, such as {','.join(OWN)},lei"
            )
        if doubled := [name for name, count in Counter(filter(None, columns)).items() if count > 1]:
            raise ConfigError(f"{path}:1: two columns {doubled[0]!r}; leave one out")
        before = table.line_num
        for cells in table:
            line, before = before + 1, table.line_num
            if any(cell.strip() for cell in cells):
                yield _row(
                    f"{path.name}:{line}", dict(zip(columns, map(str.strip, cells), strict=False)), f"{path}:{line}"
                )
    except csv.Error as error:
        raise ConfigError(f"{path}:{table.line_num}: not a CSV table: {error}") from error


def _row(place: str, cells: dict[str, str], where: str) -> Row:
    if not cells.get("name"):
        raise ConfigError(f"{where}: no name; every row needs one")
    kind, country = cells.get("type") or None, (cells.get("country") or "").upper() or None
    if kind is not None and (kind not in TYPES or kind == "theme"):
        types = ", ".join(name for name in TYPES if name != "theme")
        raise ConfigError(f"{where}: unknown type {kind!r}; take one of {types}")
    if country is not None:
        country = _alpha2(country, where)
    names = [cells["name"], *(alias.strip() for alias in cells.get("aliases", "").split(";"))]
    ids = {system: value for system, value in cells.items() if system and system not in OWN and value}
    return Row(place, tuple(dict.fromkeys(filter(None, names))), kind, country, ids)


def _alpha2(code: str, where: str) -> str:
    """The ISO 3166-1 alpha-2 code of a code of two or three letters."""
    import pycountry

    found = pycountry.countries.get(**{f"alpha_{len(code)}": code}) if len(code) in (2, 3) else None
    if found is None:
        raise ConfigError(f"{where}: unknown country {code!r}; take a code of ISO 3166-1, such as MY or MYS")
    return str(found.alpha_2)


def with_ids(
    entities: Sequence[Entity], groups: Sequence[Sequence[int]], units: Sequence[Unit], rows: Sequence[Row]
) -> list[Entity]:
    """The entities, each with the ids of the one row that bears its name; ``groups`` are the units of each entity."""
    if not rows:
        return list(entities)
    index: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        for key in row.keys_of():
            index[key].append(row)
    found = []
    for entity, group in zip(entities, groups, strict=True):
        country = _country(entity, [units[number] for number in group])
        own = _row_of(entity, country, index)
        found.append(entity if own is None else replace(entity, ids={**entity.ids, **own.ids}))
    return found


def _country(entity: Entity, units: Iterable[Unit]) -> str | None:
    """The country that most articles put the entity in, by its alpha-2 code."""
    if "iso3166" in entity.ids:
        return entity.ids["iso3166"]
    votes = Counter(unit.jurisdiction for unit in units if unit.jurisdiction)
    return min(votes, key=lambda code: (-votes[code], code), default=None)


def _row_of(entity: Entity, country: str | None, index: Mapping[Key, Sequence[Row]]) -> Row | None:
    """The one row under the entity's name, or else under its aliases; None where there are several or none."""
    group = TYPES[entity.type].group
    for names in ((entity.name,), entity.aliases):
        fitting = {
            row.place: row
            for name in names
            for row in index.get((group, _key(name, group)), ())
            if _fits(row, _key(name, group), group, country, len(index[group, _key(name, group)]))
            and _is_sure(row, name, entity, country)
        }
        if fitting:
            return next(iter(fitting.values())) if len(fitting) == 1 else None
    return None


def _fits(row: Row, key: str, group: str, country: str | None, rivals: int) -> bool:
    """Whether a row of an entity's name may be of that entity: with the country, where the name is not enough."""
    if group != "human" and is_generic(key, happening=group not in ("body", "place")):
        return row.country is not None and row.country == country
    return row.country is None or rivals == 1 or row.country == country


def _is_sure(row: Row, name: str, entity: Entity, country: str | None) -> bool:
    """Whether more than an acronym speaks for a row: its type, its country, or a longer name that articles use too.

    "ACM" is an association of computing machinery and a maker of cables.
    """
    group = TYPES[entity.type].group
    if group == "human" or not looks_like_acronym(name):
        return True
    longer = {_key(one, group) for one in (entity.name, *entity.aliases) if not looks_like_acronym(one)}
    named = {_key(one, group) for one in row.names}
    return row.type == entity.type or (row.country is not None and row.country == country) or bool(longer & named)
