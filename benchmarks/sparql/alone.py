"""Oxigraph alone in a process of its own, so that a query that takes too long can be given up.

A thread that runs a query cannot be stopped from Python; a process can. The time is taken inside it, so that what
starting it and talking to it cost is not counted.
"""

from __future__ import annotations

import multiprocessing
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from graph.query.store import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

GIVEN_UP = 300.0
"""Seconds after which a query is given up."""


class Alone:
    """The graph of a folder, asked without the endpoint: ``with Alone(folder, prefixes) as alone: alone.ask(text)``."""

    def __init__(self, folder: Path, prefixes: Mapping[str, str]) -> None:
        """Nothing is started before the first question."""
        self._folder, self._prefixes = folder, dict(prefixes)
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def ask(self, text: str, at_most: float = GIVEN_UP) -> tuple[float, bytes] | None:
        """Seconds of a query, and its answer as SPARQL JSON; None if it took longer than ``at_most`` seconds."""
        line = self._line or self._start()
        line.send(text)
        if not line.poll(at_most):
            self._end()
            return None
        try:
            seconds, answer = line.recv()
        except EOFError as error:
            self._end()
            raise ValueError(f"Oxigraph cannot answer, see above: {text}") from error
        return seconds, answer

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_answer, args=(self._folder, self._prefixes, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._line.recv()  # the store is open: what that took is no part of a query
        return self._line

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None


def _answer(folder: Path, prefixes: dict[str, str], line: Connection) -> None:
    store = open_store(folder)
    line.send(None)
    with suppress(EOFError):
        while True:
            text = line.recv()
            start = time.perf_counter()
            results = store.query(text, prefixes=prefixes)
            answer = results.serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]
            line.send((time.perf_counter() - start, answer))
