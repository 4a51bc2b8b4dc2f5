"""Whose politics an article is about, told by bodies that only one country has: "the Commons", "the Bundestag".

News names its own country's institutions without the country. An article on "the minister", Labour, the Commons and
Iraq has a British minister.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.extract.relations.lexicon import LEXICON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.extract.relations.sentences import Sentence


def home_votes(sentences: Iterable[Sentence]) -> Counter[str]:
    """How often the sentences name bodies of one country alone, by its ISO 3166-1 code.

    Example: of "Labour lost in the Commons", with both names found, ``Counter({"GB": 2})``.
    """
    known = LEXICON.homes
    names = (
        sentence.doc[slot.start : slot.end].text.lower().removeprefix("the ")
        for sentence in sentences
        for slot in sentence.slots
        if slot.kind not in {"place", "person", "official"} and not slot.anaphor
    )
    return Counter(known[name] for name in names if name in known)
