"""Names as keys: what is left of a name when everything that varies between articles is taken off.

Three questions are answered here, each by words in data files (``data/titles.toml``, ``data/legal_suffixes.toml``):

- which two strings are spellings of one name (`normalise`, `strip_titles`);
- which short form abbreviates which full name (`is_acronym_of`, `acronyms`);
- whether two forms can name one person within an article (`same_person`, `person_key`).

Folding follows Unicode NFKD and full case folding (UAX #15, UAX #44); nothing here knows an entity type.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Any

_UNFOLDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ`´′＇", "'"))
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b(?:\.|\W|$))")
_FUNCTION_WORDS = frozenset(
    {"a", "an", "and", "at", "by", "de", "dan", "des", "di", "du", "en", "et", "for", "from", "in", "la", "le"}
    | {"of", "on", "the", "to", "und", "für", "with", "y"}
)
_POSSESSIVE = re.compile(r"['’‘`´][sS]$|s['’]$")
_ROUNDS = 8


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("graph.core").joinpath(f"data/{name}.toml").read_text("utf-8"))


def _phrases(words: list[str]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first word, longest first, as `_words` would cut them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted({tuple(_words(word)) for word in words}, key=lambda one: (-len(one), one)):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def _fold(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold().translate(_UNFOLDED)
    return "".join(c for c in unicodedata.normalize("NFKD", decomposed) if not unicodedata.combining(c))


def _words(name: str) -> list[str]:
    """Folded words: possessives off, initials with full stops joined ("U.S." is "us"), apostrophes closed up."""
    folded = re.sub(r"'s\b", "", _fold(name).translate(_APOSTROPHES))
    folded = re.sub(r"\ba/([lps])\b", r"a\1", _DOTTED.sub(r"\1", folded)).replace("'", "").replace("&", " and ")
    return "".join(c if c.isalnum() else " " for c in folded).split()


_TITLES = _table("titles")
_LEGAL = _table("legal_suffixes")
_HONORIFICS = _phrases(_TITLES["honorifics"])
_TITLED = _phrases(_TITLES["honorifics"] + _TITLES["role_titles"])
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
_UNSAID = _FUNCTION_WORDS | {" ".join(suffix) for suffix in _SUFFIXES}


def _title_length(words: list[str], table: dict[str, list[tuple[str, ...]]]) -> int:
    """How many leading words are a title of the table: 0 if none, if nothing follows, or if "of" does."""
    for phrase in table.get(words[0], ()) if words else ():
        after = words[len(phrase) : len(phrase) + 1]
        if tuple(words[: len(phrase)]) == phrase and after and after[0] not in ("of", "for", "to"):
            return len(phrase)
    return 0


def strip_titles(name: str) -> str:
    """A person's name without the honorifics, ranks and posts before it; the rest is as written.

    The last word always stays. "Pope", "King" and their like stay before a single word, since only both name someone.

    >>> strip_titles("Datuk Seri Dr. Adham Baba"), strip_titles("former Prime Minister Mary Hill")
    ('Adham Baba', 'Mary Hill')
    >>> strip_titles("Pope Francis"), strip_titles("Pope Benedict XVI")
    ('Pope Francis', 'Benedict XVI')
    """
    tokens = name.split()
    while len(tokens) > 1:
        words = [[token] if _POSSESSIVE.search(token) else _words(token) for token in tokens]
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
        words = [part for word in _words(key) for part in _SPELLING.get(word, word).split()]
        after = " ".join(_head_last(_strip_ends(words))) if words else " ".join(_fold(key).split())
        if after == key:
            break
        key = after
    return key


def _acronym_words(long: str) -> list[tuple[str, bool]]:
    """(word, must contribute a letter) of a full name; what stands in brackets is left out."""
    plain = re.sub(r"\([^)]*\)", " ", long.translate(_APOSTROPHES)).replace("'s ", " ")
    words = re.findall(r"[^\W_]+", plain.replace("'", ""))
    proper = sum(word[0].isupper() for word in words) >= 2
    return [(word, (word[0].isupper() or not proper) and word.casefold() not in _UNSAID) for word in words]


def is_acronym_of(short: str, long: str) -> bool:
    """Whether ``short`` abbreviates ``long`` letter by letter: every content word gives its initial, in order.

    Function words, legal forms and, in a capitalised name, words in lower case may give theirs or not ("MoHE", "MOF").
    A word in capitals may give itself ("UKIP"); mixed case spells syllables, after which the rest of the name may go
    unsaid ("AmCham"). One further letter of a word is allowed for each five of the acronym ("ECOWAS").

    >>> is_acronym_of("AmCham", "American Chamber of Commerce in Vietnam"), is_acronym_of("MOF", "Ministry of Finance")
    (True, True)
    >>> is_acronym_of("EU", "Ministry of Finance")
    False
    """
    letters = re.sub(r"[.\s&]", "", short)
    words = _acronym_words(long)
    if not looks_like_acronym(short) or not 2 <= len(words) <= 16:
        return False
    syllables = bool(re.fullmatch(r"(?:[A-Z][a-z]+){2,}", letters)) and not any(
        word in _FUNCTION_WORDS for word in re.findall(r"[a-z]+", letters)
    )
    return _spells(letters, tuple(words), syllables, len(letters) // 5)


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
        if _fold(piece) != _fold(word)[:size] or extra > spare or (needed and not piece[0].isupper()):
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
    return frozenset(_fold(form) for form in forms if len(form) > 1)


@lru_cache(maxsize=1 << 16)
def person_key(name: str) -> tuple[str, ...]:
    """The words of a person's name that identify: no titles, no "bin", "a/l", "van"; one spelling of common names.

    >>> person_key("Datuk Seri Anwar bin Ibrahim"), person_key("Tun Dr Mahathir Mohamad")
    (('anwar', 'ibrahim'), ('mahathir', 'muhammad'))
    """
    words = _strip_ends(_words(strip_titles(name)))
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
