"""Where an article has the names of a gold, and which mentions of a build are at the same place.

A gold lists the names of each entity, not where they stand: every occurrence of a name as whole words is one of its
mentions, longest names first, none overlapping. A name that two entities of an article share tells nothing about
which of them is meant; what stands at such a place is left out on both sides.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from graph.evaluate.names import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.evaluate.gold import GoldEntity

Span = tuple[int, int]
Named = tuple[int, int, str]
"""Where a build has a mention, and the id of its entity."""


def gold_spans(text: str, entities: Sequence[GoldEntity]) -> tuple[dict[Span, int], list[Span]]:
    """Mentions with the index of their entity, and the places of names that several entities share.

    >>> from graph.evaluate.gold import GoldEntity
    >>> gold_spans("Ada Ko met Ko.", [GoldEntity("person", ("Ada Ko", "Ko"))])[0]
    {(0, 6): 0, (11, 13): 0}
    """
    owners = Counter(name for entity in entities for name in set(entity.names))
    names = {name: at for at, entity in enumerate(entities) for name in entity.names}
    found: dict[Span, int] = {}
    shared: list[Span] = []
    taken = bytearray(len(text))
    for name in sorted(names, key=lambda one: (-len(one), one)):
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)"
        for match in re.finditer(pattern, text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            if owners[name] > 1:
                shared.append((start, end))
            else:
                found[start, end] = names[name]
    return dict(sorted(found.items())), shared


def partitions(
    text: str, entities: Sequence[GoldEntity], mentions: Iterable[Named]
) -> tuple[list[set[Span]], list[set[Span]]]:
    """The mentions of a gold by entity, and those of a build by entity, in a form that can be compared.

    A mention of a build is the gold's where they overlap and have the same name but for titles
    (`graph.evaluate.names.normal`); it then has the gold's place.
    """
    spans, shared = gold_spans(text, entities)
    wanted: defaultdict[int, set[Span]] = defaultdict(set)
    for span, at in spans.items():
        wanted[at].add(span)
    have: defaultdict[str, set[Span]] = defaultdict(set)
    free, used = set(spans), set[Span]()
    for start, end, entity in sorted(mentions):
        place = _same((start, end), free, text)
        if place not in used and not any(_overlap(place, other) for other in shared):
            free.discard(place)
            used.add(place)
            have[entity].add(place)
    return list(wanted.values()), list(have.values())


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _same(span: Span, free: set[Span], text: str) -> Span:
    """The gold's place of a mention, or its own where the gold has none."""
    if span in free:
        return span
    name = normal(text[slice(*span)])
    near = (one for one in sorted(free) if _overlap(span, one))
    return next((one for one in near if normal(text[slice(*one)]) == name), span)
