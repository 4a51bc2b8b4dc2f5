"""What news articles carry around their prose, as data (``data/furniture.toml``): agencies, words of credits."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from graph.core.types import Part, PartKind


@cache
def table(section: str) -> dict[str, Any]:
    """A section of the data file."""
    found: dict[str, Any] = tomllib.loads(files("graph.articles").joinpath("data/furniture.toml").read_text("utf-8"))[
        section
    ]
    return found


def alternatives(words: list[str]) -> str:
    """A regular expression for any of the words, the longest first so that "file photo" is not read as "file"."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


@cache
def agency_pattern() -> str:
    """A regular expression for the name of any agency as a whole word."""
    names = table("agencies")
    return rf"(?<![\w-])(?:(?i:{alternatives(names['any_case'])})|{alternatives(names['exact'])})(?![\w-])"


@cache
def _agency() -> re.Pattern[str]:
    return re.compile(agency_pattern())


def is_agency(name: str) -> bool:
    """Whether this is an agency's name.

    >>> is_agency("Bernama"), is_agency("dpa"), is_agency("Banana")
    (True, True, False)
    """
    return _agency().fullmatch(name.strip()) is not None


def names_agency(text: str) -> bool:
    """Whether an agency's name stands in the text."""
    return _agency().search(text) is not None


def with_agencies(kind: PartKind, text: str, start: int, end: int) -> list[Part]:
    """Parts for ``text[start:end]``: the agencies in it as ``agency``, what is between as ``kind``."""
    parts: list[Part] = []
    position = start
    for match in _agency().finditer(text, start, end):
        parts += trimmed(kind, text, position, match.start())
        parts.append(Part("agency", *match.span()))
        position = match.end()
    return parts + trimmed(kind, text, position, end)


def trimmed(kind: PartKind, text: str, start: int, end: int) -> list[Part]:
    """The part without white space at its ends; none if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return [Part(kind, start, end)] if start < end else []
