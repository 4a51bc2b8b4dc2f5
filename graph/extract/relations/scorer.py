"""A learnt second opinion: a linear model over pairs of names in a sentence that weighs the patterns and finds more.

Its classes are ``none`` and predicates with a direction: ``owns>`` (the earlier or outer name is the subject) and
``owns<``. A symmetric predicate has only ``>``. Trained by ``training/relations.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.core.ontology import PREDICATES
from graph.extract.encoder.blend import blend
from graph.extract.encoder.units import FAR, LABELS, NONE, across, consecutive, linkable, numbers
from graph.extract.linear import softmax_rows
from graph.extract.relations import status
from graph.extract.relations.features import Words, features, read_words
from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.nominals import POSSESSIVE
from graph.extract.relations.posts import find_holders
from graph.extract.relations.proposal import Proposal
from graph.extract.relations.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np

    from graph.core.types import Status
    from graph.extract.encoder.model import Encoded
    from graph.extract.linear import LinearModel
    from graph.extract.relations.roles import Role
    from graph.extract.relations.sentences import Sentence, Slot

WEIGHTS = (0.6, 0.6)
"""Weights of the linear model's and the encoder's log-odds (training/tune.py)."""
FLOOR = 0.1
"""Probabilities below this are not proposed."""
FLOOR_ACROSS = 0.5
"""The same for pairs of two sentences."""
NEAR = 4
"""Tokens after "'s" within which a post is that of somebody else's: "Roe's old coach"."""
Rated = list[tuple[str, float]]
"""Classes of a pair, with their probabilities."""


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


def pairs(sentence: Sentence, proposals: Sequence[Proposal]) -> Iterator[Pair]:
    """All pairs of different names in a sentence that may be linked, with the proposals that link them."""
    by_ends: dict[tuple[int, int], list[Proposal]] = {}
    for one in proposals:
        by_ends.setdefault((min(one.subject, one.object), max(one.subject, one.object)), []).append(one)
    if len(sentence.slots) < 2:
        return
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


def rate(found: Sequence[Pair], model: LinearModel, view: Encoded | None) -> list[Rated]:
    """For each pair its classes but none with their probabilities, of the linear model and of the encoder together."""
    rows = model.chances([pair.features() for pair in found])
    if view is not None and found:
        rows = blend(rows, encoder_scores(found, model, view), WEIGHTS)
    return [named(model, row) for row in rows]


def encoder_scores(found: Sequence[Pair], model: LinearModel, view: Encoded) -> np.ndarray:
    """The encoder's log-odds for pairs, ``[pairs, classes]``, in the order of the linear model's classes."""
    table = [numbers(pair.first, pair.second, apart=False) for pair in found]
    return view.pairs(table)[:, [LABELS.index(name) for name in model.classes]]


def named(model: LinearModel, row: Sequence[float], floor: float = FLOOR) -> Rated:
    """The classes but none that reach a probability."""
    return [(n, p) for n, p in zip(model.classes, row, strict=True) if n != NONE and p >= floor]


def read_across(sentences: Sequence[Sentence], view: Encoded) -> Iterator[Proposal]:
    """Proposals that link names of two sentences, by the encoder alone; their evidence is the second sentence."""
    places = [(s, *ends) for before, s in consecutive(sentences) for ends in across(before, s)]
    if not places:
        return
    scores = view.pairs([numbers(first, second, apart=True) for _, first, second in places])
    for (sentence, first, second), row in zip(places, softmax_rows(scores), strict=True):
        for name, chance in zip(LABELS, row.tolist(), strict=True):
            if name != NONE and chance >= FLOOR_ACROSS and not PREDICATES[name[:-1]].role:
                one, other = (first, second) if name[-1] == ">" else (second, first)
                now = status.of_noun(sentence, second.start) or "stated"
                score = round(chance, 6)
                yield Proposal(name[:-1], one.mention, other.mention, sentence, second.head, "", now, score, "across")


def rescore(
    proposals: Sequence[Proposal], found: Sequence[Pair], rated: Sequence[Rated], said_: LinearModel | None = None
) -> Iterator[Proposal]:
    """Proposals of a sentence with the probability of their pair, and those that only the models make.

    ``said_`` is the model of their status; without it rules tell that. A proposal between names that do not both stand
    in the sentence keeps its score.
    """
    seen: set[tuple[int, int]] = set()
    for pair, chances in zip(found, rated, strict=True):
        seen.add((min(pair.first.mention, pair.second.mention), max(pair.first.mention, pair.second.mention)))
        for name, chance in chances:
            if not _turned(pair, name[:-1], name[-1]):
                yield _proposal(pair, name[:-1], name[-1], chance, said_)
    for one in proposals:
        unseen = (min(one.subject, one.object), max(one.subject, one.object)) not in seen
        if unseen or _trusted(one):
            yield one


