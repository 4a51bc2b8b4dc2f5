"""When two names are the same name: without case, accents, possessive, titles before and legal forms behind.

The rule is part of the measure, so it has word lists of its own and does not follow what resolution learns of names.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_POSSESSIVE_OR_STOP = re.compile(r"['’`]s\b|[.'’](?=\s|$)")
_WORD = re.compile(r"[a-z0-9&+.]+")
_LITTLE = frozenset({"the", "of", "and", "for"})


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    raw = tomllib.loads(files("graph.evaluate").joinpath("data/names.toml").read_text("utf-8"))
    return frozenset(raw["titles"].split()), frozenset(raw["suffixes"].split())


@lru_cache(maxsize=1 << 16)
def normal(name: str) -> str:
    """The name by which another is the same; a name of nothing but titles keeps the last.

    >>> normal("Datuk Seri M. Saravanan"), normal("Corvane Holdings Bhd")
    ('m saravanan', 'corvane')
    """
    titles, suffixes = _lists()
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = [word.strip(".") for word in _WORD.findall(_POSSESSIVE_OR_STOP.sub("", plain))]
    words = [word for word in words if word]
    first, last = 0, len(words)
    while last - first > 1 and words[first] in titles:
        first += 1
    while last - first > 1 and words[last - 1] in suffixes:
        last -= 1
    return " ".join(words[first:last])


def words_of(text: str) -> frozenset[str]:
    """The words of a role by which two roles are compared.

    >>> sorted(words_of("Minister for the Environment"))
    ['environment', 'minister']
    """
    return frozenset(re.findall(r"\w+", text.casefold())) - _LITTLE
