"""Posts in running text: where "Deputy Finance Minister" or "chairman" stands, and how it is written as a role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.nominals import Nominal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.extract.relations.sentences import Sentence, Slot

MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "X"})
ALWAYS = frozenset(
    {
        "managing",
        "acting",
        "leading",
        "founding",
        "prime",
        "executive",
        "vice",
        "deputy",
        "co",
        "co-",
        "chief",
        "commanding",
        "presiding",
    }
)
MAX_LEFT = 7
MAX_RIGHT = 6


@dataclass(frozen=True, slots=True)
class Role:
    """A post at ``noun`` written as ``text``; ``holder`` is the person whose mention already holds it as a title."""

    noun: Nominal
    text: str
    holder: Slot | None = None


def singular(word: str) -> str:
    """The singular of a regular plural of a post's name: "ministers" gives "minister".

    >>> singular("Deputies".lower()), singular("boss")
    ('deputy', 'boss')
    """
    if word in LEXICON.role_heads:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _is_head(sentence: Sentence, i: int) -> bool:
    if singular(sentence.lower(i)) not in LEXICON.role_heads:
        return False
    return not sentence.parsed or (sentence.token(i).pos_ in {"NOUN", "PROPN", "ADJ"} and not _describes(sentence, i))


def _describes(sentence: Sentence, i: int) -> bool:
    """Whether a word that may be a post only describes a noun behind it that is none: "the bloc's executive arm"."""
    token, head = sentence.token(i), sentence.token(i).head
    follows = i < head.i < sentence.end and head.i not in sentence.at and token.dep_ in {"amod", "compound", "nmod"}
    return follows and head.pos_ == "NOUN" and singular(head.lower_) not in LEXICON.role_heads


def _modifies(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` may belong to the name of a post to its right."""
    text = sentence.lower(i)
    if text == "first" and i not in sentence.at and sentence.doc[i : i + 2].text == "First Minister":
        return True  # a title of its own, unlike "the first minister who"
    if not text or text in LEXICON.role_outside or i in sentence.at:
        return False
    if text in LEXICON.role_linkers or text in ALWAYS:
        return True
    if not text[0].isalpha():
        return False
    if sentence.parsed:
        return sentence.token(i).pos_ in MODIFIERS
    return sentence.doc[i].is_title or text in LEXICON.portfolios


def _left(sentence: Sentence, head: int) -> int:
    """First token of the post's name: nouns, adjectives, and capitalised lists ("Women, Family and Youth Minister")."""
    i = head
    while i > head - MAX_LEFT:
        if _modifies(sentence, i - 1):
            i -= 1
            continue
        links = sentence.lower(i - 1) in {"and", ","} and sentence.doc[i].is_title
        before = sentence.lower(i - 2)
        if (
            links
            and i - 2 not in sentence.at
            and sentence.doc[max(i - 2, 0)].is_title
            and before not in LEXICON.role_outside
        ):
            if _is_head(sentence, i - 2) or not _modifies(sentence, i - 2):
                break
            i -= 2
            continue
        break
    while sentence.lower(i) in LEXICON.role_linkers:
        i += 1
    return i


def _right(sentence: Sentence, head: int) -> int:
    """Token after the post's name: "-general", and "of finance" or "for Transport" where that names no mention."""
    end = head + 1
    while _suffix(sentence, end):
        end += 1
    while sentence.lower(end) in {"of", "for"}:
        j = end + 1
        while (
            j < end + MAX_RIGHT
            and (_modifies(sentence, j) or sentence.lower(j) in {"and", "&"})
            and not _is_head(sentence, j)
        ):
            j += 1
        while sentence.lower(j - 1) in {"and", "&", "-"}:
            j -= 1
        if j == end + 1 or (j in sentence.at and sentence.lower(j) not in {"'s"}):
            break
        end = _listed(sentence, j)
    return end


def _listed(sentence: Sentence, end: int) -> int:
    """Token after further portfolios behind the first: "for Health", then ", Housing and Local Government".

    What a post of its own ends is none: "Minister of Finance and Foreign Minister".
    """
    at = end
    while sentence.lower(at) == "," and (after := _titled(sentence, at + 1)) > at + 1:
        at = after
    after = _titled(sentence, at + 1) if sentence.lower(at) in {"and", "&"} else 0
    return after if after > at + 1 and not _is_head(sentence, after) else end


def _titled(sentence: Sentence, start: int) -> int:
    """Token after the capitalised words from ``start`` that may belong to a post and name no person or body."""
    at = start
    while at < sentence.end and at not in sentence.at and sentence.doc[at].is_title and not _is_head(sentence, at):
        if sentence.parsed and sentence.token(at).pos_ not in MODIFIERS:
            break
        at += 1
    return at


