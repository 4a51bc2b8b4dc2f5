"""``corrections.toml`` as values: each entry with its line, checked by itself and against the others.

Entries are tables of an array, ``[[merge]]``, ``[[apart]]``, ``[[rename]]``, ``[[retype]]``, ``[[drop]]``,
``[[confirm]]`` and ``[[add]]``; docs/corrections.md describes them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.core.errors import ConfigError
from graph.core.ontology import PREDICATES, TYPES
from graph.core.periods import first_day, last_day
from graph.resolve.corrections.agree import agree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind = Literal["merge", "apart", "rename", "retype", "drop", "confirm", "add"]
ID = r"^[0-9a-f]{12}$"
DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"
Text = Annotated[str, Field(min_length=1, pattern=r"\S")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Reference(_Strict):
    """What an entry speaks of: an entity by the id of any of its mentions, or by a name, with its article or type.

    Where an id is given it alone decides, and the rest is for people who read the file.
    """

    id: Annotated[str, Field(pattern=ID)] | None = None
    name: Text | None = None
    article: Text | None = None
    type: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:
        """A bare string is an id if it looks like one, else a name."""
        if isinstance(given, str):
            return {"id": given} if re.match(ID, given) else {"name": given}
        return given

    @model_validator(mode="after")
    def _enough(self) -> Reference:
        if self.id is None and self.name is None:
            raise ValueError("give an id or a name")
        if self.type is not None and self.type not in TYPES:
            raise ValueError(f"unknown type {self.type!r}; take one of {', '.join(TYPES)}")
        return self

    def __str__(self) -> str:
        """As people would call it."""
        if self.name is None:
            return str(self.id)
        return repr(self.name) + (f" of article {self.article}" if self.article else "")


class _Entry(_Strict):
    because: str = ""


class _Several(_Entry):
    entities: Annotated[tuple[Reference, ...], Field(min_length=2)]


class _Rename(_Entry):
    entity: Reference
    name: Text


class _Retype(_Entry):
    entity: Reference
    type: Annotated[str, Field(pattern="^(" + "|".join(name for name in TYPES if name != "theme") + ")$")]


class _Fact(_Entry):
    subject: Reference
    predicate: Annotated[str, Field(pattern="^(" + "|".join(name for name in PREDICATES if name != "concerns") + ")$")]
    object: Reference
    role: str | None = None


class _Statement(_Entry):
    statement: Annotated[str, Field(pattern=ID)]


class _Add(_Fact):
    status: Literal["stated", "planned", "former", "denied"] = "stated"
    valid_from: Annotated[str, Field(pattern=DAY)] | None = None
    valid_to: Annotated[str, Field(pattern=DAY)] | None = None
    source: Text
    quote: str = ""
    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None

    @model_validator(mode="after")
    def _real_days(self) -> Self:
        """Days that a calendar has, and an end that is not before the beginning. Raises `ValueError`."""
        for period in filter(None, (self.valid_from, self.valid_to, self.date)):
            first_day(period)
        if self.valid_from and self.valid_to and last_day(self.valid_to) < first_day(self.valid_from):
            raise ValueError(f"valid_to {self.valid_to} is before valid_from {self.valid_from}")
        return self


MODELS: dict[str, type[_Entry]] = {
    "merge": _Several,
    "apart": _Several,
    "rename": _Rename,
    "retype": _Retype,
    "drop": _Fact,
    "confirm": _Fact,
    "add": _Add,
}


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry: its kind, the line of its header, and its checked values (attributes as the keys in the file)."""

    kind: str
    line: int
    values: Any

    @property
    def references(self) -> tuple[Reference, ...]:
        """The entities that it speaks of."""
        one = self.values
        if isinstance(one, _Several):
            return one.entities
        if isinstance(one, _Fact):
            return (one.subject, one.object)
        return () if isinstance(one, _Statement) else (one.entity,)

    @property
    def fact(self) -> tuple[object, ...]:
        """The fact that it speaks of: by its id, or by its ends, predicate and role."""
        one = self.values
        return (one.statement,) if isinstance(one, _Statement) else (*self.references, one.predicate, one.role)


@dataclass(frozen=True, slots=True)
class Corrections:
    """The entries of a file in its order; ``source`` is the file's name, as it stands in messages and evidence."""

    source: str = ""
    entries: tuple[Correction, ...] = ()

    def of(self, *kinds: Kind) -> Iterator[Correction]:
        """The entries of some kinds."""
        return (one for one in self.entries if one.kind in kinds)

    def place(self, entry: Correction) -> str:
        """``file:line`` of an entry."""
        return f"{self.source}:{entry.line}"


def read_corrections(path: Path) -> Corrections:
    """The corrections in a file.

    Raises `ConfigError` naming file and line: for what is no TOML, for a wrong key or value, and for two entries that
    contradict each other word for word (`graph.resolve.corrections.entities` finds those that do so in effect).
    """
    try:
        text = path.read_text("utf-8")
        content = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}; give --corrections a TOML file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    lines = _headers(text)
    entries: list[Correction] = []
    for kind, rows in content.items():
        if kind not in MODELS or not isinstance(rows, list):
            raise ConfigError(f"{path}: {kind!r} is no kind of correction; write [[{']], [['.join(MODELS)}]]")
        for number, row in enumerate(rows):
            places = lines.get(kind, [])
            line = places[number] if number < len(places) else 1
            entries.append(Correction(kind, line, _checked(path, kind, line, row)))
    entries.sort(key=lambda one: one.line)
    agree(path, entries)
    return Corrections(path.name, tuple(entries))


def _checked(path: Path, kind: str, line: int, row: Any) -> _Entry:
    short = kind in ("drop", "confirm") and isinstance(row, dict) and "statement" in row
    try:
        return (_Statement if short else MODELS[kind]).model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        raise ConfigError(f"{path}:{line}: [[{kind}]] {key}: {reason}; see docs/corrections.md") from error


def _headers(text: str) -> dict[str, list[int]]:
    """The lines of the headers ``[[kind]]``; those inside strings of several lines are none."""
    plain = re.sub(
        r'"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'', lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL
    )
    found: dict[str, list[int]] = {}
    for number, line in enumerate(plain.splitlines(), 1):
        if header := re.match(r"\s*\[\[\s*[\"']?(\w+)[\"']?\s*\]\]", line):
            found.setdefault(header[1], []).append(number)
    return found
