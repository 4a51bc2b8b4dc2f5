"""A Doc as the encoder reads it: word pieces (Wu et al. 2016) with the shape of their words, in overlapping windows.

The vocabulary knows no capitals, so each piece carries the shape of its word: names are told by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import BertWordPieceTokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

SHAPES = ("", "x", "X", "A", "I", "M", "9", ".")
"""Word shapes: none, lower case, Capital, CAPITALS, one capital letter, mIxed, digits, anything else."""

MOST = 12
"""Pieces of one word that are kept: what is longer is an address or a code."""

WINDOW, OVERLAP = 126, 16
"""Pieces that the encoder sees at once (beside its marks of begin and end), and how many neighbouring windows share."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Piece numbers and shape numbers, ``int32[pieces]``; token ``i`` of the Doc has the pieces ``first[i]:last[i]``.

    White space has no piece: its range is empty.
    """

    ids: np.ndarray
    shapes: np.ndarray
    first: np.ndarray
    last: np.ndarray


@cache
def tokenizer() -> BertWordPieceTokenizer:
    """The word-piece tokenizer over the vocabulary that the package ships."""
    with as_file(files("graph.extract.encoder").joinpath("data/vocab.txt")) as path:
        return BertWordPieceTokenizer(str(path), lowercase=True)


def shape(text: str) -> int:
    """Number of a word's shape in `SHAPES`.

    >>> [SHAPES[shape(word)] for word in ("Hanoi", "VNA", "the", "2019", "McCain", "A", ",")]
    ['X', 'A', 'x', '9', 'M', 'I', '.']
    """
    if text.isdigit():
        return SHAPES.index("9")
    if text.isupper():
        return SHAPES.index("A" if len(text) > 1 else "I")
    if text[0].isupper():
        return SHAPES.index("X" if text[1:].islower() else "M")
    return SHAPES.index("x" if text.isalpha() else ".")


def pieces(doc: Doc) -> Pieces:
    """The word pieces of a Doc."""
    first, last = np.zeros(len(doc), np.int32), np.zeros(len(doc), np.int32)
    ids: list[int] = []
    shapes: list[int] = []
    for at, token in enumerate(doc):
        if token.is_space:
            continue
        own, shapes_ = word_pieces(token.text)
        first[at], last[at] = len(ids), len(ids) + len(own)
        ids.extend(own)
        shapes.extend(shapes_)
    return Pieces(np.array(ids, np.int32), np.array(shapes, np.int32), first, last)


@lru_cache(maxsize=1 << 16)
def word_pieces(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Piece numbers of a word and, as often, its shape; most words of an article were in others."""
    own = tuple(tokenizer().encode(word, add_special_tokens=False).ids[:MOST])
    return own, (shape(word),) * len(own)


def windows(size: int, window: int = WINDOW, overlap: int = OVERLAP) -> Iterator[tuple[int, int, int, int]]:
    """Windows over ``size`` pieces, about equally long: start, end, and the part ``from:to`` that each answers for.

    >>> list(windows(10, window=6, overlap=2))
    [(0, 6, 0, 5), (4, 10, 5, 10)]
    """
    if size == 0:
        return
    count = max(1, -(-(size - overlap) // (window - overlap)))
    length = min(size, -(-(size + (count - 1) * overlap) // count))
    starts = [round(at * (size - length) / max(count - 1, 1)) for at in range(count)]
    edges = [0, *((start + before + length) // 2 for before, start in pairwise(starts)), size]
    for start, from_, to in zip(starts, edges, edges[1:], strict=False):
        yield start, start + length, from_, to
