"""``merge_copies``: exact and near duplicates become one article that knows its other publications.

Near duplicates are found by MinHash signatures in a locality-sensitive index (Broder 1997; Leskovec, Rajaraman &
Ullman, Mining of Massive Datasets, chapter 3) and confirmed by the true Jaccard similarity of their word shingles, so
chance merges nothing. Every copy is near to the article kept, not just to another copy of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from graph.articles.anatomy import PROSE
from graph.core.types import Article, Copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from graph.core.report import Report

    Signature = NDArray[Any]

MIN_WORDS = 20
"""Articles of fewer words are merged only if all words are equal: two share price notes differ in a figure."""
SHINGLE = 3
"""Words in a row that make a shingle."""
PERMUTATIONS = 128
SEED = 1
_RECALL = 0.85
"""The index is asked for pairs of this share of the threshold, as signatures scatter by some 0.05 about the truth."""
_WORD = re.compile(r"\w+")


def _words(article: Article) -> list[str]:
    """The words of the prose in lower case; datelines, agencies and credits differ between copies and do not count."""
    if not article.parts:
        return _WORD.findall(article.text.casefold())
    spans = (article.text[part.start : part.end] for part in article.parts if part.kind in PROSE)
    return [word for span in spans for word in _WORD.findall(span.casefold())]


def _shingles(words: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared share of two sets: 1 for equal ones, 0 for disjoint ones.

    >>> jaccard(frozenset("ab"), frozenset("bc")) == 1 / 3
    True
    """
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if one or other else 1.0


def sign(words: str) -> Signature:
    """The MinHash signature of words joined by spaces: `PERMUTATIONS` numbers of 32 bits. A pure function."""
    from datasketch import MinHash

    signature = MinHash(num_perm=PERMUTATIONS, seed=SEED)
    signature.update_batch([shingle.encode("utf-8", "replace") for shingle in _shingles(words.split())])
    found: Signature = signature.hashvalues.astype("<u4")
    return found


def _order(article: Article) -> tuple[bool, str, str, str]:
    """The earliest published first, undated ones last; then by id."""
    return (article.published is None, article.published or "", article.id, article.source)


def merge_copies(
    articles: Iterable[Article], threshold: float, report: Report, sign: Callable[[str], Signature] = sign
) -> list[Article]:
    """The articles sorted by id, duplicates merged into the earliest published of them (then the smallest id).

    Duplicates are articles with the same words, and those whose word shingles have a Jaccard similarity of at least
    ``threshold``; 0 keeps to the same words. The result does not depend on the order of ``articles``. Counts what was
    merged as ``duplicates`` in the report. ``sign`` may be a function that remembers what `sign` said.

        >>> from graph.core.report import Report
        >>> report = Report()
        >>> kept = merge_copies([Article("b", "", "Rain fell."), Article("a", "", "RAIN FELL")], 0.85, report)
        >>> [(article.id, [copy.id for copy in article.copies]) for article in kept], report.counts
        ([('a', ['b'])], {'duplicates': 1})
    """
    groups = _same_words(sorted(articles, key=_order))
    grouped = _near(groups, threshold, sign) if threshold > 0 else list(groups.values())
    report.count("duplicates", sum(len(group) - 1 for group in grouped))
    return sorted((_merged(group) for group in grouped), key=lambda article: (article.id, article.source))


def _same_words(articles: list[Article]) -> dict[str, list[Article]]:
    """Groups of articles by their words; each group and all of them in order."""
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(" ".join(_words(article)) or article.text, []).append(article)
    return groups


def _near(groups: dict[str, list[Article]], threshold: float, sign: Callable[[str], Signature]) -> list[list[Article]]:
    """The groups, those whose words are near to an earlier kept one's merged into the nearest such group."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=max(0.05, threshold * _RECALL), num_perm=PERMUTATIONS, weights=(0.2, 0.8))
    blank = MinHash(num_perm=PERMUTATIONS, seed=SEED)
    texts = list(groups)
    kept: dict[int, list[Article]] = {}

    @lru_cache(maxsize=4096)
    def shingles(number: int) -> frozenset[str]:
        return _shingles(texts[number].split())

    for number, group in enumerate(groups.values()):
        if texts[number].count(" ") < MIN_WORDS - 1:
            kept[number] = list(group)
            continue
        signature = blank.copy()
        signature.hashvalues = sign(texts[number]).astype(blank.hashvalues.dtype)
        alike = [(jaccard(shingles(number), shingles(other)), -other) for other in index.query(signature)]
        best, nearest = max(alike, default=(0.0, 0))
        if best >= threshold:
            kept[-nearest] += group
        else:
            kept[number] = list(group)
            index.insert(number, signature, check_duplication=False)
    return list(kept.values())


def _merged(group: list[Article]) -> Article:
    """The first article of a group, with the others, and what they had merged before, as its copies."""
    first, *others = group
    copies = {*first.copies}
    for article in others:
        copies |= {Copy(article.id, article.source, article.url, article.publisher, article.published), *article.copies}
    return replace(first, copies=tuple(sorted(copies, key=_copy_order))) if copies else first


def _copy_order(copy: Copy) -> tuple[bool, str, str, str]:
    return (copy.published is None, copy.published or "", copy.id, copy.source)
