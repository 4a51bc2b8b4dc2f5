"""Files appear whole or not at all: a build that is killed leaves nothing half written under a final name."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from graph.core.errors import DataError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

STAGING = ".newsgraph-partial"
"""Folder inside the output folder where a build writes before its files take their names."""


@contextmanager
def atomic(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the name ``path`` when the block ends well, and vanishes when it does not.

    It is written beside ``path`` (a rename is atomic only within one file system), under a hidden name ending in
    ``.tmp``, and flushed to the disk before the rename. Raises `OSError` like `open`.

    >>> import pathlib, tempfile
    >>> target = pathlib.Path(tempfile.mkdtemp()) / "page.html"
    >>> with atomic(target) as file:
    ...     _ = file.write(b"whole")
    >>> target.read_bytes()
    b'whole'
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with _flushed(temporary) as file:
            yield file
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def together(folder: Path) -> Iterator[Callable[[str], AbstractContextManager[BinaryIO]]]:
    """Write several files of a folder that belong together; a function from a name to an open binary file.

    All take their names, in the order written, when the block ends well; until then the folder keeps what it had, so
    a build that fails or is killed leaves the one before. What a killed build left over is cleared first.

    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> with together(folder) as create:
    ...     with create("a.txt") as file:
    ...         _ = file.write(b"a")
    ...     sorted(path.name for path in folder.glob("*.txt"))
    []
    >>> sorted(path.name for path in folder.iterdir())
    ['a.txt']
    """
    staging = folder / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    names: list[str] = []

    def create(name: str) -> AbstractContextManager[BinaryIO]:
        names.append(name)
        return _flushed(staging / name)

    try:
        yield create
        for name in names:
            (staging / name).replace(folder / name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one that builds into a folder. Raises `DataError` where another process does.

    The lock is the operating system's, on the folder itself: it goes with its process and leaves no file there, as that
    of `graph.store.lock` does. Where the system (Windows) or the file system has no such lock, nothing is checked.

    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> with alone(folder), alone(folder):  # doctest: +ELLIPSIS
    ...     pass
    Traceback (most recent call last):
    graph.core.errors.DataError: ...: another build is writing to this folder; wait until it ends, or give --out another
    """
    if fcntl is None:
        yield
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            reason = "another build is writing to this folder; wait until it ends, or give --out another"
            raise DataError(f"{folder}: {reason}") from error
        except OSError:
            pass  # a file system without locks
        yield
    finally:
        os.close(number)


@contextmanager
def _flushed(path: Path) -> Iterator[BinaryIO]:
    with path.open("xb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
