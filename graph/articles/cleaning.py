"""Text and addresses of foreign files, made fit for outputs: no control characters, nothing that no file can hold."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_UNSAFE_IN_URL = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\x9f\ud800-\udfff]")


def storable(text: str) -> str:
    """Halves of surrogate pairs, which JSON can hold but no file, replaced one for one so that offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def without_controls(text: str) -> str:
    """The text without control characters; tabs and line breaks become spaces.

    >>> without_controls("a\\tb\\x1b[0m")
    'a b[0m'
    """
    return "".join(
        " " if c in "\t\r\n" else c for c in storable(text) if c in "\t\r\n" or unicodedata.category(c) != "Cc"
    )


def one_line(text: str) -> str:
    """The text on one line with single spaces: a title, or a parser's message, which can hold bytes of the file."""
    return " ".join(without_controls(text).split())


def safe_url(url: str | None) -> str | None:
    """A web address fit for a link and an IRI, or None: ``javascript:`` and the like are dropped."""
    url = (url or "").strip()
    if not re.match(r"https?://[^/\s]", url, re.IGNORECASE):
        return None
    return _UNSAFE_IN_URL.sub(lambda match: quote(match.group(), safe="", errors="replace"), url)
