"""The spaCy pipeline that reads an article, put together from the settings, and its result as plain values.

An article is always parsed by itself: what it says never depends on which articles are read beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc

from graph.core.errors import ConfigError
from graph.core.types import Article, Claim, Extraction, Mention, ThemeTag
from graph.extract.components.interface import MENTIONS, Fact, ThemeSpan
from graph.extract.memory import remember

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.language import Language

    from graph.core.config import ExtractSettings

UNBROKEN = re.compile(r"\S{400,}")
"""Runs without a space that are no words (a table's rule, encoded data): blanked, as splitting takes quadratic time."""

CHUNK = 50_000
"""Characters that the model's own components see at once: their memory grows with the length of a Doc."""


LEARNT = frozenset({"newsgraph_mentions", "newsgraph_relations"})
"""Factories that take a folder of models."""


def load_pipeline(settings: ExtractSettings, steps: Collection[str] | None = None) -> Language:
    """A spaCy pipeline: the model's components, with ``boundaries`` before its parser, and our others behind.

    ``steps`` limits our components to the named ones.
    Raises `ConfigError` where the model or a component is not installed.
    """
    try:
        nlp = spacy.load(settings.model)
    except (OSError, ImportError) as error:
        remedy = "give the name of an installed spaCy pipeline"
        raise ConfigError(f"extract.model: no spaCy pipeline {settings.model!r} here; {remedy}") from error
    nlp.max_length = 1 << 62
    remember(nlp)
    if not {"parser", "senter", "sentencizer"} & set(nlp.pipe_names):
        nlp.add_pipe("sentencizer", first=True)
    for step, factory in settings.components.items():
        if factory and (steps is None or step in steps):
            own = {"models": settings.models} if settings.models and factory in LEARNT else {}
            _add(nlp, step, factory, {**own, **settings.settings.get(step, {})})
    return nlp


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


def parse(nlp: Language, article: Article) -> Doc:
    """The Doc of an article after every component; its text is the article's prose, so offsets are the article's."""
    prose = UNBROKEN.sub(lambda run: " " * len(run[0]), article.prose())
    chunks = [prose[start:end] for start, end in _chunks(article, prose)]
    if len(chunks) <= 1:
        doc = nlp.make_doc(prose)
        doc._.article = article
        return _run(nlp, doc, nlp.pipe_names)
    own = _own(nlp)
    rest = [name for name in nlp.pipe_names if name not in own]
    docs = [_run(nlp, nlp.make_doc(chunk), rest) for chunk in chunks]
    doc = Doc.from_docs(docs, ensure_whitespace=False)
    doc._.article = article
    return _run(nlp, doc, own)


def _own(nlp: Language) -> list[str]:
    """Our components that need the whole article: all that follow the model's last one."""
    names = nlp.pipe_names
    last = max((at for at, name in enumerate(names) if not nlp.get_pipe_meta(name).factory.startswith("newsgraph_")))
    return names[last + 1 :]


def _run(nlp: Language, doc: Doc, names: list[str]) -> Doc:
    for name in names:
        doc = nlp.get_pipe(name)(doc)
    return doc


def _chunks(article: Article, prose: str) -> Iterator[tuple[int, int]]:
    """Stretches of at most about CHUNK characters that end where a part, a line or at least a word ends."""
    ends = sorted({part.end for part in article.parts})
    start = 0
    while len(prose) - start > CHUNK:
        limit = start + CHUNK
        stop = max((end for end in ends if start < end <= limit), default=0)
        stop = stop or prose.rfind("\n", start + 1, limit) or limit
        if stop <= start:
            stop = prose.rfind(" ", start + 1, limit)
        stop = stop if stop > start else limit
        yield start, stop
        start = stop
    if start < len(prose) or start == 0:
        yield start, len(prose)


def extract(nlp: Language, article: Article) -> Extraction:
    """What one article says, as values. Mentions that would cross blanked text are left out with what rests on them."""
    doc = parse(nlp, article)
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
            where = (fact.start, fact.end)
            yield Claim(article.id, fact.predicate, subject, object_, *where, fact.role, fact.status, fact.score)


def _themes(article: Article, doc: Doc, mentions: dict[int, Mention]) -> Iterator[ThemeTag]:
    tags: list[ThemeSpan] = doc._.themes or []
    for tag in tags:
        if tag.mention is None or tag.mention in mentions:
            mention = None if tag.mention is None else mentions[tag.mention]
            yield ThemeTag(article.id, tag.theme, tag.score, tag.start, tag.end, mention)
