"""A graph that was built, in one more format: from the interchange files, so that no article is read again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph.core.errors import DataError, UsageError
from graph.publish.files import atomic
from graph.publish.interchange_read import REPORT, read_interchange, settings_of
from graph.publish.registry import find

if TYPE_CHECKING:
    from pathlib import Path

    from graph.publish.registry import Format


def export(folder: Path, name: str, out: Path | None = None) -> list[Path]:
    """Write the graph in ``folder`` in the format ``name``; returns the files written.

    ``out`` is a file, or a folder for a format of several files or where it is one; without it they go to ``folder``
    and its report lists them, so that the next build there does not leave them behind. The bytes are those that a
    build with this format writes. Raises `UsageError` for an unknown format or a file where a folder is needed,
    `DataError` for a folder that is missing or damaged or cannot be written.
    """
    if name == "jsonl":
        raise UsageError("jsonl is what the folder holds already; its files can be copied")
    chosen = find(name)
    if out is not None and len(chosen.filenames) > 1 and out.exists() and not out.is_dir():
        raise UsageError(f"--out {out}: is a file; {name} is {len(chosen.filenames)} files: give a folder")
    dataset, settings = read_interchange(folder), settings_of(folder)
    written = []
    for path, (_, write) in zip(_paths(chosen, folder, out), chosen.outputs(), strict=True):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with atomic(path) as file:
                write(dataset, file, settings)
        except OSError as error:
            raise DataError(
                f"{path}: cannot write there: {error.strerror or error}; give --out another path"
            ) from error
        written.append(path)
    if out is None:
        _list(folder, chosen)
    return written


def _paths(chosen: Format, folder: Path, out: Path | None) -> list[Path]:
    if out is None or out.is_dir() or len(chosen.filenames) > 1:
        return [(out or folder) / name for name in chosen.filenames]
    return [out]


def _list(folder: Path, chosen: Format) -> None:
    """Add the files to the list in the build's report."""
    try:
        report = json.loads((folder / REPORT).read_text("utf-8"))
        report["files"] = sorted({*report["files"], *chosen.filenames})
    except (OSError, ValueError, KeyError, TypeError):
        return
    with atomic(folder / REPORT) as file:
        file.write((json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
