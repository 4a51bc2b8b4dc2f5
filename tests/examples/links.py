"""Which names of different articles are one thing: lines ``same; article; name; article; name``, or ``differ``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def read_links(path: Path) -> list[tuple[str, tuple[str, str], tuple[str, str]]]:
    """(``same`` or ``differ``, (article, name), (article, name)) of each line; those that begin with # are comments."""
    lines = (line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#")
    rows = ([part.strip() for part in line.split(";")] for line in lines)
    return [(kind, (a, one), (b, other)) for kind, a, one, b, other in rows]
