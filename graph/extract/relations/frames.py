"""Facts that verbs and nouns state, by the frames of ``relations_frames.toml``: "acquired", "subsidiary of"."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from graph.core.ontology import PREDICATES
from graph.extract.relations import status
from graph.extract.relations.acts import act_sides
from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.nominals import Found, Nominal, complements, denoted
from graph.extract.relations.paths import arguments, named, prepositional, subjects
from graph.extract.relations.proposal import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from graph.core.types import Status
    from graph.extract.relations.lexicon import ActFrame, NounFrame, VerbFrame
    from graph.extract.relations.sentences import Sentence, Slot

MOST = 12
"""Pairs that one trigger may propose: longer lists are tables."""
ENDED = frozenset({"quit", "leave", "sell"})


def _pairs(predicate: str, subjects_: Sequence[Slot], objects_: Sequence[Slot]) -> Iterator[tuple[Slot, Slot]]:
    """All pairs that the ontology allows, the number bounded."""
    rule, count = PREDICATES[predicate], 0
    for one in subjects_:
        for other in objects_:
            if one.mention != other.mention and rule.allows(one.kind, other.kind) and count < MOST:
                count += 1
                yield one, other


def _met(sentence: Sentence, verb: Token, frame: VerbFrame) -> bool:
    """Whether the verb's plain dependants hold one of the words that the frame needs."""
    if not frame.needs:
        return True
    near = [child for child in verb.children if child.i not in sentence.at]
    near += [inner for child in near if child.dep_ in {"prep", "prt"} for inner in child.children]
    near += [inner for child in near if child.dep_ == "dobj" for inner in child.children if inner.dep_ == "conj"]
    return any(token.lemma_.lower() in frame.needs or token.lower_ in frame.needs for token in near)


def find_verbs(sentence: Sentence) -> Iterator[Proposal]:
    """Facts whose trigger is a verb, active or passive, in a main, relative, participial or infinitive clause."""
    if not sentence.parsed:
        return
    for i in range(sentence.start, sentence.end):
        verb = sentence.token(i)
        if verb.pos_ not in {"VERB", "AUX"} or i in sentence.at:
            continue
        for frame in LEXICON.verbs.get(verb.lemma_.lower(), ()):
            if not _met(sentence, verb, frame):
                continue
            sources = arguments(sentence, verb, frame.source)
            said: Status = "planned" if frame.status == "planned" else status.of_verb(verb)
            said = "former" if verb.lemma_ in ENDED and frame.predicate in {"member_of", "owns"} else said
            if PREDICATES[frame.predicate].symmetric:
                yield from _mutual(sentence, frame, i, sources, said)
            if any(child.lower_ in LEXICON.joint for child in verb.children):
                yield from _joint(sentence, frame, i, sources, said)
            for name in frame.target:
                found = list(_pairs(frame.predicate, sources, arguments(sentence, verb, name)))
                for one, other in found:
                    pattern = f"verb:{frame.predicate}:{name}"
                    yield Proposal(
                        frame.predicate, one.mention, other.mention, sentence, i, "", said, frame.score, pattern
                    )
                if found:
                    break


def _joint(sentence: Sentence, frame: VerbFrame, i: int, sides: list[Slot], said: Status) -> Iterator[Proposal]:
    """Those who do something jointly cooperate: "held jointly by X and Y"."""
    for one, other in combinations(sides[:MOST], 2):
        if one.body and other.body and one.mention != other.mention:
            pattern = f"joint:{frame.predicate}"
            yield Proposal("cooperates_with", one.mention, other.mention, sentence, i, "", said, 0.6, pattern)


def _mutual(sentence: Sentence, frame: VerbFrame, i: int, sides: list[Slot], said: Status) -> Iterator[Proposal]:
    """What joint subjects do with one another: "X and Y met"; not where the verb has another party."""
    verb = sentence.token(i)
    alone = not any(arguments(sentence, verb, name) for name in frame.target)
    if alone and len(sides) > 1:
        for one, other in combinations(sides[:MOST], 2):
            if one.mention != other.mention and one.human == other.human:
                pattern = f"verb:{frame.predicate}:mutual"
                yield Proposal(frame.predicate, one.mention, other.mention, sentence, i, "", said, frame.score, pattern)


def _noun_status(sentence: Sentence, noun: Nominal) -> Status:
    if found := status.of_noun(sentence, noun.start):
        return found
    if sentence.parsed:
        token = sentence.token(noun.head)
        if token.dep_ == "attr":
            return status.of_copula(token.head)
        if token.head.pos_ == "VERB":
            return status.of_verb(token.head)
    return "stated"


