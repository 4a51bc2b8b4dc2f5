"""Small articles, written as files, and what a build made of them, without the store beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PEOPLE = ("Ann Lee", "Otto Vale", "Mary Hill", "Bo Lind", "Ada Verne")
BODIES = ("Ministry of Ports", "Ministry of Trade", "Ministry of Rivers")


def article(number: int, **changes: Any) -> dict[str, Any]:
    """An article of its own words, of 2023, with a post in it."""
    who, where = PEOPLE[number % len(PEOPLE)], BODIES[number % len(BODIES)]
    words = " ".join(f"word{number}x{i}" for i in range(24))
    text = f"{who}, minister at {where}, spoke of {words}. Then {who} left."
    return {
        "id": f"a{number:03}",
        "title": f"Story {number}",
        "date": f"2023-{1 + number % 12:02}-10",
        "text": text,
    } | changes


def write(folder: Path, articles: Iterable[dict[str, Any]]) -> Path:
    """The articles as a folder: every third in a file of JSON Lines, the others in a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = list(articles)
    lines = [json.dumps(row) + "\n" for number, row in enumerate(rows) if number % 3 == 0]
    (folder / "many.jsonl").write_text("".join(lines))
    for number, row in enumerate(rows):
        if number % 3:
            (folder / f"{row['id']}.json").write_text(json.dumps(row))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
