"""The spaCy pipeline that reads an article, put together from the settings, and its result as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import spacy

from graph.core.errors import ConfigError
from graph.core.types import Article, Claim, Extraction, Mention, ThemeTag
from graph.extract.components.interface import MENTIONS, Fact, ThemeSpan
from graph.extract.memory import remember
from graph.extract.ops import use_blocks
from graph.extract.parse import parse, parse_together
from graph.extract.threads import one_thread

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from graph.core.config import ExtractSettings

LEARNT = frozenset({"newsgraph_mentions", "newsgraph_relations"})
"""Factories that take a folder of models."""


def load_pipeline(settings: ExtractSettings, steps: Collection[str] | None = None) -> Language:
    """A spaCy pipeline: the model's components, with ``boundaries`` before its parser, and our others behind.

    ``steps`` limits our components to the named ones.
    Raises `ConfigError` where the model or a component is not installed.
    """
    try:
        nlp = spacy.load(settings.model, exclude=["ner"] if _recognises(settings, steps) else [])
    except (OSError, ImportError) as error:
        remedy = "give the name of an installed spaCy pipeline"
        raise ConfigError(f"extract.model: no spaCy pipeline {settings.model!r} here; {remedy}") from error
    nlp.max_length = 1 << 62
    use_blocks(nlp)
    remember(nlp)
    if not {"parser", "senter", "sentencizer"} & set(nlp.pipe_names):
        nlp.add_pipe("sentencizer", first=True)
    for step, factory in settings.components.items():
        if factory and (steps is None or step in steps):
            own = {"models": settings.models} if settings.models and factory in LEARNT else {}
            _add(nlp, step, factory, {**own, **settings.settings.get(step, {})})
    return nlp


def _recognises(settings: ExtractSettings, steps: Collection[str] | None) -> bool:
    """Whether our encoder finds the named entities, so that the model's own recogniser need not."""
    return settings.components.get("encoder") == "newsgraph_encoder" and (steps is None or "encoder" in steps)


def _add(nlp: Language, step: str, factory: str, config: dict[str, object]) -> None:
    before = next((name for name in ("parser", "senter", "sentencizer") if name in nlp.pipe_names), None)
    try:
        if step == "boundaries" and before:
            nlp.add_pipe(factory, name=step, config=config, before=before)
        else:
            nlp.add_pipe(factory, name=step, config=config)
    except ValueError as error:
        reason = str(error).splitlines()[0]
        raise ConfigError(f"extract.components.{step}: cannot use {factory!r}: {reason}") from error


def extract(nlp: Language, article: Article) -> Extraction:
    """What one article says, as values."""
    return extraction_of(article, parse(nlp, article))


def extract_together(nlp: Language, articles: Sequence[Article]) -> list[Extraction | Exception]:
    """What each article says, or the error that reading it raised: one that trips a component costs no other.

    Meanwhile numpy multiplies matrices in one thread, in the whole process (`graph.extract.threads`).
    """
    with one_thread():
        return _extracted(articles, parse_together(nlp, articles))


def _extracted(articles: Sequence[Article], docs: Sequence[Doc | Exception]) -> list[Extraction | Exception]:
    found: list[Extraction | Exception] = []
    for article, doc in zip(articles, docs, strict=True):
        try:
            found.append(doc if isinstance(doc, Exception) else extraction_of(article, doc))
        except Exception as error:
            found.append(error)
    return found


def extraction_of(article: Article, doc: Doc) -> Extraction:
    """What a Doc says of its article. Mentions that would cross blanked text are left out with what rests on them."""
    spans = list(doc.spans[MENTIONS]) if MENTIONS in doc.spans else []
    scores: list[float] = doc._.scores or [1.0] * len(spans)
    kept: dict[int, Mention] = {}
    for at, span in enumerate(spans):
        start, end = span.start_char, span.end_char
        if article.text[start:end] == span.text:
            kept[at] = Mention(article.id, start, end, span.text, span.label_, scores[at])
    places = {at: number for number, at in enumerate(kept)}
    chains = doc._.chains if doc._.chains is not None else [[at] for at in kept]
    grouped = (tuple(places[at] for at in members if at in places) for members in chains)
    return Extraction(
        article.id,
        tuple(kept.values()),
        tuple(members for members in grouped if members),
        tuple(_claims(article, doc, kept)),
        tuple(_themes(article, doc, kept)),
    )


def _claims(article: Article, doc: Doc, mentions: dict[int, Mention]) -> Iterator[Claim]:
    facts: list[Fact] = doc._.claims or []
    for fact in facts:
        if fact.subject in mentions and fact.object in mentions:
            subject, object_ = mentions[fact.subject], mentions[fact.object]
            where, when = (fact.start, fact.end), (fact.valid_from, fact.valid_to)
            said = Claim(
                article.id, fact.predicate, subject, object_, *where, fact.role, fact.status, fact.score, *when
            )
            yield said


def _themes(article: Article, doc: Doc, mentions: dict[int, Mention]) -> Iterator[ThemeTag]:
    tags: list[ThemeSpan] = doc._.themes or []
    for tag in tags:
        if tag.mention is None or tag.mention in mentions:
            mention = None if tag.mention is None else mentions[tag.mention]
            yield ThemeTag(article.id, tag.theme, tag.score, tag.start, tag.end, mention)
