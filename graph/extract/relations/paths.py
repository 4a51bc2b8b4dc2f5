"""Steps over a dependency parse (ClearNLP labels, as in spaCy's English models): arguments of verbs and of nouns.

Everything here degrades without a parse: a Doc without dependencies has tokens that are their own heads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from graph.extract.relations.sentences import Sentence, Slot

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVES = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "dative", "oprd", "attr"})
CLAUSES = frozenset({"xcomp", "conj", "advcl", "ccomp"})
RELATIVES = frozenset({"that", "which", "who", "whom"})
QUANTITIES = frozenset(
    {"all", "most", "part", "some", "rest", "half", "majority", "%", "percent", "cent", "much", "members", "one"}
)
LARGER = frozenset({"under", "of", "within"})
NAMING = frozenset({"call", "identify", "know", "name", "dub"})
"""Verbs whose participle gives a noun a name: "a company called Acme", "the firm, identified as Acme"."""
MAX_STEPS = 6


def conjuncts(token: Token) -> Iterator[Token]:
    """A token and those joined to it by "and", "or" or commas, depth first."""
    todo = [token]
    while todo:
        current = todo.pop()
        yield current
        todo.extend(child for child in current.rights if child.dep_ == "conj")


def named(sentence: Sentence, tokens: Iterable[Token]) -> list[Slot]:
    """The slots that these tokens and their conjuncts head, in order, each once; a token within a name stands for it.

    A common noun stands for the name beside it ("the airline Acme", "the Acme group") or given to it ("a firm called
    Acme"), a quantity for what it is of ("most of Acme").
    """
    found: dict[int, Slot] = {}
    for token in tokens:
        for part in conjuncts(token):
            slot = sentence.at.get(part.i)
            near = [slot] if slot is not None else _beside(sentence, part)
            for one in near:
                found.setdefault(one.start, one)
                for other in _listed(sentence, one):
                    found.setdefault(other.start, other)
    return list(found.values())


def _listed(sentence: Sentence, slot: Slot) -> list[Slot]:
    """A body listed after another though a parser, misled by an "and" within the name, does not say so.

    Only right after the name, or after the name of the larger body in between: "the Unit under the Ministry and Acme".
    """
    if not slot.body:
        return []
    at = slot.end
    if sentence.lower(at) in LARGER:
        at += 2 if sentence.lower(at + 1) == "the" else 1
        larger = sentence.starting_at(at)
        if larger is None or not larger.body:
            return []
        at = larger.end
    if sentence.lower(at) != "and":
        return []
    at += 2 if sentence.lower(at + 1) == "the" else 1
    other = sentence.starting_at(at)
    return [other] if other is not None and other.body else []


def _beside(sentence: Sentence, noun: Token) -> list[Slot]:
    """Names in apposition to a common noun, else compounded with it, else given to it, else what a quantity is of."""
    children = list(noun.children)
    for label in ("appos", "compound"):
        slots = [sentence.at[c.i] for c in children if c.dep_ == label and c.i in sentence.at]
        if slots:
            return slots[-1:]
    if given := _called(noun):
        return [sentence.at[token.i] for token in given if token.i in sentence.at]
    if noun.lower_ in QUANTITIES:
        inner = [p for c in children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
        return [sentence.at[p.i] for p in inner if p.i in sentence.at]
    return []


def gives_name(verb: Token) -> bool:
    """Whether a verb is a passive participle that names the noun before it: "called" in "a firm called Acme"."""
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma_ in NAMING


def _called(noun: Token) -> list[Token]:
    """What a participle behind a noun names it: of "a firm called Acme" and "the firm, known as Acme", the name."""
    naming = [child for child in noun.rights if gives_name(child)]
    found = [child for verb in naming for child in verb.children if child.dep_ in {"oprd", "dobj"}]
    return found or [token for verb in naming for token in prepositional(verb, "as", 1)]


def subjects(verb: Token) -> list[Token]:
    """Deep subjects of a verb: its nsubj, the agent of a passive, or what governs its clause."""
    agents = [c for child in verb.children if child.dep_ == "agent" for c in child.children if c.dep_ == "pobj"]
    if agents:
        return agents
    if passive(verb):
        return []
    return _governor(verb, SUBJECTS)


def passive(verb: Token) -> bool:
    """Whether a verb is passive: a passive subject or auxiliary, or a participle that modifies a noun."""
    if any(child.dep_ in PASSIVES or child.dep_ == "auxpass" for child in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def _governor(verb: Token, labels: frozenset[str]) -> list[Token]:
    """The subject of a verb with one of these labels, else that of the clause it hangs on, or the noun it modifies."""
    current = verb
    for _ in range(MAX_STEPS):
        found = [child for child in current.children if child.dep_ in labels]
        if not found and current != verb:
            found = [child for child in current.children if child.dep_ in SUBJECTS | PASSIVES]
        if found:
            if found[0].lower_ in RELATIVES and current.dep_ == "relcl":
                return [current.head]
            return found
        if current.dep_ in {"acl", "relcl"}:
            return [current.head]
        if current.dep_ not in CLAUSES or current.head == current:
            return []
        current = current.head
    return []


def objects(verb: Token) -> list[Token]:
    """Deep objects of a verb: dobj, or the subject of a passive, or the noun that a participle modifies."""
    if passive(verb):
        return _governor(verb, PASSIVES)
    found = [child for child in verb.children if child.dep_ in OBJECTS]
    if not found and verb.dep_ == "relcl":
        return [verb.head]
    return found


def prepositional(token: Token, preposition: str, depth: int = 4) -> list[Token]:
    """Objects of ``preposition`` attached to a token, or to the objects of its other prepositions, ``depth`` deep.

    Parsers attach late phrases to the nearest noun: "a memorandum of understanding on trade with X".
    """
    found = []
    for child in token.children:
        if child.dep_ in {"prep", "prt", "agent", "dative"}:
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    if child.lower_ == preposition:
                        found.append(inner)
                    if depth > 1:
                        found += prepositional(inner, preposition, depth - 1)
    return found


def arguments(sentence: Sentence, verb: Token, name: str) -> list[Slot]:
    """Slots that fill argument ``name`` of a verb: "subject", "object" or a preposition (relations_frames.toml)."""
    if name == "subject":
        return named(sentence, subjects(verb))
    plain = objects(verb)
    if name == "object":
        return named(sentence, plain)
    found = prepositional(verb, name)
    for token in plain:
        if token.i not in sentence.at and token.head == verb:
            found += prepositional(token, name)
    return named(sentence, found)


def path(a: Token, b: Token, limit: int = 8) -> tuple[list[Token], Token, list[Token]] | None:
    """The way from ``a`` up to the lowest common ancestor and down to ``b``; None where it is longer than ``limit``.

    Returns (tokens from a up, without the ancestor), ancestor, (tokens from below the ancestor down to b).
    """
    up, seen = [a], {a.i: 0}
    while up[-1].head != up[-1] and len(up) <= limit:
        up.append(up[-1].head)
        seen[up[-1].i] = len(up) - 1
    down = [b]
    while down[-1].i not in seen:
        if down[-1].head == down[-1] or len(down) > limit:
            return None
        down.append(down[-1].head)
    top = down.pop()
    ups = up[: seen[top.i]]
    return (ups, top, down[::-1]) if len(ups) + len(down) <= limit else None
