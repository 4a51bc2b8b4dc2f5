"""What one query may take. A query past a limit ends with an error that names the limit; others do not notice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one query: ``seconds`` it runs, ``rows`` (or triples) and ``size`` (bytes) of its answer.

    ``memory`` is how many bytes it may use beyond what its process needs for the graph (on Linux).
    """

    seconds: float = 10.0
    rows: int = 100_000
    size: int = 256 << 20
    memory: int = 2 << 30
