"""Whose date it is: a date counts for a fact only where the grammar ties it to the words that say the fact.

Three ties are trusted (the parse is spaCy's):

- the date follows the fact's noun: "governor of the Bank of Kelmara since 2018", "minister (2015–2018)";
- it hangs on the verb over that noun: "was appointed minister on Tuesday", "has been governor since 2018";
- it hangs on a verb of the holder that speaks of office itself: "Minister Lane, who took office on 5 May".

A verb says whether something begins, lasts or ends (``data/validity.toml``). All other dates of a sentence are others'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extract.validity.calendar import MONTHS
from graph.extract.validity.office import (
    bears_on,
    handover_aspect,
    leads,
    office_aspect,
    phrase_aspect,
    sale_aspect,
    takes_part,
)
from graph.extract.validity.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from graph.extract.relations.proposal import Proposal
    from graph.extract.validity.phrases import Phrase
    from graph.extract.validity.words import Aspect

REACH = 14
"""Tokens between the noun of a post and a date behind it that belongs to it."""
NAMED = frozenset({"holds_position", "member_of", "owns", "part_of"})
"""Predicates that a noun may say ("member since 2004"); where a thing is based, only verbs do."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADP", "DET", "ADJ", "PART", "CCONJ", "NUM", "X"})
STOPS = frozenset({",", ";", ":", "-", "–", "—", "but", "who", "which", "that", "while", "when"})
CLOSES = frozenset({"", ".", ",", ";", ")", "and", "but", "said", "–", "—", "who", "when", "until"})
"""Words behind a date that show it to close a noun phrase and not to open a clause ("since 2019 prices have risen")."""
JOINED = frozenset({"conj", "compound", "nmod"})
"""How a post hangs on another that the verb says: "became chief executive and president"."""
DASHES = frozenset({"-", "–", "—", "--", ";"})
PREDICATIVE = frozenset({"attr", "oprd", "dobj", "acomp", "dative"})


def tie(one: Proposal, phrase: Phrase, first: Token, last: Token) -> tuple[Aspect | None, Token | None]:
    """How a date bears on a fact, and the verb that it hangs on; (None, None) where it does not."""
    trigger = _post(one) if one.predicate == "holds_position" else one.sentence.token(one.trigger)
    if trigger is None:
        return None, None
    if one.predicate != "holds_position" and one.trigger in one.sentence.at:
        return None, None  # a name says it: "Michigan House of Representatives" is in Michigan
    over = _over(trigger)
    if any(child.dep_ == "neg" for verb in (trigger, over) if verb is not None for child in verb.children):
        return None, None
    if one.predicate == "holds_position" and phrase.cue != "at" and _in_office(one, first):
        return "lasts", over
    if phrase.cue not in {"at", "effective"} and trigger.pos_ not in {"VERB", "AUX"}:
        lasting = phrase.cue != "from" or over is None or _aspect(one, over) != "ends"
        if lasting and one.predicate in NAMED and _follows(one, trigger, first, last):
            return "lasts", over
    if not one.sentence.parsed:
        return None, None
    verb = _governor(one, trigger, first, last)
    if verb is None or any(child.dep_ == "neg" for child in verb.children):
        return None, None
    if _crosses(verb, first) or _cut(one, verb, first):
        return None, None
    return _verbal(one, trigger, verb), verb


def _verbal(one: Proposal, trigger: Token, verb: Token) -> Aspect | None:
    """What the verb that a date hangs on says of a fact; None where it is not the fact's verb, nor its holder's."""
    said = verb == trigger or (verb == _over(trigger) and _predicated(trigger, verb))
    if said and takes_part(one, trigger, verb):
        return _aspect(one, verb)
    if one.predicate != "holds_position":
        return None
    if leads(one, trigger, verb):
        return "lasts"
    return office_aspect(one, trigger, verb) if bears_on(one, trigger, verb) else None


def _aspect(one: Proposal, verb: Token) -> Aspect | None:
    """What a verb over a fact says of it: that it begins, lasts or ends."""
    lemma = verb.lemma_.lower()
    aspect = words().verbs[one.predicate].get(lemma)
    if lemma == "become" and one.trigger == verb.i:  # "became the party's nominee" says nothing of membership
        return None
    if one.predicate == "owns" and aspect in {"begins", "ends"}:
        return sale_aspect(one, verb, aspect)
    if one.predicate != "holds_position":
        return None if aspect == "ends" and _bound_for(one, verb) else aspect
    if lemma in words().handovers:
        return handover_aspect(one, verb)
    if aspect == "begins" and ((lemma == "elect" and _later(one)) or _again(verb)):
        return None
    return aspect or phrase_aspect(verb)


def _bound_for(one: Proposal, verb: Token) -> bool:
    """Whether the fact's object is where the subject goes: "left Acme for Beta in May" ends nothing at Beta."""
    prepositions = (child for child in verb.children if child.lower_ in {"for", "to"})
    slots = (one.sentence.at.get(noun.i) for child in prepositions for noun in child.children)
    return any(slot is not None and slot.mention == one.object for slot in slots)


