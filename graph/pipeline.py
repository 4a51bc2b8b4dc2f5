"""``build``: articles in, a graph out. The only module that knows every stage."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import __version__
from graph.articles import merge_copies, read_articles
from graph.core.config import Settings
from graph.core.errors import DataError, InputError, UsageError
from graph.core.report import Report
from graph.extract.runner import extract_all
from graph.knowledge import KnowledgeGraph
from graph.publish.files import atomic, together
from graph.publish.interchange import INTERCHANGE, write_file
from graph.publish.interchange_read import REPORT
from graph.publish.registry import Format, choose, every_filename
from graph.publish.threshold import select
from graph.resolve import resolve

if TYPE_CHECKING:
    from graph.core.config import ExtractSettings, PublishSettings
    from graph.core.types import Article, Dataset, Extraction

Progress = Callable[[str, int, int | None], None]
"""Hears ``(stage, done, total)``; stages are reading, extracting, resolving, writing."""


def _silent(stage: str, done: int, total: int | None) -> None:
    """The listener of a build that nobody watches."""


def build(
    sources: Sequence[str | Path],
    out: str | Path | None = None,
    *,
    formats: Sequence[str] | None = None,
    settings: Settings | None = None,
    report: Report | None = None,
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """Read ``sources`` (files, folders, "-" for standard input) and build their graph; write it to ``out`` if given.

    ``formats`` are names of `graph.publish.registry` and override those of ``settings``. Problems with the input go to
    ``report``. Raises `UsageError` for an unknown format or no source, `InputError` where nothing at all could be read
    (or anything, with a strict report), `ConfigError` for settings that cannot be used.

        >>> import graph
        >>> built = graph.build(["seeds"])  # doctest: +SKIP
    """
    settings, report, progress = settings or Settings(), report or Report(), progress or _silent
    if not sources:
        raise UsageError("no articles to read: give a file, a folder, or - for standard input")
    chosen = choose(tuple(formats if formats is not None else settings.publish.formats))
    folder = _prepare(out)
    articles = _read([str(source) for source in sources], settings, report, progress)
    dataset = assemble(articles, settings, report, progress)
    if folder is not None:
        _write(dataset, folder, chosen, settings, report, progress)
    return KnowledgeGraph(dataset, settings=settings.publish)


def assemble(articles: Sequence[Article], settings: Settings, report: Report, progress: Progress = _silent) -> Dataset:
    """The graph of articles that were read already: extracted, resolved, and left with the statements sure enough.

    An article that cannot be extracted is left out and told to ``report``, as are counts and what the threshold does.
    """
    extractions = list(_extract(articles, settings.extract, report, progress))
    read = {extraction.article for extraction in extractions}
    progress("resolving", 0, 1)
    dataset = resolve([article for article in articles if article.id in read], extractions)
    statements, report.selection = select(dataset.statements, settings.publish.min_confidence)
    dataset = replace(dataset, statements=statements)
    progress("resolving", 1, 1)
    _count(dataset, report)
    return dataset


def _prepare(out: str | Path | None) -> Path | None:
    """The output folder, made now: an hour of work must not end at a folder that cannot be written."""
    if out is None:
        return None
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with atomic(folder / ".newsgraph-write-test") as file:
            file.write(b"")
        (folder / ".newsgraph-write-test").unlink()
    except OSError as error:
        raise DataError(f"{folder}: cannot write there: {error.strerror}; give --out another folder") from error
    return folder


def _read(sources: list[str], settings: Settings, report: Report, progress: Progress) -> list[Article]:
    def counted() -> Iterator[Article]:
        for number, article in enumerate(read_articles(sources, settings.input, report), 1):
            progress("reading", number, None)
            yield article

    articles = merge_copies(counted(), settings.input.near_duplicates, report)
    if not articles:
        raise InputError(", ".join(sources), "no article could be read; see the problems above or docs/reading.md")
    return articles


def _extract(
    articles: Sequence[Article], settings: ExtractSettings, report: Report, progress: Progress
) -> Iterable[Extraction]:
    progress("extracting", 0, len(articles))
    for number, (article, result) in enumerate(extract_all(articles, settings), 1):
        if isinstance(result, Exception):
            report.error(article.source, f"article {article.id}: extraction failed: {result}")
        else:
            yield result
        progress("extracting", number, len(articles))


def _count(dataset: Dataset, report: Report) -> None:
    report.count("articles", len(dataset.articles))
    report.count("mentions", len(dataset.mentions))
    report.count("entities", len(dataset.entities))
    report.count("statements", len(dataset.statements))
    report.count("themes", len({link.theme for link in dataset.themes}))


def _write(
    dataset: Dataset, folder: Path, formats: list[Format], settings: Settings, report: Report, progress: Progress
) -> None:
    names = [*INTERCHANGE, *(name for one in formats for name in one.filenames)]
    stale = _written_before(folder) - set(names)
    total = len(names) + 1
    with together(folder) as create:
        for number, name in enumerate(INTERCHANGE, 1):
            with create(name) as file:
                write_file(dataset, name, file)
            progress("writing", number, total)
        outputs = chain.from_iterable(one.outputs() for one in formats)
        for number, (name, export) in enumerate(outputs, len(INTERCHANGE) + 1):
            with create(name) as file:
                export(dataset, file, settings.publish)
            progress("writing", number, total)
        with create(REPORT) as file:
            file.write(_report(report, names, settings.publish).encode())
    for name in sorted(stale):
        (folder / name).unlink(missing_ok=True)
    progress("writing", total, total)


def _written_before(folder: Path) -> set[str]:
    """Files of an earlier build, by its report: those of formats not wanted now would tell of another graph."""
    try:
        listed = json.loads((folder / REPORT).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    known = {*INTERCHANGE, *every_filename()}
    return {name for name in listed if name in known}


def _report(report: Report, names: list[str], published: PublishSettings) -> str:
    """What the build met and made; no clock and no path of this machine, so that equal builds give equal bytes."""
    problems: list[dict[str, Any]] = [
        {"source": one.source, "line": one.line, "severity": one.severity, "reason": one.reason}
        for one in sorted(report.problems, key=lambda one: (one.source, one.line or 0, one.reason))
    ]
    content = {
        "newsgraph": __version__,
        "base": published.base,
        "title": published.title,
        "license": published.license,
        "counts": dict(sorted(report.counts.items())),
        "statements": asdict(report.selection) if report.selection else None,
        "problems": problems,
        "files": sorted(names),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
