"""What the type model sees of a candidate: its words and shape, the words around it, what spaCy thinks of it.

Features are short strings ``name=value``. Those of all places where an article writes the same name are joined, so one
clear context ("Fox, the Conservative co-chairman") decides for the unclear ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.gazetteer import demonym, find_place
from graph.core.names import normalise
from graph.extract.lexicon import known_types, load_lexicon
from graph.extract.mentions.candidates import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from graph.extract.mentions.candidates import Window

COMPLEMENT = frozenset({"of", "for", "on", "in", "to", "by"})
"""Words that end the head of a name: "conference | in Hanoi"."""

AROUND = 6
"""Tokens on either side in which role words are looked for."""

NEAR = 5
"""Tokens on either side whose nouns and verbs count."""


def keys(doc: Doc, windows: Sequence[Window]) -> list[str]:
    """The normalised name of each window: windows with one key are taken to name one thing within the article."""
    return [normalise(doc[start:end].text) or doc[start:end].text.casefold() for start, end in windows]


@dataclass(frozen=True, slots=True)
class DocView:
    """What features of a Doc need again and again, computed once."""

    lower: list[str]
    shape: list[str]
    sentence: list[int]
    entity: dict[Window, str]
    inside: dict[int, str]
    listed: frozenset[Window]


def view(doc: Doc) -> DocView:
    """Look at a parsed Doc once."""
    lower, shape, sentence = [], [], []
    number = -1
    for token in doc:
        number += bool(token.is_sent_start) or token.i == 0
        lower.append("|" if token.is_space else token.lower_)
        shape.append(_shape(token.text))
        sentence.append(number)
    return DocView(
        lower,
        shape,
        sentence,
        {_strip(doc, span.start, span.end): span.label_ for span in doc.ents},
        {at: span.label_ for span in doc.ents for at in range(span.start, span.end)},
        frozenset(listed(doc)),
    )


def _strip(doc: Doc, start: int, end: int) -> Window:
    start += doc[start].lower_ in {"the", "a", "an"}
    end -= end - start > 1 and doc[end - 1].lower_ in {"'s", "’s"}
    return start, end


def _shape(text: str) -> str:
    if text.isdigit():
        return "9"
    if text.isupper():
        return "A" if len(text) > 1 else "I"
    if text[0].isupper():
        return "X" if text[1:].islower() or len(text) == 1 else "M"
    return "x" if text.isalpha() else "."


def features(doc: Doc, seen: DocView, window: Window) -> Iterator[str]:
    """All features of one place where a name stands."""
    start, end = window
    words = seen.lower[start:end]
    yield from _words(words, seen.shape[start:end])
    yield from _context(seen, start, end)
    yield from _edges(seen, start, end)
    yield from _near(doc, seen, start, end)
    yield from _spacy(doc, seen, window)
    yield from _places(doc, window)
    if window in seen.listed:
        yield "listed"


def _words(words: list[str], shape: list[str]) -> Iterator[str]:
    lexicon = load_lexicon()
    core = next((at for at, word in enumerate(words) if at and word in COMPLEMENT), len(words))
    head = words[core - 1]
    yield f"key={' '.join(words)}"
    yield f"first={words[0]}"
    yield f"last={words[-1]}"
    yield f"head={head}"
    yield f"shape={''.join(shape[:6])}"
    yield f"size={min(len(words), 5)}"
    for word in words:
        yield f"word={word}"
    if core < len(words):
        yield f"headof={head}_{words[core]}"
    for kind in lexicon.heads.get(head, ()):
        yield f"headis={kind}"
        yield f"headis={kind}_{shape[core - 1]}"
    if len(words) > 1:
        yield f"two={words[core - 2] if core > 1 else ''}_{head}"
    yield f"end3={head[-3:]}_{shape[core - 1]}"
    yield f"begin3={words[0][:3]}_{min(len(words), 2)}"


def _context(seen: DocView, start: int, end: int) -> Iterator[str]:
    lexicon = load_lexicon()
    number = seen.sentence[start]
    size = len(seen.lower)

    def at(place: int) -> str:
        inside = 0 <= place < size and seen.sentence[place] == number
        return (seen.lower[place] if seen.shape[place] in "x." else seen.shape[place]) if inside else "|"

    def raw(place: int) -> str:
        return seen.lower[place] if 0 <= place < size and seen.sentence[place] == number else "|"

    yield f"before={raw(start - 1)}"
    yield f"after={raw(end)}"
    yield f"before2={at(start - 2)}_{at(start - 1)}"
    yield f"after2={at(end)}_{at(end + 1)}"
    yield f"around={at(start - 1)}_{at(end)}"
    yield f"sentence={min(number, 2)}"
    for place in range(start - AROUND, start):
        if raw(place) in lexicon.roles:
            yield f"rolebefore={raw(place)}"
            yield f"publicbefore={raw(place) in lexicon.public_roles}_{min(start - place, 3)}"
    for place in range(end, end + AROUND):
        if raw(place) in lexicon.roles:
            yield f"roleafter={raw(place)}"
            yield f"publicafter={raw(place) in lexicon.public_roles}_{min(place - end, 3)}"


def _edges(seen: DocView, start: int, end: int) -> Iterator[str]:
    """Whether the name goes on beyond the window: capitals, or small words and commas with capitals behind them."""
    number = seen.sentence[start]

    def capital(place: int) -> bool:
        return 0 <= place < len(seen.lower) and seen.sentence[place] == number and seen.shape[place] in "XAMI"

    for side, next_, beyond in (("left", start - 1, start - 2), ("right", end, end + 1)):
        if capital(next_):
            yield f"goeson{side}=capital_{seen.shape[start if side == 'left' else end - 1]}"
        elif capital(beyond) and 0 <= next_ < len(seen.lower):
            yield f"goeson{side}={seen.lower[next_]}"
    if seen.lower[end : end + 1] == ["("] and seen.lower[end + 2 : end + 3] == [")"] and seen.shape[end + 1] in "AM":
        yield "abbreviated"


def _near(doc: Doc, seen: DocView, start: int, end: int) -> Iterator[str]:
    """Nouns and verbs around a capitalised name."""
    if seen.shape[start] not in "XAM":
        return
    number = seen.sentence[start]
    for place in (*range(max(0, start - NEAR), start), *range(end, min(len(doc), end + NEAR))):
        if seen.sentence[place] == number and doc[place].pos_ in {"NOUN", "PROPN", "VERB"}:
            yield f"near={doc[place].lemma_.lower()}"


def _spacy(doc: Doc, seen: DocView, window: Window) -> Iterator[str]:
    start, end = window
    root = doc[start:end].root
    yield f"ner={seen.entity.get(window, 'no')}"
    for label in sorted({seen.inside[at] for at in range(start, end) if at in seen.inside}):
        yield f"has={label}"
    if start in seen.inside and start - 1 in seen.inside and doc[start].ent_iob_ == "I":
        yield "cutsleft"
    if end < len(doc) and end in seen.inside and doc[end].ent_iob_ == "I":
        yield "cutsright"
    yield f"dep={root.dep_}"
    yield f"headword={root.dep_}_{root.head.lemma_.lower()}"
    yield f"tags={root.pos_}_{doc[start].pos_}"
    if start > 0:
        yield f"posbefore={doc[start - 1].pos_}"
    if end < len(doc):
        yield f"posafter={doc[end].pos_}"


def _places(doc: Doc, window: Window) -> Iterator[str]:
    start, end = window
    if place := find_place(doc[start:end].text):
        yield f"place={place.kind}"
        yield f"place={place.kind}_{doc[start].ent_type_}"
    if end - start == 1 and demonym(doc[start].text):
        yield "demonym"
    if end - start > 1:
        if demonym(doc[start].text):
            yield "firstdemonym"
        elif find_place(doc[start].text):
            yield "firstplace"
        if find_place(doc[end - 1].text):
            yield "lastplace"


@dataclass(frozen=True, slots=True)
class Group:
    """All places of one key in a Doc, with their joined features."""

    key: str
    windows: tuple[Window, ...]
    features: tuple[str, ...]


def groups(doc: Doc, windows: Sequence[Window]) -> list[Group]:
    """The windows of a Doc by key, in order of first place."""
    seen = view(doc)
    places: dict[str, list[Window]] = {}
    for key, window in zip(keys(doc, windows), windows, strict=True):
        places.setdefault(key, []).append(window)
    longer = _longer(doc, seen, places)
    found = []
    for key, where in places.items():
        names = {name for window in where for name in features(doc, seen, window)}
        names.add(f"times={min(len(where), 4)}")
        names.update(longer.get(key, ()))
        if key in known_types():
            names.add(f"known={known_types()[key]}")
        found.append(Group(key, tuple(where), tuple(sorted(names))))
    return found


def _longer(doc: Doc, seen: DocView, places: dict[str, list[Window]]) -> dict[str, set[str]]:
    """For single words: how they stand in longer names of the article (surname of a person, first word of a firm)."""
    single = {key for key in places if " " not in key}
    found: dict[str, set[str]] = {}
    for key, where in places.items():
        words = key.split()
        if not 2 <= len(words) <= 5:
            continue
        label = next((seen.entity[window] for window in where if window in seen.entity), None)
        if label is None:
            continue
        for word, side in ((words[0], "first"), (words[-1], "last")):
            if word in single:
                found.setdefault(word, set()).add(f"longer={side}_{label}")
    return found