def _again(verb: Token) -> bool:
    """Whether a verb tells of a further term: "was appointed chairman for a second term in June"."""
    return any(child.lower_ == "again" for child in verb.children) or any(
        noun.lemma_.lower() in {"term", "time"}
        for child in verb.children
        if child.lower_ == "for"
        for noun in child.children
    )


def _later(one: Proposal) -> bool:
    return not words().elected_later.isdisjoint(one.role.lower().replace("-", " ").split())


def _governor(one: Proposal, noun: Token, first: Token, last: Token) -> Token | None:
    """The verb that a date hangs on, by way of prepositions and dates alone; None where it hangs on a noun.

    Right behind a post the parser hangs dates on the noun or the body as often as on the verb: "was elected leader of
    the Labour Party on Sunday". There the verb over the post is meant.
    """
    inside = range(first.i, last.i + 1)
    token = next((one for one in first.doc[first.i : last.i + 1] if one.head.i not in inside), first)
    head = token.head
    while head.pos_ in {"ADP", "SCONJ"} and head.head != head:
        head = head.head
    if head.pos_ in {"VERB", "AUX"}:
        return head
    return _over(noun) if head.pos_ in {"NOUN", "PROPN"} and _behind(one, noun, first) else None


def _crosses(verb: Token, first: Token) -> bool:
    """Whether a verb over the one that a date hangs on stands between, or right before: then the date is that one's."""
    return any(
        first.i < over.i < verb.i or over.i == first.i - 1  # "said on Monday it had bought"
        for over in verb.ancestors
        if over.pos_ in {"VERB", "AUX"}
    )


def _cut(one: Proposal, verb: Token, first: Token) -> bool:
    """Whether a dash or semicolon stands between a verb and a date: an aside has ended or begun."""
    between = range(min(verb.i, first.i) + 1, max(verb.i, first.i))
    return any(one.sentence.lower(i) in DASHES and verb.doc[i - 1].whitespace_ for i in between)


def _post(one: Proposal) -> Token | None:
    """The noun of a post: the trigger, or where that is a verb the one noun of the sentence that ends the role."""
    trigger = one.sentence.token(one.trigger)
    if trigger.pos_ not in {"VERB", "AUX"}:
        return trigger
    last = one.role.lower().replace("-", " ").split()[-1:]
    found = [i for i in range(one.sentence.start, one.sentence.end) if [one.sentence.lower(i)] == last]
    return one.sentence.token(found[0]) if len(found) == 1 else None


def _over(token: Token) -> Token | None:
    """The nearest verb over a noun."""
    return next((one for one in token.ancestors if one.pos_ in {"VERB", "AUX"}), None)


def _predicated(noun: Token, verb: Token) -> bool:
    """Whether a verb says the noun of someone: "is N", "was appointed N", "serves as N", "holds the post of N"."""
    top = noun
    while top.head != verb:
        head = top.head
        of_post = top.dep_ == "prep" and top.lower_ in {"of", "as"} and head.lemma_.lower() in words().posts
        if head == top or not (
            top.dep_ in JOINED or (top.dep_ == "pobj" and head.lower_ in {"as", "to", "of"}) or of_post
        ):
            return False
        top = head
    return top.dep_ in PREDICATIVE or (top.dep_ == "prep" and top.lower_ in {"as", "to"})


def _in_office(one: Proposal, first: Token) -> bool:
    """Whether "in office" stands between the holder's name and a date: "Hugo Trane, in office since 2015"."""
    sentence, i = one.sentence, first.i
    if sentence.lower(i - 2) != "in" or sentence.lower(i - 1) not in words().posts:
        return False
    before = i - 3 if sentence.lower(i - 3) == "," else i - 2
    slot = sentence.ending_at(before)
    return slot is not None and slot.mention in {one.subject, one.object}  # "Jane Roe of Norway, in office since"


def _follows(one: Proposal, noun: Token, first: Token, last: Token) -> bool:
    """Whether a date stands right behind a noun and its complement, and closes the phrase: "governor of X since 2018".

    What comes behind must not be the beginning of a clause: "minister; since 2019 prices have risen".
    """
    return one.sentence.lower(last.i + 1) in CLOSES and _behind(one, noun, first)


def _behind(one: Proposal, noun: Token, first: Token) -> bool:
    """Whether nothing but the complement of a noun, or another date, stands between it and a date."""
    sentence = one.sentence
    between = range(noun.i + 1, first.i)
    if first.i <= noun.i or len(between) > REACH:
        return False
    own, brackets = one.role.lower().split(), 0
    for i in between:
        token = sentence.token(i)
        if token.text == "(":
            brackets += 1
        elif i in sentence.at:
            if sentence.at[i].human and not sentence.at[i].anaphor:
                return False
        elif token.pos_ in {"NOUN", "PROPN"}:
            if token.lower_ not in own and token.lower_ not in MONTHS:
                return False
        elif token.lower_ in STOPS or token.pos_ not in NOMINAL | {"PUNCT"}:
            return False
    return brackets <= 1
