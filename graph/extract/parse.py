"""Articles in, Docs out: every component of the pipeline in its turn.

What an article says never depends on which articles are read beside it. The components of spaCy's own convolutional
pipelines compute each token's row by itself, so they may see many articles at once, which is faster and changes no
bit; all others see one article at a time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from graph.extract.memory import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

    from graph.core.types import Article

UNBROKEN = re.compile(r"\S{400,}")
"""Runs without a space that are no words (a table's rule, encoded data): blanked, as splitting takes quadratic time."""

CHUNK = 50_000
"""Characters that the model's own components see at once: their memory grows with the length of a Doc."""

TOGETHER = 10_000
"""Tokens that a component sees at once: as many as pay, and few enough for little memory."""

ROWWISE = frozenset({"tok2vec", "tagger", "morphologizer", "parser", "senter", "ner"})
"""Factories whose components give a token the same answer whatever other Docs they see with it."""


def parse(nlp: Language, article: Article) -> Doc:
    """The Doc of an article after every component; its text is the article's prose, so offsets are the article's."""
    (doc,) = parse_together(nlp, [article])
    if isinstance(doc, Exception):
        raise doc
    return doc


def parse_together(nlp: Language, articles: Sequence[Article]) -> list[Doc | Exception]:
    """The Doc of each article as `parse` gives it, or the error that a component raised."""
    own = _own(nlp)
    models = [name for name in nlp.pipe_names if name not in own]
    found: list[Doc | Exception] = []
    for article, docs in zip(articles, _modelled(nlp, articles, models), strict=True):
        try:
            if isinstance(docs, Exception):
                raise docs
            doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
            doc._.article = article
            found.append(_run(nlp, [doc], own)[0])
        except Exception as error:
            found.append(error)
    return found


def _modelled(nlp: Language, articles: Sequence[Article], names: list[str]) -> list[list[Doc] | Exception]:
    """The chunks of each article after the model's components; where they fail for all at once, for each alone."""
    try:
        rows = [_made(nlp, article) for article in articles]
        done = iter(_run(nlp, [doc for docs in rows for doc in docs], names))
        return [[next(done) for _ in docs] for docs in rows]
    except Exception as error:
        if len(articles) == 1:
            return [error]
        return [docs for article in articles for docs in _modelled(nlp, [article], names)]


def _made(nlp: Language, article: Article) -> list[Doc]:
    prose = UNBROKEN.sub(lambda run: " " * len(run[0]), article.prose())
    docs = [nlp.make_doc(prose[start:end]) for start, end in _chunks(article, prose)]
    if len(docs) == 1:
        docs[0]._.article = article
    return docs


def _own(nlp: Language) -> list[str]:
    """Our components that need the whole article: all that follow the model's last one."""
    names = nlp.pipe_names
    last = max((at for at, name in enumerate(names) if not nlp.get_pipe_meta(name).factory.startswith("newsgraph_")))
    return names[last + 1 :]


def _run(nlp: Language, docs: list[Doc], names: list[str]) -> list[Doc]:
    together = len(docs) > 1 and _is_rowwise(nlp)
    for name in names:
        component: Any = nlp.get_pipe(name)
        if together and hasattr(component, "predict"):
            for some in _groups(docs):
                component.set_annotations(some, component.predict(some))
        else:
            whole = getattr(component, WHOLE, component)
            docs = [whole(doc) for doc in docs]
    return docs


def _is_rowwise(nlp: Language) -> bool:
    """Whether all models of a pipeline are `ROWWISE`: a transformer before the others may pad what it sees together."""
    models = (name for name in nlp.pipe_names if hasattr(nlp.get_pipe(name), "predict"))
    return all(nlp.get_pipe_meta(name).factory in ROWWISE for name in models)


def _groups(docs: list[Doc]) -> Iterator[list[Doc]]:
    """Docs in order, at most TOGETHER tokens at once unless one alone has more."""
    group: list[Doc] = []
    for doc in docs:
        if group and sum(map(len, group)) + len(doc) > TOGETHER:
            yield group
            group = []
        group.append(doc)
    yield group


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
