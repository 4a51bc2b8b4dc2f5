"""When two names of one article name one thing: rules on the words and letters of the longer and the shorter.

Each rule comes with what its two names share (`Rule.long`, `Rule.short`), so that only names that share something are
compared: an article of ten thousand names costs about ten times what one of a thousand does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.acronyms import is_acronym_of, looks_like_acronym, openings
from graph.core.folding import fold
from graph.core.gazetteer import demonym, find_place
from graph.core.names import person_key, same_person
from graph.core.ontology import TYPES
from graph.extract.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_PREPOSITION = re.compile(r" (?:of|on|in|for|to|between|by|with|at|against|from) ")

LOOSE = 0.1
"""Probability from which a name may be of another kind than its first guess, so that a longer form may correct it."""


@dataclass(frozen=True, slots=True)
class Name:
    """One mention: its text, normalised key, type, character span, and (where known) a probability for each type.

    ``signed`` marks the agency of a dateline or credit: it stands for itself, whatever its letters abbreviate here.
    """

    text: str
    key: str
    type: str
    start: int
    end: int
    chances: dict[str, float] | None = None
    signed: bool = False


def may_be(name: Name, group: str) -> bool:
    """Whether a name can be of an ontology group: by its type, or by what its probabilities leave open."""
    if TYPES[name.type].group == group:
        return True
    chances = name.chances or {}
    return sum(chances.get(kind, 0.0) for kind, row in TYPES.items() if row.group == group) >= LOOSE


def compatible(long: Name, short: Name) -> bool:
    """Whether the two can name one thing: of one group, or the short form unsure enough to follow the long one."""
    return may_be(short, TYPES[long.type].group)


def _acronym(long: Name, short: Name) -> bool:
    return not short.signed and is_acronym_of(short.text, long.text) and compatible(long, short)


def _person(long: Name, short: Name) -> bool:
    if TYPES[long.type].group != "human" or not may_be(short, "human"):
        return False
    return len(short.key.split()) < len(long.key.split()) and same_person(short.text, long.text)


def _short_form(long: Name, short: Name) -> bool:
    """A name without its generic end or its country: "Labour" for "Labour Party", "Congress" for "US Congress"."""
    if TYPES[long.type].group in {"human", "place"} or not compatible(long, short) or short.type == "place":
        return False
    wide, narrow = long.key.split(), short.key.split()
    if not 0 < len(narrow) < len(wide):
        return False
    if wide[: len(narrow)] == narrow:
        return all(word in load_lexicon().endings for word in wide[len(narrow) :])
    if wide[-len(narrow) :] == narrow:
        front = " ".join(long.text.split()[: len(wide) - len(narrow)])
        front = re.sub(r"['’]s$|['’]$", "", front)
        return bool(find_place(front) or demonym(front))
    return False


def _headed(long: Name, short: Name) -> bool:
    """Events and instruments by their head alone: "the conference" for "conference in Hanoi"."""
    if TYPES[long.type].group not in {"event", "instrument"} or not compatible(long, short):
        return False
    return " " not in short.key and long.key != short.key and [*_head(long)] == [short.text.casefold()]


def _piece(long: Name, short: Name) -> bool:
    """The first or last words of a name, where no other name of the article has them (which `chain` sees to).

    "Petrel" for "Petrel Resources", "Defence Ministry" for "Zoldan Defence Ministry"; not capitals, "BBC" is no "BBC
    News", nor the start of a public body, "European Parliament" is no "European Parliament Trade Commission", nor a
    bare "Congress". On the annotated articles nine of ten such forms mean the longer name.
    """
    if TYPES[long.type].group in {"human", "place"} or short.type in {"place", "event", "instrument"}:
        return False
    if long.type in {"event", "instrument"} or short.text.isupper() or not compatible(long, short):
        return False
    starts = long.type in {"company", "organization"} and long.key.startswith(f"{short.key} ")
    ends = short.key not in load_lexicon().heads and long.key.endswith(f" {short.key}")
    return bool(short.key) and (starts or ends)


def _place(long: Name, short: Name) -> bool:
    """The forms of one country: "US", "America", "American"."""
    return long.type == short.type == "place" and bool(code := _country(long.text)) and code == _country(short.text)


def _country(text: str) -> str | None:
    if code := demonym(text):
        return code
    place = find_place(text)
    return place.country if place and place.kind == "country" else None


@dataclass(frozen=True, slots=True)
class Rule:
    """``fits(longer, shorter)`` tells whether both name one thing, which only names can that share a key."""

    fits: Callable[[Name, Name], bool]
    long: Callable[[Name], Collection[str]]
    short: Callable[[Name], Collection[str]]


def _parts(name: Name) -> Collection[str]:
    """What a name begins with and ends in."""
    words = name.key.split()
    cuts = range(1, len(words))
    return {f"{' '.join(words[:at])} …" for at in cuts} | {f"… {' '.join(words[at:])}" for at in cuts}


def _part(name: Name) -> Collection[str]:
    return f"{name.key} …", f"… {name.key}"


def _letter(name: Name) -> Collection[str]:
    return fold(name.text)[:1] if looks_like_acronym(name.text) else ()


def _human(name: Name) -> Collection[str]:
    return person_key(name.text) if may_be(name, "human") else ()


def _code(name: Name) -> Collection[str]:
    code = _country(name.text) if name.type == "place" else None
    return {code} if code else ()


def _head(name: Name) -> Collection[str]:
    return _PREPOSITION.split(name.text.casefold())[0].split()[-1:]


def _whole(name: Name) -> Collection[str]:
    return (name.text.casefold(),)


SIEVE = (
    Rule(_acronym, lambda name: openings(name.text), _letter),
    Rule(_person, _human, _human),
    Rule(_short_form, _parts, _part),
    Rule(_place, _code, _code),
    Rule(_headed, _head, _whole),
)
"""Rules in the order in which they are tried, the surest first."""

PIECE = Rule(_piece, _parts, _part)
