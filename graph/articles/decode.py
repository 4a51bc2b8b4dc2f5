"""Bytes to text: UTF-8 first (a byte-order mark dropped), else the encoding that charset-normalizer finds.

No character is translated: line breaks stay as they are, so that offsets count what the file holds.
"""

from __future__ import annotations

import codecs
import re

from graph.core.errors import InputError

_MARKS = (  # UTF-32 before UTF-16: the mark of UTF-16-LE begins that of UTF-32-LE
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "mac_roman"),
    *("koi8_r", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 64 * 1024
BINARY = "binary file, not text; convert it or leave it out"


def encoding_of(data: bytes, declared: str | None = None) -> str | None:
    """The name of the encoding, or None if the bytes look like no text. ``declared`` is tried after UTF-8."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if _decodes(data, "utf-8"):
        return "utf-8"
    if b"\0" in data:
        return None
    if declared and _decodes(data, declared):
        return declared
    return _guess(data)


def _guess(data: bytes) -> str | None:
    """charset-normalizer's answer; Western where it is as good as any, as English text is ASCII but for a few signs."""
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES, enable_fallback=False)
    best = matches.best()
    if best is None:
        return None
    western = next((one for one in matches if one.encoding == "cp1252" and one.chaos <= best.chaos), best)
    return next((one.encoding for one in (western, best) if _decodes(data, one.encoding)), None)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """The characters of a file. Raises `InputError` for bytes that are no text.

    >>> decode(b"\\xef\\xbb\\xbfcaf\\xc3\\xa9\\r\\n", "a.txt")
    'café\\r\\n'
    """
    encoding = encoding_of(data, declared)
    try:
        text = data.decode(encoding) if encoding else None
    except UnicodeError as error:
        raise InputError(source, f"damaged {encoding} text: {error}"[:200]) from error
    if text is None or "\0" in text or len(_CONTROL.findall(text[:_SAMPLE])) > 0.02 * min(len(text), _SAMPLE):
        raise InputError(source, BINARY)
    return text.lstrip("\ufeff")
