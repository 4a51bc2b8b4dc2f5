"""Whose politics an article is about, told by bodies that only one country has: "the Commons", "the Bundestag".

News names its own country's institutions without the country. An article on "the minister", Labour, the Commons and
Iraq has a British minister.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.extract.relations.sentences import Sentence


@cache
def _homes() -> Mapping[str, str]:
    """Country code by the name of a body in lower case."""
    text = files("graph.extract").joinpath("data", "homes.toml").read_text("utf-8")
    return {name.lower(): code for code, names in tomllib.loads(text).items() for name in names}


def home_votes(sentences: Iterable[Sentence]) -> Counter[str]:
    """How often the sentences name bodies of one country alone, by its ISO 3166-1 code.

    Example: of "Labour lost in the Commons", with both names found, ``Counter({"GB": 2})``.
    """
    known = _homes()
    names = (
        sentence.doc[slot.start : slot.end].text.lower().removeprefix("the ")
        for sentence in sentences
        for slot in sentence.slots
        if slot.kind not in {"place", "person", "official"} and not slot.anaphor
    )
    return Counter(known[name] for name in names if name in known)
