"""The page as a server gives it: the same file, whose policy lets it ask that server, and which is told where.

A page from disk may make no request at all, so it holds what it can and no more. Served, it asks the same server for
entities beyond that. Nothing else of the policy changes: scripts and style still go by their hashes.
"""

from __future__ import annotations

from html import escape

_POLICY = '<meta http-equiv="Content-Security-Policy" content="'
_MORE = "connect-src 'self'; "


def served(page: bytes, path: str) -> bytes:
    """The page with leave to ask ``path`` (of its own origin) for more; any other file comes back as it is.

    >>> page = b'<meta http-equiv="Content-Security-Policy" content="default-src">'
    >>> print(served(page, "/explore/").decode())
    <meta name="newsgraph-server" content="/explore/">
    <meta http-equiv="Content-Security-Policy" content="connect-src &#x27;self&#x27;; default-src">
    """
    told = f'<meta name="newsgraph-server" content="{escape(path)}">\n'
    return page.replace(_POLICY.encode(), f"{told}{_POLICY}{escape(_MORE)}".encode(), 1)
