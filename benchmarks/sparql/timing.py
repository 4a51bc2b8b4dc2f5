"""Times of one query on Oxigraph alone, through the endpoint, and on rdflib's own store."""

from __future__ import annotations

import json
import signal
import statistics
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from benchmarks.sparql.alone import GIVEN_UP
from graph.query.inline import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import httpx

    from benchmarks.sparql.alone import Alone

LONG = 30.0
"""A query that takes Oxigraph alone longer (seconds) is asked of it once."""
PATIENCE = 60
"""Processor seconds after which rdflib's own store is given up."""


@dataclass(frozen=True, slots=True)
class Times:
    """Medians in seconds of one query; ``rows`` is how many rows it gives, ``bare`` is None where it was given up."""

    rows: int
    bare: float | None
    endpoint: float


def clock(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that ``work`` takes, and what it gives."""
    start = time.perf_counter()
    value = work()
    return time.perf_counter() - start, value


def posted(client: httpx.Client, text: str) -> bytes:
    """The answer of the endpoint. Raises `httpx.HTTPStatusError` if it is none."""
    headers = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
    return client.post("/sparql", content=text.encode(), headers=headers).raise_for_status().content


def compare(alone: Alone, client: httpx.Client, text: str, repeats: int) -> Times:
    """Both measured in turns, so that whatever else the machine does meets both; the first turn is not counted.

    Where Oxigraph alone takes longer than `LONG`, or is given up, it is the only one of Oxigraph's and counts.
    """
    first, rows = alone.ask(text), _rows(posted(client, text))
    if first is not None:
        _check(_rows(first[1]), rows)
    if first is None or first[0] > LONG:
        through = [clock(lambda: posted(client, text))[0] for _ in range(3)]
        return Times(rows, first[0] if first else None, statistics.median(through))
    turns = [(_seconds(alone, text), clock(lambda: posted(client, text))[0]) for _ in range(repeats)]
    return Times(rows, *map(statistics.median, zip(*turns, strict=True)))


def _seconds(alone: Alone, text: str) -> float:
    asked = alone.ask(text)
    return asked[0] if asked else GIVEN_UP


def _rows(answer: bytes) -> int:
    return len(json.loads(answer)["results"]["bindings"])


def _check(alone: int, endpoint: int) -> None:
    if alone != endpoint:
        raise ValueError(f"{alone} rows from Oxigraph, {endpoint} from the endpoint")


def protocol_cost(client: httpx.Client, repeats: int = 200) -> float:
    """Median seconds of the smallest question there is: what HTTP, the pool and its pipe cost."""
    posted(client, "ASK {}")
    return statistics.median(clock(lambda: posted(client, "ASK {}"))[0] for _ in range(repeats))


def rdflib_times(
    file: Path, store: ox.Store, questions: Mapping[str, str], prefixes: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Processor seconds and rows of each query on rdflib's own store and the way the endpoint asks Oxigraph, in turn.

    Both run in one thread of this process, so processor time compares them whatever else the machine does. None stands
    for a query that took rdflib longer than `PATIENCE`.
    """
    import rdflib

    data = rdflib.Dataset()
    start = time.process_time()
    data.parse(file, format="nquads")
    found: dict[str, Any] = {"load": time.process_time() - start, "oxigraph": {}}
    for name, text in questions.items():
        start = time.process_time()
        run(store, text, prefixes).serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[call-arg,arg-type]
        found["oxigraph"][name] = time.process_time() - start
        start = time.process_time()
        try:
            with _at_most(PATIENCE):
                rows = len(list(data.query(text, initNs=dict(prefixes))))
                found[name] = {"seconds": time.process_time() - start, "rows": rows}
        except TimeoutError:
            found[name] = None
        print(f"rdflib: {name}: {found[name]}, Oxigraph: {found['oxigraph'][name]}", flush=True)
        yield found


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
