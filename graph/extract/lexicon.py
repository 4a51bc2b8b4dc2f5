"""The word lists of data/lexicon.toml and data/known.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.core.names import normalise


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Domain words, all lower case.

    ``heads`` maps a head noun to the entity types that it may stand for; ``roles`` is every word that tells somebody's
    post or trade.
    """

    heads: dict[str, tuple[str, ...]]
    roles: frozenset[str]
    public_roles: frozenset[str]
    private_roles: frozenset[str]
    links: frozenset[str]
    endings: frozenset[str]
    agencies: frozenset[str]


@cache
def known_types() -> dict[str, str]:
    """Normalised names that are known without context, with their entity types."""
    raw = tomllib.loads(files("graph.extract").joinpath("data/known.toml").read_text("utf-8"))
    return {normalise(" ".join(name.split())): kind for kind, names in raw.items() for name in names.split("|")}


@cache
def load_lexicon() -> Lexicon:
    """Read the data file once."""
    raw = tomllib.loads(files("graph.extract").joinpath("data/lexicon.toml").read_text("utf-8"))
    public, private = (frozenset(raw["roles"][kind].split()) for kind in ("public", "private"))
    heads: dict[str, tuple[str, ...]] = {}
    for kind, words in raw["heads"].items():
        for word in words.split():
            heads[word] = (*heads.get(word, ()), kind)
    return Lexicon(
        heads,
        public | private,
        public,
        private,
        frozenset(raw["links"]["words"].split()),
        frozenset(raw["endings"]["words"].split()),
        frozenset(raw["agencies"]["words"].split()),
    )
