"""Run the extraction pipeline over many articles, in one process or several; the result is the same."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

from graph.extract.pipeline import extract, load_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language

    from graph.core.config import ExtractSettings
    from graph.core.types import Article, Extraction

BATCH = 16
"""Articles sent to a worker at once."""

WORTH_IT = 48
"""Articles from which starting more processes (each loads the model) pays."""

_worker: list[Language] = []


def extract_all(
    articles: Sequence[Article], settings: ExtractSettings
) -> Iterator[tuple[Article, Extraction | Exception]]:
    """Each article with what it says, in the order given, or with the error that reading it raised.

    Raises `ConfigError` where the pipeline of the settings cannot be loaded.
    """
    jobs = settings.jobs or os.cpu_count() or 1
    if jobs == 1 or len(articles) < WORTH_IT:
        nlp = load_pipeline(settings)
        for article in articles:
            yield article, _safely(nlp, article)
        return
    load_pipeline(settings)  # a wrong setting must fail here, with its message, not in the workers
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(settings,)) as pool:
        batches = list(_batched(articles, BATCH))
        for batch, results in zip(batches, pool.map(_extract_batch, batches), strict=True):
            yield from zip(batch, results, strict=True)


def _batched(articles: Iterable[Article], size: int) -> Iterator[tuple[Article, ...]]:
    rest = iter(articles)
    while batch := tuple(islice(rest, size)):
        yield batch


def _start(settings: ExtractSettings) -> None:
    _worker.append(load_pipeline(settings))


def _extract_batch(batch: tuple[Article, ...]) -> list[Extraction | Exception]:
    return [_safely(_worker[0], article) for article in batch]


def _safely(nlp: Language, article: Article) -> Extraction | Exception:
    """One article that trips a component must not cost the others; the caller reports the error by name."""
    try:
        return extract(nlp, article)
    except Exception as error:
        return RuntimeError(f"{type(error).__name__}: {error}")
