"""The sentences that say the facts of a gold file: lines ``{"article": …, "fact": …, "spans": …}`` beside it.

A quote is right where at least half of it lies within one such sentence and it is no longer than `LONGEST` characters:
a whole article always holds the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from graph.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.core.types import Evidence

Spans = tuple[tuple[int, int], ...]

LONGEST = 600


class _Row(BaseModel):
    article: str
    fact: int
    spans: list[list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Sentences:
    """What says one fact: alternatives, each of sentences needed together; ``line`` tells where it was read."""

    article: str
    fact: int
    needed: tuple[Spans, ...]
    line: int


def read_sentences(path: Path) -> Iterator[Sentences]:
    """The rows of an evidence file, none where there is no file. Raises `InputError` for a line that is no such row."""
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return
    except OSError as error:
        raise InputError(str(path), f"{error.strerror or error}; make it readable or take it away") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = _Row.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "the line"
            remedy = 'write it as {"article": "ID", "fact": 1, "spans": [[[0, 80]]]}'
            raise InputError(str(path), f"{field}: {first['msg']}; {remedy}", number) from error
        yield Sentences(row.article, row.fact, tuple(tuple(together) for together in row.spans), number)


def quotes(evidence: Evidence, sentences: Spans) -> bool:
    """Whether a quote shows one of the sentences.

    >>> from graph.core.types import Evidence
    >>> quotes(Evidence("a", 10, 30, "x" * 20), ((20, 90),)), quotes(Evidence("a", 0, 30, "x" * 30), ((20, 90),))
    (True, False)
    """
    length = evidence.end - evidence.start
    inside = max((min(evidence.end, end) - max(evidence.start, start) for start, end in sentences), default=0)
    return 0 < length <= LONGEST and 2 * inside >= length
