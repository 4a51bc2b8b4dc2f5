"""By what people are called beside their names: enough to keep a minister and a football coach of one name apart.

Read from the roles of claims, and from the words next to a name where no claim was found: "coach Ann Lee", "their
coach, Ann Lee", "Ann Lee, a striker". The words are in ``data/callings.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.core.types import Mention

REACH = 80
"""Characters before and after a name that are looked at."""
_PHRASE = re.compile(r"[^,.;:()!?“”\"\n]*")
_AFTER = re.compile(r",\s+([^,.;:()!?“”\"—–\n]+)")
_BEYOND = re.compile(r"(?:^|\s)(?:of|at|for|from|in|on|with|who|whom|which|that|and|but)\s.*", re.DOTALL)


@cache
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("graph.resolve").joinpath("data/callings.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in table.items()}


def is_sporting(text: str, mentions: Sequence[Mention], roles: Iterable[str]) -> bool:
    """Whether a person is called by what they do in sport, not only in the past, and by no public office.

    >>> from graph.core.types import Mention
    >>> text = "Varo Rovers coach Ann Lee met Otto Vale, a former striker, and Mary Hill, the minister."
    >>> names = ["Ann Lee", "Otto Vale", "Mary Hill"]
    >>> spans = [(text.index(name), text.index(name) + len(name), name) for name in names]
    >>> [is_sporting(text, [Mention("a", start, end, name, "person")], []) for start, end, name in spans]
    [True, False, False]
    """
    table = _words()
    phrases = [phrase.lower().replace("-", " - ").split() for phrase in (*_beside(text, mentions), *roles)]
    heads = {words[-1] for words in phrases if words and table["past"].isdisjoint(words)}
    every = {words[-1] for words in phrases if words}
    return not heads.isdisjoint(table["sport"]) and every.isdisjoint(table["office"])


def _beside(text: str, mentions: Iterable[Mention]) -> Iterator[str]:
    """The phrases next to mentions that end in what the person is called, and titles that mentions begin with."""
    for mention in mentions:
        if before := _last_phrase(text[max(0, mention.start - REACH) : mention.start]):
            yield before
        if after := _AFTER.match(text[mention.end : mention.end + REACH]):
            yield _BEYOND.sub("", after[1])
        words = mention.text.split()
        yield from (" ".join(words[:end]) for end in range(1, len(words)))


def _last_phrase(text: str) -> str:
    """The phrase that a text with a space at its end ends in, one comma aside; empty where there is none.

    Read backwards: a pattern anchored at the end is tried from every character.
    """
    shorter = text.rstrip()
    if shorter == text:
        return ""
    backwards = _PHRASE.match(shorter.removesuffix(",")[::-1])
    return backwards[0][::-1] if backwards else ""