def _suffix(sentence: Sentence, i: int) -> bool:
    if i in sentence.at:
        return False
    if sentence.lower(i) == "-" and sentence.lower(i + 1) in LEXICON.role_suffixes | LEXICON.role_heads:
        return True
    return sentence.lower(i) in {"general", "besar", "elect"} or (
        sentence.lower(i - 1) == "-" and sentence.lower(i) in LEXICON.role_suffixes | LEXICON.role_heads
    )


def text_of(sentence: Sentence, start: int, end: int) -> str:
    """The words of a role as written, white space joined."""
    return " ".join(sentence.doc[start:end].text.split())


def _said(sentence: Sentence, start: int, head: int, end: int) -> str:
    """The words of a role that one person holds: "director" for "directors", "president" for "presidency"."""
    word = sentence.doc[head].text
    one = singular(word.lower())
    one = LEXICON.abstract.get(one, one)
    if one == word.lower():
        return text_of(sentence, start, end)
    one = one.capitalize() if word[0].isupper() else one
    parts = text_of(sentence, start, head), one, text_of(sentence, head + 1, end)
    return " ".join(part for part in parts if part)


def _titles(sentence: Sentence) -> list[Role]:
    """Posts that a person's mention itself starts with: "Finance Minister Jane Roe" as one mention."""
    found = []
    for slot in sentence.slots:
        if not slot.human or slot.anaphor:
            continue
        heads = [i for i in range(slot.start, slot.end - 1) if singular(sentence.lower(i)) in LEXICON.role_heads]
        heads = [i for i in heads if sentence.lower(i) not in LEXICON.honorifics]
        if heads:
            start = max([s.end for s in sentence.nested(slot)] + [slot.start])
            start = start if start <= heads[-1] else slot.start
            if _is_surname(sentence, start, heads[-1]):
                continue
            end = _portfolio(sentence, heads[-1] + 1, slot.end - 1)
            found.append(Role(Nominal(start, end, heads[-1]), text_of(sentence, start, end), slot))
    return found


def _is_surname(sentence: Sentence, start: int, head: int) -> bool:
    """Whether a word for a post is part of the name itself, as given names before it tell: "Dick King-Smith"."""
    words = {sentence.lower(i) for i in range(start, head)}
    return sentence.lower(head) in LEXICON.surnames and not words <= LEXICON.role_qualifiers


def _portfolio(sentence: Sentence, end: int, limit: int) -> int:
    """Token after "of State" or "for Rural Health" behind a post within a titled name: words that no name has."""
    after = end + 1
    if sentence.lower(end) not in {"of", "for"}:
        return end
    words = LEXICON.portfolios | {"and", "&", "state"}
    while after < limit and sentence.lower(after) in words:
        after += 1
    return after if after > end + 1 else end


def find_roles(sentence: Sentence) -> Sequence[Role]:
    """All posts in a sentence, in order; one that stands alone as a person's title too. Read once, then remembered."""
    if sentence.roles is None:
        sentence.roles = tuple(_read_roles(sentence))
    return sentence.roles


def inside_title(sentence: Sentence, role: Role) -> list[Slot]:
    """The names inside a titled person's name in front of the post: "EU" in "EU Commissioner Lena Marsh"."""
    return [slot for slot in sentence.nested(role.holder) if slot.end <= role.noun.start] if role.holder else []


def _read_roles(sentence: Sentence) -> list[Role]:
    found: list[Role] = []
    i = sentence.start
    while i < sentence.end:
        if i in sentence.at or not _is_head(sentence, i):
            i += 1
            continue
        end = _right(sentence, i)
        head = i
        while end < sentence.end and end not in sentence.at and _is_head(sentence, end):
            head, end = end, _right(sentence, end)
        start = _left(sentence, i)
        while found and found[-1].noun.start >= start:
            found.pop()  # "chief" was the first word of "chief financial officer"
        found.append(Role(Nominal(start, end, head), _said(sentence, start, head, end)))
        i = end
    return _joined(sentence, found) + _titles(sentence)


def _joined(sentence: Sentence, roles: Sequence[Role]) -> list[Role]:
    """Posts with only "and" between them are one, as they are held: "chairman and chief executive"."""
    found: list[Role] = []
    for role in roles:
        start = found[-1].noun.end if found else 0
        if found and role.noun.start == start + 1 and sentence.lower(start) in {"and", "&"}:
            one = found.pop()
            joined = f"{one.text} {sentence.doc[start].text} {role.text}"
            role = Role(Nominal(one.noun.start, role.noun.end, one.noun.head), joined)
        found.append(role)
    return found
