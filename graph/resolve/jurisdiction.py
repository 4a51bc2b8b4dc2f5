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
    prose = list(article.prose())
    for mention in people:
        prose[mention.start : mention.end] = "_" * (mention.end - mention.start)
    votes = Counter(countries.mentioned("".join(prose)))
    if not votes:
        return None
    code, most = min(votes.items(), key=lambda item: (-item[1], item[0]))
    return code if most * 2 > votes.total() and (most > 1 or code in countries.learnt) else None
