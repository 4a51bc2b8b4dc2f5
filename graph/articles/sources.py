"""Where articles lie: files, folders and standard input, in an order that depends on nothing but their names."""

from __future__ import annotations

import os
import sys
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from graph.articles.files import MAX_FILE, SourceFile
from graph.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.core.report import Report

STDIN = "stdin"


def collect(sources: Sequence[str], report: Report) -> list[SourceFile]:
    """All files of the sources, each once, sorted by label. Raises `UsageError` for a source that is not there.

    Hidden files and folders inside a folder are left out, and links to folders are not followed (they can be loops).
    """
    found: dict[Path, SourceFile] = {}
    streams: dict[str, SourceFile] = {}
    for root, source in enumerate(sources):
        if source == "-":
            streams.setdefault(STDIN, SourceFile(STDIN, None, sys.stdin.buffer.read(MAX_FILE + 1), (root,)))
            continue
        for path, label in _files(source, report):
            if not path.is_file():
                streams[label] = SourceFile(label, None, _drained(path), (root,))
                continue
            file = SourceFile(label, path, None, (root,), not Path(source).is_dir())
            known = found.get(path.resolve(), file)
            label, listed = min(file.label, known.label), file.listed or known.listed
            found[path.resolve()] = SourceFile(label, path, None, (*known.roots, root), listed)
    return _sorted([*streams.values(), *found.values()])


def _files(source: str, report: Report) -> Iterator[tuple[Path, str]]:
    """Paths of a source's files and their labels: relative to where the folder lies, or just the file's name."""
    path = Path(source)
    try:
        if not path.exists():
            raise UsageError(f"{source}: no such file or folder; give a file, a folder, or - for standard input")
    except (OSError, ValueError) as error:
        raise UsageError(f"{source[:200]!r}: not a path that can be read: {error}") from error
    if not path.is_dir():
        yield path, _printable(path.name)
        return
    top = path.resolve()

    def unreadable(error: OSError) -> None:
        report.error(_printable(os.path.relpath(error.filename, top.parent)), f"cannot be read: {error.strerror}")

    for folder, folders, names in os.walk(top, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(folder, name)
            label = _printable(path.relative_to(top.parent).as_posix())
            if path.is_file():
                yield path, label
            else:
                report.warning(label, "skipped: not a file but a broken link, pipe or device")


def _drained(path: Path) -> bytes:
    """The bytes of a pipe (``newsgraph build <(zcat ...)``), which can be read only once."""
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_FILE + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error


def _printable(name: str) -> str:
    """File names may hold bytes that are no characters, and controls that would break a line of the report."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def _sorted(files: Iterable[SourceFile]) -> list[SourceFile]:
    """By label, part by part; files of one label (from two folders of one name) by content, not by where they lie."""
    groups: dict[tuple[str, ...], list[SourceFile]] = {}
    for file in files:
        groups.setdefault(tuple(file.label.split("/")), []).append(file)
    return [file for key in sorted(groups) for file in _by_content(groups[key])]


def _by_content(files: list[SourceFile]) -> list[SourceFile]:
    return files if len(files) == 1 else sorted(files, key=_fingerprint)


def _fingerprint(file: SourceFile) -> str:
    if file.path is None:
        return sha256(file.data or b"").hexdigest()
    try:
        with file.path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""  # reported when it is read
