"""Linking: chains of mentions in, entities out, with every merge that made them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.types import Entity, LinkedMention
from graph.resolve.blocking import keys_of, learn_titles
from graph.resolve.cluster import cluster
from graph.resolve.countries import learn_countries
from graph.resolve.entities import entity_of
from graph.resolve.offices import with_known_offices
from graph.resolve.shortened import part_chains
from graph.resolve.units import units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.core.types import Article, Extraction
    from graph.resolve.compare import Merge


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities sorted by id, mentions with the entity of each sorted by place in the text, merges in that order."""

    entities: tuple[Entity, ...] = ()
    links: tuple[LinkedMention, ...] = ()
    merges: tuple[Merge, ...] = ()


def link(articles: Sequence[Article], extractions: Sequence[Extraction]) -> Resolution:
    """One entity for each thing that the articles name. The result does not depend on the order of either argument.

    Extractions of articles that are not given are left out. Time and memory grow linearly with the mentions.
    """
    known = {article.id: article for article in articles}
    pairs = [(known[one.article], one) for one in extractions if one.article in known and one.mentions]
    pairs.sort(key=lambda pair: pair[0].id)
    countries = learn_countries(pairs)
    units = with_known_offices(part_chains(units_of(pairs, countries)), countries)
    titles = learn_titles(units)
    clusters = cluster(units, [keys_of(unit, countries, titles) for unit in units])
    entities: list[Entity] = []
    links: list[LinkedMention] = []
    for group in clusters.groups():
        entity = entity_of([units[i] for i in group], titles)
        entities.append(entity)
        links.extend(LinkedMention(mention, entity.id) for i in group for mention in units[i].mentions)
    return Resolution(
        tuple(sorted(entities, key=lambda entity: entity.id)),
        tuple(sorted(links, key=lambda one: (one.mention.article, one.mention.start, one.mention.end, one.entity))),
        tuple(sorted(clusters.merges, key=lambda merge: (merge.left, merge.right))),
    )
