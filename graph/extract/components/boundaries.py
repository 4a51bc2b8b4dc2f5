"""``newsgraph_boundaries``: sentences never cross the parts of an article (title, paragraphs, captions).

A headline has no full stop and a dateline is blanked, so the parser alone would run them into the next sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language

import graph.extract.components.interface  # noqa: F401  (declares doc._.article)

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graph.core.types import Article


@dataclass(slots=True)
class Boundaries:
    """Sets sentence starts at the starts of parts and after line breaks, before the parser runs."""

    name: str

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first word of every part and of every line; other tokens are left to the parser."""
        article: Article | None = doc._.article
        starts = {part.start for part in article.parts} if article else set()
        fresh = True
        for token in doc:
            fresh = fresh or token.idx in starts
            if token.is_space:
                fresh = fresh or "\n" in token.text
                continue
            if fresh and token.i > 0:
                token.is_sent_start = True
            fresh = False
        return doc


@Language.factory("newsgraph_boundaries", assigns=["token.is_sent_start"])
def make_boundaries(nlp: Language, name: str) -> Boundaries:
    """Factory of `Boundaries`; has no settings."""
    return Boundaries(name)
