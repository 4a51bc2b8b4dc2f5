"""Read annotated articles in the gold's format: lines ``## id``, ``E type; name; alias``, ``R predicate; …``, ``T``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(slots=True)
class GoldArticle:
    """An annotated article: entities (type, names), facts (predicate, subjects, objects, role, status), themes."""

    id: str
    text: str
    entities: list[tuple[str, list[str]]] = field(default_factory=list)
    facts: list[tuple[str, list[str], list[str], str, str]] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)


def read_gold(path: Path, articles: Path) -> list[GoldArticle]:
    """All articles of a gold file, with their texts from the folder ``articles``."""
    found: list[GoldArticle] = []
    for line in path.read_text("utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        parts = [part.strip() for part in rest.split(";")]
        if kind == "##":
            name = rest.strip()
            found.append(GoldArticle(name, (articles / f"{name}.txt").read_bytes().decode("utf-8", "replace")))
        elif kind == "E":
            found[-1].entities.append((parts[0], parts[1:]))
        elif kind == "T":
            found[-1].themes = parts
        elif kind == "R":
            fact, _, status = rest.partition(" !")
            predicate, subject, obj, *role = [part.strip() for part in fact.split(";")]
            found[-1].facts.append(
                (predicate, subject.split(" / "), obj.split(" / "), role[0] if role else "", status.strip() or "stated")
            )
    return found
