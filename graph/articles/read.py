"""``read_articles``: every article of the given files, folders and standard input, in an order of its own.

What cannot be read goes to the report with file, line and reason; the rest goes on.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.articles.anatomy import dissect
from graph.articles.cleaning import one_line, safe_url, storable, without_controls
from graph.articles.dates import complaint, parse_date
from graph.articles.readers import reader_for, readers
from graph.articles.records import Record
from graph.articles.sources import collect
from graph.core.errors import InputError
from graph.core.ids import digest
from graph.core.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.articles.anatomy import Dissect
    from graph.articles.files import SourceFile
    from graph.core.config import InputSettings
    from graph.core.report import Report

MAX_TEXT = 2_000_000
"""Characters of one article; longer ones are books or damaged files, and would take the parser's memory."""


def read_articles(
    sources: Sequence[str], settings: InputSettings, report: Report, dissect: Dissect = dissect
) -> Iterator[Article]:
    """The articles of files, folders (recursively) and "-" (standard input), sorted by the files' relative paths.

    Each has its parts, ISO date and language set, and an id that no other has. The order in which sources are given
    changes nothing. ``dissect`` may be a function that remembers what `graph.articles.anatomy.dissect` said.
    Raises `UsageError` at once for a source that does not exist, `InputError` if the report is strict.

        >>> from graph.core.config import InputSettings
        >>> from graph.core.report import Report
        >>> [article.id for article in read_articles([], InputSettings(), Report())]
        []
    """
    return _read(sources, collect(sources, report), settings, report, dissect)


def _read(
    sources: Sequence[str], files: list[SourceFile], settings: InputSettings, report: Report, dissect: Dissect
) -> Iterator[Article]:
    ids: dict[str, str] = {}
    read: set[int] = set()
    for file in files:
        for record in _records(file, report):
            article = _article(record, file, settings, report, dissect)
            if article is not None:
                read.update(file.roots)
                own = _with_own_id(article, ids)
                if own is not article and record.id:
                    report.warning(file.label, _renamed(article.id, own.id, ids), record.line)
                yield own
    for root, source in enumerate(sources):
        if root not in read and source != "-" and Path(source).is_dir():
            report.error(source, f"no readable article in this folder; formats read: {' '.join(sorted(readers()))}")


def _records(file: SourceFile, report: Report) -> Iterator[Record]:
    """The usable records of a file; all else is reported."""
    try:
        reader = reader_for(file)
        if reader is None:
            report.warning(file.label, f"skipped: files ending in {file.suffix or 'no suffix'} are not read")
            return
        barren = True
        for found in reader.load()(file):
            barren = False
            if isinstance(found, Record):
                yield found
            elif found.severity == "warning":
                report.warning(file.label, one_line(found.reason), found.line)
            else:
                report.error(file.label, one_line(found.reason), found.line)
        if barren:
            report.error(file.label, "no article in this file")
    except InputError as error:
        report.error(file.label, one_line(error.reason), error.line)


def _article(
    record: Record, file: SourceFile, settings: InputSettings, report: Report, dissect: Dissect
) -> Article | None:
    """The article of a record, or None after telling why not."""
    text = storable(record.text)
    if reason := _unusable(text):
        report.error(file.label, reason, record.line)
        return None
    title = one_line(record.title)
    found = dissect(text, title, record.parts)
    language = found.language
    if settings.language and language not in (None, settings.language):
        wanted = "English" if settings.language == "en" else settings.language
        report.error(file.label, f"not in {wanted} (looks like {language})", record.line)
        return None
    published = parse_date(record.date) or found.date
    if published is None:
        report.warning(file.label, complaint(record.date), record.line)
    url = safe_url(record.url)
    return Article(
        id=_id(record, file, text, title, url),
        title=title,
        text=text,
        published=published,
        url=url,
        publisher=one_line(record.publisher or "") or None,
        language=language or settings.language or record.language,
        source=f"{file.label}:{record.line}" if record.line else file.label,
        parts=found.parts,
    )


def _unusable(text: str) -> str | None:
    if len(text) > MAX_TEXT:
        return f"text of {len(text):,} characters, more than {MAX_TEXT:,}; split it into articles"
    if "\0" in text:
        return "binary text (it holds NUL characters); leave the article out"
    return None if text.strip() else "empty text"


def _id(record: Record, file: SourceFile, text: str, title: str, url: str | None) -> str:
    """The record's own id, the file's name if it holds just this article, else a hash of what identifies it."""
    own = without_controls(record.id or "").strip()
    if not own and record.line is None and file.path is not None:
        own = file.stem
    return own or (digest(url) if url else digest(title, text))


def _with_own_id(article: Article, ids: dict[str, str]) -> Article:
    """The article under an id that is not taken yet; ``ids`` then holds it with the article's source."""
    unique, tries = article.id, 0
    while unique in ids:
        unique = f"{article.id}-{digest(article.source, article.text, *([tries] if tries else []))}"
        tries += 1
    ids[unique] = article.source
    return replace(article, id=unique) if tries else article


def _renamed(given: str, own: str, ids: dict[str, str]) -> str:
    return f"duplicate id: '{given}' is that of {ids[given]} already; this article gets the id '{own}'"
