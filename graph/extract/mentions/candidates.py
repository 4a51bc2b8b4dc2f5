"""Spans of a parsed Doc that may name something, far more than do: the model decides afterwards.

Three sources: the entities of the spaCy model, runs of capitalised words with the small words inside them
("Ministry of Culture, Sports and Tourism") cut in all plausible ways, and noun phrases in lower case whose head is a
domain word ("general election", "memorandum of understanding").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.extract.lexicon import Lexicon, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

Window = tuple[int, int]
"""Token offsets ``[start, end)``."""

SKIPPED_LABELS = frozenset({"DATE", "CARDINAL", "PERCENT", "MONEY", "TIME", "ORDINAL", "QUANTITY", "LANGUAGE"})
LONGEST = 14
"""Tokens: names above this are almost always two names run together."""

BODY_HEADS = frozenset({"Ministry", "Department", "Committee", "Commission", "Office", "Bureau", "Agency", "Institute"})
"""Heads of public bodies whose names are lists of what they are for."""

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_GLUE = frozenset({"&", "-", "–", "/", ".", "@", "'", "’", "a/l", "a/p"})
_QUOTES = frozenset("\"'“”‘’()[]")
_COMPLEMENT = frozenset({"of", "on", "in", "for", "to", "by", "against", "with", "between"})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


def candidates(doc: Doc) -> list[Window]:
    """All candidate windows, each once, ordered by start then end; none crosses a sentence or has only white space."""
    lexicon = load_lexicon()
    found: set[Window] = set()
    lists = list(listed(doc))
    for source in (_entities(doc), _capitals(doc, lexicon), _phrases(doc, lexicon), lists):
        found.update(window for window in (trim(doc, *w) for w in source) if window)
    units: dict[int, list[Window]] = {}
    for start, end in lists:
        if any(doc[at].text == "," for at in range(start, end)):
            for at in range(start, end):
                units.setdefault(at, []).append((start, end))
    return sorted(w for w in found if not any(_breaks(w, unit) for at in range(*w) for unit in units.get(at, ())))


def _breaks(window: Window, unit: Window) -> bool:
    """Whether a window takes a part of a unit ("Tides and Tourism Ministry and Tarn") but not the whole."""
    (start, end), (first, last) = window, unit
    return start < last and first < end and not (start <= first and last <= end)


def trim(doc: Doc, start: int, end: int) -> Window | None:
    """The window without articles before, possessives behind and quotes or spaces on either side; None if nothing
    is left, a line ends inside, or it has fewer than two letters ("I") or none of a script with capitals."""
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or _edge(doc[start])):
        start += 1
    while end > start and (doc[end - 1].text in _POSSESSIVE or _edge(doc[end - 1])):
        end -= 1
    if not 0 < end - start <= LONGEST or any("\n" in doc[at].text for at in range(start, end)):
        return None
    letters = [char for at in range(start, end) for char in doc[at].text if char.isalpha()]
    if len(letters) < 2 or not any(char.isupper() or char.islower() for char in letters):
        return None
    return start, end


def _edge(token: Token) -> bool:
    return token.is_space or token.text in _QUOTES or (token.is_punct and token.text not in {"@"})


def _entities(doc: Doc) -> Iterator[Window]:
    for span in doc.ents:
        if span.label_ not in SKIPPED_LABELS:
            yield span.start, span.end


def _is_capital(token: Token) -> bool:
    first = token.text[0]
    return first.isupper() or (first.isdigit() and any(c.isupper() for c in token.text))


def _runs(doc: Doc, lexicon: Lexicon) -> Iterator[Window]:
    """Maximal runs of capitalised words; small words, numbers and an inner comma list may stand between them."""
    at, size = 0, len(doc)
    while at < size:
        if not _is_capital(doc[at]):
            at += 1
            continue
        end = scan = at + 1
        while scan < size and not doc[scan].is_sent_start:
            token = doc[scan]
            if _is_capital(token) or token.like_num:
                scan += 1
                end = scan
            elif token.lower_ in lexicon.links or token.text in {",", '"', "“", "”"}:
                if scan - end >= 2:
                    break
                scan += 1
            else:
                break
        yield at, end
        at = end


def _capitals(doc: Doc, lexicon: Lexicon) -> Iterator[Window]:
    """Every stretch of at most six pieces of a run, a piece being what stands between its small words."""
    entity_edges = {span.start for span in doc.ents} | {span.end for span in doc.ents}
    for start, end in _runs(doc, lexicon):
        pieces = _pieces(doc, start, end, lexicon, entity_edges)
        for first in range(len(pieces)):
            for last in range(first, min(len(pieces), first + 6)):
                yield pieces[first][0], pieces[last][1]


def _pieces(doc: Doc, start: int, end: int, lexicon: Lexicon, edges: set[int]) -> list[Window]:
    pieces: list[Window] = []
    begin = start
    for at in range(start, end):
        token = doc[at]
        small = (token.lower_ in lexicon.links and token.text not in _GLUE) or token.text in {",", '"', "“", "”"}
        role_before = at > start and doc[at - 1].lower_ in lexicon.roles
        if small or ((at in edges or role_before) and at > begin):
            if at > begin:
                pieces.append((begin, at))
            begin = at + 1 if small else at
    if end > begin:
        pieces.append((begin, end))
    return pieces


def listed(doc: Doc) -> Iterator[Window]:
    """Bodies whose name lists what they are for: "Ministry of Reefs, Tides and Tourism", "Reefs and Tides Ministry"."""
    codes = np.array([doc.vocab.strings[word] for word in sorted(BODY_HEADS)], np.uint64)
    for at in np.flatnonzero(np.isin(doc.to_array("ORTH"), codes)).tolist():
        head = doc[at]
        if head.i + 2 < len(doc) and doc[head.i + 1].lower_ in {"of", "for"}:
            end = _list_end(doc, head.i + 2)
            if end > head.i + 2:
                yield head.i, end
        elif (start := _list_start(doc, head.i)) < head.i:
            yield start, head.i + 1


def _list_end(doc: Doc, at: int) -> int:
    """End of a list of capitalised words that goes on after commas and one closing "and"."""
    at += doc[at].lower_ == "the"
    end, closed = at, False
    while at < len(doc) and not (at > end and doc[at].is_sent_start):
        token = doc[at]
        if token.text[0].isupper():
            end = at + 1
        elif token.lower_ in {"and", "&"} and not closed:
            closed = True
        elif closed or token.text != ",":
            break
        at += 1
    return end


def _list_start(doc: Doc, head: int) -> int:
    """Start of such a list that ends before ``head``."""
    start, at, closed = head, head - 1, False
    while at >= 0 and not doc[at + 1].is_sent_start:
        token = doc[at]
        if token.text[0].isupper():
            start = at
        elif token.lower_ in {"and", "&"} and not closed:
            closed = True
        elif not (token.text == "," and closed):
            break
        at -= 1
    return start


def _phrases(doc: Doc, lexicon: Lexicon) -> Iterator[Window]:
    """Noun phrases whose head is a lower-case domain word: alone, with modifiers, with a complement."""
    for token in doc:
        if token.text in lexicon.agencies:
            yield token.i, token.i + 1
        if not token.is_lower or token.lower_ not in lexicon.heads or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        if token.i + 1 < len(doc) and doc[token.i + 1].pos_ in {"NOUN", "PROPN"} and doc[token.i + 1].is_lower:
            continue
        starts = _left(doc, token)
        ends = [token.i + 1, *_right(doc, token, lexicon)]
        for start in starts:
            for end in ends:
                yield start, end


def _left(doc: Doc, head: Token) -> list[int]:
    """Where the phrase may begin: at the head, at each modifier before it, and before a possessor."""
    starts = [head.i]
    at = head.i - 1
    while at >= head.sent.start and head.i - at <= 6:
        token = doc[at]
        if token.pos_ in _MODIFIERS or token.tag_ in {"VBG", "VBN"}:
            starts.append(at)
        elif token.text not in _POSSESSIVE and token.text not in {"-", "–", "&", "and"}:
            break
        at -= 1
    return starts


def _right(doc: Doc, head: Token, lexicon: Lexicon) -> Iterator[int]:
    """Where the phrase may end behind its head: after one or two prepositional complements."""
    at, taken = head.i + 1, 0
    while at < len(doc) and doc[at].lower_ in _COMPLEMENT and taken < 2:
        end = _complement_end(doc, at + 1, head.sent.end)
        if end is None:
            return
        yield end
        at, taken = end, taken + 1


def _complement_end(doc: Doc, start: int, limit: int) -> int | None:
    """End of the noun phrase that begins at ``start``; None where there is none."""
    last = None
    for at in range(start, min(limit, start + 8)):
        token = doc[at]
        if token.pos_ in {"NOUN", "PROPN"}:
            last = at + 1
        elif token.pos_ not in {"DET", "ADJ", "NUM", "PART", "CCONJ"} and token.text not in {"-", "&", "'s"}:
            break
        if last and at + 1 < limit and doc[at + 1].pos_ == "CCONJ" and not doc[start].is_title:
            break
    return last
