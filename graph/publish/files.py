"""Files appear whole or not at all: a build that is killed leaves nothing half written under a final name."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
