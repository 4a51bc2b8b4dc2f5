"""Which addresses a page may link to."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(url: str | None) -> str | None:
    """The address if it is a plain http or https one, otherwise None: a link must not run code or open files.

    >>> web_address("https://news.example/1"), web_address("javascript:alert(1)"), web_address("//news.example")
    ('https://news.example/1', None, None)
    """
    if not url or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.hostname else None
