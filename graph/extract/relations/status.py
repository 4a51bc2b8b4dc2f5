"""Whether a fact is so (stated), is to be (planned), was (former), or is not (denied), by the words around its trigger.

Negation and modality are looked for on the trigger verb, on the verbs that govern it ("plans to", "refused to") and,
for nouns, on the words in front of them ("proposed", "former").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extract.relations.lexicon import LEXICON

if TYPE_CHECKING:
    from spacy.tokens import Token

    from graph.core.types import Status
    from graph.extract.relations.sentences import Sentence

GOVERNED = frozenset({"xcomp", "ccomp", "acl", "advcl", "pcomp"})
REPORTING = frozenset({"say", "tell", "add", "report", "note", "announce", "confirm", "show", "claim", "explain"})
WINDOW = 4


def of_noun(sentence: Sentence, start: int) -> Status | None:
    """Status by the words just before a noun phrase: "former", "ex-", "proposed"; None where they say nothing."""
    lists, apart = LEXICON.status, False
    for i in range(start - 1, max(start - WINDOW, sentence.start) - 1, -1):
        text = sentence.lower(i)
        if text in lists["former"]:
            return "former"
        if text in lists["planned_words"] and not apart:
            return "planned"
        if i in sentence.at or text in {",", ".", "and", ";"}:
            if text == "and":
                return None
            apart = True  # "next year, Works Minister X": the year is next
    return None


def _auxiliaries(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in {"aux", "neg", "auxpass"}}


def of_verb(verb: Token) -> Status:
    """Status of what a verb says: its negation, its modals, then those of the verbs that govern it."""
    lists = LEXICON.status
    current = verb
    for step in range(4):
        words = _auxiliaries(current)
        if words & lists["denied"]:
            return "denied"
        if step == 0 and current.dep_ in {"conj"} and not words:
            words = _auxiliaries(current.head)
        if words & lists["planned"]:
            return "planned"
        if current.dep_ not in GOVERNED or current.head == current:
            break
        head = current.head
        if head.lemma_ in lists["denied_verbs"]:
            return "denied"
        infinitive = "to" in words or current.dep_ in {"pcomp"}
        if head.lemma_.lower() in lists["planned_verbs"] | lists["planned_words"] and (
            infinitive or head.lemma_ == "expect"
        ):
            return "planned"
        if current.dep_ == "ccomp" and head.lemma_ in REPORTING:
            break
        current = head
    return "stated"


def of_copula(verb: Token) -> Status:
    """Status of a post said by "be": the past tense alone means that it is over; "became" does not."""
    status = of_verb(verb)
    if status != "stated" or verb.lemma_ != "be":
        return status
    auxiliaries = _auxiliaries(verb)
    return "former" if verb.tag_ == "VBD" or "had" in auxiliaries else "stated"
