"""What a noun in running text is said of and belongs to: "Y, a unit of X", "X's unit Y", "Y is a unit of X".

The two questions are the same for posts ("chairman"), kinship of companies ("subsidiary") and membership ("member"), so
they are answered once, first by the order of words (sure, and without a parse), then by the parse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.paths import SUBJECTS, named, objects, passive, subjects

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.extract.relations.sentences import Sentence, Slot

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
COPULAS = frozenset({"be", "become", "remain"})
WEAK = frozenset({"to", "from", "on", "under", "with"})
JOINERS = frozenset({",", "and", "&", "or"})
OPENERS = frozenset({",", "(", "-", "–", "—"})
WINDOW = 6
BRACKET = 4
"""Tokens of a short form in brackets at most, the first bracket among them."""


@dataclass(frozen=True, slots=True)
class Nominal:
    """Tokens ``start:end`` of a common noun with its modifiers, its ``head`` token among them."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Found:
    """Slots that answer a question, and the name of the pattern that found them."""

    slots: tuple[Slot, ...] = ()
    how: str = ""


def joined(sentence: Sentence, first: Slot, wanted: Callable[[Slot], bool]) -> tuple[Slot, ...]:
    """A slot and those listed after it ("X, Y and Z"), as long as they are wanted."""
    slots, at = [first], first.end
    while True:
        j = at
        while sentence.lower(j) in JOINERS and j < at + 2:
            j += 1
        following = sentence.starting_at(j)
        if j == at or following is None or not wanted(following) or following.kind != first.kind:
            return tuple(slots)
        slots.append(following)
        at = following.end


def is_list(sentence: Sentence, slots: tuple[Slot, ...]) -> bool:
    """Whether the slots end in an "and" list, not in a run of appositions."""
    return len(slots) < 2 or any(sentence.lower(i) in {"and", "&"} for i in range(slots[0].end, slots[-1].start))


def _before(sentence: Sentence, noun: Nominal) -> Slot | None:
    """The name in front of the noun: "Maybank chairman", "Malaysia's minister", "its owner", "Port Guild (PG) head"."""
    i = noun.start
    while i > noun.start - 3 and sentence.lower(i - 1) in LEXICON.role_qualifiers and i - 1 not in sentence.at:
        i -= 1
    if sentence.lower(i - 1) in POSSESSIVE:
        i -= 1
    opened = opening(sentence, i)
    if opened is not None:
        return sentence.ending_at(opened) or sentence.ending_at(i - 1)
    return sentence.ending_at(i)


def opening(sentence: Sentence, end: int) -> int | None:
    """Where a short bracket that ends before token ``end`` begins: that of "Port Guild (PG) chairman"."""
    if sentence.lower(end - 1) != ")":
        return None
    return next((i for i in range(end - 2, end - 2 - BRACKET, -1) if sentence.lower(i) == "("), None)


def _after(sentence: Sentence, noun: Nominal) -> tuple[str, Slot | None]:
    """The noun's preposition and the name after it: "of the German carmaker Volkswagen" gives the last."""
    preposition = sentence.lower(noun.end)
    if preposition not in LEXICON.role_prepositions:
        return "", None
    place = None
    j = noun.end + 1
    while j < min(noun.end + 1 + WINDOW, sentence.end):
        slot = sentence.starting_at(j)
        if slot is not None:
            if slot.kind != "place" or place is not None:
                return preposition, slot if slot.kind != "place" or place is None else place
            place, j = slot, slot.end
            continue
        text = sentence.lower(j)
        if not (text.isalnum() or text in {"-", "'s", "’s"}) or text in {"and", "who", "which", "that", "said", "is"}:
            break
        if place is not None and text in LEXICON.base_prepositions:
            break
        j += 1
    return preposition, place


def complement_end(sentence: Sentence, noun: Nominal) -> int:
    """Where the noun phrase ends, complement included: the token after "chairman of Bank X"."""
    _, slot = _after(sentence, noun)
    return slot.end if slot is not None else noun.end


def complements(sentence: Sentence, noun: Nominal, wanted: Callable[[Slot], bool], before_first: bool = False) -> Found:
    """What the noun belongs to: the name before it or after its preposition; bodies win over places.

    With ``before_first`` the name in front always wins ("German ambassador to France").
    """
    front = _before(sentence, noun)
    if front is not None and not wanted(front):
        front = None
    preposition, behind = _after(sentence, noun)
    if behind is not None and not wanted(behind):
        behind = None
    if front is not None and (before_first or front.kind != "place" or behind is None or preposition in WEAK):
        return Found((front,), "before")
    if behind is not None:
        return Found(joined(sentence, behind, wanted), f"after:{preposition}")
    if front is not None:
        return Found((front,), "before")
    if (relative := _antecedent(sentence, noun)) is not None and wanted(relative):
        return Found((relative,), "which")
    if sentence.parsed:
        token = sentence.token(noun.head)
        tokens = [p for c in token.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]
        slots = [s for s in named(sentence, tokens) if wanted(s)]
        if slots:
            return Found(tuple(slots), "parse")
    return Found()


