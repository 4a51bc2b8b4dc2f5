"""One article as a file holds it, before it becomes an `Article`: what every reader yields.

A mapping (a JSON object, a table row) becomes a record through the key names of ``data/keys.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.core.types import Part


@dataclass(frozen=True, slots=True)
class Record:
    """An article as read; ``date`` is as given (text, number or date), ``line`` is the line, row or item from 1.

    ``parts`` are the parts of ``text`` that the format itself marks (header, title); the rest is found later.
    """

    text: str
    title: str = ""
    date: object = None
    url: str | None = None
    publisher: str | None = None
    id: str | None = None
    language: str | None = None
    line: int | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something of a file that is no usable article: ``error`` (lost) or, with ``warning``, only odd."""

    reason: str
    line: int | None = None
    severity: str = "error"


@cache
def _tables() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    raw = tomllib.loads(files("graph.articles").joinpath("data/keys.toml").read_text("utf-8"))
    return raw["keys"], raw["shapes"]


def plain_key(key: object) -> str:
    """A key without case, spaces and punctuation.

    >>> plain_key("published_At")
    'publishedat'
    """
    return re.sub(r"[\W_]+", "", str(key)).casefold()


def known_keys() -> dict[str, str]:
    """Every known key in plain form, and the field of a record that it fills."""
    return {key: field for field, keys in _tables()[0].items() for key in keys}


def plain_keys(mapping: Mapping[Any, Any]) -> dict[str, Any]:
    """The mapping with plain keys; of keys that become the same the first with a value stays."""
    found: dict[str, Any] = {}
    for key, value in mapping.items():
        plain = plain_key(key)
        if found.get(plain) in (None, ""):
            found[plain] = value
    return found


def _unwrapped(mapping: Mapping[Any, Any]) -> dict[str, Any]:
    """Plain keys, with those of a wrapping object (Elasticsearch's ``_source``) that has a text taken in first."""
    keys, shapes = _tables()
    found = plain_keys(mapping)
    if any(_text(found.get(key)) for key in keys["text"] if key not in shapes["wrappers"]):
        return found
    for wrapper in shapes["wrappers"]:
        inner = found.get(wrapper)
        if isinstance(inner, dict):
            inside = plain_keys(inner)
            if any(key in inside for key in keys["text"]):
                return {**{key: value for key, value in found.items() if key != wrapper}, **inside}
    return found


def _value(value: Any) -> Any:
    """A scalar: the telling key of an object, the first of a list."""
    for _ in range(4):
        if isinstance(value, dict):
            inner = plain_keys(value)
            value = next((inner[key] for key in _tables()[1]["values"] if key in inner), None)
        elif isinstance(value, list):
            value = value[0] if value else None
        else:
            break
    return None if isinstance(value, (dict, list)) else value


def _string(value: Any) -> str | None:
    value = _value(value)
    return None if value is None or isinstance(value, bool) or not str(value).strip() else str(value)


def _text(value: Any) -> str | None:
    """A text field as it is; a list of paragraphs is joined by line breaks."""
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        value = "\n".join(value)
    return _string(value) if isinstance(value, (str, dict)) else None


def from_mapping(mapping: Mapping[Any, Any], line: int | None = None) -> Record | Flaw:
    """The record of a JSON object or table row, by the key names of ``data/keys.toml``; a `Flaw` if it has no text.

    >>> from_mapping({"Headline": "Rain", "body": "It rained.", "source": {"name": "The Paper"}}).publisher
    'The Paper'
    """
    keys = _tables()[0]
    found = _unwrapped(mapping)
    text = next((text for key in keys["text"] if (text := _text(found.get(key)))), None)
    if text is None:
        given = ", ".join(sorted(str(key)[:40] for key in mapping)[:8]) or "nothing"
        return Flaw(f"no text: it has {given}; name the article's text one of text, body, content", line)

    def first(field: str) -> str | None:
        return next((value for key in keys[field] if (value := _string(found.get(key)))), None)

    date = next((value for key in keys["date"] if (value := _value(found.get(key))) not in (None, "")), None)
    return Record(
        text, first("title") or "", date, first("url"), first("publisher"), first("id"), first("language"), line
    )


def containers() -> list[str]:
    """Plain keys under which a JSON document keeps a list of records."""
    return _tables()[1]["containers"]
