"""A learnt second opinion: a linear model over pairs of names in a sentence that weighs the patterns and finds more.

Its classes are ``none`` and predicates with a direction: ``owns>`` (the earlier or outer name is the subject) and
``owns<``. A symmetric predicate has only ``>``. Trained by ``training/relations.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from graph.core.ontology import PREDICATES
from graph.extract.linear import LinearModel, softmax
from graph.extract.relations import status
from graph.extract.relations.features import Words, features, read_words
from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.proposal import Proposal
from graph.extract.relations.roles import find_roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.core.types import Status
    from graph.extract.relations.sentences import Sentence, Slot

NONE = "none"
FLOOR = 0.1
"""Probabilities below this are not proposed."""
FAR = 40
"""Tokens between two names beyond which only patterns link them."""
FACTS = tuple(name for name in PREDICATES if name != "concerns")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two slots of a sentence, ``first`` before or around ``second``, and the proposals that link them."""

    sentence: Sentence
    words: Words
    first: Slot
    second: Slot
    proposals: tuple[Proposal, ...]

    def direction(self, proposal: Proposal) -> str:
        """``>`` where the first is the proposal's subject or its predicate has no direction."""
        forward = proposal.subject == self.first.mention or PREDICATES[proposal.predicate].symmetric
        return ">" if forward else "<"

    def features(self) -> list[str]:
        """Feature names of the pair."""
        hits = sorted({f"{p.pattern}:{self.direction(p)}" for p in self.proposals})
        return features(self.sentence, self.words, self.first, self.second, hits)


@cache
def linkable(one: str, other: str) -> bool:
    """Whether any predicate links entities of these types, either way round."""
    return any(PREDICATES[p].allows(one, other) or PREDICATES[p].allows(other, one) for p in FACTS)


def pairs(sentence: Sentence, proposals: Sequence[Proposal]) -> Iterator[Pair]:
    """All pairs of different names in a sentence that may be linked, with the proposals that link them."""
    by_ends: dict[tuple[int, int], list[Proposal]] = {}
    for one in proposals:
        by_ends.setdefault((min(one.subject, one.object), max(one.subject, one.object)), []).append(one)
    slots, words = sentence.slots, read_words(sentence)
    for at, first in enumerate(slots):
        for second in slots[at + 1 :]:
            if (
                first.mention == second.mention
                or (first.anaphor and second.anaphor)
                or not linkable(first.kind, second.kind)
            ):
                continue
            linked = by_ends.get((min(first.mention, second.mention), max(first.mention, second.mention)), ())
            if linked or second.start - first.end <= FAR:
                yield Pair(sentence, words, first, second, tuple(linked))


@cache
def load_model() -> LinearModel | None:
    """The model that the package ships; None where there is none."""
    file = files("graph.extract").joinpath("data/relations.npz")
    return LinearModel.load(file) if file.is_file() else None


def rescore(sentence: Sentence, proposals: Sequence[Proposal], model: LinearModel) -> Iterator[Proposal]:
    """Proposals of a sentence with the model's probability, and those that only the model makes.

    A proposal between names that do not both stand in the sentence keeps its score.
    """
    seen: set[tuple[int, int]] = set()
    for pair in pairs(sentence, proposals) if len(sentence.slots) > 1 else ():
        seen.add((min(pair.first.mention, pair.second.mention), max(pair.first.mention, pair.second.mention)))
        chances = softmax(model.scores(pair.features()))
        for name, chance in zip(model.classes, chances, strict=True):
            if name != NONE and chance >= FLOOR:
                yield _proposal(pair, name[:-1], name[-1], chance)
    for one in proposals:
        unseen = (min(one.subject, one.object), max(one.subject, one.object)) not in seen
        if unseen or one.predicate in LEXICON.trusted:
            yield one


def _proposal(pair: Pair, predicate: str, direction: str, chance: float) -> Proposal:
    """A proposal of the model: role, status and trigger from a pattern that agrees, else read off the sentence."""
    for one in pair.proposals:
        if one.predicate == predicate and pair.direction(one) == direction:
            score = max(chance, one.score) if predicate in LEXICON.trusted else chance
            return replace(one, score=score, pattern=f"{one.pattern}+scorer")
    ends = (pair.first, pair.second) if direction == ">" else (pair.second, pair.first)
    role = ""
    if PREDICATES[predicate].role:
        role = _nearest_role(pair.sentence, *ends)
    trigger, said = _reading(pair)
    return Proposal(predicate, ends[0].mention, ends[1].mention, pair.sentence, trigger, role, said, chance, "scorer")


def _nearest_role(sentence: Sentence, person: Slot, body: Slot) -> str:
    """The text of the post nearest to the person; "" where the sentence has none."""
    roles = find_roles(sentence)
    if not roles:
        return ""
    nearest = min(roles, key=lambda r: (abs(r.noun.head - person.start) + abs(r.noun.head - body.start), r.noun.start))
    return nearest.text


def _reading(pair: Pair) -> tuple[int, Status]:
    """The verb over the second name and the status it gives."""
    sentence, slot = pair.sentence, pair.second
    if sentence.parsed and slot.end > pair.first.end:
        token = sentence.token(slot.head)
        for _ in range(6):
            if token.pos_ == "VERB":
                return token.i, status.of_verb(token)
            token = token.head
    return slot.head, status.of_noun(sentence, slot.start) or "stated"
