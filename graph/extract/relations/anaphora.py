"""What "she", "the ministry" and "the conference" stand for: the nearest earlier mention of a fitting type.

A heuristic after Hobbs (1978) at its crudest: recency, with subjects of the sentence before preferred for pronouns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.paths import gives_name
from graph.extract.relations.sentences import Sentence, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

DETERMINERS = frozenset({"the", "this", "that"})


def _pronoun(sentence: Sentence, i: int) -> frozenset[str]:
    return LEXICON.pronouns.get(sentence.lower(i), frozenset())


def _description(sentence: Sentence, i: int) -> frozenset[str]:
    """Types that token ``i`` may stand for as the head of "the NOUN": "the company", but not "the company law"."""
    kinds = LEXICON.descriptions.get(sentence.lower(i))
    if kinds is None or sentence.lower(i - 1) not in DETERMINERS:
        return frozenset()
    following = sentence.lower(i + 1)
    if following in {"of", "-"} or (sentence.at.get(i + 1) and following not in {"'s", "’s"}):
        return frozenset()
    if sentence.parsed and sentence.token(i).dep_ == "compound":
        return frozenset()
    return kinds


def _named(sentence: Sentence, slot: Slot, noun: str) -> bool:
    """Whether a name holds the noun that points back to it: "the ministry" means the Ministry of Works."""
    return any(sentence.lower(i) == noun for i in range(slot.start, slot.end))


def _antecedent(before: Sequence[tuple[Sentence, Slot]], kinds: frozenset[str], noun: str) -> Slot | None:
    """The nearest earlier mention of one of these types, one whose name holds the noun before one that does not."""
    near = [(s, slot) for s, slot in before if slot.kind in kinds][-6:]
    if not near:
        return None
    named = [slot for s, slot in near if _named(s, slot, noun)]
    return named[-1] if named else near[-1][1]


def _speaker(before: Sequence[tuple[Sentence, Slot]], kinds: frozenset[str]) -> Slot | None:
    """The antecedent of a pronoun: in the latest sentence that names one, the first such mention (its topic)."""
    near = [(s, slot) for s, slot in before if slot.kind in kinds]
    if not near:
        return None
    last = near[-1][0]
    return next(slot for s, slot in near if s is last)


def _is_called(sentence: Sentence, i: int) -> bool:
    """Whether a noun gets its name right behind it: "a firm called Acme" is none of those named before."""
    after = i + 1 + (sentence.lower(i + 1) == ",")
    if not sentence.parsed or after >= sentence.end:
        return False
    naming = sentence.token(after)
    return naming.head.i == i and gives_name(naming)


def add_anaphors(sentences: list[Sentence]) -> list[Sentence]:
    """The same sentences, each with slots added for its pronouns and descriptions that have an antecedent."""
    before: list[tuple[Sentence, Slot]] = []
    result = []
    for sentence in sentences:
        extra = []
        here = [(sentence, slot) for slot in sentence.slots]
        for i in range(sentence.start, sentence.end):
            if i in sentence.at:
                continue
            known = before[-30:] + [pair for pair in here if pair[1].end <= i]
            if kinds := _pronoun(sentence, i):
                found = _speaker(known, kinds)
            elif not _is_called(sentence, i) and (kinds := _description(sentence, i)):
                found = _antecedent(known, kinds, sentence.lower(i))
            else:
                continue
            if found is not None:
                extra.append(Slot(found.mention, i, i + 1, i, found.kind, anaphor=True))
        before += here
        slots = sorted([*sentence.slots, *extra], key=lambda s: (s.start, -s.end, s.mention))
        result.append(
            Sentence(sentence.doc, sentence.start, sentence.end, slots, sentence.parsed, lowers=sentence.lowers)
        )
    return result
