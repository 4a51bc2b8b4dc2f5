"""A built graph in an Oxigraph store on disk, made once from a build's files and opened in milliseconds ever after.

It lies in ``DIR/graph.oxigraph``: ``source.json`` tells which files it was made from (size and time of change, and a
hash of all their bytes), and a folder named by that hash is the store itself. A copy of ``DIR`` or a build that wrote
the same bytes again keeps it; any other build makes a new one. Stores are only ever opened to read, so many processes
may share one, and one that is being read goes on to be readable after a newer has taken its place.

A small graph is quicker to load into memory than a store is to make, and needs no room on disk: `SMALL`.
"""

from __future__ import annotations

import errno
import hashlib
import json
import secrets
import shutil
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from filelock import FileLock

from graph.core.errors import DataError
from graph.publish.files import atomic
from graph.publish.interchange import INTERCHANGE
from graph.publish.interchange_read import REPORT
from graph.publish.registry import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Loader = Callable[[ox.Store], None]

Stamp = dict[str, list[int]]

FOLDER = "graph.oxigraph"
"""The folder under a build's output folder that holds the store."""
SMALL = 4 << 20
"""Bytes of source files up to which a graph is held in memory."""
NQUADS = next(one.filename for one in BUILT_IN if one.name == "nquads")
_STAMP, _LAYOUT, _LOCK = "source.json", 1, f".{FOLDER}.lock"
_NOT_WRITABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def sources(folder: Path) -> list[Path]:
    """The files that a store of this folder is made from: its N-Quads, or without them its interchange files."""
    nquads = folder / NQUADS
    if nquads.is_file():
        return [nquads]
    return [path for name in (*INTERCHANGE, REPORT) if (path := folder / name).is_file()]


def stamp(folder: Path) -> Stamp:
    """Size in bytes and time of change in nanoseconds of each file that a store of this folder is made from."""
    return {path.name: [path.stat().st_size, path.stat().st_mtime_ns] for path in sources(folder)}


def is_small(folder: Path) -> bool:
    """Whether the graph of this folder belongs into memory rather than into a store on disk."""
    return sum(path.stat().st_size for path in sources(folder)) <= SMALL


def disk_store(folder: Path, load: Loader) -> Path | None:
    """The path of the store of what ``folder`` holds now; ``load`` fills a new one where there is none of these files.

    None where the folder may not be written to. Raises `DataError` if there is no room, and whatever ``load`` raises.
    """
    home = folder / FOLDER
    found = sources(folder)
    files = stamp(folder)
    known = _read_stamp(home)
    if known.get("files") == files and (home / str(known.get("store"))).is_dir():
        return home / str(known["store"])
    try:
        home.mkdir(exist_ok=True)
        with FileLock(folder / _LOCK):  # of two processes that need it at once the second finds what the first has made
            return _made(home, found, files, load)
    except OSError as error:
        if error.errno in _NOT_WRITABLE:
            return None
        raise DataError(f"{home}: {error.strerror or error}; make room there, or remove that folder") from error


def open_disk(path: Path) -> ox.Store:
    """A store on disk, to read. Raises `OSError` if it is damaged."""
    try:
        return ox.Store.read_only(str(path))
    except RuntimeError as error:  # some damage that RocksDB meets
        raise OSError(str(error)) from error


def _read_stamp(home: Path) -> dict[str, Any]:
    try:
        stamp = json.loads((home / _STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and stamp.get("layout") == _LAYOUT else {}


def _made(home: Path, found: list[Path], files: Stamp, load: Loader) -> Path:
    name = _digest(found)
    store = home / name
    if not store.is_dir():
        partial = home / f".{secrets.token_hex(4)}"
        try:
            filled = ox.Store(str(partial))
            load(filled)
            filled.flush()
            del filled  # closes it: it is opened to read from now on
            partial.rename(store)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
    with atomic(home / _STAMP) as file:
        file.write(json.dumps({"layout": _LAYOUT, "store": name, "files": files}).encode())
    for other in home.iterdir():
        if other.is_dir() and other != store:
            shutil.rmtree(other, ignore_errors=True)
    return store


def _digest(found: list[Path]) -> str:
    total = hashlib.sha256()
    for path in found:
        with path.open("rb") as file:
            total.update(path.name.encode() + b"\0" + hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()[:16]
