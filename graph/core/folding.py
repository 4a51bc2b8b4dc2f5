"""Folding of names to plain words: what names, acronyms and places compare.

Unicode NFKD and full case folding (UAX #15, UAX #44), and the tables of words that names are cut by.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from importlib.resources import files
from typing import Any

APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ`´′＇", "'"))
"""For `str.translate`: every mark that is printed for an apostrophe becomes one."""

_UNFOLDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b(?:\.|\W|$))")


def read_table(name: str) -> dict[str, Any]:
    """A data file of this package (``data/NAME.toml``)."""
    return tomllib.loads(files("graph.core").joinpath(f"data/{name}.toml").read_text("utf-8"))


def fold(name: str) -> str:
    """Lower case without accents; letters that Unicode does not take apart ("ø") become their usual Latin ones.

    >>> fold("Đặng Straße")
    'dang strasse'
    """
    if name.isascii():  # most names are, and folding them is half of what comparing names costs
        return name.translate(APOSTROPHES).casefold()
    decomposed = unicodedata.normalize("NFKD", name.translate(APOSTROPHES)).casefold().translate(_UNFOLDED)
    return "".join(c for c in unicodedata.normalize("NFKD", decomposed) if not unicodedata.combining(c))


def fold_words(name: str) -> list[str]:
    """Folded words: possessives off, initials with full stops joined, apostrophes closed up, "&" spelt out.

    >>> fold_words("The U.S. Women's Food & Drink Co.")
    ['the', 'us', 'women', 'food', 'and', 'drink', 'co']
    """
    folded = re.sub(r"'s\b", "", fold(name).translate(APOSTROPHES))
    folded = re.sub(r"\ba/([lps])\b", r"a\1", _DOTTED.sub(r"\1", folded)).replace("'", "").replace("&", " and ")
    return "".join(c if c.isalnum() else " " for c in folded).split()
