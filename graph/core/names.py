"""Names as keys: what is left of a name when everything that varies between articles is taken off.

Three questions are answered here, each by words in data files (``data/titles.toml``, ``data/legal_suffixes.toml``):

- which two strings are spellings of one name (`normalise`, `strip_titles`);
- which short form abbreviates which full name (`is_acronym_of`, `acronyms`, from `graph.core.acronyms`);
- whether two forms can name one person within an article (`same_person`, `person_key`).

Nothing here knows an entity type.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.core.acronyms import acronyms, is_acronym_of, looks_like_acronym
from graph.core.folding import fold, fold_words, read_table

__all__ = [
    "acronyms",
    "is_acronym_of",
    "looks_like_acronym",
    "normalise",
    "person_key",
    "same_person",
    "strip_titles",
]

_POSSESSIVE = re.compile(r"['’‘`´][sS]$|s['’]$")
_LINKS = frozenset({"of", "for", "to", "in", "and"})
_ROUNDS = 8


def _phrases(words: list[str]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first word, longest first, as `fold_words` would cut them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted({tuple(fold_words(word)) for word in words}, key=lambda one: (-len(one), one)):
        found.setdefault(phrase[0], []).append(phrase)
    return found


_TITLES = read_table("titles")
_LEGAL = read_table("legal_suffixes")
_HONORIFICS = _phrases(_TITLES["honorifics"])
_TITLED = _phrases(_TITLES["honorifics"] + _TITLES["role_titles"])
_POSTS = frozenset(fold_words(post)[-1] for post in _TITLES["posts"])
_KEPT = frozenset(_TITLES["kept_titles"])
_PARTICLES = frozenset(_TITLES["particles"])
_GENERATIONS = frozenset(_TITLES["generations"])
_WEAK = frozenset(_TITLES["weak"])
_NAME_SPELLING: dict[str, str] = _TITLES["spellings"]
_SPELLING: dict[str, str] = _LEGAL["spelling"]
_SUFFIXES = frozenset(tuple(suffix.split()) for suffix in _LEGAL["suffixes"])
_PREFIXES = frozenset(_LEGAL["prefixes"])
_HEADS = frozenset(_LEGAL["heads"])
_FILLER = frozenset(_LEGAL["filler"])


def _title_length(words: list[str], table: dict[str, list[tuple[str, ...]]]) -> int:
    """How many leading words are a title of the table: 0 if none, if nothing follows, or if "of" does."""
    for phrase in table.get(words[0], ()) if words else ():
        after = words[len(phrase) : len(phrase) + 1]
        if tuple(words[: len(phrase)]) == phrase and after and after[0] not in _LINKS:
            return len(phrase)
    return 0


def strip_titles(name: str) -> str:
    """A person's name without the honorifics, ranks and posts before it, and what qualifies these; else as written.

    The last word always stays. "Pope", "King" and their like stay before a single word, since only both name someone.

    >>> strip_titles("Datuk Seri Dr. Adham Baba"), strip_titles("former Prime Minister Mary Hill")
    ('Adham Baba', 'Mary Hill')
    >>> strip_titles("Pope Francis"), strip_titles("Pope Benedict XVI"), strip_titles("Labour leader Sir Otto Vale")
    ('Pope Francis', 'Benedict XVI', 'Otto Vale')
    """
    tokens = name.split()
    for i in range(len(tokens) - 1, 0, -1):
        before, after = fold_words(tokens[i - 1]), fold_words(tokens[i])
        if (
            before
            and before[-1] in _POSTS
            and not _POSSESSIVE.search(tokens[i - 1])
            and after
            and after[0] not in _LINKS
        ):
            tokens = tokens[i:]
            break
    while len(tokens) > 1:
        words = [[token] if _POSSESSIVE.search(token) else fold_words(token) for token in tokens]
        flat = [word for one in words for word in one]
        length = 1 if flat and flat[0] in _KEPT and len(flat) > 2 and "of" not in flat else _title_length(flat, _TITLED)
        if not length and words[0]:
            break
        tokens = tokens[1:] if not words[0] else _after(tokens, words, length)
    return " ".join(tokens)


def _after(tokens: list[str], words: list[list[str]], length: int) -> list[str]:
    """The tokens that are left when the first ``length`` words are dropped; a token cut in two goes whole."""
    dropped = 0
    while length > 0 and dropped < len(tokens) - 1:
        length -= len(words[dropped])
        dropped += 1
    return tokens[dropped:]


def _strip_ends(words: list[str]) -> list[str]:
    """Without the article, honorifics and legal forms at either end; at least one word stays."""
    while len(words) > 1:
        if words[0] == "the" or (words[0] in _PREFIXES and len(words) > 2):
            words = words[1:]
        elif length := _title_length(words, _HONORIFICS):
            words = words[length:]
        elif len(words) > 2 and tuple(words[-2:]) in _SUFFIXES:
            words = words[:-2]
        elif tuple(words[-1:]) in _SUFFIXES:
            words = words[:-1]
        else:
            break
    return words


def _head_last(words: list[str]) -> list[str]:
    """ "ministry of x" as "x ministry", and without filler words where a ministry or department is the head."""
    for i, word in enumerate(words[:-2]):
        if word in _HEADS and words[i + 1] in ("of", "for"):
            words = [*words[:i], *words[i + 2 :], word]
            break
    if words[-1] not in _HEADS:
        return words
    return [word for word in words[:-1] if word not in _FILLER] + words[-1:]


@lru_cache(maxsize=1 << 16)
def normalise(name: str) -> str:
    """The key under which spellings of one name meet: folded words without titles, legal forms and leading article.

    Ministries, departments and offices have their head last, whichever way round they were written. Idempotent;
    never empty for a name with a letter or digit. Posts before a name stay (see `strip_titles`): "General Motors".

    >>> normalise("Ministry of Culture, Sports & Tourism"), normalise("the Culture, Sports and Tourism Ministry")
    ('culture sports tourism ministry', 'culture sports tourism ministry')
    >>> normalise("Tan Sri Noor Hisham"), normalise("YTL Corp. Bhd"), normalise("U.S.")
    ('noor hisham', 'ytl', 'us')
    """
    key = name
    for _ in range(_ROUNDS):
        words = [part for word in fold_words(key) for part in _SPELLING.get(word, word).split()]
        after = " ".join(_head_last(_strip_ends(words))) if words else " ".join(fold(key).split())
        if after == key:
            break
        key = after
    return key


@lru_cache(maxsize=1 << 16)
def person_key(name: str) -> tuple[str, ...]:
    """The words of a person's name that identify: no titles, no "bin", "a/l", "van"; one spelling of common names.

    >>> person_key("Datuk Seri Anwar bin Ibrahim"), person_key("Tun Dr Mahathir Mohamad")
    (('anwar', 'ibrahim'), ('mahathir', 'muhammad'))
    """
    words = _strip_ends(fold_words(strip_titles(name)))
    key = tuple(_NAME_SPELLING.get(word, word) for word in words if word not in _PARTICLES)
    return key or tuple(words)


def same_person(a: str, b: str) -> bool:
    """Whether two forms can name one person within an article: one shortens the other to surname, given name, initials.

    >>> same_person("Saravanan", "Datuk Seri M. Saravanan"), same_person("Hoa", "Nguyen Phuong Hoa")
    (True, True)
    >>> same_person("Bill Clinton", "Hillary Clinton"), same_person("J. Smith", "John Smith")
    (False, True)
    """
    short, long = sorted((person_key(a), person_key(b)), key=lambda key: (len(key), key))
    if not short or not long:
        return False
    if short == long:
        return True
    if len(short) > 1 and set(short) & _GENERATIONS != set(long) & _GENERATIONS:
        return False
    if len(short) == 1:
        return short[0] in long and len(short[0]) > 1 and short[0] not in _WEAK | _GENERATIONS
    return _shortens(short, long)


def _shortens(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the short name's words occur in order in the long one, initials for words, one word or more in full."""
    rest = iter(long)
    full = 0
    for word in short:
        for other in rest:
            if word == other or (min(len(word), len(other)) == 1 and word[0] == other[0]):
                full += word == other and len(word) > 1
                break
        else:
            return False
    return full > 0
