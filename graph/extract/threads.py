"""One thread for numpy's matrix library while articles are read.

The matrices are small, so several threads mostly wait for each other, and where several processes read articles these
take each other's processors: two processes with two threads each took half as long again. The number of threads belongs
to the process; it is set back when the last of those who read in its threads is done.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = Lock()
_readers = 0
_limit: Any = None


@cache
def _libraries() -> ThreadpoolController:
    """The numerical libraries that are loaded: to look for them takes longer than to limit them."""
    return ThreadpoolController()


@contextmanager
def one_thread() -> Iterator[None]:
    """While this runs, in any thread, the process multiplies matrices (BLAS) in one thread."""
    global _readers, _limit
    with _lock:
        if not _readers:
            _limit = _libraries().limit(limits=1, user_api="blas")
        _readers += 1
    try:
        yield
    finally:
        with _lock:
            _readers -= 1
            if not _readers:
                _limit.restore_original_limits()
