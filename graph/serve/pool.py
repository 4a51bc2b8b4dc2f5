"""Several processes that answer queries, so that one that runs long keeps no other waiting, and can be stopped.

A query past its time limit is ended with its process, and a new process takes that one's place at once. They are made
by a fork server, which has all modules loaded: a new one is ready in milliseconds.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import threading
from typing import TYPE_CHECKING, Any

from graph.core.errors import DataError, LimitError, NewsgraphError
from graph.serve.worker import work

if TYPE_CHECKING:
    from graph.query.store import Place
    from graph.serve.answer import Answer, Query
    from graph.serve.limits import Limits

OPENING = 120.0
"""Seconds that a process may take to open the store."""


class StoppedError(LimitError):
    """The query ran past its limit of time or memory and was stopped."""


class BusyError(StoppedError):
    """Every process is at work on a query of someone else's, and none became free in time."""


def default_size() -> int:
    """How many processes a pool has unless told otherwise: one a core, and at least four."""
    return max(4, os.cpu_count() or 1)


class Pool:
    """Processes that answer queries about one store. Safe to use from many threads; `close` ends the processes."""

    def __init__(self, place: Place, limits: Limits, size: int | None = None) -> None:
        """Start ``size`` processes. Raises `DataError` if the store cannot be opened."""
        self._place, self._limits = place, limits
        methods = multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            self._context.set_forkserver_preload(["graph.serve.worker", "graph.cli"])
        self._lock, self._closed = threading.Lock(), False
        self._workers: set[_Worker] = set()
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        for _ in range(size or default_size()):
            self._start()
        first = self._idle.get()
        try:
            first.wait_until_open()
        except NewsgraphError:
            self.close()
            raise
        self._idle.put(first)

    def run(self, query: Query) -> Answer:
        """The answer to a query, by whichever process is free first.

        Raises `QueryError` as `graph.serve.answer.answer` does, `StoppedError` when it takes too long or too much
        memory, and `BusyError` when no process becomes free within the time limit.
        """
        try:
            worker = self._idle.get(timeout=self._limits.seconds)
        except queue.Empty:
            raise BusyError(
                f"every process has been busy with other queries for {self._limits.seconds:g} s; try again"
            ) from None
        try:
            worker.wait_until_open()
            answered = worker.ask(query, self._limits)
        except BaseException:
            self._replace(worker)
            raise
        self._idle.put(worker)
        if isinstance(answered, NewsgraphError):
            raise answered
        return answered

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        with self._lock:
            self._closed = True
            for worker in self._workers:
                worker.end()
            self._workers.clear()

    def _start(self) -> None:
        with self._lock:
            if self._closed:
                return
            worker = _Worker(self._context, self._place, self._limits)
            self._workers.add(worker)
        self._idle.put(worker)

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        with self._lock:
            self._workers.discard(worker)
        self._start()


class _Worker:
    """One process and our end of the pipe to it."""

    def __init__(self, context: Any, place: Place, limits: Limits) -> None:
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, place, limits), daemon=True)
        self._process.start()
        theirs.close()  # so that the pipe ends when the process does
        self._open = False

    def wait_until_open(self) -> None:
        """Wait until the process has opened the store. Raises `DataError` if it cannot."""
        if self._open:
            return
        try:
            told = self._pipe.recv() if self._pipe.poll(OPENING) else DataError("opening the graph takes too long")
        except (EOFError, OSError) as error:
            raise DataError("the process that answers queries did not start; is there enough memory?") from error
        if told is not None:
            raise told
        self._open = True

    def ask(self, query: Query, limits: Limits) -> Answer | NewsgraphError:
        """The process's answer, or its error. Raises `StoppedError` if it gives none; it must be ended then."""
        try:
            self._pipe.send(query)
            if self._pipe.poll(limits.seconds):
                answered: Answer | NewsgraphError = self._pipe.recv()
                return answered
        except (EOFError, OSError) as error:
            message = f"the query took more than {limits.memory >> 20:,} MB of memory, the limit here; ask for less"
            raise StoppedError(message) from error
        raise StoppedError(f"the query took more than {limits.seconds:g} s, the limit here; add LIMIT or ask for less")

    def end(self) -> None:
        """End the process, whatever it is doing, and wait until it is gone."""
        self._process.kill()
        self._process.join()
        self._pipe.close()
