"""Web pages: main text and metadata by trafilatura (Barbaresi 2021). The article's text is the text it extracts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.articles.decode import decode
from graph.articles.records import Flaw, Record
from graph.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.articles.files import SourceFile

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2199-12-31"}
"""Without a latest date trafilatura would ask the clock."""


def read(file: SourceFile) -> Iterator[Record | Flaw]:
    """The page's article. Raises `InputError` for a page without one."""
    from trafilatura import bare_extraction

    data = file.read()
    declared = _DECLARED.search(data[:4096])
    page = decode(data, file.label, declared[1].decode("ascii") if declared else None)
    try:
        found = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES))
    except Exception as error:  # a stranger's markup in a stranger's parser: whatever it raises, the page is lost
        raise InputError(file.label, f"page cannot be parsed: {type(error).__name__}: {str(error)[:80]}") from error
    text = getattr(found, "text", None)
    if found is None or not text:
        raise InputError(file.label, "no article text found in this page; save the article's own page")
    yield Record(
        text, found.title or "", found.date, found.url, found.sitename or found.hostname, None, found.language or None
    )
