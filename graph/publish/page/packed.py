"""The page's data as text of script elements: JSON, and where there is much of it, compressed and in two parts.

Compressed data is gzip (RFC 1952) in base64, which every browser since 2023 unpacks by itself (Compression Streams,
WHATWG). Little data stays plain: it can be read in the file, and its bytes do not depend on the zlib that Python uses.

Quotes are most of the data, and nothing is drawn by them. So where the data is compressed they are a part of their own,
which the page reads after it has drawn: JSON lines, each the quotes of so many statements, so that it can read them bit
by bit.
"""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PLAIN = 1_000_000
"""Data of more characters is compressed."""
LEVEL = 3
AT_ONCE = 1000
"""Statements whose quotes are one line."""
ESCAPES = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_DATA = re.compile(r'<script id="data" type="(application/(?:json|gzip))">([^<]*)</script>')


@dataclass(frozen=True, slots=True)
class Packed:
    """Text of the element that holds the data, its media type, and the quotes if they are apart."""

    type: str
    text: str
    quotes: str = ""


def pack(data: Mapping[str, Any], plain: int = PLAIN) -> Packed:
    """The data as text that may stand in a script element; compressed if its JSON has more than ``plain`` characters.

    >>> pack({"name": "</script>"})
    Packed(type='application/json', text='{"name":"\\\\u003c/script\\\\u003e"}', quotes='')
    >>> pack({"name": "a" * 99, "statements": []}, plain=50).type
    'application/gzip'
    """
    if _quoted(data) <= plain and len(text := to_json(data)) <= plain:
        return Packed("application/json", text)
    statements = [
        fact | {"evidence": [{key: value for key, value in one.items() if key != "quote"} for one in fact["evidence"]]}
        for fact in data["statements"]
    ]
    rest = to_json({**data, "statements": statements})
    lines = "\n".join(_lines(data["statements"]))
    return Packed("application/gzip", _squeezed(rest), _squeezed(lines) if lines else "")


def _quoted(data: Mapping[str, Any]) -> int:
    """Characters of the quotes: where these alone are too many, the whole need not be written to be counted."""
    quotes = (one["quote"] for fact in data.get("statements", ()) for one in fact["evidence"])
    return sum(len(part if isinstance(part, str) else part[1]) for quote in quotes for part in quote)


def _lines(statements: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for start in range(0, len(statements), AT_ONCE):
        yield to_json([[one["quote"] for one in fact["evidence"]] for fact in statements[start : start + AT_ONCE]])


def _squeezed(text: str) -> str:
    # A lone surrogate, which a broken source can hold, has no UTF-8 form.
    return b64encode(gzip.compress(text.encode("utf-8", "replace"), LEVEL, mtime=0)).decode()


def unpack(page: str) -> dict[str, Any]:
    """The data of a page, without the quotes if they are apart. Raises `ValueError` if the text is no page of ours."""
    found = _DATA.search(page)
    if found is None:
        raise ValueError("no data of a newsgraph page")
    kind, text = found.groups()
    data: dict[str, Any] = json.loads(text if kind == "application/json" else gzip.decompress(b64decode(text)))
    return data


def to_json(data: Any) -> str:
    """JSON that may stand inside an HTML script element: no ``<``, ``>`` or ``&``, no line separators.

    >>> to_json({"name": "</script>"})
    '{"name":"\\\\u003c/script\\\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in ESCAPES.items():  # `str.translate` looks each character up
        text = text.replace(character, escape)
    return text
