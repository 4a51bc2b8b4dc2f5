"""Linking: chains of mentions in, entities out, with every merge that made them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.types import LinkedMention
from graph.resolve.blocking import keys_of, learn_titles
from graph.resolve.cluster import cluster
from graph.resolve.corrections.entities import correct
from graph.resolve.countries import learn_countries
from graph.resolve.entities import entity_of
from graph.resolve.known import NOTHING, Known
from graph.resolve.offices import with_known_offices
from graph.resolve.register import with_ids
from graph.resolve.replaced import with_replaced
from graph.resolve.shortened import part_chains
from graph.resolve.units import units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.core.types import Article, Entity, Extraction
    from graph.resolve.compare import Merge
    from graph.resolve.corrections.apart import Note


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities sorted by id, mentions with the entity of each sorted by place in the text, merges in that order.

    ``notes`` tell of corrections that match nothing.
    """

    entities: tuple[Entity, ...] = ()
    links: tuple[LinkedMention, ...] = ()
    merges: tuple[Merge, ...] = ()
    notes: tuple[Note, ...] = ()


def link(articles: Sequence[Article], extractions: Sequence[Extraction], known: Known = NOTHING) -> Resolution:
    """One entity for each thing that the articles name. The result does not depend on the order of either argument.

    Extractions of articles that are not given are left out. Time and memory grow nearly linearly with the mentions.
    ``known`` is applied to what the rules decided; raises `ConfigError` for corrections that contradict each other.
    """
    by_id = {article.id: article for article in articles}
    pairs = [(by_id[one.article], one) for one in extractions if one.article in by_id and one.mentions]
    pairs.sort(key=lambda pair: pair[0].id)
    countries = learn_countries(pairs)
    units = with_known_offices(part_chains(units_of(pairs, countries)), countries)
    titles = learn_titles(units)
    clusters = cluster(units, [keys_of(unit, countries, titles) for unit in units], titles)

    def name(group: Sequence[int]) -> Entity:
        return entity_of([units[i] for i in group], titles)

    found = correct(units, clusters.groups(), name, known.corrections)
    entities = with_replaced(found.entities, found.groups, units, found.merges)
    entities = with_ids(entities, found.groups, units, known.register)
    links = [
        LinkedMention(mention, entity.id)
        for entity, group in zip(entities, found.groups, strict=True)
        for i in group
        for mention in units[i].mentions
    ]
    return Resolution(
        tuple(sorted(entities, key=lambda entity: entity.id)),
        tuple(sorted(links, key=lambda one: (one.mention.article, one.mention.start, one.mention.end, one.entity))),
        tuple(sorted((*clusters.merges, *found.merges), key=lambda merge: (merge.left, merge.right))),
        found.notes,
    )
