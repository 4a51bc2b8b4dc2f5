"""Companies called without "Holdings": "HSBC" is HSBC Holdings, where the build has nothing else of that name.

The word is no legal form that a key could go without: "Corvane Holdings" may own "Corvane Telecom", and "Corvane" be
short for either.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graph.core.gazetteer import demonym, find_place
from graph.resolve.generic import is_generic, is_holding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graph.resolve.blocking import Keys


def holdings(keys: Sequence[Keys], root: Callable[[int], int]) -> Mapping[str, set[int]]:
    """For each name of a holding without that word, the clusters whose names are it with more words behind.

    ``root`` gives the cluster of a unit. A name that is a place's or a general one ("Dubai", "National") is left out.
    """
    names = [(key[1].split(), unit) for unit, one in enumerate(keys) for key in one.same if key[0] == "body"]
    short = {" ".join(words[:-1]) for words, _ in names if len(words) > 1 and is_holding(words[-1])}
    short = {name for name in short if not (is_generic(name) or find_place(name.title()) or demonym(name.title()))}
    found: dict[str, set[int]] = defaultdict(set)
    for words, unit in names:
        for length in range(1, len(words)):
            if (name := " ".join(words[:length])) in short:
                found[name].add(root(unit))
    return found
