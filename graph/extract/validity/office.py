"""Verbs of a person that speak of office without naming the post: "took office", "was sworn in", "resigned"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extract.validity.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from graph.extract.relations.proposal import Proposal
    from graph.extract.validity.words import Aspect

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OTHERS = frozenset({"attr", "oprd"})
OUT_OF = frozenset({"from", "of", "as", "to"})


def bears_on(one: Proposal, post: Token, verb: Token) -> bool:
    """Whether a verb is said of the holder of a post: its subject, through relative clauses and participles too."""
    return verb.lemma_.lower() in words().office_verbs and any(
        _is_holder(one, post, subject) for subject in _subjects(verb)
    )


def leads(one: Proposal, post: Token, verb: Token) -> bool:
    """Whether the holder of a post leads what it is a post of: "Prime Minister Hill, who has led Zolda since"."""
    if verb.lemma_.lower() not in words().leading:
        return False
    led = (one.sentence.at.get(child.i) for child in verb.children if child.dep_ == "dobj")
    return any(slot is not None and _same(one, slot.mention, one.object) for slot in led) and any(
        _is_holder(one, post, subject) for subject in _subjects(verb)
    )


def takes_part(one: Proposal, post: Token, verb: Token) -> bool:
    """Whether a verb is said of one whom a fact is about (of a post, of its holder), as subject or object.

    "In 1983 Mr Fischer became adviser to Secretary of State Shultz" tells nothing of when Mr Shultz was secretary.
    """
    others = [*_subjects(verb), *(child for child in verb.children if child.dep_ in {"dobj", "dative", "oprd"})]
    others += [noun for child in verb.children if child.dep_ == "agent" for noun in child.children]
    if one.predicate == "holds_position":
        return not others or any(_is_holder(one, post, token) for token in others)
    slots = [one.sentence.at.get(token.i) for token in others]
    return not others or any(slot is not None and slot.mention == one.subject for slot in slots)


def office_aspect(one: Proposal, post: Token, verb: Token) -> Aspect | None:
    """Whether a verb of the holder says that the post begins or ends; None where it speaks of something else.

    A verb that names another post or another body ("resigned as the party's chairman") speaks of that one. What a
    former holder began is no post told here.
    """
    aspect = phrase_aspect(verb)
    if aspect is None or (aspect == "begins" and one.status == "former"):
        return None
    return None if _speaks_of_other(one, post, verb, aspect) else aspect


def phrase_aspect(verb: Token) -> Aspect | None:
    """What a verb with its particle or object says of an office: "takes over" begins one, "steps down" ends one."""
    return next((kind for phrase, kind in words().office.items() if _is(verb, phrase)), None)


def handover_aspect(one: Proposal, verb: Token) -> Aspect | None:
    """Whether the holder takes over or hands over where "X succeeded Y as minister" or "Y was replaced by X"."""
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    if any(_is_holder(one, verb, subject) for subject in _subjects(verb)):
        return "ends" if passive else "begins"
    return "ends" if any(child.dep_ == "dobj" and _is_holder(one, verb, child) for child in verb.children) else None


def sale_aspect(one: Proposal, verb: Token, aspect: Aspect) -> Aspect | None:
    """Whether an owner begins or ends to own where a thing is bought or sold: by whom, to whom, from whom."""
    for slot in one.sentence.slots:
        if slot.mention != one.subject:
            continue
        token = one.sentence.token(slot.head)
        if token in _subjects(verb):
            return aspect
        if token.head.head == verb and token.head.dep_ in {"prep", "agent", "dative"}:
            by = {"by": aspect, "to": "begins" if aspect == "ends" else None, "from": "ends"}
            return by.get(token.head.lower_)  # type: ignore[return-value]
    return None


def _is(verb: Token, phrase: str) -> bool:
    """Whether a verb with its particle or object is a phrase of the table.

    A phrase of the verb alone needs one without object ("resigned"), or in the passive ("was dismissed").
    """
    name, *rest = phrase.split()
    if verb.lemma_.lower() != name or (name in words().passive and not _is_passive(verb)):
        return False
    objects = {child.lemma_.lower() for child in verb.children if child.dep_ in {"dobj", "obj"}}
    if not rest:
        return not objects and not _has_object_behind(verb)
    if rest[0][0] == "~":
        particles = {child.lower_ for child in verb.children if child.dep_ in {"prt", "advmod", "prep"}}
        return rest[0][1:] in particles and not objects - words().posts
    to = {noun.lemma_.lower() for child in verb.children if child.lower_ == "to" for noun in child.children}
    return rest[0] in objects | to


def _has_object_behind(verb: Token) -> bool:
    """Whether a noun phrase follows at once, whatever the parser makes of it: "resigned the party whip"."""
    behind = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    return behind.pos_ in {"DET", "PROPN"} or behind.dep_ == "poss"


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children)


def _speaks_of_other(one: Proposal, post: Token, verb: Token, aspect: Aspect) -> bool:
    """Whether the verb has a complement that is another post, body or purpose than the fact's."""
    out_of = OUT_OF | {"for"} if aspect == "begins" else OUT_OF
    for child in verb.children:
        purpose = aspect == "begins" and any(word.lower_ == "to" and word.dep_ == "aux" for word in child.children)
        if purpose or (child.dep_ in OTHERS and child != post):
            return True
        out = child.dep_ in {"prep", "dative"} and child.lower_ in out_of
        if out and any(_is_other(one, post, noun) for noun in child.children):
            return True
    return False


def _is_other(one: Proposal, post: Token, noun: Token) -> bool:
    slot = one.sentence.at.get(noun.i)
    own = slot is not None and slot.mention == one.object and noun.head.lower_ != "to"  # "elected to the senate"
    return noun != post and not own and noun.lemma_.lower() not in words().posts


def _subjects(verb: Token, depth: int = 3) -> Iterator[Token]:
    """The subjects of a verb; one without its own has that of the verb over it, or the noun that it describes."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    relative = [child for child in own if child.lower_ in {"who", "which", "that"}]
    if own and not relative:
        yield from own
    elif verb.dep_ in {"relcl", "acl"}:
        yield verb.head
    elif verb.dep_ in {"xcomp", "advcl", "pcomp", "conj", "prep"} and depth and verb.head != verb:
        head = verb.head
        while head.pos_ == "ADP" and head.head != head:
            head = head.head
        if head.pos_ in {"VERB", "AUX"}:
            yield from _subjects(head, depth - 1)


def _is_holder(one: Proposal, post: Token, subject: Token) -> bool:
    """Whether a token names the holder (a pronoun that stands for the holder too), or is the post with its holder."""
    slot = one.sentence.at.get(subject.i)
    if slot is not None:
        return _same(one, slot.mention, one.subject)
    if subject == post or post in subject.children:
        return True
    return any(
        (slot := one.sentence.at.get(child.i)) is not None and _same(one, slot.mention, one.subject)
        for child in subject.children
        if child.dep_ in {"appos", "compound"}
    )


def _same(one: Proposal, mention: int, other: int) -> bool:
    """Whether two mentions name one thing, by coreference."""
    if mention == other:
        return True
    return any({mention, other} <= set(members) for members in one.sentence.doc._.chains or ())
