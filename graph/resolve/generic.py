"""Which names say what something is but not which one it is: "Supreme Court", "Ministry of Health", "general election".

The words are in ``data/generic.toml``; names here are keys made by `graph.core.names.normalise`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


@cache
def _words() -> dict[str, Any]:
    table = tomllib.loads(files("graph.resolve").joinpath("data/generic.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in table.items()}


def is_generic(key: str, *, happening: bool = False) -> bool:
    """Whether a normalised name is made of general words alone; ``happening``: it is an event's or an instrument's.

    Figures count as general ("4th round"), a year is what tells one happening from another and is not looked at.

    >>> is_generic("health ministry"), is_generic("kelora health trust"), is_generic("general election", happening=True)
    (True, False, True)
    """
    table, words = _words(), key.split()
    if not happening and (key in table["names"] or any(word in table["heads"] for word in words[-1:])):
        return True
    known = table["bodies"] | table["happenings"] if happening else table["bodies"]
    return all(word in known or word[0].isdigit() for word in words)


def is_agency(key: str) -> bool:
    """Whether a normalised name can be a news agency's in full.

    >>> is_agency("kelora news agency"), is_agency("kelora nurses association")
    (True, False)
    """
    return not _words()["agencies"].isdisjoint(key.split())


def is_holding(word: str) -> bool:
    """Whether a company's name with this last word is often used without it."""
    return word in _words()["holdings"]


def names_nation(name: str) -> bool:
    """Whether a name begins or ends with a nation within a state.

    >>> names_nation("Scottish Executive"), names_nation("British Parliament")
    (True, False)
    """
    words = name.casefold().split()
    nations = _words()["nations"]
    return any(" ".join(part) in nations for part in (words[:1], words[:2], words[-1:], words[-2:]))


def tells_kind(words: Sequence[str]) -> bool:
    """Whether words behind a name only say what bears it.

    >>> tells_kind(["football", "club"]), tells_kind(["news"])
    (True, False)
    """
    return " ".join(words) in _words()["kinds"]


def has_year(key: str) -> bool:
    """Whether a year from 1800 to 2099 stands in the name."""
    return bool(_YEAR.search(key))
