"""Whether a fact is simply so, planned, past or denied: a linear model over what the sentence and the rules say.

Trained by ``training/status.py``. Its features are the rule's status, the words around and between both names, and the
verbs over them with their tenses, auxiliaries and negations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from graph.core.types import Status
    from graph.extract.linear import LinearModel
    from graph.extract.relations.scorer import Pair
    from graph.extract.relations.sentences import Sentence, Slot

BESIDE = 4
"""Tokens on either side of a name that are features."""
CHAIN = 4
"""Verbs over a name that are features."""
HELPERS = frozenset({"aux", "auxpass", "neg", "mark", "advmod"})


def features(pair: Pair, predicate: str, rule: Status) -> list[str]:
    """Feature names for the status of a fact between two names of a sentence; ``rule`` is the status by rules."""
    sentence = pair.sentence
    found = {f"rule={rule}", f"rule={rule}|{predicate}", f"is={predicate}"}
    for side, slot in (("a", pair.first), ("b", pair.second)):
        found.update(_beside(sentence, slot, side))
        if sentence.parsed:
            found.update(_verbs(sentence.token(slot.head), side, predicate))
    for i in range(pair.first.end, pair.second.start):
        if i not in sentence.at:
            found.add(f"between={sentence.lower(i)}")
            found.add(f"between={sentence.lower(i)}|{predicate}")
    return sorted(name for name in found if "\n" not in name)


def _beside(sentence: Sentence, slot: Slot, side: str) -> Iterator[str]:
    for i in (*range(slot.start - BESIDE, slot.start), *range(slot.end, slot.end + BESIDE)):
        if (word := sentence.lower(i)) and i not in sentence.at:
            yield f"{side}{'<' if i < slot.start else '>'}{word}"
            yield f"near={word}"
    yield f"{side}-1={sentence.lower(slot.start - 1)}"
    yield f"{side}-2={sentence.lower(slot.start - 2)} {sentence.lower(slot.start - 1)}"
    for i in range(slot.start, slot.end):
        yield f"in={sentence.lower(i)}"


def _verbs(token: Token, side: str, predicate: str) -> Iterator[str]:
    """The verbs over a name: lemma, tense, helpers; the nearest one apart from the others."""
    level = 0
    for head in token.ancestors:
        if head.pos_ not in {"VERB", "AUX"}:
            yield f"{side}noun={head.lemma_.lower()}"
            continue
        where = "verb" if level == 0 else "over"
        yield f"{side}{where}={head.lemma_.lower()}"
        yield f"{where}={head.tag_}|{predicate}"
        for child in head.children:
            if child.dep_ in HELPERS:
                yield f"{where}{child.dep_}={child.lower_}"
                yield f"{where}{child.dep_}={child.lower_}_{head.tag_}"
        level += 1
        if level >= CHAIN:
            return


def said(model: LinearModel, pair: Pair, predicate: str, rule: Status) -> Status:
    """The likeliest status of a fact."""
    scores = model.scores(features(pair, predicate, rule))
    best: Status = model.classes[scores.index(max(scores))]  # type: ignore[assignment]
    return best
