"""Theme entities and who is given them, from the theme tags of articles and mentions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graph.core.ids import digest
from graph.core.types import Entity, ThemeLink
from graph.extract.themes.scheme import load_scheme
from graph.resolve.statements import evidence_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.core.types import Article, Extraction, ThemeTag
    from graph.resolve.resolver import Resolution


def theme_id(key: str) -> str:
    """The entity id of a concept of the theme scheme."""
    return digest("theme", key)


def themes(
    articles: Sequence[Article], extractions: Sequence[Extraction], resolution: Resolution
) -> tuple[tuple[ThemeLink, ...], tuple[Entity, ...]]:
    """Links from themes to articles and entities (articles first, then by ids), and the entities of the themes used.

    A link's score is the best of its tags. Tags of unknown mentions, articles or themes are left out.
    """
    by_id = {article.id: article for article in articles}
    entity = {one.mention: one.entity for one in resolution.links}
    scheme = load_scheme().themes
    tags: dict[tuple[str, str, str], list[ThemeTag]] = defaultdict(list)
    for extraction in extractions:
        for tag in extraction.themes:
            holder = "" if tag.mention is None else entity.get(tag.mention)
            if tag.article in by_id and tag.theme in scheme and holder is not None:
                tags[holder, "" if holder else tag.article, tag.theme].append(tag)
    links = [
        ThemeLink(
            theme=theme_id(theme),
            score=max(tag.score for tag in given),
            article=article or None,
            entity=holder or None,
            evidence=evidence_of(((tag.article, tag.start, tag.end, tag.score) for tag in given), by_id),
        )
        for (holder, article, theme), given in tags.items()
    ]
    named: dict[str, set[str]] = defaultdict(set)
    for (_, _, theme), given in tags.items():
        named[theme].update(tag.article for tag in given)
    ordered = sorted(links, key=lambda link: (link.entity or "", link.article or "", link.theme))
    found = (theme_entity(key, len(named[key])) for key in named)
    return tuple(ordered), tuple(sorted(found, key=lambda one: one.id))


def theme_entity(key: str, articles: int) -> Entity:
    """The entity of a concept of the theme scheme, named in so many articles."""
    concept = load_scheme().themes[key]
    ids = {"theme": key, "iptc": concept.iptc, "wikidata": concept.wikidata}
    return Entity(
        id=theme_id(key),
        type="theme",
        name=concept.label,
        aliases=tuple(sorted(set(concept.alt_labels) - {concept.label})),
        articles=articles,
        ids={name: value for name, value in ids.items() if value},
    )
