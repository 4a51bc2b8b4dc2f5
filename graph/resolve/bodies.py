"""Bodies known beforehand: their other names, and their ids in other systems (``data/bodies.toml``).

"EU" is explained by no article, and two that only say "EU" speak of one thing; "White House" is made of general words
and still says which. Everything is looked up by the folded key of `graph.core.names.normalise`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from graph.core.names import looks_like_acronym, normalise

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Bodies:
    """``keys`` leads from each key to that of the usual name, ``ids`` from this to ids in other systems."""

    keys: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@cache
def bodies() -> Bodies:
    """The table that the package ships. Raises `ValueError` where two of its bodies have one name."""
    table = tomllib.loads(files("graph.resolve").joinpath("data/bodies.toml").read_text("utf-8"))
    keys: dict[str, str] = {}
    ids: dict[str, Mapping[str, str]] = {}
    for body in table["body"]:
        usual = normalise(body["name"])
        for name in (body["name"], *body["names"]):
            if keys.setdefault(normalise(name), usual) != usual:
                raise ValueError(f"bodies.toml: {name!r} is given to two bodies")
        if "wikidata" in body:
            ids[usual] = {"wikidata": body["wikidata"]}
    return Bodies(keys, ids)


def body_key(name: str) -> str | None:
    """The key of the usual name of a body known beforehand, None for any other name.

    Initials count only as such: "WHO" and "U.N.", not "who" or "Who".

    >>> body_key("EU"), body_key("the European Union"), body_key("White House"), body_key("Who")
    ('european union', 'european union', 'white house', None)
    """
    key = normalise(name)
    usual = bodies().keys.get(key)
    if usual is None or (" " not in key and key != usual and not looks_like_acronym(name)):
        return None
    return usual
