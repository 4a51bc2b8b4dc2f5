"""What one gets without newsgraph in an afternoon: spaCy's English model as it is, its labels made types by keyword.

A person is a person, a law an instrument, an event an event; an organization is a company unless a word of its name
says otherwise. Two mentions of an article are one entity if their names are equal but for titles and legal forms. There
are no facts and no themes, and nobody is in public office.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import spacy

from graph.core.types import Dataset, Entity, LinkedMention, Mention
from graph.evaluate.names import normal
from graph.evaluate.run import Speed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from graph.core.types import Article

LABELS = {"PERSON": "person", "ORG": "company", "EVENT": "event", "LAW": "instrument"}
KEYWORDS = {
    "ministry": "ministry department treasury",
    "government_body": """agency army assembly authority board cabinet commission committee congress council court
        embassy government house navy office parliament police senate service""",
    "organization": """alliance association club college confederation federation foundation fc institute league
        movement nations party school society team union university""",
}
_TYPES = {word: kind for kind, words in KEYWORDS.items() for word in words.split()}


def type_of(label: str, name: str) -> str | None:
    """The type of a span that spaCy found, None for labels that are no entity of ours.

    >>> type_of("ORG", "the Labour Party"), type_of("ORG", "Corvane"), type_of("GPE", "Rome")
    ('organization', 'company', None)
    """
    kind = LABELS.get(label)
    if kind == "company":
        return next((_TYPES[word] for word in normal(name).split() if word in _TYPES), kind)
    return kind


def build_bare(articles: Sequence[Article], model: str) -> tuple[Dataset, Speed]:
    """The entities and mentions of some articles, and how quickly they were found; the first is not timed."""
    nlp = spacy.load(model)
    docs = [nlp(article.text) for article in articles[:1]]
    began = time.perf_counter()
    docs += nlp.pipe(article.text for article in articles[1:])
    seconds = time.perf_counter() - began
    entities: dict[str, Entity] = {}
    mentions = []
    for article, doc in zip(articles, docs, strict=True):
        for link in _mentions(article, doc):
            entities.setdefault(link.entity, Entity(link.entity, link.mention.type, link.mention.text, (), 1))
            mentions.append(link)
    dataset = Dataset(tuple(articles), tuple(mentions), tuple(entities.values()))
    return dataset, Speed(sum(len(article.text.split()) for article in articles[1:]), seconds)


def _mentions(article: Article, doc: Doc) -> Iterator[LinkedMention]:
    for span in doc.ents:
        kind = type_of(span.label_, span.text)
        if kind is not None and (name := normal(span.text)):
            mention = Mention(article.id, span.start_char, span.end_char, span.text, kind)
            yield LinkedMention(mention, f"{article.id}/{kind}/{name}")
