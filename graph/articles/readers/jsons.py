"""JSON Lines, read line by line however long the file is, and JSON documents that hold one article or lists of them."""

from __future__ import annotations

import codecs
import io
import json
from typing import TYPE_CHECKING, Any

from graph.articles.decode import BINARY, decode
from graph.articles.files import MAX_LINE, read_lines, read_some
from graph.articles.records import Flaw, Record, containers, from_mapping, plain_key
from graph.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from graph.articles.files import SourceFile

_DEPTH = 5
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_lines_of_json(file: SourceFile) -> Iterator[Record | Flaw]:
    """A record for each line; a line that is no JSON object, or too long, is a `Flaw` with its number."""
    with file.open() as stream:
        head = read_some(stream, 4096, file.label)
    if not head.strip():
        raise InputError(file.label, "empty file")
    if head.startswith(_WIDE):
        yield from _lines(io.BytesIO(decode(file.read(), file.label).encode("utf-8", "surrogatepass")), file)
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n").splitlines()[:1] in ([b"{"], [b"["], [b"[{"]):
        yield from read_document(file)  # one document written over many lines under the wrong suffix
    else:
        with file.open() as stream:
            yield from _lines(stream, file)


def _lines(stream: BinaryIO, file: SourceFile) -> Iterator[Record | Flaw]:
    for number, line in enumerate(read_lines(stream, MAX_LINE, file.label), 1):
        if isinstance(line, int):
            size = f"{line / 1048576:.1f} MiB"
            yield Flaw(f"line of {size}, longer than {MAX_LINE >> 20} MiB; split the article or leave it out", number)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _record(line, number, file)


def _record(line: bytes, number: int, file: SourceFile) -> Record | Flaw:
    try:
        value = json.loads(decode(line, file.label).rstrip("\r\n"))
    except InputError:
        return Flaw(BINARY.replace("file", "line"), number)
    except (ValueError, RecursionError) as error:
        return Flaw(f"malformed JSON: {_reason(error)}", number)
    if not isinstance(value, dict):
        return Flaw(f"not a JSON object but {_kind(value)}; each line must be one article", number)
    return from_mapping(value, number)


def read_document(file: SourceFile) -> Iterator[Record | Flaw]:
    """The article or articles of one JSON document, numbered in order; lines of JSON under this suffix work too."""
    text = decode(file.read(), file.label)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if getattr(error, "msg", "") == "Extra data" and len(text.splitlines()) > 1:
            yield from _lines(io.BytesIO(text.encode("utf-8", "surrogatepass")), file)
            return
        raise InputError(file.label, f"malformed JSON: {_reason(error)}", getattr(error, "lineno", None)) from error
    if isinstance(value, dict) and not _lists(value, _DEPTH):
        yield from_mapping(value)
        return
    found = value if isinstance(value, list) else _lists(value, _DEPTH)
    if not found:
        raise InputError(file.label, f"no articles in this JSON: it is {_kind(value)}; see docs/reading.md")
    for number, item in enumerate(found, 1):
        yield from_mapping(item, number) if isinstance(item, dict) else Flaw(f"no article but {_kind(item)}", number)


def _lists(value: Any, depth: int) -> list[Any]:
    """The first list of objects under a container key, the outermost first (``{"response": {"results": [...]}}``)."""
    if not isinstance(value, dict) or depth == 0:
        return []
    inner = {plain_key(key): item for key, item in value.items()}
    held = [inner[key] for key in containers() if key in inner]
    for item in held:
        if isinstance(item, list) and any(isinstance(one, dict) for one in item):
            return item
    return next((found for item in held if (found := _lists(item, depth - 1))), [])


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _reason(error: Exception) -> str:
    """What a parser complains of, with the column; the line is told before it."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:120]
