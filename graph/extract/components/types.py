"""``newsgraph_types``: corrects types by what the facts of the article say.

The definitions of the entity types speak of relations: a person in public office is an official, a department under a
ministry is no ministry. A name alone seldom tells; the posts and parts that the article states do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

from graph.extract.components.interface import MENTIONS, Fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

PUBLIC = frozenset({"ministry", "government_body", "place"})
"""Where a post is a public office: bodies, and states or places of which somebody is minister, mayor or member."""


SPORT = frozenset({"captain", "coach", "goalkeeper", "manager", "player", "skipper", "striker", "trainer"})
"""Last words of roles that are no office even where the body is a country ("Kelmara coach")."""

EMPLOYED = frozenset(
    {
        "clerk",
        "consultant",
        "doctor",
        "driver",
        "engineer",
        "historian",
        "lecturer",
        "nurse",
        "pilot",
        "professor",
        "soldier",
        "teacher",
    }
)
"""The same for people whom a public body only employs ("a Navy pilot")."""


@dataclass(slots=True)
class Types:
    """Retypes whole chains; ``score`` is the least score of a fact that may do so."""

    name: str
    score: float

    def __call__(self, doc: Doc) -> Doc:
        """Correct the labels of a Doc's mentions; without claims nothing changes."""
        spans = list(doc.spans[MENTIONS]) if MENTIONS in doc.spans else []
        facts: list[Fact] = doc._.claims or []
        labels = [span.label_ for span in spans]
        chain = {at: members for members in doc._.chains or [] for at in members}
        for at, kind in corrections([fact for fact in facts if fact.score >= self.score], labels):
            for member in chain.get(at, [at]):
                labels[member] = kind
        doc.spans[MENTIONS] = [
            Span(doc, span.start, span.end, label=label) for span, label in zip(spans, labels, strict=True)
        ]
        return doc


def corrections(facts: Iterable[Fact], labels: list[str]) -> list[tuple[int, str]]:
    """The mentions whose type facts contradict, with the right one.

    >>> corrections([Fact("holds_position", 0, 1, 0, 9, "director")], ["person", "government_body"])
    [(0, 'official')]
    >>> corrections([Fact("part_of", 0, 1, 0, 9)], ["ministry", "ministry"])
    [(0, 'government_body')]
    """
    found = []
    for fact in facts:
        subject, object_ = labels[fact.subject], labels[fact.object]
        if fact.predicate == "holds_position" and _office(fact.role) and subject == "person" and object_ in PUBLIC:
            found.append((fact.subject, "official"))
        elif fact.predicate == "part_of" and subject == object_ == "ministry":
            found.append((fact.subject, "government_body"))
    return found


def _office(role: str) -> bool:
    return bool(role) and role.split()[-1].casefold() not in SPORT | EMPLOYED


@Language.factory(
    "newsgraph_types",
    default_config={"score": 0.3},
    requires=["doc.spans", "doc._.claims", "doc._.chains"],
    assigns=["doc.spans"],
)
def make_types(nlp: Language, name: str, score: float) -> Types:
    """Factory of `Types`; ``score`` in [0, 1] is the least score of a fact that corrects a type."""
    return Types(name, score)
