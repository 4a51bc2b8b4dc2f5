"""Named entities in the sense of OntoNotes, read off the encoder's states word by word.

They take the place of a named-entity recogniser of their own, which would be a second network over the same words:
a small head tags each word as the beginning, the inside or no part of an entity (IOB2). Trained by
``training/entities.py`` on what spaCy's recogniser finds (knowledge distillation, Hinton, Vinyals & Dean 2015).
Labels: Weischedel et al. 2013, "OntoNotes Release 5.0".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ONTONOTES = (
    *("CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG"),
    *("PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"),
)
"""The labels, in the order of their tags: 0 is no entity, ``1 + 2 * label`` a first word, ``2 + 2 * label`` another."""

TAGS = 1 + 2 * len(ONTONOTES)


def tags_of(spans: Sequence[tuple[int, int, str]], size: int) -> np.ndarray:
    """Tags ``int64[size]`` of entities ``(start, end, label)``, which must not overlap.

    >>> tags_of([(1, 3, "DATE")], 4).tolist()
    [0, 3, 4, 0]
    """
    tags = np.zeros(size, np.int64)
    for start, end, label in spans:
        tags[start:end] = 2 + 2 * ONTONOTES.index(label)
        tags[start] -= 1
    return tags


def spans_of(tags: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Entities that tags tell; an inside that nothing of its label precedes begins one.

    >>> list(spans_of([4, 4, 0, 3, 3]))
    [(0, 2, 'DATE'), (3, 4, 'DATE'), (4, 5, 'DATE')]
    """
    start, own = 0, 0
    for at, tag in enumerate((*tags, 0)):
        label = (tag + 1) // 2
        if label == own and tag != 2 * label - 1:
            continue
        if own:
            yield start, at, ONTONOTES[own - 1]
        start, own = at, label
