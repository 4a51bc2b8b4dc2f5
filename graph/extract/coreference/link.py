"""Group the names of one article into chains by a fixed list of rules, the surest first.

A deterministic multi-pass sieve in the manner of Lee et al. (2013), "Deterministic coreference resolution based on
entity-centric, precision-ranked rules", on names only: pronouns and bare descriptions are not resolved here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.gazetteer import demonym, find_place
from graph.core.names import is_acronym_of, same_person
from graph.core.ontology import TYPES
from graph.extract.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
    head = re.split(r" (?:of|on|in|for|to|between|by|with|at|against|from) ", long.text.casefold())[0]
    return " " not in short.key and long.key != short.key and head.split()[-1:] == [short.text.casefold()]


def _piece(long: Name, short: Name) -> bool:
    """The first or last words of a name, where no other name of the article has them (`chain` sees to that).

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


SIEVE: tuple[Callable[[Name, Name], bool], ...] = (_acronym, _person, _short_form, _place, _headed)
"""Rules ``(longer name, shorter name) -> same thing``, the surest first."""


def chain(names: Sequence[Name], text: str) -> list[list[int]]:
    """Indices of ``names`` grouped by what they name, each index in one chain, in order of first mention.

    ``text`` is the article's; a name in brackets directly behind another is its short form.
    """
    parent = list(range(len(names)))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    def join(a: int, b: int) -> None:
        low, high = sorted((root(a), root(b)))
        parent[high] = low

    first: dict[tuple[str, str], int] = {}
    for at, name in enumerate(names):
        join(first.setdefault((name.key, TYPES[name.type].group), at), at)
    for before, after in _brackets(names, text):
        if _bracketed(names[before], names[after], text):
            join(before, after)
    firsts = sorted(first.values())
    for rule in SIEVE:
        for short in firsts:
            if (long := _antecedent(rule, names, firsts, short)) is not None:
                join(long, short)
    for long, short in _pieces(names, firsts, root):
        join(long, short)
    grouped: dict[int, list[int]] = {}
    for at in range(len(names)):
        grouped.setdefault(root(at), []).append(at)
    return [grouped[at] for at in sorted(grouped)]


def _pieces(names: Sequence[Name], firsts: Sequence[int], root: Callable[[int], int]) -> Iterator[tuple[int, int]]:
    """Each name that is a piece of one other thing's, after that."""
    for short in firsts:
        found = [at for at in firsts if at != short and _piece(names[at], names[short])]
        if len({root(at) for at in found}) == 1:
            yield found[0], short


def _brackets(names: Sequence[Name], text: str) -> Iterator[tuple[int, int]]:
    """Each name right behind an opening bracket, after the longest name that ends before the bracket."""
    ending: dict[int, int] = {}
    for at, name in enumerate(names):
        if name.end not in ending or name.start < names[ending[name.end]].start:
            ending[name.end] = at
    for after, name in enumerate(names):
        if text[name.start - 1 : name.start] == "(":
            before = ending.get(len(text[: name.start - 1].rstrip()))
            if before is not None:
                yield before, after


def _bracketed(before: Name, after: Name, text: str) -> bool:
    between = text[before.end : after.start]
    return (
        not after.signed
        and between.strip() == "("
        and text[after.end : after.end + 1] == ")"
        and (sum(c.isupper() for c in after.text) >= 2 or is_acronym_of(after.text.upper(), before.text))
        and " " not in after.text
        and compatible(before, after)
    )


def _antecedent(
    rule: Callable[[Name, Name], bool], names: Sequence[Name], firsts: Sequence[int], short: int
) -> int | None:
    """The longer form that a rule finds for a name: the nearest before it, else the first after it; None if none."""
    found = [at for at in firsts if at != short and rule(names[at], names[short])]
    before = [at for at in found if at < short]
    return before[-1] if before else (found[0] if found else None)
