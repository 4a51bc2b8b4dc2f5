"""``newsgraph_encoder``: reads an article with the trained encoder, for the components behind it to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language

import graph.extract.components.interface  # noqa: F401  (declares doc._.encoded)
from graph.extract.encoder.model import load_encoder

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class ReadWithEncoder:
    """Sets ``doc._.encoded``, an `Encoded`; None for a Doc without words."""

    name: str

    def __call__(self, doc: Doc) -> Doc:
        """Encode a Doc. The weights are loaded for the first: a process that only hands articles out needs none."""
        doc._.encoded = load_encoder()(doc)
        return doc


@Language.factory("newsgraph_encoder", assigns=["doc._.encoded"])
def make_encoder(nlp: Language, name: str) -> ReadWithEncoder:
    """Factory of `ReadWithEncoder`; has no settings."""
    return ReadWithEncoder(name)
