"""Times of one query on Oxigraph in this process, through the endpoint, and on rdflib's own store."""

from __future__ import annotations

import json
import signal
import statistics
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import httpx

LONG = 5.0
"""A query that takes longer (seconds) is repeated three times at most."""
PATIENCE = 60
"""Seconds after which rdflib's own store is given up."""


@dataclass(frozen=True, slots=True)
class Times:
    """Medians in seconds of one query; ``rows`` is how many rows it gives."""

    rows: int
    bare: float
    endpoint: float


def clock(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that ``work`` takes, and what it gives."""
    start = time.perf_counter()
    value = work()
    return time.perf_counter() - start, value


def bare(store: ox.Store, text: str, prefixes: Mapping[str, str]) -> bytes:
    """The answer of Oxigraph alone, as SPARQL JSON."""
    results = store.query(text, prefixes=dict(prefixes))
    return results.serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr,return-value]


def posted(client: httpx.Client, text: str) -> bytes:
    """The answer of the endpoint. Raises `httpx.HTTPStatusError` if it is none."""
    headers = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
    return client.post("/sparql", content=text.encode(), headers=headers).raise_for_status().content


def compare(store: ox.Store, client: httpx.Client, text: str, prefixes: Mapping[str, str], repeats: int) -> Times:
    """Both measured in turns, so that whatever else the machine does meets both; the first turn is not counted."""
    first, answer = clock(lambda: bare(store, text, prefixes))
    again = posted(client, text)
    rows, other = (len(json.loads(body)["results"]["bindings"]) for body in (answer, again))
    if rows != other:
        raise ValueError(f"{rows} rows from Oxigraph, {other} from the endpoint")
    alone, through = [], []
    for _ in range(min(repeats, 3) if first > LONG else repeats):
        alone.append(clock(lambda: bare(store, text, prefixes))[0])
        through.append(clock(lambda: posted(client, text))[0])
    return Times(rows, statistics.median(alone), statistics.median(through))


def protocol_cost(client: httpx.Client, repeats: int = 200) -> float:
    """Median seconds of the smallest question there is: what HTTP, the pool and its pipe cost."""
    posted(client, "ASK {}")
    return statistics.median(clock(lambda: posted(client, "ASK {}"))[0] for _ in range(repeats))


def rdflib_times(file: Path, questions: Mapping[str, str], prefixes: Mapping[str, str]) -> dict[str, Any]:
    """Seconds and rows of each query on rdflib's own store; None for one that took longer than `PATIENCE`."""
    import rdflib

    data = rdflib.Dataset()
    loading, _ = clock(lambda: data.parse(file, format="nquads"))
    found: dict[str, Any] = {"load": loading}
    for name, text in questions.items():
        try:
            with _at_most(PATIENCE):
                seconds, rows = clock(lambda text=text: len(list(data.query(text, initNs=dict(prefixes)))))  # type: ignore[misc]
            found[name] = {"seconds": seconds, "rows": rows}
        except TimeoutError:
            found[name] = None
        print(f"rdflib: {name}: {found[name]}", flush=True)
    return found


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
