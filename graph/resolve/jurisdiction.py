"""Which country an article speaks of: the evidence without which no two ministries of one name are one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.resolve.countries import dateline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.core.types import Article, Mention
    from graph.resolve.countries import Countries


def article_jurisdiction(article: Article, countries: Countries, people: Iterable[Mention] = ()) -> str | None:
    """The country that an article's unqualified "Ministry of Health" belongs to; None where that is not plain.

    It is that of the dateline's place. Without one, countries, their states, cities and peoples vote once for each time
    they are named, and the winner needs more than half of the votes, at least two.

    >>> from graph.core.types import Article
    >>> from graph.resolve.countries import Countries
    >>> article_jurisdiction(Article("a", "", "Paris and Lyon cheered. France won against Spain."), Countries())
    'FR'
    """
    place = dateline(article)
    if place and (code := countries.lies_in(place)):
        return code
    votes = Counter(countries.mentioned(_without(article.prose(), people)))
    if not votes:
        return None
    code, most = min(votes.items(), key=lambda item: (-item[1], item[0]))
    return code if most * 2 > votes.total() and (most > 1 or code in countries.learnt) else None


def _without(text: str, mentions: Iterable[Mention]) -> str:
    """A text with mentions, which do not overlap, struck out: same length."""
    pieces, at = [], 0
    for mention in sorted(mentions, key=lambda one: one.start):
        pieces += [text[at : mention.start], "_" * (mention.end - max(at, mention.start))]
        at = max(at, mention.end)
    return "".join((*pieces, text[at:]))
