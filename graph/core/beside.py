"""Work for a forked copy of this process, done beside this one's own.

A fork has all values at once, without pickling a data set of a million of them; only Linux allows it safely beside the
threads of numerical libraries, so only work that needs no thread and no lock from before may be given to it.

Memory is shared only until it is written to, and CPython counts references in the values themselves: what one of the
two reads, both come to hold for themselves. So a copy may need as much memory again as what it reads. Where the system
has too little it ends the copy before any other process, and this one does what was left.
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
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from types import TracebackType

    Told = BaseException | tuple[type[BaseException], tuple[object, ...], dict[str, object]]

R = TypeVar("R")


def can_fork() -> bool:
    """Whether this system is one where a process can be copied."""
    return sys.platform == "linux"


class Beside(Generic[R]):
    """A copy of this process that does ``jobs`` one after the other while the block runs; none where there are no jobs.

    The copy keeps nothing open but the standard streams and ``files``, so it holds no lock; it ends when the block ends
    or this process does, however that happens. Where no copy can be made, or it is killed, this process does the jobs
    that gave no result yet: a job must do its work whole even where a part of it was done before.
    """

    def __init__(self, jobs: Sequence[Callable[[], R]], files: Sequence[BinaryIO] = ()) -> None:
        """Nothing is done before the block begins; ``process`` is then the number of the copy, 0 without one."""
        self._jobs, self._files = jobs, files
        self.process = 0

    def __enter__(self) -> Self:
        if self._jobs:
            with suppress(OSError):  # no memory or no number for one more process: the jobs are done here
                self._fork()
        return self

    def _fork(self) -> None:
        self._ours, theirs = Pipe()
        keep = {*(one.fileno() for one in self._files), theirs.fileno()}
        with theirs:
            gc.freeze()  # the collector would write to every value, and so copy all memory
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", DeprecationWarning)  # of other threads: the jobs need none of them
                    self.process = os.fork()
                if not self.process:
                    _copy(self._jobs, theirs, keep)
            finally:
                gc.unfreeze()

    def results(self) -> Iterator[R]:
        """What each job returned, pickled if the copy did it, in the order of the jobs. Raises what a job raised."""
        for job in self._jobs:
            answer = self._answer()
            if answer is None:
                yield job()
                continue
            error, result = answer
            if error is not None:
                raise _made(error)
            yield result

    def _answer(self) -> tuple[Told | None, R] | None:
        """What the copy says of its next job; None where there is no copy, or none any more."""
        if not self.process:
            return None
        try:
            answer: tuple[Told | None, R] = self._ours.recv()
        except (EOFError, OSError):
            self._end()
            return None
        return answer

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process:
            self._end()

    def _end(self) -> None:
        """End the copy and wait until it has: what it wrote to, this process may write to then."""
        self._ours.close()
        with suppress(ProcessLookupError, ChildProcessError):  # where SIGCHLD is ignored the system keeps no exit code
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        self.process = 0


def _copy(jobs: Sequence[Callable[[], object]], line: Connection, keep: set[int]) -> None:
    """What the copy does; it never returns, so that nothing of this process's own is done twice."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to both; the one that waits answers
        _close_others(keep)
        _first_to_go()
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


def _first_to_go() -> None:
    """Where memory runs out, the system is to end the copy: the other process can do the work without it."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")


def _end_with(line: Connection) -> None:
    """End when the other end of the line does, even if its process was killed."""
    try:
        line.recv()
    finally:
        os._exit(1)


def _sendable(error: BaseException) -> Told:
    """An error as it can be sent; else what it is made of; if that cannot be pickled either, its words.

    Errors pickle themselves as a call of their class with their arguments, which fails for one that takes others. Made
    of its arguments without that call, an error of Python's own may lose what it keeps elsewhere.
    """
    for told in (error, (type(error), error.args, vars(error))):
        with suppress(Exception):
            made = _made(pickle.loads(pickle.dumps(told)))
            if type(made) is type(error) and str(made) == str(error):
                return told
    return RuntimeError(f"{type(error).__name__}: {error}")


def _made(told: Told) -> BaseException:
    if isinstance(told, BaseException):
        return told
    kind, args, values = told
    error = kind.__new__(kind, *args)
    error.args = args
    vars(error).update(values)
    return error
