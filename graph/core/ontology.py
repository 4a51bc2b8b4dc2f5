"""The entity types and predicates of the graph, as data: each predicate declares what it may link.

>>> PREDICATES["owns"].allows("company", "company"), PREDICATES["owns"].allows("company", "event")
(True, False)
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class EntityType:
    """A kind of entity; types of one ``group`` may name the same thing in different articles."""

    name: str
    label: str
    plural: str
    group: str
    definition: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A kind of fact; ``subjects`` and ``objects`` are the entity types that it may link."""

    name: str
    label: str
    inverse: str
    definition: str
    subjects: frozenset[str]
    objects: frozenset[str]
    symmetric: bool = False
    role: bool = False

    def allows(self, subject: str, object_: str) -> bool:
        """Whether an entity of type ``subject`` may be linked to one of type ``object_``."""
        return subject in self.subjects and object_ in self.objects


def _read() -> tuple[dict[str, EntityType], dict[str, Predicate]]:
    raw = tomllib.loads(files("graph.core").joinpath("data/ontology.toml").read_text("utf-8"))
    types = {name: EntityType(name, **row) for name, row in raw["types"].items()}
    groups: dict[str, list[str]] = raw["groups"]

    def expand(names: list[str]) -> frozenset[str]:
        return frozenset(kind for name in names for kind in groups.get(name, [name]))

    predicates = {
        name: Predicate(
            name,
            row["label"],
            row["inverse"],
            row["definition"],
            expand(row["subject"]),
            expand(row["object"]),
            row.get("symmetric", False),
            row.get("role", False),
        )
        for name, row in raw["predicates"].items()
    }
    return types, predicates


TYPES, PREDICATES = _read()
"""All entity types and all predicates by name, in the order of the data file."""

HUMAN = frozenset(name for name, kind in TYPES.items() if kind.group == "human")
BODY = frozenset(name for name, kind in TYPES.items() if kind.group == "body")
