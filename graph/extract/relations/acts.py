"""Facts that nouns of an act or a gift state: who does it, and upon whom.

"the takeover of Acme by Bolt", "Zolda's aid to Kelora", "prosecutors opened an investigation into Acme". Whoever does
it stands in front of the noun, behind its "by" or "from", or is the subject of the verb whose object the noun is;
upon whom it is done stands behind other prepositions of the noun, or of that verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.core.ontology import PREDICATES
from graph.extract.relations.nominals import complements
from graph.extract.relations.paths import named, prepositional, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from graph.extract.relations.lexicon import ActFrame
    from graph.extract.relations.nominals import Nominal
    from graph.extract.relations.sentences import Sentence, Slot


def act_sides(sentence: Sentence, frame: ActFrame, noun: Nominal) -> tuple[list[Slot], list[Slot], str]:
    """Who does what the noun tells, upon whom, and the pattern that told who; empty what is not said.

    Only in a parsed sentence, and never the same name on both sides.
    """
    if not sentence.parsed:
        return [], [], ""
    rule, token = PREDICATES[frame.predicate], sentence.token(noun.head)
    verb = _light_verb(token)
    around = [token, verb] if verb is not None else [token]
    upon = [slot for slot in _behind(sentence, around, frame.upon) if slot.kind in rule.objects]
    by, how = _behind(sentence, around, frame.by), "by"
    if not by:
        front = complements(sentence, noun, lambda slot: slot.kind in rule.subjects, True)
        by, how = (list(front.slots) if front.how == "before" else []), "before"
    if not by and verb is not None:
        by, how = named(sentence, subjects(verb)), "subject"
    by = [slot for slot in by if slot.kind in rule.subjects and slot not in upon]
    return by, upon, how


def _light_verb(token: Token) -> Token | None:
    """The verb whose object, or passive subject, the noun is."""
    verb = token.head
    return verb if token.dep_ in {"dobj", "nsubjpass"} and verb.pos_ in {"VERB", "AUX"} else None


def _behind(sentence: Sentence, tokens: Iterable[Token], prepositions: Iterable[str]) -> list[Slot]:
    """The names behind the first of the prepositions that any of the tokens has."""
    for token in tokens:
        for preposition in prepositions:
            if found := named(sentence, prepositional(token, preposition)):
                return found
    return []
