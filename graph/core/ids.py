"""Identifiers that are pure functions of content: no counters, no clocks, the same on every machine.

A hash is the first 12 hexadecimal digits of SHA-256 (FIPS 180-4): 48 bits, so a collision among a million
entities has odds of about 1 in 500.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.core.types import Mention

SIZE = 12


def digest(*parts: object) -> str:
    """Hash of the parts in order; None and "" differ, and no joining of parts collides with another.

    >>> digest("a", "b") == digest("ab")
    False
    """
    joined = "\x1f".join("\x00" if part is None else str(part).replace("\x1f", "\x1f\x1f") for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:SIZE]


def mention_id(mention: Mention) -> str:
    """The id of a mention; that of the earliest is the entity's, and the others lead to the entity as well.

    >>> from graph.core.types import Mention
    >>> mention_id(Mention("a1", 0, 3, "Ann", "person"))
    '39e9f9d7f10d'
    """
    return digest(mention.article, mention.start, mention.end, mention.text)


def slug(name: str, limit: int = 60) -> str:
    """ASCII words of a name joined by hyphens, for people who read an IRI; may be empty.

    >>> slug("Ministry of Culture, Sports and Tourism")
    'ministry-of-culture-sports-and-tourism'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:limit].strip("-")
