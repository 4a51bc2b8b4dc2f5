"""The manifest: which files make up the store, with the checksum of each and one of its own.

It is replaced as a whole and last of all, so whatever moment a build is killed at, it names only files that are whole.
Files that it does not name are leftovers.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from graph.publish.files import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME = "newsgraph-store.json"
FORMAT = 1
"""Raised when the files are laid out in another way."""


class StoreDamaged(Exception):  # noqa: N818 - never leaves graph.store, which rebuilds what is damaged
    """A part of the store cannot be used; ``str()`` says which and why."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A file of rows of one table, all of one version of their stage; ``sha256`` is that of its bytes."""

    file: str
    table: str
    version: str
    rows: int
    sha256: str


def read_manifest(folder: Path) -> tuple[Segment, ...]:
    """The store's segments; none where there is no manifest. Raises `StoreDamaged`."""
    try:
        content = json.loads((folder / NAME).read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise StoreDamaged(f"{folder / NAME} is damaged ({error})") from error
    if not isinstance(content, dict) or not isinstance(content.get("format"), int):
        raise StoreDamaged(f"{folder / NAME} is damaged (it names no format)")
    if content["format"] != FORMAT:
        raise StoreDamaged(
            f"{folder / NAME} has the format {content['format']}, this version of newsgraph reads {FORMAT}"
        )
    rows = content.get("segments")
    if content.get("sha256") != _checksum(rows):
        raise StoreDamaged(f"{folder / NAME} is damaged (its checksum is not that of its content)")
    return tuple(Segment(**row) for row in rows or ())


def write_manifest(folder: Path, segments: Iterable[Segment]) -> None:
    """Replace the manifest. Raises `OSError`."""
    rows = [asdict(one) for one in sorted(segments, key=lambda one: one.file)]
    content = {"format": FORMAT, "segments": rows, "sha256": _checksum(rows)}
    with atomic(folder / NAME) as file:
        file.write(json.dumps(content, indent=1).encode() + b"\n")


def _checksum(rows: object) -> str:
    return sha256(json.dumps(rows, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
