"""The words of ``data/validity.toml``: cues before dates, and verbs by what a date at them is to a fact."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Cue = Literal["since", "from", "until", "at", "effective"]
Aspect = Literal["lasts", "begins", "ends"]


@dataclass(frozen=True, slots=True)
class Words:
    """``cues`` by their words; ``verbs`` gives the aspect of each verb for a predicate, ``office`` of whole phrases."""

    cues: Mapping[str, Cue]
    against: frozenset[str]
    arrivals: frozenset[str]
    departures: frozenset[str]
    verbs: Mapping[str, Mapping[str, Aspect]]
    office: Mapping[str, Aspect]
    office_verbs: frozenset[str]
    leading: frozenset[str]
    passive: frozenset[str]
    posts: frozenset[str]
    handovers: frozenset[str]
    elected_later: frozenset[str]


@cache
def words() -> Words:
    """The table, read once."""
    raw = tomllib.loads(files("graph.extract").joinpath("data/validity.toml").read_text("utf-8"))
    cues = raw["cues"]
    aspects: tuple[Aspect, ...] = ("lasts", "begins", "ends")
    kinds: tuple[Cue, ...] = ("since", "from", "until", "at", "effective")
    office: dict[str, Aspect] = {phrase: kind for kind in aspects for phrase in raw["office"].get(kind, ())}
    return Words(
        cues={phrase: kind for kind in kinds for phrase in cues[kind]},
        against=frozenset(cues["against"]),
        arrivals=frozenset(cues["arrivals"]),
        departures=frozenset(cues["departures"]),
        verbs={
            predicate: {verb: kind for kind in aspects for verb in table[kind]}
            for predicate, table in raw["verbs"].items()
        },
        office=office,
        office_verbs=frozenset(phrase.split()[0] for phrase in office),
        leading=frozenset(raw["office"]["leading"]),
        passive=frozenset(raw["office"]["passive"]),
        posts=frozenset(raw["office"]["posts"]),
        handovers=frozenset(raw["handover"]["verbs"]),
        elected_later=frozenset(raw["elected_later"]["posts"]),
    )
