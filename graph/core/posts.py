"""Posts by their names: "Minister of Finance" and "finance minister" are one, and one person holds it at a time.

The knowledge is in ``data/posts.toml``. What is not listed there has many seats: two holders of such a post at one time
are nothing remarkable, and a new one ends nobody's tenure.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from graph.core.gazetteer import country_named
from graph.core.names import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF = re.compile(r"(?:(?P<head>minister)|(?P<other>secretary)(?: of state)?) (?:of|for) (?P<portfolio>.+)")


@dataclass(frozen=True, slots=True)
class Post:
    """A post's ``name``, one for all its wordings; ``acting`` where the holder stands in for another."""

    name: str
    single: bool
    acting: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    dropped: tuple[str, ...]
    acting: frozenset[str]
    names: Mapping[str, str]
    single: Mapping[str, frozenset[str]]
    portfolios: Mapping[str, frozenset[str]]
    secretaries: frozenset[str]
    many: frozenset[str]


@cache
def _table() -> _Table:
    raw = tomllib.loads(files("graph.core").joinpath("data/posts.toml").read_text("utf-8"))
    portfolios = {head: frozenset(kinds) for head, kinds in raw["portfolios"].items() if head != "secretaries"}
    return _Table(
        tuple(raw["qualifiers"]["dropped"]),
        frozenset(raw["qualifiers"]["acting"]),
        {other: name for name, others in raw["names"].items() for other in others},
        {name: frozenset(kinds) for name, kinds in raw["single"].items()},
        portfolios,
        frozenset(raw["portfolios"]["secretaries"]),
        frozenset(raw["many"]["words"]),
    )


@cache
def post_of(role: str, kind: str) -> Post:
    """The post that a role names at a body or place of a type of the ontology.

    >>> post_of("Minister of Finance", "place")
    Post(name='finance minister', single=True, acting=False)
    >>> post_of("acting CEO", "company"), post_of("deputy minister", "ministry").single
    (Post(name='chief executive', single=True, acting=True), False)
    >>> post_of("incumbent French president", "place").name, post_of("French teacher", "place").name
    ('president', 'french teacher')
    """
    table = _table()
    words = normalise(role).split()
    acting = False
    while len(words) > 1 and (words[0] in table.acting | set(table.dropped) or _of_country(words, kind, table)):
        acting = acting or words[0] in table.acting
        words = words[1:]
    name = " ".join(words)
    match = _OF.fullmatch(name)
    if match and (match["head"] or match["portfolio"] != "state"):  # but the Secretary of State
        name = f"{match['portfolio']} {match['head'] or match['other']}"
    name = table.names.get(name, name)
    return Post(name, _is_single(name, kind, table), acting)


def _of_country(words: list[str], kind: str, table: _Table) -> bool:
    """Whether a post of one seat follows a country's name: "French president", "US president"."""
    rest = " ".join(words[1:])
    return country_named(words[0]) is not None and _is_single(table.names.get(rest, rest), kind, table)


def portfolio_of(name: str) -> frozenset[str]:
    """The words of a minister's portfolio, none for other posts.

    >>> sorted(portfolio_of("energy and environment minister"))
    ['energy', 'environment']
    """
    words = name.split()
    if len(words) < 2 or name in _table().single or not _is_single(name, "ministry", _table()):
        return frozenset()
    return frozenset(words[:-1]) - {"and", "the", "of", "for"}


def _is_single(name: str, kind: str, table: _Table) -> bool:
    if kind in table.single.get(name, ()):
        return True
    portfolio, _, head = name.rpartition(" ")
    if not portfolio or kind not in table.portfolios.get(head, ()) or name in table.single:
        return False
    if head == "secretary":
        return portfolio in table.secretaries
    return table.many.isdisjoint(portfolio.split()) and portfolio not in {"prime", "first", "chief"}
