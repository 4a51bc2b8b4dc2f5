"""What the scorer sees of two names in a sentence: names of binary features, in the manner of Zhou et al. (2005).

Words between and around, the path between them in the parse, their types and own words, and which patterns fired.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.paths import path
from graph.extract.relations.roles import singular

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from graph.extract.relations.sentences import Sentence, Slot

NEAR = 10
"""Words between two names up to which each of them is a feature; further apart only verbs are."""
SHORT = {"official": "H", "person": "H", "ministry": "B", "government_body": "B", "company": "B", "organization": "B"}


@dataclass(slots=True)
class Words:
    """The tokens of a sentence as features see them, made once: see `read_words`."""

    start: int
    words: list[str]

    def __getitem__(self, i: int) -> str:
        """The word of token ``i`` of the Doc, ``<>`` outside the sentence."""
        at = i - self.start
        return self.words[at] if 0 <= at < len(self.words) else "<>"


def read_words(sentence: Sentence) -> Words:
    """Each token as the type of the name it belongs to, ROLE for a post, # for a number, else its lemma."""
    return Words(sentence.start, [_word(sentence, i) for i in range(sentence.start, sentence.end)])


def _word(sentence: Sentence, i: int) -> str:
    text = sentence.lower(i)
    slot = sentence.at.get(i)
    if slot is not None and not slot.anaphor:
        return slot.kind.upper()
    if text.isspace():
        return "<>"
    if singular(text) in LEXICON.role_heads:
        return "ROLE"
    if text[0].isdigit():
        return "#"
    return (sentence.doc[i].lemma_ or text).lower()


def _sequence(words_: Words, start: int, end: int) -> list[str]:
    words: list[str] = []
    for i in range(start, end):
        word = words_[i]
        if not words or words[-1] != word or not word.isupper():
            words.append(word)
    return words


def _bucket(gap: int) -> str:
    return next((str(limit) for limit in (0, 1, 2, 3, 5, 8, 12, 20) if gap <= limit), "far")


def _between(sentence: Sentence, seen: Words, a: Slot, b: Slot, pair: str) -> Iterator[str]:
    gap = b.start - a.end
    words = _sequence(seen, a.end, b.start)
    yield f"gap={_bucket(gap)}"
    yield f"gap={_bucket(gap)}|{pair}"
    if len(words) <= 5:
        yield f"seq={' '.join(words)}|{pair}"
    near = gap <= NEAR
    for word, i in zip(words, range(len(words)), strict=True):
        if near:
            yield f"w={word}|{pair}"
            if i + 1 < len(words):
                yield f"ww={word} {words[i + 1]}|{pair}"
        yield from (f"hint={predicate}|{pair}" for predicate in LEXICON.triggers.get(word, ()))
    if words:
        yield f"first={words[0]}|{pair}"
        yield f"last={words[-1]}|{pair}"
    between = {slot.mention: slot for slot in sentence.slots if a.end <= slot.start and slot.end <= b.start}
    yield f"names={min(len(between), 4)}|{pair}"
    kinds = {SHORT.get(slot.kind, slot.kind) for slot in between.values()}
    yield from (f"mid={kind}|{pair}" for kind in sorted(kinds))


def _around(seen: Words, a: Slot, b: Slot, pair: str) -> Iterator[str]:
    last = max(a.end, b.end)
    before = [seen[a.start - 2], seen[a.start - 1]]
    after = [seen[last], seen[last + 1]]
    yield f"pre={before[1]}|{pair}"
    yield f"pre2={' '.join(before)}|{pair}"
    yield f"post={after[0]}|{pair}"
    yield f"post2={' '.join(after)}|{pair}"


def _own(sentence: Sentence, slot: Slot, side: str, pair: str) -> Iterator[str]:
    head, first = sentence.lower(slot.head), sentence.lower(slot.start)
    yield f"{side}h={head}|{pair}"
    yield f"{side}l={sentence.lower(slot.end - 1)}"
    yield f"{side}f={first}"
    if slot.anaphor:
        yield f"{side}anaphor={first}|{pair}"
    if any(inner.kind == "place" for inner in sentence.nested(slot)):
        yield f"{side}has-place|{pair}"


def _steps(tokens: Sequence[Token]) -> str:
    return ">".join(token.dep_ for token in tokens)


def _verb(token: Token) -> str:
    current = token
    for _ in range(6):
        if current.pos_ in {"VERB", "AUX"} or current.head == current:
            break
        current = current.head
    return f"{current.lemma_.lower()}" if current.pos_ in {"VERB", "AUX"} else ""


def _parse(sentence: Sentence, seen: Words, a: Slot, b: Slot, pair: str) -> Iterator[str]:
    first, second = sentence.token(a.head), sentence.token(b.head)
    yield f"adep={first.dep_}|{pair}"
    yield f"bdep={second.dep_}|{pair}"
    va, vb = _verb(first), _verb(second)
    yield f"averb={va}|{pair}"
    yield f"bverb={vb}|{pair}"
    yield f"averb={va}|{first.dep_}|{pair}"
    yield f"bverb={vb}|{second.dep_}|{second.head.lower_}|{pair}"
    way = path(first, second)
    if way is None:
        yield f"path=none|{pair}"
        return
    up, top, down = way
    inner = [t for t in [*up[1:], *([top] if top not in (first, second) else []), *down[:-1]] if t.i not in sentence.at]
    shape = f"{_steps(up)}^{_steps(down)}"
    yield f"path={shape}|{pair}"
    if len(inner) <= 4:
        yield f"lexpath={shape}:{' '.join(seen[t.i] for t in inner)}|{pair}"
        yield f"words={' '.join(seen[t.i] for t in inner)}|{pair}"
    for token in inner:
        yield f"on={seen[token.i]}|{pair}"
        yield from (f"trigger={predicate}|{pair}" for predicate in LEXICON.triggers.get(seen[token.i], ()))
    yield f"top={seen[top.i]}|{first.dep_}|{second.dep_}|{pair}"
    yield f"steps={len(up)}/{len(down)}|{pair}"


def features(sentence: Sentence, seen: Words, a: Slot, b: Slot, hits: Sequence[str]) -> list[str]:
    """Feature names for two slots, ``a`` before or around ``b``; ``hits`` are the patterns that link them, directed.

    ``seen`` is what `read_words` made of the sentence.
    """
    pair = f"{SHORT.get(a.kind, a.kind)}-{SHORT.get(b.kind, b.kind)}"
    exact = f"{a.kind}-{b.kind}"
    found = [f"types={exact}", f"pair={pair}"]
    if b.end <= a.end:
        where = "first" if b.start == a.start else "last" if b.end == a.end else "middle"
        before = sentence.lower(b.start - 1) if b.start > a.start else ""
        found += [
            f"nested={where}|{exact}",
            f"nested={where}|{pair}",
            f"nestpre={before}|{pair}",
            f"nested|{sentence.lower(a.head)}",
        ]
    else:
        found += _between(sentence, seen, a, b, pair)
    found += _around(seen, a, b, pair)
    found += _own(sentence, a, "a", pair)
    found += _own(sentence, b, "b", pair)
    if sentence.parsed and b.end > a.end:
        found += _parse(sentence, seen, a, b, pair)
    found += [f"hit={hit}" for hit in hits]
    found += [f"rule={hit.split(':')[0]}:{hit[-1]}:{pair}" for hit in hits]
    return [name for name in dict.fromkeys(found) if "\n" not in name]  # a model's names are stored one a line
