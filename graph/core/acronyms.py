"""Acronyms: which short form abbreviates which full name, decided by letters alone."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.core.folding import APOSTROPHES, fold, read_table
from graph.core.gazetteer import demonym

_FUNCTION_WORDS = frozenset(
    {"a", "an", "and", "at", "by", "de", "dan", "des", "di", "du", "en", "et", "for", "from", "in", "la", "le"}
    | {"of", "on", "the", "to", "und", "für", "with", "y"}
)
_UNSAID = _FUNCTION_WORDS | frozenset(read_table("legal_suffixes")["suffixes"])


@lru_cache(maxsize=1 << 16)
def _acronym_words(long: str) -> tuple[tuple[str, bool], ...]:
    """(word, must contribute a letter) of a full name; what stands in brackets is left out."""
    plain = re.sub(r"\([^)]*\)", " ", long.translate(APOSTROPHES)).replace("'s ", " ")
    words = re.findall(r"[^\W_]+", plain.replace("'", ""))
    proper = sum(word[0].isupper() for word in words) >= 2
    return tuple((word, (word[0].isupper() or not proper) and word.casefold() not in _UNSAID) for word in words)


def is_acronym_of(short: str, long: str) -> bool:
    """Whether ``short`` abbreviates ``long`` letter by letter: every content word gives its initial, in order.

    Function words, legal forms and, in a capitalised name, words in lower case may give theirs or not ("MoHE", "MOF").
    A word in capitals may give itself ("UKIP"); mixed case spells syllables, after which the rest of the name may go
    unsaid ("AmCham"). One further letter of a word is allowed for each five of the acronym ("ECOWAS").

    >>> is_acronym_of("AmCham", "American Chamber of Commerce in Vietnam"), is_acronym_of("MOF", "Ministry of Finance")
    (True, True)
    >>> is_acronym_of("EU", "Ministry of Finance"), is_acronym_of("BT", "British team")
    (False, False)
    >>> is_acronym_of("MSF", "Médecins sans frontières"), is_acronym_of("PS", "Parti socialiste")
    (True, True)
    """
    letters = re.sub(r"[.\s&]", "", short)
    words = _acronym_words(long)
    if not looks_like_acronym(short) or not 2 <= len(words) <= 16 or _half_written(words):
        return False
    syllables = bool(re.fullmatch(r"(?:[A-Z][a-z]+){2,}", letters)) and not any(
        word in _FUNCTION_WORDS for word in re.findall(r"[a-z]+", letters)
    )
    return _spells(letters, words, syllables, len(letters) // 5)


def _half_written(words: tuple[tuple[str, bool], ...]) -> bool:
    """Whether of several content words just a country's adjective has a capital: "British team" is no name in full."""
    content = [word for word, needed in words if needed]
    capitals = [word for word in content if word[0].isupper()]
    return len(content) > 1 and len(capitals) == 1 and demonym(capitals[0]) is not None


def _spells(letters: str, words: tuple[tuple[str, bool], ...], syllables: bool, spare: int) -> bool:
    """Whether the letters are used up by the words in order; ``spare`` capitals may be more than initials."""
    if not letters:
        return not any(needed for _, needed in words) or syllables
    if not words:
        return False
    (word, needed), rest = words[0], words[1:]
    if not needed and _spells(letters, rest, syllables, spare):
        return True
    if (
        word.isupper()
        and len(word) > 1
        and letters.startswith(word)
        and _spells(letters[len(word) :], rest, syllables, spare)
    ):
        return True
    for size in range(1, len(letters) + 1):
        piece = letters[:size]
        extra = 0 if piece[1:].islower() else size - 1
        if fold(piece) != fold(word)[:size] or extra > spare or (needed and not piece[0].isupper()):
            break
        if _spells(letters[size:], rest, syllables, spare - extra):
            return True
    return False


def looks_like_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: one word of 2 to 10 letters, two or more of them capitals.

    >>> looks_like_acronym("MoHE"), looks_like_acronym("U.S."), looks_like_acronym("Netflix")
    (True, True, False)
    """
    letters = re.sub(r"[.&]", "", name.strip())
    return (
        letters.isalpha()
        and 2 <= len(letters) <= 10
        and sum(c.isupper() for c in letters) >= 2
        and letters[0].isupper()
    )


def acronyms(long: str) -> frozenset[str]:
    """The plain acronyms of a full name, folded: initials of its content words, and of all its words.

    For finding candidates by key before `is_acronym_of` decides; syllable acronyms are not among them.

    >>> sorted(acronyms("Ministry of Finance"))
    ['mf', 'mof']
    """
    words = _acronym_words(long)
    if len(words) < 2:
        return frozenset()
    forms = {"".join(word[0] for word, needed in words if needed), "".join(word[0] for word, _ in words)}
    return frozenset(fold(form) for form in forms if len(form) > 1)


def openings(long: str) -> frozenset[str]:
    """The folded letters that an acronym of a name may begin with: its first content word's, and small words' before.

    >>> sorted(openings("The Bank of Zolda"))
    ['b', 't']
    """
    found: set[str] = set()
    for word, needed in _acronym_words(long):
        found.add(fold(word)[:1])
        if needed:
            break
    return frozenset(found)
