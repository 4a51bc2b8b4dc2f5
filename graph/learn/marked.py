"""Annotated names marked on a parsed article: where they stand, and which facts link them.

The annotated entities are marked wherever a name of theirs stands, places wherever the gazetteer knows one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from graph.core.gazetteer import country_name, demonym, find_place
from graph.core.names import normalise, strip_titles
from graph.extract.components.interface import MENTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.learn.annotated import Annotated

LONGEST_PLACE = 3
Links = dict[tuple[str, str], list[tuple[str, int]]]


@dataclass(slots=True)
class Marked:
    """An annotated article with its names marked on ``doc``.

    ``things`` gives each mention its entity ("E0") or place ("PKelmara"), ``names`` all normalised names of a thing.
    """

    gold: Annotated
    doc: Doc
    things: list[str]
    names: dict[str, set[str]]

    def is_one(self, thing: str, name: str) -> bool:
        """Whether an annotation's name may mean this entity or place."""
        return normalise(name) in self.names[thing]


def _titled(name: str, names: list[str]) -> bool:
    """Whether a person's name is another of theirs with a post in front, which is no part of a mention."""
    return strip_titles(name) != name and any(name != other and name.endswith(f" {other}") for other in names)


def _entities(gold: Annotated) -> Iterator[tuple[int, int, str, str]]:
    """Characters of each name of an entity, longest names first, none overlapping, with its type and key."""
    forms = []
    for number, (kind, names) in enumerate(gold.entities):
        people = kind in {"official", "person"}
        forms += [
            (name, kind, f"E{number}") for name in names if len(name) > 1 and not (people and _titled(name, names))
        ]
    taken: set[int] = set()
    for name, kind, key in sorted(forms, key=lambda form: (-len(form[0]), form)):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", gold.text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                yield *match.span(), kind, key


def _places(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Tokens of places and demonyms with the place's usual name."""
    at = 0
    while at < len(doc):
        for end in range(min(at + LONGEST_PLACE, len(doc)), at, -1):
            text = doc[at:end].text
            place = find_place(text) if text[:1].isupper() else None
            people = demonym(text) if end == at + 1 else None
            if place or people:
                yield at, end, place.name if place else country_name(str(people))
                at = end - 1
                break
        at += 1


def mark(gold: Annotated, doc: Doc) -> Marked:
    """Set the annotated mentions and chains on the article's Doc."""
    rows: dict[tuple[int, int], tuple[str, str]] = {}
    for start, end, kind, key in _entities(gold):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and all(span.end <= s or span.start >= e for s, e in rows):
            rows[span.start, span.end] = (kind, key)
    outer = sorted(rows)
    for start, end, name in _places(doc):
        around = [(s, e) for s, e in outer if s < end and start < e]
        if not around or (len(around) == 1 and around[0][0] <= start and end <= around[0][1]):
            rows.setdefault((start, end), ("place", f"P{name}"))
    ordered = sorted(rows.items(), key=lambda row: (row[0][0], -row[0][1]))
    doc.spans[MENTIONS] = [Span(doc, *window, label=kind) for window, (kind, _) in ordered]
    things = [key for _, (_, key) in ordered]
    chains: dict[str, list[int]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    for at, key in enumerate(things):
        chains[key].append(at)
        names[key] |= {normalise(doc.spans[MENTIONS][at].text), normalise(key[1:])}
    for key in names:
        if key.startswith("E"):
            names[key] = {normalise(name) for name in gold.entities[int(key[1:])][1]}
    doc._.chains = list(chains.values())
    return Marked(gold, doc, things, dict(names))


def links(example: Marked) -> Links:
    """For each ordered pair of things the facts that link them: predicate and number."""
    found: Links = defaultdict(list)
    for number, (predicate, subjects, objects, _, _) in enumerate(example.gold.facts):
        ends = [[k for k in example.names if any(example.is_one(k, n) for n in side)] for side in (subjects, objects)]
        for one in ends[0]:
            for other in ends[1]:
                found[one, other].append((predicate, number))
    return found
