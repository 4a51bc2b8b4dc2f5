"""based_in: where a body sits or an event is held, by a place inside its name or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.nominals import POSSESSIVE
from graph.extract.relations.paths import arguments
from graph.extract.relations.proposal import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.relations.sentences import Sentence, Slot

GAP = 3
"""Words of a kind ("carmaker", "opposition party") that may stand between a demonym and a name."""


def _sits(slot: Slot) -> bool:
    return slot.body or slot.kind == "event"


def _inside(sentence: Sentence, slot: Slot) -> Iterator[tuple[Slot, str, float]]:
    """Places in the name: "Bank of Korea", "Malaysian Football Association"."""
    for place in sentence.nested(slot):
        if place.kind == "place":
            where = "first" if place.start == slot.start else "last" if place.end == slot.end else "middle"
            yield place, f"inside:{where}", 0.75


def _in_front(sentence: Sentence, slot: Slot) -> Iterator[tuple[Slot, str, float]]:
    """ "Malaysia's BODY", "German carmaker BODY", "Singapore-based BODY"."""
    i = slot.start
    for gap in range(GAP + 1):
        text = sentence.lower(i - 1)
        place = sentence.ending_at(i)
        if place is not None:
            if place.kind == "place" and not place.anaphor:
                yield place, f"front:{gap}", 0.6 if gap else 0.5
            return
        if text in POSSESSIVE and (owner := sentence.ending_at(i - 1)):
            if owner.kind == "place":
                yield owner, "possessive", 0.6
            return
        if text in LEXICON.base_links and sentence.lower(i - 2) == "-":
            place = sentence.ending_at(i - 2)
            if place is not None and place.kind == "place":
                yield place, "based", 0.85
            return
        if not text or not text.replace("-", "").isalpha() or text in LEXICON.role_outside:
            return
        i -= 1


def _behind(sentence: Sentence, slot: Slot) -> Iterator[tuple[Slot, str, float]]:
    """ "BODY in PLACE", "BODY, based in PLACE", "BODY of PLACE", "BODY (PLACE)"."""
    i = slot.end
    if sentence.lower(i) == "," and (place := sentence.starting_at(i + 1)) and place.kind == "place":
        yield place, "comma", 0.5
        return
    if sentence.lower(i) == "(" and (place := sentence.starting_at(i + 1)) and place.kind == "place":
        yield place, "bracket", 0.5
        return
    words: list[str] = []
    for _ in range(6):
        if (place := sentence.starting_at(i)) is not None:
            linked = any(word in LEXICON.base_links for word in words)
            prepositions = [word for word in words if word in LEXICON.base_prepositions or word == "of"]
            if place.kind == "place" and prepositions:
                yield place, f"behind:{'linked' if linked else prepositions[-1]}", 0.7 if linked else 0.5
            return
        text = sentence.lower(i)
        allowed = (
            LEXICON.base_prepositions
            | LEXICON.base_links
            | {"of", "the", ",", "is", "was", "which", "are", "be", "were", "to", "will"}
        )
        if text not in allowed:
            return
        words.append(text)
        i += 1


def find_bases(sentence: Sentence) -> Iterator[Proposal]:
    """Where bodies and events of a sentence are based, from what stands in and next to their names, and from verbs."""
    for slot in sentence.slots:
        if not _sits(slot):
            continue
        found = [] if slot.anaphor else [*_inside(sentence, slot), *_in_front(sentence, slot)]
        for place, how, score in [*found, *_behind(sentence, slot)]:
            yield Proposal(
                "based_in", slot.mention, place.mention, sentence, slot.head, "", "stated", score, f"base:{how}"
            )
    yield from _by_verb(sentence)


def _by_verb(sentence: Sentence) -> Iterator[Proposal]:
    """ "The summit takes place in PLACE", "BODY is headquartered in PLACE"."""
    if not sentence.parsed:
        return
    for i in range(sentence.start, sentence.end):
        verb = sentence.token(i)
        if i in sentence.at or verb.pos_ != "VERB" or verb.lemma_.lower() not in LEXICON.base_verbs:
            continue
        places = [s for p in ("in", "at") for s in arguments(sentence, verb, p) if s.kind == "place"]
        things = [s for name in ("object", "subject") for s in arguments(sentence, verb, name) if _sits(s)]
        for thing in things[:3]:
            for place in places[:1]:
                yield Proposal("based_in", thing.mention, place.mention, sentence, i, "", "stated", 0.5, "base:verb")
