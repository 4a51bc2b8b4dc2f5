"""Run the extraction pipeline over many articles, in one process or several; the result is the same.

Processes come from joblib's loky: it starts clean interpreters that need no ``if __name__ == "__main__"`` in a caller's
script and work from a notebook. Some tens of articles are too few for that, as each interpreter loads all libraries
first; where the system can copy a process (`graph.core.beside`), a copy reads half of these.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from contextlib import contextmanager
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from joblib.externals.loky import ProcessPoolExecutor

from graph.core.beside import Beside, can_fork
from graph.core.config import ExtractSettings
from graph.extract.pipeline import extract_together, load_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from spacy.language import Language

    from graph.core.types import Article, Extraction

BATCH = 16
"""Articles sent to a worker at once."""

AHEAD = 4
"""Batches for each worker that are sent before the first has come back."""

ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR")}
"""Environment of workers: they share the processors among them."""

WORTH_IT = 48
"""Articles from which starting more processes (each loads the model) pays."""

WORTH_A_COPY = 8
"""Articles from which a copy of this process pays."""


def extract_all(
    articles: Sequence[Article], settings: ExtractSettings
) -> Iterator[tuple[Article, Extraction | Exception]]:
    """Each article with what it says, in the order given, or with the error that reading it raised.

    Raises `ConfigError` where the pipeline of the settings cannot be loaded.
    """
    if not articles:
        return
    jobs = settings.jobs or os.cpu_count() or 1
    if jobs == 1 or len(articles) < WORTH_IT:
        cut = (len(articles) + 1) // 2 if jobs > 1 and len(articles) >= WORTH_A_COPY and _can_copy() else len(articles)
        yield from _few(articles[:cut], articles[cut:], settings)
        return
    yield from _apart(articles, settings, jobs)


def _apart(
    articles: Sequence[Article], settings: ExtractSettings, jobs: int
) -> Iterator[tuple[Article, Extraction | Exception]]:
    """Articles read by ``jobs`` worker processes, which end with this: else they keep models and memory for later.

    The workers are this run's own: joblib's are shared by the whole process, and others may be using them.
    """
    batches, frozen = _batched(articles, BATCH), settings.model_dump_json()
    executor = ProcessPoolExecutor(jobs, env=ONE_THREAD)
    ahead: deque[tuple[tuple[Article, ...], Future[list[Extraction | Exception]]]] = deque()

    def send(number: int) -> None:
        ahead.extend((batch, executor.submit(_extract_batch, frozen, batch)) for batch in islice(batches, number))

    try:
        with _deaf_to_interrupts():
            send(AHEAD * jobs)
        while ahead:
            batch, future = ahead.popleft()
            yield from zip(batch, future.result(), strict=True)
            send(1)
    finally:
        executor.shutdown(wait=False, kill_workers=True)


def _can_copy() -> bool:
    """Whether this process has no model runtime yet: threads of one that was loaded before would be missing."""
    return can_fork() and not any(sys.modules.get(name) for name in ("onnxruntime", "torch"))


def _few(
    here: Sequence[Article], apart: Sequence[Article], settings: ExtractSettings
) -> Iterator[tuple[Article, Extraction | Exception]]:
    """Articles read in this process, and those that a copy of it reads at the same time.

    Models are loaded after the copy is made, in both.
    """
    frozen = settings.model_dump_json()
    batches = list(_batched(apart, BATCH))
    with Beside([partial(_extract_batch, frozen, batch) for batch in batches]) as beside:
        nlp = load_pipeline(settings)
        first = tuple(here[:1])  # alone: it tells who watches that the models are loaded
        for batch in (first, *_batched(here[1:], BATCH)):
            yield from zip(batch, _told(nlp, batch), strict=True)
        for batch, found in zip(batches, beside.results(), strict=True):
            yield from zip(batch, found, strict=True)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started here inherit that Ctrl-C is ignored: a terminal sends it to all, only this one is to answer.

    Blocking the signal instead would not lose one that comes just now, but loky's resource tracker unblocks it.
    """
    if threading.current_thread() is not threading.main_thread():  # only the main thread may set signals
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _batched(articles: Iterable[Article], size: int) -> Iterator[tuple[Article, ...]]:
    rest = iter(articles)
    while batch := tuple(islice(rest, size)):
        yield batch


@cache
def _pipeline(frozen: str) -> Language:
    """The pipeline of a worker process, loaded at its first batch."""
    return load_pipeline(ExtractSettings.model_validate_json(frozen))


def _extract_batch(frozen: str, batch: tuple[Article, ...]) -> list[Extraction | Exception]:
    return _told(_pipeline(frozen), batch)


def _told(nlp: Language, batch: tuple[Article, ...]) -> list[Extraction | Exception]:
    """The caller reports an error by the article's name; as some cannot be sent between processes, its words are."""
    found = extract_together(nlp, batch)
    return [RuntimeError(f"{type(one).__name__}: {one}") if isinstance(one, Exception) else one for one in found]
