"""What spaCy's recogniser of named entities finds in a Doc: what the encoder's head for them learns from."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import spacy
from spacy.tokens import Doc

from graph.core.config import ExtractSettings
from graph.extract.encoder.entities import tags_of

if TYPE_CHECKING:
    from spacy.language import Language

UNSEEN = -100
"""The tag of white space, of which the encoder sees nothing; PyTorch's losses leave it out."""


@cache
def recogniser() -> Language:
    """The model of the settings with its recogniser alone."""
    return spacy.load(ExtractSettings().model, enable=["ner"])


def recognised(doc: Doc) -> np.ndarray:
    """The tag of each token (see `graph.extract.encoder.entities`), ``int16[tokens]``; the Doc stays as it is."""
    nlp = recogniser()
    own = nlp(Doc(nlp.vocab, [token.text for token in doc], [bool(token.whitespace_) for token in doc]))
    tags = tags_of([(span.start, span.end, span.label_) for span in own.ents], len(doc)).astype(np.int16)
    tags[[token.i for token in doc if token.is_space]] = UNSEEN
    return tags
