"""The process that answers queries, one after the other, over a pipe.

Oxigraph cannot be told to stop a query. A process can: the parent ends it when time is up. Should the parent itself be
gone, the alarm that each query sets ends the process all the same; its default action works even while native code
runs. A query that takes too much memory ends its own process only.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from graph.core.errors import NewsgraphError
from graph.query.store import known_prefixes
from graph.serve.answer import answer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from graph.query.store import Place
    from graph.serve.limits import Limits

GRACE = 2.0
"""Seconds after the limit at which a query ends its process itself."""


def work(pipe: Connection, place: Place, limits: Limits) -> None:
    """Open the store, say so (None) or why not (an error), then answer each query with an `Answer` or an error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends its workers
    silence()
    try:
        store = place.open()
        names = known_prefixes(store)
    except NewsgraphError as error:
        pipe.send(error)
        return
    limit_memory(limits.memory)
    pipe.send(None)
    while True:
        try:
            query = pipe.recv()
        except EOFError:  # the parent is gone
            return
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + GRACE)
        try:
            pipe.send(answer(store, query, names, limits))
        except NewsgraphError as error:
            error.__cause__ = None  # may not travel through a pipe
            pipe.send(error)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def silence() -> None:
    """Drop what native code prints when memory runs out: the parent tells it in one line."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    os.close(null)


def limit_memory(allowed: int) -> None:
    """Let this process take ``allowed`` bytes more than it has now; does nothing where the system cannot tell."""
    try:
        import resource
        from pathlib import Path

        status = Path("/proc/self/status").read_text("ascii")
        used = int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmData"))) << 10
        resource.setrlimit(resource.RLIMIT_DATA, (used + allowed, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    except (ImportError, OSError, StopIteration, ValueError):
        return
