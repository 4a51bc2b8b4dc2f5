"""RSS and Atom files, by feedparser: an article an entry, its markup stripped."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from graph.articles.records import Flaw, Record
from graph.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.articles.files import SourceFile

_BLOCKS = frozenset(
    """
    address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li
    main ol p pre section table td th tr ul
    """.split()  # noqa: SIM905  (a list of strings would be a screen long)
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head"})


class _Stripper(HTMLParser):
    """Collects the text of markup, a line break for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _UNSEEN
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _UNSEEN))
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)


def strip_markup(markup: str) -> str:
    """The text of a piece of HTML: a line for each block, spaces collapsed.

    >>> strip_markup("<p>Rain&nbsp;fell<br>in <b>Hanoi</b>.</p><script>x()</script>")
    'Rain fell\\nin Hanoi.'
    """
    stripper = _Stripper()
    stripper.feed(markup)
    stripper.close()
    lines = (" ".join(line.split()) for line in "".join(stripper.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def read(file: SourceFile) -> Iterator[Record | Flaw]:
    """A record for each entry, numbered from 1. Raises `InputError` for XML that is no feed."""
    feed = _parsed(file)
    if not feed.get("version"):
        raise InputError(file.label, "not an RSS or Atom feed; other XML is not read")
    if not feed.entries:
        raise InputError(file.label, "feed without entries")
    if feed.get("bozo") and feed.bozo_exception.__class__.__name__ != "CharacterEncodingOverride":
        yield Flaw(f"damaged XML, read as far as possible: {str(feed.bozo_exception)[:100]}", severity="warning")
    for number, entry in enumerate(feed.entries, 1):
        yield _record(entry, feed.feed, number)


def _parsed(file: SourceFile) -> Any:
    import feedparser

    data = file.read()
    try:  # a stream, never a string: feedparser would take that for a URL or path to open
        return feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    except Exception as error:  # a stranger's markup in a stranger's parser: whatever it raises, the feed is lost
        raise InputError(file.label, f"feed cannot be parsed: {type(error).__name__}: {str(error)[:80]}") from error


def _record(entry: Any, feed: Any, number: int) -> Record | Flaw:
    bodies = [content.get("value", "") for content in entry.get("content", ())] + [entry.get("summary", "")]
    texts = [strip_markup(body) for body in bodies if body]
    text = max(texts, key=len, default="")
    if not text:
        return Flaw("entry without text", number)
    source = entry.get("source") or {}
    return Record(
        text,
        strip_markup(entry.get("title", "")).replace("\n", " "),
        entry.get("published") or entry.get("updated"),
        entry.get("link"),
        source.get("title") or feed.get("title"),
        entry.get("id"),
        (feed.get("language") or "").split("-")[0] or None,
        number,
    )
