"""Gold files: the graph that a careful reader draws from articles, as plain text (its format: docs/examples.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class GoldFact:
    """An R line; each end is a tuple of alternative names."""

    predicate: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    role: str = ""
    status: str = "stated"


@dataclass(slots=True)
class GoldArticle:
    """What is to be found in one article: entities as (type, names), facts, and labels of themes."""

    entities: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    facts: list[GoldFact] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)


def _fields(line: str, separator: str = ";") -> list[str]:
    parts = [part.strip() for part in line.split(separator)]
    if "" in parts:
        raise ValueError("an empty field")
    return parts


def _entity(line: str) -> tuple[str, tuple[str, ...]]:
    kind, name, *aliases = _fields(line)
    return kind, (name, *aliases)


def _fact(line: str) -> GoldFact:
    said, _, status = line.partition(" !")
    predicate, subject, object_, *role = _fields(said)
    if len(role) > 1:
        raise ValueError("more than one role")
    ends = tuple(_fields(subject, " / ")), tuple(_fields(object_, " / "))
    return GoldFact(predicate, *ends, role[0] if role else "", status.strip() or "stated")


def read_gold(path: Path) -> dict[str, GoldArticle]:
    """A gold file by article id. Raises `ValueError` that names the file and the line that cannot be read."""
    gold: dict[str, GoldArticle] = {}
    article: GoldArticle | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        mark, _, rest = line.partition(" ")
        if mark in ("", "#"):
            continue
        try:
            if mark == "##":
                article = gold.setdefault(rest.strip(), GoldArticle())
            elif article is None:
                raise ValueError("before the first ## line")
            elif mark == "E":
                article.entities.append(_entity(rest))
            elif mark == "R":
                article.facts.append(_fact(rest))
            elif mark == "T":
                article.themes.extend(_fields(rest))
            else:
                raise ValueError("starts with none of ##, E, R, T, #")
        except ValueError as error:
            raise ValueError(f"{path}:{number}: {error}") from error
    return gold


def read_links(path: Path) -> list[tuple[str, tuple[str, str], tuple[str, str]]]:
    """Lines ``same; article; name; article; name`` (or ``differ``): whether two articles mean the same thing."""
    lines = (line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#")
    return [(kind, (a, one), (b, other)) for kind, a, one, b, other in map(_fields, lines)]


def read_topics(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """IPTC codes by label, and the next broader code by code, of lines ``code; broader code or -; label``."""
    rows = [_fields(line) for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return {label: code for code, _, label in rows}, {code: broader for code, broader, _ in rows if broader != "-"}