def _turned(pair: Pair, predicate: str, direction: str) -> bool:
    """Whether patterns read the predicate between the two, and only the other way round: "its owner, Bolt Cruises"."""
    ways = {pair.direction(one) for one in pair.proposals if one.predicate == predicate}
    return bool(ways) and direction not in ways


def _trusted(one: Proposal) -> bool:
    """Whether a pattern's own score counts where it is higher."""
    return not LEXICON.trusted.isdisjoint({one.predicate, one.pattern})


def _proposal(pair: Pair, predicate: str, direction: str, chance: float, said_: LinearModel | None) -> Proposal:
    """A proposal of the model: role, status and trigger from a pattern that agrees, else read off the sentence."""
    for one in pair.proposals:
        if one.predicate == predicate and pair.direction(one) == direction:
            score = max(chance, one.score) if _trusted(one) else chance
            now = _status(pair, predicate, one.status, score, said_)
            return replace(one, score=score, status=now, pattern=f"{one.pattern}+scorer")
    ends = (pair.first, pair.second) if direction == ">" else (pair.second, pair.first)
    role = ""
    if PREDICATES[predicate].role:
        role = _nearest_role(pair.sentence, *ends)
    trigger, rule = reading(pair)
    now = _status(pair, predicate, rule, chance, said_)
    return Proposal(predicate, ends[0].mention, ends[1].mention, pair.sentence, trigger, role, now, chance, "scorer")


def _status(pair: Pair, predicate: str, rule: Status, score: float, model: LinearModel | None) -> Status:
    """The status by the model, where there is one and the fact may be kept at all; else by rules."""
    low = score < LEXICON.thresholds.get(predicate, 0.0)
    return rule if model is None or low else said(model, pair, predicate, rule)


def _nearest_role(sentence: Sentence, person: Slot, body: Slot) -> str:
    """The text of the person's post; where the sentence tells none, the nearest that could be theirs; "" without one.

    A post that the sentence says of another is not theirs: "Mr Blair attacked Tory leader Jane Roe"; unless one follows
    the other in it.
    """
    held = find_holders(sentence)
    own = [one.role for one in held if any(holder.mention == person.mention for holder in one.holders)]
    free = (one.role for one in held if not one.holders or _tells_successors(sentence))
    roles = own or [role for role in free if _open(sentence, role, person)]
    if not roles:
        return ""
    nearest = min(roles, key=lambda r: (abs(r.noun.head - person.start) + abs(r.noun.head - body.start), r.noun.start))
    return nearest.text


def _open(sentence: Sentence, role: Role, person: Slot) -> bool:
    """Whether a post may be the person's: it is named as one, and does not tell of somebody else of theirs.

    "Leadership" only speaks of one, and in "Roe's coach" Roe is none.
    """
    if sentence.lower(person.end) in POSSESSIVE and 0 < role.noun.head - person.end <= NEAR:
        return False
    return sentence.lower(role.noun.head) not in LEXICON.abstract and not _acts_apart(sentence, role, person)


def _acts_apart(sentence: Sentence, role: Role, person: Slot) -> bool:
    """Whether the holder of a post does something and is not called by the name: "the manager dropped Jane Roe"."""
    if not sentence.parsed:
        return False
    token = sentence.token(role.noun.head)
    return token.dep_ in {"nsubj", "nsubjpass"} and not token.left_edge.i <= person.head <= token.right_edge.i


def _tells_successors(sentence: Sentence) -> bool:
    """Whether a word of the sentence is one for following in a post: two persons then have the same."""
    words = {sentence.doc[i].lemma_.lower() for i in range(sentence.start, sentence.end)}
    told = {frame.predicate for word in words for frame in LEXICON.verbs.get(word, ()) if frame.needs <= words}
    told |= {frame.predicate for word in words for frame in LEXICON.nouns.get(word, ())}
    return "succeeds" in told


def reading(pair: Pair) -> tuple[int, Status]:
    """The verb over the second name and the status it gives."""
    sentence, slot = pair.sentence, pair.second
    if sentence.parsed and slot.end > pair.first.end:
        token = sentence.token(slot.head)
        for _ in range(6):
            if token.pos_ == "VERB":
                return token.i, status.of_verb(token)
            token = token.head
    return slot.head, status.of_noun(sentence, slot.start) or "stated"
