"""``build``: articles in, a graph out. The only module that knows every stage."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import __version__
from graph.articles import merge_copies, read_articles
from graph.articles.anatomy import dissect
from graph.articles.copies import sign
from graph.core.config import Settings
from graph.core.errors import DataError, InputError, UsageError
from graph.core.report import Report
from graph.extract.runner import extract_all
from graph.knowledge import KnowledgeGraph
from graph.publish.files import alone, together
from graph.publish.interchange import INTERCHANGE
from graph.publish.interchange_read import REPORT
from graph.publish.registry import Format, choose, every_filename
from graph.publish.threshold import select
from graph.publish.writing import write_files
from graph.resolve import resolve
from graph.resolve.corrections.file import Corrections, read_corrections
from graph.resolve.known import Known
from graph.resolve.register import read_registers
from graph.store import open_memory

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from graph.core.config import ExtractSettings, PublishSettings, ResolveSettings
    from graph.core.types import Article, Dataset, Extraction
    from graph.resolve.resolver import Resolution
    from graph.store import Memory

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
    ``report``. What the store of ``settings`` has from earlier builds is not done again; without ``out`` only a store
    with an absolute path is used. Raises `UsageError` for an unknown format or no source, `InputError` where nothing at
    all could be read (or anything, with a strict report), `ConfigError` for settings that cannot be used, `DataError`
    where the folder or the store cannot be written, or another build is using one of them (for the folder this is not
    checked on Windows).

        >>> import graph
        >>> built = graph.build(["seeds"])  # doctest: +SKIP
    """
    settings, report, progress = settings or Settings(), report or Report(), progress or _silent
    if not sources:
        raise UsageError("no articles to read: give a file, a folder, or - for standard input")
    chosen = choose(tuple(formats if formats is not None else settings.publish.formats))
    folder = _prepare(out)
    known = _known(folder, settings.resolve)
    with _store(folder, settings, report) as memory, alone(folder) if folder else nullcontext(), _seldom_collected():
        articles = _read([str(source) for source in sources], settings, report, progress, memory)
        dataset = assemble(articles, settings, report, progress, memory, known)
        if folder is not None:
            _write(dataset, folder, chosen, settings, report, progress)
        if memory is not None:
            memory.finish()
    return KnowledgeGraph(dataset, settings=settings.publish)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Look for cycles of garbage a hundred times less often: a build makes millions of values, which have none.

    Going through them again and again takes a third of the time of resolving and writing.
    """
    before = gc.get_threshold()
    gc.set_threshold(before[0] * 100, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _store(folder: Path | None, settings: Settings, report: Report) -> AbstractContextManager[Memory | None]:
    """What earlier builds left, locked for this one; None where nothing is kept."""
    path = Path(settings.store.path)
    if not settings.store.path or (folder is None and not path.is_absolute()):
        return nullcontext()
    return open_memory(path if folder is None else folder / path, settings.extract, report.notice)


def _known(folder: Path | None, settings: ResolveSettings) -> Known:
    """What people told: the default file of corrections need not be there, one that settings name must."""
    path = Path(settings.corrections)
    default = settings.corrections == type(settings)().corrections
    if folder is not None:
        path = folder / path
    wanted = settings.corrections and (folder is not None or path.is_absolute()) and not (default and not path.exists())
    corrections = read_corrections(path) if wanted else Corrections()
    return Known(corrections, read_registers(map(Path, settings.registers)))


def assemble(
    articles: Sequence[Article],
    settings: Settings,
    report: Report,
    progress: Progress = _silent,
    memory: Memory | None = None,
    known: Known | None = None,
) -> Dataset:
    """The graph of articles that were read already: extracted, resolved, and left with the statements sure enough.

    An article that cannot be extracted is left out and told to ``report``, as are counts and what the threshold does.
    What ``memory`` has of an article is not extracted again; ``known`` is what people told.
    """
    extractions = list(_extract(articles, settings.extract, report, progress, memory))
    read = {extraction.article for extraction in extractions}
    progress("resolving", 0, 1)

    def told(resolution: Resolution) -> None:
        for note in resolution.notes:
            report.warning(known.corrections.source if known else "", note.reason, note.line)
        if memory is not None:
            memory.keep_resolution(resolution)

    dataset = resolve([article for article in articles if article.id in read], extractions, told, known)
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
        probe = folder / ".newsgraph-write-test"  # one name, so that what a killed build leaves goes with the next
        probe.write_bytes(b"")
        probe.unlink(missing_ok=True)
    except OSError as error:
        raise DataError(f"{folder}: cannot write there: {error.strerror}; give --out another folder") from error
    return folder


def _read(
    sources: list[str], settings: Settings, report: Report, progress: Progress, memory: Memory | None
) -> list[Article]:
    known = memory.dissect if memory else dissect

    def counted() -> Iterator[Article]:
        for number, article in enumerate(read_articles(sources, settings.input, report, known), 1):
            progress("reading", number, None)
            yield article

    articles = merge_copies(counted(), settings.input.near_duplicates, report, memory.sign if memory else sign)
    if not articles:
        raise InputError(", ".join(sources), "no article could be read; see the problems above or docs/reading.md")
    return articles


def _extract(
    articles: Sequence[Article],
    settings: ExtractSettings,
    report: Report,
    progress: Progress,
    memory: Memory | None,
) -> Iterable[Extraction]:
    """What each article says, first those that the memory has; the order of extractions changes nothing."""
    progress("extracting", 0, len(articles))
    unread = []
    for article in articles:
        known = memory.extraction(article) if memory else None
        if known is None:
            unread.append(article)
        else:
            yield known
    done = len(articles) - len(unread)
    for number, (article, result) in enumerate(extract_all(unread, settings), done + 1):
        if isinstance(result, Exception):
            report.error(article.source, f"article {article.id}: extraction failed: {result}")
        else:
            if memory is not None:
                memory.keep(article, result)
            yield result
        progress("extracting", number, len(articles))
    progress("extracting", len(articles), len(articles))


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
    progress("writing", 0, total)
    with together(folder) as create:
        write_files(
            dataset,
            formats,
            settings.publish,
            create,
            lambda done: progress("writing", done, total),
            settings.extract.jobs or None,
        )
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
