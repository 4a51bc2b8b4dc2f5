"""One build at a time: a lock of the operating system on the store's folder.

The system lets go of such a lock when its process ends, however it ends, so none is ever left behind by a build that
was killed. Beside it lies the number of the process that took it last, for the message to another build.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from graph.core.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK, OWNER = "lock", "lock.pid"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. Raises `DataError` naming the process where another build holds it."""
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DataError(
            f"{folder}: another build is using this store (process {_owner(folder)}); "
            "wait until it ends, or give --store another folder"
        ) from error
    try:
        (folder / OWNER).write_text(f"{os.getpid()}\n", "ascii")
        yield
    finally:
        lock.release()


def _owner(folder: Path) -> str:
    """The number of the process that holds the lock; it may not have written it yet."""
    try:
        number = (folder / OWNER).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return "unknown"
    return number if number.isdecimal() else "unknown"
