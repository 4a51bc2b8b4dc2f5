"""Articles and extractions written as marked-up text: ``[type:chain words]`` is a mention, equal numbers one chain.

    story("a1", "[official:1 Ann Lee] heads the [ministry:2 Finance Ministry].", facts=[("holds_position", 1, 2, "minister")])

A leading ``PLACE | `` becomes the article's dateline.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from graph.core.types import Article, Claim, Entity, Extraction, Mention, Part, ThemeTag
from graph.resolve.resolver import Resolution, link

_MARK = re.compile(r"\[(\w+):(\d+) ([^\]]+)\]")
Story = tuple[Article, Extraction]


def story(
    id_: str,
    marked: str,
    *,
    published: str | None = None,
    facts: Iterable[Sequence[Any]] = (),
    themes: Iterable[Sequence[Any]] = (),
) -> Story:
    """``facts`` are (predicate, subject chain, object chain[, role[, status[, score]]]), ``themes`` (theme, score[, chain])."""
    place, bar, rest = marked.rpartition(" | ")
    text, mentions, chains, last = place + (" - " if bar else ""), [], {}, 0
    for mark in _MARK.finditer(rest):
        text += rest[last : mark.start()]
        chains.setdefault(int(mark[2]), []).append(len(mentions))
        mentions.append(Mention(id_, len(text), len(text) + len(mark[3]), mark[3], mark[1]))
        text, last = text + mark[3], mark.end()
    text += rest[last:]
    start = len(place) + 3 if bar else 0
    parts = (
        (Part("place", 0, len(place)), Part("dateline", len(place), start), Part("body", start, len(text)))
        if bar
        else ()
    )
    first = {chain: mentions[indices[0]] for chain, indices in chains.items()}
    claims = tuple(_claim(id_, fact, first) for fact in facts)
    tags = tuple(ThemeTag(id_, name, score, 0, 4, first[chain[0]] if chain else None) for name, score, *chain in themes)
    grouped = tuple(tuple(chains[chain]) for chain in sorted(chains))
    return Article(id_, "", text, published, parts=parts), Extraction(id_, tuple(mentions), grouped, claims, tags)


def _claim(id_: str, fact: Sequence[Any], first: dict[int, Mention]) -> Claim:
    predicate, subject, object_, role, status, score = (*fact, "", "stated", 0.5)[: len(fact)] + ("", "stated", 0.5)[
        len(fact) - 3 :
    ]
    one, other = first[subject], first[object_]
    return Claim(id_, predicate, one, other, min(one.start, other.start), max(one.end, other.end), role, status, score)


def linked(*stories: Story) -> Resolution:
    return link([article for article, _ in stories], [extraction for _, extraction in stories])


def entity(resolution: Resolution, text: str, article: str | None = None) -> Entity:
    """The one entity that a text names (in an article)."""
    found = {
        one.entity for one in resolution.links if one.mention.text == text and article in (None, one.mention.article)
    }
    assert len(found) == 1, f"{text!r} names {len(found)} entities"
    return next(one for one in resolution.entities if one.id in found)


def same(text_1: str, text_2: str, type_: str = "organization", where_1: str = "", where_2: str = "") -> bool:
    """Whether two articles, each naming one thing, get one entity for both; ``where`` is a dateline."""
    stories = [
        story(id_, f"{where} | [{type_}:1 {text}] spoke." if where else f"[{type_}:1 {text}] spoke.")
        for id_, text, where in (("a", text_1, where_1), ("b", text_2, where_2))
    ]
    return len(linked(*stories).entities) == 1
