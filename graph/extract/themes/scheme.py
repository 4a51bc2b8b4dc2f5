"""The policy theme scheme: reviewed data about themes and the groups above them, read once; needs no spaCy.

It is a SKOS concept scheme (W3C, 2009) as plain values: a group is a top concept, a theme a concept below one group,
``match`` the mapping (skos:exactMatch, closeMatch, broadMatch) to an IPTC Media Topic and to a Wikidata item.

>>> load_scheme().themes["intellectual-property"].iptc
'20000206'
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from graph.core.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

Match = Literal["exact", "close", "broad"]
MATCHES: tuple[Match, ...] = ("exact", "close", "broad")

FILE = "graph/extract/themes/data/themes.toml"


@dataclass(frozen=True, slots=True)
class Group:
    """A top concept of the scheme; ``iptc`` is the closest IPTC Media Topic."""

    key: str
    label: str
    definition: str
    iptc: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A concept that articles are about.

    ``group`` is the key of its broader concept. ``iptc`` is one IPTC Media Topic (8 digits) and ``wikidata`` the item
    that IPTC itself matches to that topic, or None; ``match`` says how close both are (``broad``: theirs is broader).
    ``terms`` are words that speak of the theme without naming it: indicators, not labels.
    """

    key: str
    label: str
    alt_labels: tuple[str, ...]
    definition: str
    group: str
    iptc: str
    wikidata: str | None
    match: Match
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """All themes and groups by key, in the order of the data file."""

    themes: Mapping[str, Theme]
    groups: Mapping[str, Group]


@cache
def load_scheme() -> Scheme:
    """The scheme that the package ships. Raises `DataError` naming the theme and the field where its file is wrong."""
    return parse_scheme(files("graph.extract.themes").joinpath("data/themes.toml").read_text("utf-8"))


def parse_scheme(source: str) -> Scheme:
    """A scheme from TOML text. Raises `DataError` naming the theme and the field that is wrong or absent."""
    try:
        raw = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{FILE}: not valid TOML: {error}") from error
    groups = {key: _group(key, row) for key, row in raw.get("groups", {}).items()}
    themes = {key: _theme(key, row, groups) for key, row in raw.get("themes", {}).items()}
    return Scheme(MappingProxyType(themes), MappingProxyType(groups))


def _group(key: str, row: dict[str, Any]) -> Group:
    where = f"groups.{key}"
    return Group(key, _text(where, row, "label"), _text(where, row, "definition"), _code(where, row))


def _theme(key: str, row: dict[str, Any], groups: Mapping[str, Group]) -> Theme:
    where = f"themes.{key}"
    group, match = _text(where, row, "group"), _text(where, row, "match")
    if group not in groups:
        raise DataError(f"{FILE}: {where}: group {group!r} is not one of [groups]")
    known = next((one for one in MATCHES if one == match), None)
    if known is None:
        raise DataError(f"{FILE}: {where}: match {match!r} is not one of {', '.join(MATCHES)}")
    wikidata = row.get("wikidata")
    if wikidata is not None and not (isinstance(wikidata, str) and wikidata[:1] == "Q" and wikidata[1:].isdecimal()):
        raise DataError(f"{FILE}: {where}: wikidata {wikidata!r} is not an item id such as Q131257")
    return Theme(
        key,
        _text(where, row, "label"),
        tuple(row.get("alt", ())),
        _text(where, row, "definition"),
        group,
        _code(where, row),
        wikidata,
        known,
        tuple(row.get("terms", ())),
    )


def _text(where: str, row: dict[str, Any], field: str) -> str:
    value = row.get(field)
    if not isinstance(value, str) or not value.strip():
        raise DataError(f"{FILE}: {where}: {field} is absent or empty; give it a text")
    return value


def _code(where: str, row: dict[str, Any]) -> str:
    code = _text(where, row, "iptc")
    if not (len(code) == 8 and code.isdecimal()):
        raise DataError(f"{FILE}: {where}: iptc {code!r} is not a Media Topic code of 8 digits")
    return code
