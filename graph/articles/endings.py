"""Credits and end marks at the end of an article: "./.", "— Bernama", "rs/kl (AFP, dpa)", "Author: X Editor: Y"."""

from __future__ import annotations

import re
from functools import cache

from graph.articles.furniture import (
    agency_pattern,
    alternatives,
    is_agency,
    names_agency,
    table,
    trimmed,
    with_agencies,
)
from graph.core.types import Part

LONGEST = 200
"""Characters of one credit."""
MOST = 12
"""Pieces; text that goes on looking like end marks is no article."""

_NAMES = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*)+")


@cache
def _marks() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(f"(?:{mark})" for mark in table("end")["marks"]) + r")\s*$")


@cache
def _initials() -> re.Pattern[str]:
    """Deutsche Welle's way: initials of the staff, then agencies ("mkg, jm/jr (AFP, dpa)", "sp/AFP/dpa")."""
    staff = r"[a-z]{2,4}(?:\s*[/,]\s*[a-z]{2,4})*"
    names = r"\(\s*(?P<names>[\w.+]+(?:[\s,/]+[\w.+]+){0,8})\s*\)"
    slashed = rf"[a-z]{{2,4}}(?:/[a-z]{{2,4}})*(?:/{agency_pattern()})+"
    reverse = rf"{agency_pattern()}(?:,\s*[A-Z]+)*\s+\([a-z]{{2,4}}(?:/[a-z]{{2,4}})*\)"
    unsourced = r"[a-z]{2,4}(?:,[a-z]{2,4})*/[a-z]{2,4}"
    return re.compile(rf"(?<=[\s.!?\"”'’])(?:(?:{staff}\s*/?\s*)?{names}|{slashed}|{reverse}|{unsourced})\s*$")


def _are_agencies(names: str | None) -> bool:
    """Whether a bracket's names can be agencies: one is known and none is an ordinary word."""
    if names is None:
        return True
    words = re.split(r"[\s,/]+", names)
    return names_agency(names) and all(
        word[0].isupper() or is_agency(word) or "." in word for word in words if word != "+"
    )


@cache
def _roles() -> re.Pattern[str]:
    """One role and its names, up to the end ("Editor: Y / rm")."""
    role = rf"(?:{alternatives(table('credit')['roles'])})"
    return re.compile(
        rf"(?<![\w:])\(?{role}(?:\s*:\s*|(?<=by)\s+)(?=[^\W\d_])[^:.!?\n]*(?:\.[^:.!?\n\s][^:.!?\n]*)*[.)]?\s*$"
    )


@cache
def _agency_alone() -> re.Pattern[str]:
    """ "— Bernama", "- Reuters/AFP" after the last sentence, or a name in capitals glued to it ("us.'BLOOMBERG")."""
    names = rf"{agency_pattern()}(?:\s*[,/]\s*{agency_pattern()})*"
    dashed = rf"(?:[–—―]|--?)\s*{names}(?:\s+(?:and\s+)?(?:agencies|{agency_pattern()}))?"
    return re.compile(
        rf"(?:(?<=[\s.!?\"”'’]){dashed}|(?<=[.!?\"”'’])\s*\(\s*{names}\s*\)|(?<=[.!?\"”'’]){names}(?<=[A-Z]))\.?\s*$"
    )


def find_endings(text: str, start: int, end: int) -> list[Part]:
    """Parts of the credits and end marks with which ``text[start:end]`` ends, in order.

    >>> text = "It was over. rs/kl (AFP, dpa)"
    >>> [(part.kind, text[part.start:part.end]) for part in find_endings(text, 0, len(text))]
    [('credit', 'rs/kl ('), ('agency', 'AFP'), ('credit', ','), ('agency', 'dpa'), ('credit', ')')]
    """
    parts: list[Part] = []
    for _ in range(MOST):
        if (found := _last(text, start, end)) is None:
            break
        kind, position = found
        if kind == "end_mark":
            parts = trimmed("end_mark", text, position, end) + parts
        else:
            parts = _credit(text, position, end) + parts
        end = position
    return parts


def _last(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Kind and start of the last piece of furniture before ``end``."""
    while end > start and text[end - 1].isspace():
        end -= 1
    floor = max(start, end - LONGEST)
    window = text[max(0, floor - 1) : end]
    offset = max(0, floor - 1)
    for kind, pattern in (
        ("end_mark", _marks()),
        ("credit", _roles()),
        ("credit", _initials()),
        ("credit", _agency_alone()),
    ):
        match = pattern.search(window)
        if match and match.start() + offset >= start and _are_agencies(match.groupdict().get("names")):
            return kind, match.start() + offset
    return None


def _credit(text: str, start: int, end: int) -> list[Part]:
    """The agencies in a credit as such; after a role and its colon each name of a person a part of its own."""
    colon = text.find(":", start, end)
    if colon < 0:
        return with_agencies("credit", text, start, end)
    parts: list[Part] = []
    position = start
    for name in _NAMES.finditer(text, colon + 1, end):
        if not is_agency(name.group()):
            parts += [*with_agencies("credit", text, position, name.start()), Part("byline", *name.span())]
            position = name.end()
    return parts + with_agencies("credit", text, position, end)