def _noun_phrase(sentence: Sentence, i: int) -> Nominal:
    """The noun with the plain modifiers in front of it."""
    start = i
    while start > i - 4 and start - 1 not in sentence.at and _modifier(sentence, start - 1):
        start -= 1
    return Nominal(start, i + 1, i)


def _modifier(sentence: Sentence, i: int) -> bool:
    if not sentence.start <= i or sentence.lower(i) in LEXICON.role_outside:
        return False
    if sentence.parsed:
        return sentence.token(i).pos_ in {"ADJ", "NOUN"} or sentence.lower(i) == "-"
    return False


def _noun_sides(sentence: Sentence, frame: NounFrame, noun: Nominal) -> tuple[Found, Found]:
    """What the noun is said of and what it belongs to, as slots that the predicate allows on these sides."""
    rule = PREDICATES[frame.predicate]
    allowed = {"subject": rule.subjects, "object": rule.objects}
    of_kinds, self_kinds = allowed[frame.of], allowed["subject" if frame.of == "object" else "object"]
    said_of = denoted(sentence, noun, lambda slot: slot.kind in self_kinds)
    return said_of, complements(sentence, noun, lambda slot: slot.kind in of_kinds)


def find_nouns(sentence: Sentence) -> Iterator[Proposal]:
    """Facts whose trigger is a noun said of one name and belonging to another."""
    for i in range(sentence.start, sentence.end):
        slot = sentence.at.get(i)
        lemma = sentence.token(i).lemma_.lower() or sentence.lower(i)
        if slot is not None:
            if slot.kind == "instrument" and not slot.anaphor and slot.head == i:
                for frame in LEXICON.between.get(lemma, ()):
                    yield from _between(sentence, frame, Nominal(slot.start, slot.end, i))
            continue
        for frame in LEXICON.nouns.get(lemma, ()):
            noun = _noun_phrase(sentence, i)
            said_of, belongs = _noun_sides(sentence, frame, noun)
            sides = (said_of.slots, belongs.slots) if frame.of == "object" else (belongs.slots, said_of.slots)
            said = _noun_status(sentence, noun)
            for one, other in _pairs(frame.predicate, *sides):
                pattern = f"noun:{frame.predicate}:{said_of.how}:{belongs.how}"
                yield Proposal(frame.predicate, one.mention, other.mention, sentence, i, "", said, frame.score, pattern)
        for frame in LEXICON.between.get(lemma, ()):
            yield from _between(sentence, frame, _noun_phrase(sentence, i))
        for act in LEXICON.acts.get(lemma, ()):
            yield from _act(sentence, act, _noun_phrase(sentence, i))


def _act(sentence: Sentence, frame: ActFrame, noun: Nominal) -> Iterator[Proposal]:
    by, upon, how = act_sides(sentence, frame, noun)
    said = _noun_status(sentence, noun)
    for one, other in _pairs(frame.predicate, by, upon):
        pattern = f"act:{frame.predicate}:{how}"
        yield Proposal(frame.predicate, one.mention, other.mention, sentence, noun.head, "", said, frame.score, pattern)


def _between(sentence: Sentence, frame: NounFrame, noun: Nominal) -> Iterator[Proposal]:
    """Both sides of "talks between X and Y", "X's talks with Y" and "X held talks with Y"."""
    if not sentence.parsed:
        return
    token = sentence.token(noun.head)
    kinds = PREDICATES[frame.predicate].subjects
    sides = [s for s in named(sentence, prepositional(token, "between")) if s.kind in kinds]
    how = "between"
    pairs: list[tuple[Slot, Slot]] = []
    if len(sides) >= 2:
        pairs = list(combinations(sides, 2))
    else:
        how = "with"
        over = [token, token.head] if token.dep_ == "dobj" else [token]  # a late "with" may hang on the verb
        partners = named(sentence, [found for one in over for p in ("with", "to") for found in prepositional(one, p)])
        owners = list(complements(sentence, noun, lambda slot: slot.kind in kinds, True).slots)
        if not owners and token.dep_ in {"dobj", "pobj"}:
            verb = token.head if token.dep_ == "dobj" else token.head.head
            owners = named(sentence, subjects(verb)) if verb.pos_ == "VERB" else []
        pairs = list(_pairs(frame.predicate, owners, partners))
    said = _noun_status(sentence, noun)
    for one, other in pairs[:MOST]:
        if one.mention != other.mention:
            pattern = f"between:{frame.predicate}:{how}"
            yield Proposal(
                frame.predicate, one.mention, other.mention, sentence, noun.head, "", said, frame.score, pattern
            )
