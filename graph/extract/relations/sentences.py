"""A sentence and what it names: mentions, and anaphors ("she", "the ministry") that stand for an earlier mention."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.extract.components.interface import MENTIONS
from graph.extract.relations.lexicon import LEXICON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

    from graph.extract.relations.posts import Held
    from graph.extract.relations.roles import Role

MAX_SLOTS = 40
"""Mentions looked at in a sentence: a table or list of names says nothing by its grammar, and pairs grow squarely."""
MAX_TOKENS = 200
"""A longer sentence is text without punctuation; it is read in pieces of this length."""
MAX_NAME = 6
"""Words of a name looked for inside another name."""
ENDS = frozenset(".!?")
HUMANS = frozenset({"official", "person"})
BODIES = frozenset({"ministry", "government_body", "company", "organization"})


@dataclass(frozen=True, slots=True)
class Slot:
    """Tokens ``start:end`` that name mention number ``mention`` of type ``kind``; ``head`` is their syntactic head.

    ``inside`` is the mention number of the name that encloses this one (a place in "Bank of Korea"), or -1.
    ``anaphor`` tells that the tokens only stand for the mention.
    """

    mention: int
    start: int
    end: int
    head: int
    kind: str
    inside: int = -1
    anaphor: bool = False

    @property
    def human(self) -> bool:
        """Whether it is a person."""
        return self.kind in HUMANS

    @property
    def body(self) -> bool:
        """Whether it is an organisation of any type."""
        return self.kind in BODIES


@dataclass(slots=True)
class Sentence:
    """Tokens ``start:end`` of a Doc with the slots in them, in order; ``at`` maps a token to its outermost slot.

    ``roles`` are the posts in it, once `graph.extract.relations.roles.find_roles` has read them, ``holders`` whom each
    is said of, once `graph.extract.relations.posts.find_holders` has.
    """

    doc: Doc
    start: int
    end: int
    slots: list[Slot]
    parsed: bool
    at: dict[int, Slot] = field(default_factory=dict)
    lowers: list[str] = field(default_factory=list)
    roles: tuple[Role, ...] | None = None
    holders: tuple[Held, ...] | None = None

    def __post_init__(self) -> None:
        """Index the slots by token; an enclosing name wins over what lies in it."""
        self.lowers = self.lowers or [token.lower_ for token in self.doc[self.start : self.end]]
        for slot in self.slots:
            for i in range(slot.start, slot.end):
                if i not in self.at or slot.inside < 0:
                    self.at[i] = slot

    def token(self, i: int) -> Token:
        """Token number ``i`` of the Doc."""
        return self.doc[i]

    def lower(self, i: int) -> str:
        """Lower-case text of token ``i``, or "" outside the sentence."""
        return self.lowers[i - self.start] if self.start <= i < self.end else ""

    def nested(self, slot: Slot) -> list[Slot]:
        """The slots that lie inside ``slot``."""
        return [other for other in self.slots if other.inside == slot.mention and not slot.anaphor]

    def ending_at(self, i: int) -> Slot | None:
        """The outermost slot whose last token is ``i - 1``."""
        slot = self.at.get(i - 1)
        return slot if slot is not None and slot.end == i else None

    def starting_at(self, i: int) -> Slot | None:
        """The outermost slot whose first token is ``i``."""
        slot = self.at.get(i)
        return slot if slot is not None and slot.start == i else None


def bounds(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token bounds of the sentences: the Doc's own, else split after full stops; never over `MAX_TOKENS` long.

    >>> import spacy
    >>> list(bounds(spacy.blank("en")("It rains. It pours.")))
    [(0, 3), (3, 6)]
    """
    if doc.has_annotation("SENT_START"):
        raw = [(s.start, s.end) for s in doc.sents]
    else:
        ends = [t.i + 1 for t in doc if t.text in ENDS or (t.is_space and "\n" in t.text)]
        raw = list(zip([0, *ends], [*ends, len(doc)], strict=True))
    for start, end in raw:
        for at in range(start, end, MAX_TOKENS):
            yield at, min(end, at + MAX_TOKENS)


