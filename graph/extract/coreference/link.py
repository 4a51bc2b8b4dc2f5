"""Group the names of one article into chains by a fixed list of rules, the surest first.

A deterministic multi-pass sieve in the manner of Lee et al. (2013), "Deterministic coreference resolution based on
entity-centric, precision-ranked rules", on names only: pronouns and bare descriptions are not resolved here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.core.acronyms import is_acronym_of
from graph.core.disjoint import DisjointSets
from graph.core.ontology import TYPES
from graph.extract.coreference.rules import PIECE, SIEVE, Name, Rule, compatible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


def chain(names: Sequence[Name], text: str) -> list[list[int]]:
    """Indices of ``names`` grouped by what they name, each index in one chain, in order of first mention.

    ``text`` is the article's; a name in brackets directly behind another is its short form.
    """
    sets = DisjointSets(range(len(names)))
    first: dict[tuple[str, str], int] = {}
    for at, name in enumerate(names):
        sets.join(first.setdefault((name.key, TYPES[name.type].group), at), at)
    for before, after in _brackets(names, text):
        if _bracketed(names[before], names[after], text):
            sets.join(before, after)
    firsts = sorted(first.values())
    for rule in SIEVE:
        for short, found in _matches(rule, names, firsts):
            earlier = [at for at in found if at < short]
            sets.join(earlier[-1] if earlier else found[0], short)
    for long, short in _pieces(names, firsts, sets.root):
        sets.join(long, short)
    return sets.groups()


def _pieces(names: Sequence[Name], firsts: Sequence[int], root: Callable[[int], int]) -> Iterator[tuple[int, int]]:
    """Each name that is a piece of one other thing's, after that."""
    for short, found in _matches(PIECE, names, firsts):
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


def _matches(rule: Rule, names: Sequence[Name], firsts: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Each name for which a rule finds longer forms, with these in text order."""
    index: dict[str, list[int]] = {}
    for at in firsts:
        for key in rule.long(names[at]):
            index.setdefault(key, []).append(at)
    for short in firsts:
        near = {at for key in rule.short(names[short]) for at in index.get(key, ())} - {short}
        found = sorted(at for at in near if rule.fits(names[at], names[short]))
        if found:
            yield short, found
