"""Work for a forked copy of this process, done beside this one's own.

A fork shares all memory at once, without pickling a data set of a million values; only Linux allows it safely beside
the threads of numerical libraries, so only work that needs no thread and no lock from before may be given to it.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import warnings
from contextlib import suppress
from multiprocessing import Pipe
from typing import TYPE_CHECKING, BinaryIO, Generic, Self, TypeVar

from graph.core.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from types import TracebackType

    Told = tuple[type[BaseException], tuple[object, ...], dict[str, object]]

R = TypeVar("R")


def can_fork() -> bool:
    """Whether this system is one where a process can be copied."""
    return sys.platform == "linux"


class Beside(Generic[R]):
    """A copy of this process that does ``jobs`` one after the other while the block runs; none where there are no jobs.

    The copy keeps nothing open but the standard streams and ``files``, so it holds no lock; it ends when the block ends
    or this process does, however that happens.
    """

    def __init__(self, jobs: Sequence[Callable[[], R]], files: Sequence[BinaryIO] = ()) -> None:
        """Nothing is done before the block begins; ``process`` is then the number of the copy, 0 without one."""
        self._jobs, self._files = jobs, files
        self.process = 0

    def __enter__(self) -> Self:
        if not self._jobs:
            return self
        self._ours, theirs = Pipe()
        gc.freeze()  # the collector would write to every value, and so copy all memory
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # of other threads: the jobs need none of them
                self.process = os.fork()
        finally:
            if self.process:
                gc.unfreeze()
        if not self.process:
            _copy(self._jobs, theirs, {*(one.fileno() for one in self._files), theirs.fileno()})
        theirs.close()
        return self

    def results(self) -> Iterator[R]:
        """What each job returned, pickled, as it is done.

        Raises what a job raised, `DataError` where the copy was killed.
        """
        for _ in self._jobs:
            try:
                told, result = self._ours.recv()
            except (EOFError, OSError) as gone:
                raise DataError(
                    "the second process was ended from outside; there may be too little memory: give --jobs 1"
                ) from gone
            if told is not None:
                raise _made(told)
            yield result

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process:
            self._ours.close()
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def _copy(jobs: Sequence[Callable[[], object]], line: Connection, keep: set[int]) -> None:
    """What the copy does; it never returns, so that nothing of this process's own is done twice."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to both; the one that waits answers
        _close_others(keep)
        threading.Thread(target=_end_with, args=(line,), daemon=True).start()
        for job in jobs:
            try:
                line.send((None, job()))
            except BaseException as error:  # told to the other process, whatever it is
                line.send((_sendable(error), None))
                break
        threading.Event().wait()  # the other process ends this one
    finally:
        os._exit(1)


def _close_others(keep: set[int]) -> None:
    """Close what the copy has no use for: a lock would be held, and a pipe kept open, for as long as it lives."""
    for number in map(int, os.listdir("/proc/self/fd")):
        if number > 2 and number not in keep:
            with suppress(OSError):  # the number of the listing itself is free again
                os.close(number)


def _end_with(line: Connection) -> None:
    """End when the other end of the line does, even if its process was killed."""
    try:
        line.recv()
    finally:
        os._exit(1)


def _sendable(error: BaseException) -> Told:
    """What an error is made of; if that cannot be pickled, its words.

    Errors pickle themselves as a call of their class with their arguments, which fails for one that takes others.
    """
    told = type(error), error.args, vars(error)
    try:
        pickle.loads(pickle.dumps(told))
    except Exception:
        return RuntimeError, (f"{type(error).__name__}: {error}",), {}
    return told


def _made(told: Told) -> BaseException:
    kind, args, values = told
    error = kind.__new__(kind, *args)
    error.args = args
    vars(error).update(values)
    return error
