"""Names that differ by a slip or a spelling: "Dilma Rouseff", "Zabihullah Mujahid" beside "Zabiullah".

Candidates are names of one group and country that are equal but for one word, which is one edit away: a letter more,
less or other, or two neighbours exchanged (Damerau 1964). They are found by the words that agree and, where many names
share those, by what is left of the word without one letter (deletion neighbourhoods, Mor & Fraenkel 1982), so the work
grows with the names, not with their pairs. A candidate is one thing when enough speaks for it; "Ann Johnson" and "Ann
Johnston" may be two people, and both surnames are known from other names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from graph.resolve.blocking import Key
    from graph.resolve.units import Unit

SHORTEST = 5
"""Letters that both words have at least: of shorter ones too many are real words one edit apart."""

FEW = 12
"""Up to so many names that agree in all other words are compared each with each."""

UNEVEN = 4
"""A name so many times as frequent as its variant speaks for a slip."""

ENOUGH = 2
"""Points of evidence for a merge; chosen on DWIE's training articles (``docs/resolution.md``)."""

LOOKED_AT = 50
"""Units of a name whose surroundings are compared: the first ones, as a frequent name's would fill the memory."""

Blocks = dict["Key", list[int]]
Word = tuple[str, "Key"]


@dataclass(frozen=True, slots=True)
class Variant:
    """Two names that are one thing: their keys, the words that differ, and what speaks for it."""

    left: Key
    right: Key
    words: tuple[str, str]
    evidence: tuple[str, ...]

    @property
    def reason(self) -> str:
        """What is told of the merge."""
        return f"spelling of one name, {self.words[0]!r} or {self.words[1]!r}: {', '.join(self.evidence)}"


def variants(blocks: Blocks, units: Sequence[Unit], root: Callable[[int], int]) -> list[Variant]:
    """Names with enough evidence that one is the other's variant, sorted. ``root`` tells what is one already."""
    spread = Counter(word for key in blocks for word in set(key[1].split()))
    found = []
    for (one, left), (other, right) in sorted(_candidates(blocks)):
        if root(blocks[left][0]) != root(blocks[right][0]):
            evidence = tuple(_evidence((left, right), (one, other), blocks, units, spread))
            if len(evidence) >= ENOUGH and _agree(blocks[left], blocks[right], units):
                found.append(Variant(left, right, (one, other), evidence))
    return found


def _candidates(blocks: Blocks) -> Iterator[tuple[Word, Word]]:
    """Pairs of names one edit apart, each pair once, with the words that differ; in no order."""
    alike: dict[tuple[str, ...], list[Word]] = defaultdict(list)
    for key in blocks:
        words = key[1].split()
        if len(words) < 2 or key[0] == "place":
            continue
        for at, word in enumerate(words):
            if len(word) >= SHORTEST and word.isalpha():
                alike[key[0], key[2], *words[:at], "", *words[at + 1 :]].append((word, key))
    for names in alike.values():
        for one, other in _near(names):
            if one[0] != other[0] and OSA.distance(one[0], other[0], score_cutoff=1) == 1:
                left, right = sorted((one, other), key=lambda word: word[1])
                yield left, right


def _near(names: list[Word]) -> Iterable[tuple[Word, Word]]:
    """Pairs of words that may be one edit apart, each pair once."""
    if len(names) <= FEW:
        return combinations(names, 2)
    left_of: dict[str, list[Word]] = defaultdict(list)
    for name in names:
        word = name[0]
        for rest in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
            left_of[rest].append(name)
    return {pair for group in left_of.values() for pair in combinations(sorted(group), 2)}


def _evidence(
    keys: tuple[Key, Key],
    words: tuple[str, str],
    blocks: Blocks,
    units: Sequence[Unit],
    spread: Mapping[str, int],
) -> Iterator[str]:
    """What speaks for two names being one thing, a point each."""
    rare = min(words, key=lambda word: (spread[word], word))
    if spread[rare] == 1:
        yield f"no other name has {rare!r}"
    rest = [word for word in keys[0][1].split() if word != words[0]]
    if any(spread[word] == 2 for word in rest):
        yield f"no other names have {min(word for word in rest if spread[word] == 2)!r}"
    sizes = sorted(len(blocks[key]) for key in keys)
    if sizes[1] >= UNEVEN * sizes[0]:
        yield f"in {sizes[1]} articles against {sizes[0]}"
    if keys[0][0] != "human" and f"{min(words, key=len)}s" in words:
        yield "singular and plural"
    shared = _around(blocks[keys[0]], units) & _around(blocks[keys[1]], units) - {key[1] for key in keys}
    if shared:
        yield f"both named beside {min(shared)!r}"


def _around(block: Sequence[int], units: Sequence[Unit]) -> frozenset[str]:
    return frozenset().union(*(units[i].company | units[i].posts for i in block[:LOOKED_AT]))


def _agree(left: Sequence[int], right: Sequence[int], units: Sequence[Unit]) -> bool:
    """Whether nothing known keeps the two apart: a footballer is no minister."""
    sporting = [any(units[i].sporting for i in block) for block in (left, right)]
    office = [any(units[i].type == "official" and not units[i].sporting for i in block) for block in (left, right)]
    return not (sporting[0] and office[1]) and not (sporting[1] and office[0])
