"""``newsgraph_encoder``: reads an article with the trained encoder, for the components behind it to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from spacy.language import Language
from spacy.tokens import Span

import graph.extract.components.interface  # noqa: F401  (declares doc._.encoded)
from graph.extract.encoder.entities import spans_of
from graph.extract.encoder.model import load_encoder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc


@dataclass(slots=True)
class ReadWithEncoder:
    """Sets ``doc._.encoded``, an `Encoded`, None for a Doc without words; and ``doc.ents`` where nobody has."""

    name: str

    def __call__(self, doc: Doc) -> Doc:
        """Encode a Doc. The weights are loaded for the first: a process that only hands articles out needs none."""
        encoded = doc._.encoded = load_encoder()(doc)
        if encoded is not None and not doc.ents:
            words = np.array([token.i for token in doc if not token.is_space])
            doc.ents = [Span(doc, *found) for found in _entities(words, encoded.entities(words))]
        return doc


def _entities(words: np.ndarray, tags: list[int]) -> Iterator[tuple[int, int, str]]:
    """Token ranges and labels of what the tags of words tell."""
    for start, end, label in spans_of(tags):
        yield int(words[start]), int(words[end - 1]) + 1, label


@Language.factory("newsgraph_encoder", assigns=["doc._.encoded", "doc.ents"])
def make_encoder(nlp: Language, name: str) -> ReadWithEncoder:
    """Factory of `ReadWithEncoder`; has no settings."""
    return ReadWithEncoder(name)