def _antecedent(sentence: Sentence, noun: Nominal) -> Slot | None:
    """The name before "in which" or "of which" in front of the noun: "the chamber, of which Acme is a member"."""
    for i in range(noun.start - 1, max(noun.start - 2 * WINDOW, sentence.start), -1):
        if sentence.lower(i) in {"which", "whom"} and sentence.lower(i - 1) in LEXICON.role_prepositions:
            at = i - 1
            while sentence.lower(at - 1) in {",", ")"}:
                at -= 1
            return sentence.ending_at(at)
    return None


def _next(sentence: Sentence, at: int, wanted: Callable[[Slot], bool]) -> tuple[Slot, ...]:
    """The name that starts at ``at``, a comma and honorifics skipped."""
    for _ in range(5):
        slot = sentence.starting_at(at)
        if slot is not None:
            if not wanted(slot) or slot.anaphor:
                return ()
            slots = joined(sentence, slot, wanted)
            return slots if is_list(sentence, slots) else slots[:1]
        if sentence.lower(at) not in LEXICON.honorifics and sentence.lower(at) != ",":
            break
        at += 1
    return ()


def _apposed(sentence: Sentence, start: int, wanted: Callable[[Slot], bool]) -> Slot | None:
    """The name that the noun phrase from ``start`` follows in apposition: "X, the Y chairman" (start at chairman)."""
    i = start
    for _ in range(8):
        if sentence.lower(i - 1) in OPENERS:
            slot = sentence.ending_at(i - 1)
            if slot is None and sentence.doc[max(i - 2, 0)].like_num and sentence.lower(i - 3) == ",":
                slot = sentence.ending_at(i - 3)
            return slot if slot is not None and wanted(slot) else None
        slot = sentence.at.get(i - 1)
        if slot is not None:
            if slot.human:
                return None
            i = slot.start
        elif sentence.lower(i - 1) in LEXICON.role_openers or sentence.lower(i - 1) in POSSESSIVE:
            i -= 1
        else:
            return None
    return None


def denoted(sentence: Sentence, noun: Nominal, wanted: Callable[[Slot], bool]) -> Found:
    """Which names the noun is said of, by apposition, as a title, by a copula or by "as"."""
    before = _apposed(sentence, noun.start, wanted)
    end = complement_end(sentence, noun)
    title = _next(sentence, noun.end, wanted)
    if title and sentence.lower(noun.end) != ",":
        return Found(title, "title")
    if before is not None and not _acts(sentence, noun, end):
        return Found((before,), "apposed")
    if title and not _clauses_apart(sentence, noun, title[0]):
        return Found(title, "named")
    if end != noun.end and (title := _next(sentence, end, wanted)):
        return Found(title, "named:of" if sentence.lower(end) == "," else "title:of")
    return _by_parse(sentence, noun, wanted) if sentence.parsed else Found()


def _acts(sentence: Sentence, noun: Nominal, end: int) -> bool:
    """Whether the noun is the subject of the verb right behind it: "Echoing Jane Roe, the prime minister said"."""
    if not sentence.parsed or end >= sentence.end or end in sentence.at:
        return False
    return sentence.token(noun.head).dep_ in SUBJECTS and sentence.token(end).pos_ in {"VERB", "AUX"}


def _clauses_apart(sentence: Sentence, noun: Nominal, name: Slot) -> bool:
    """Whether a clause ends between the noun and the name: "as he began his term as president, Jane Roe said"."""
    if not sentence.parsed:
        return False
    verbs = (
        next((up.i for up in sentence.token(at).ancestors if up.pos_ in {"VERB", "AUX"}), None)
        for at in (noun.head, name.head)
    )
    one, other = verbs
    return one is not None and other is not None and one != other


def _by_parse(sentence: Sentence, noun: Nominal, wanted: Callable[[Slot], bool]) -> Found:
    token = sentence.token(noun.head)
    for _ in range(3):
        if token.dep_ != "conj":
            break
        token = token.head
        if (slot := sentence.at.get(token.i)) is not None and wanted(slot):
            return Found()
    verb = token.head
    if token.dep_ in {"attr", "oprd", "acomp"}:
        if verb.lemma_ in COPULAS or passive(verb):
            tokens, how = [c for c in verb.children if c.dep_ in SUBJECTS or c.dep_ == "nsubjpass"], "copula"
            tokens = tokens or subjects(verb)
            if tokens and tokens[0].lower_ in {"who", "which"} and verb.dep_ == "relcl":
                tokens = [verb.head]
        else:
            tokens, how = [c for c in verb.children if c.dep_ in {"dobj", "nsubj"} and c != token], "predicative"
    elif token.dep_ == "pobj" and verb.lower_ == "as":
        governor = verb.head
        tokens, how = (objects(governor) or subjects(governor)), "as"
    elif token.dep_ == "appos":
        tokens, how = [verb], "appos"
    elif token.dep_ in {"compound", "nmod"}:
        tokens, how = [verb], "compound"
    else:
        tokens, how = [c for c in token.children if c.dep_ == "appos"], "has-appos"
    slots = tuple(s for s in named(sentence, tokens) if wanted(s))
    return Found(slots, how) if slots else Found()