def _enclosing(spans: list[Span]) -> list[int]:
    """For each span the index of the longest other span that covers it, or -1. Spans are ordered by start."""
    found = [-1] * len(spans)
    for i, outer in enumerate(spans):
        for j in range(i + 1, len(spans)):
            if spans[j].start >= outer.end:
                break
            if spans[j].end <= outer.end and len(spans[j]) < len(outer) and found[j] < 0:
                found[j] = i
        for j in range(i - 1, -1, -1):
            if spans[j].start < outer.start:
                break
            if spans[j].end <= outer.end and len(spans[j]) < len(outer) and found[j] < 0:
                found[j] = i
    return found


def _known(spans: list[Span]) -> dict[tuple[str, ...], int]:
    """The first mention of each name of a body or place, by its words in lower case without a leading article."""
    known: dict[tuple[str, ...], int] = {}
    for at, span in enumerate(spans):
        words = tuple(token.lower_ for token in span)
        words = words[1:] if words[0] == "the" else words
        if words and (span.label_ in BODIES or span.label_ == "place"):
            known.setdefault(words, at)
    return known


def _names_within(
    sentence: Sentence, outer: Slot, known: dict[tuple[str, ...], int], taken: set[int]
) -> Iterator[Slot]:
    """Names of other mentions inside a longer name ("EU summit", "Acme report"), the longest at each place."""
    at = outer.start
    while at < outer.end:
        for end in range(min(outer.end, at + MAX_NAME), at, -1):
            mention = known.get(tuple(sentence.lowers[at - sentence.start : end - sentence.start]))
            if mention is not None and end - at < outer.end - outer.start and taken.isdisjoint(range(at, end)):
                yield Slot(mention, at, end, end - 1, sentence.doc.spans[MENTIONS][mention].label_, outer.mention)
                at = end - 1
                break
        at += 1


def _post(sentence: Sentence, slot: Slot) -> Slot:
    """A person's name up to the post that it begins with: "EU Commissioner" of "EU Commissioner Lena Marsh"."""
    if not slot.human:
        return slot
    heads = [i for i in range(slot.start, slot.end - 1) if sentence.lower(i) in LEXICON.role_heads]
    return replace(slot, end=heads[-1] + 1 if heads else slot.start)


def _with_inner(sentence: Sentence, known: dict[tuple[str, ...], int]) -> Sentence:
    """The sentence with a slot for each known name that lies inside a longer one."""
    slots, extra = sentence.slots, list[Slot]()
    for slot in slots:
        outer = _post(sentence, slot)
        if slot.inside < 0 and outer.end - outer.start > 1:
            taken = {i for inner in slots if inner.inside == slot.mention for i in range(inner.start, inner.end)}
            extra += _names_within(sentence, outer, known, taken)
    if not extra:
        return sentence
    slots = sorted([*slots, *extra], key=lambda s: (s.start, -s.end, s.mention))
    return Sentence(sentence.doc, sentence.start, sentence.end, slots, sentence.parsed, lowers=sentence.lowers)


def read_sentences(doc: Doc) -> list[Sentence]:
    """The sentences of a Doc that have mentions or may have anaphors, in order; [] for a Doc without mentions."""
    spans = list(doc.spans[MENTIONS]) if MENTIONS in doc.spans else []
    if not spans:
        return []
    parsed = doc.has_annotation("DEP")
    outer, known = _enclosing(spans), _known(spans)
    order = sorted(range(len(spans)), key=lambda i: (spans[i].start, -spans[i].end, i))
    sentences, at = [], 0
    for start, end in bounds(doc):
        slots: list[Slot] = []
        while at < len(order) and spans[order[at]].start < end:
            span = spans[order[at]]
            if span.end <= end and len(slots) < MAX_SLOTS:
                head = span.root.i if parsed else span.end - 1
                slots.append(Slot(order[at], span.start, span.end, head, span.label_, outer[order[at]]))
            at += 1
        sentences.append(_with_inner(Sentence(doc, start, end, slots, parsed), known))
    return sentences
