"""Run the extraction pipeline over many articles, in one process or several; the result is the same.

Processes come from joblib's loky: it starts clean interpreters that need no ``if __name__ == "__main__"`` in a caller's
script and work from a notebook.
"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from joblib import Parallel, delayed

from graph.core.config import ExtractSettings
from graph.extract.pipeline import extract_together, load_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language

    from graph.core.types import Article, Extraction

BATCH = 16
"""Articles sent to a worker at once."""

WORTH_IT = 48
"""Articles from which starting more processes (each loads the model) pays."""


def extract_all(
    articles: Sequence[Article], settings: ExtractSettings
) -> Iterator[tuple[Article, Extraction | Exception]]:
    """Each article with what it says, in the order given, or with the error that reading it raised.

    Raises `ConfigError` where the pipeline of the settings cannot be loaded.
    """
    if not articles:
        return
    jobs = settings.jobs or os.cpu_count() or 1
    nlp = load_pipeline(settings)  # a wrong setting must fail here, with its message, not in a worker
    if jobs == 1 or len(articles) < WORTH_IT:
        first = tuple(articles[:1])  # alone: it tells who watches that the models are loaded
        for batch in (first, *_batched(articles[1:], BATCH)):
            yield from zip(batch, _told(nlp, batch), strict=True)
        return
    batches = list(_batched(articles, BATCH))
    frozen = settings.model_dump_json()
    tasks = (delayed(_extract_batch)(frozen, batch) for batch in batches)
    with _deaf_to_interrupts():
        results = Parallel(n_jobs=jobs, return_as="generator", pre_dispatch="4*n_jobs")(tasks)
    try:
        for batch, found in zip(batches, results, strict=True):
            yield from zip(batch, found, strict=True)
    finally:
        results.close()  # kills the workers of a run that was stopped


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
