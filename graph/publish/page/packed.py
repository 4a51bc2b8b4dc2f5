"""The page's data as text of a script element: JSON, and where there is much of it, compressed.

Compressed data is gzip (RFC 1952) in base64, which every browser since 2023 unpacks by itself (Compression Streams,
WHATWG). Little data stays plain: it can be read in the file, and its bytes do not depend on the zlib that Python uses.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAIN = 1_000_000
"""Data of more characters is compressed."""
LEVEL = 6
ESCAPES = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Packed:
    """Text of the element that holds the data, and its media type."""

    type: str
    text: str


def pack(data: Mapping[str, Any], plain: int = PLAIN) -> Packed:
    """The data as text that may stand in a script element; compressed if its JSON has more than ``plain`` characters.

    >>> pack({"name": "</script>"})
    Packed(type='application/json', text='{"name":"\\\\u003c/script\\\\u003e"}')
    >>> pack({"name": "a" * 99}, plain=50).type
    'application/gzip'
    """
    text = to_json(data)
    if len(text) <= plain:
        return Packed("application/json", text)
    # A lone surrogate, which a broken source can hold, has no UTF-8 form.
    squeezed = gzip.compress(text.encode("utf-8", "replace"), LEVEL, mtime=0)
    return Packed("application/gzip", b64encode(squeezed).decode())


def to_json(data: Mapping[str, Any]) -> str:
    """JSON that may stand inside an HTML script element: no ``<``, ``>`` or ``&``, no line separators.

    >>> to_json({"name": "</script>"})
    '{"name":"\\\\u003c/script\\\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in ESCAPES.items():  # `str.translate` looks each character up
        text = text.replace(character, escape)
    return text
