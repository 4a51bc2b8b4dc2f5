"""A dataset as a networkx graph: nodes are entities, edges are statements, both keyed by their own ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.core.errors import DataError
from graph.core.ids import digest
from graph.core.types import Dataset, Entity, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator


def to_networkx(dataset: Dataset) -> nx.MultiDiGraph:
    """The graph of a dataset.

    Nodes are the entities that are mentioned, take part in a statement or are a theme of something. Node attributes:
    ``type``, ``name``, ``aliases`` (tuple), ``articles`` (how many name it), ``ids`` (dict of ids in other systems).
    Edges are the statements, and the themes of entities as ``concerns`` edges. Edge attributes: ``predicate``,
    ``role``, ``status``, ``confidence``, ``valid_from``, ``valid_to``, ``evidence`` (how many quotes), ``first`` and
    ``last`` (dates of its oldest and newest evidence). Dates are ISO strings or None.

    Nodes and edges come in the order of their ids. Raises `DataError` when a statement names an unknown entity.

    >>> bank, city = Entity("e1", "company", "Bank"), Entity("e2", "place", "City")
    >>> to_networkx(Dataset(entities=(bank, city), statements=(Statement("s1", "e1", "based_in", "e2"),))).edges
    OutMultiEdgeView([('e1', 'e2', 's1')])
    """
    statements = all_statements(dataset)
    used = {end for one in statements for end in (one.subject, one.object)}
    used.update(linked.entity for linked in dataset.mentions)
    used.update(link.theme for link in dataset.themes)
    network = nx.MultiDiGraph()
    for entity in sorted(dataset.entities, key=lambda one: one.id):
        if entity.id in used:
            network.add_node(entity.id, **_node(entity))
    for one in statements:
        for end in (one.subject, one.object):
            if end not in network:
                raise DataError(f"statement {one.id}: no entity has the id {end}; build the graph again")
        network.add_edge(one.subject, one.object, key=one.id, **_edge(one))
    return network


def all_statements(dataset: Dataset) -> tuple[Statement, ...]:
    """The statements of a dataset together with those that its theme links imply, sorted by id."""
    return tuple(sorted((*dataset.statements, *theme_statements(dataset)), key=lambda one: one.id))


def theme_statements(dataset: Dataset) -> tuple[Statement, ...]:
    """The themes of entities as ``concerns`` statements, but for those that the dataset already states."""
    stated = {(one.subject, one.object) for one in dataset.statements if one.predicate == "concerns"}
    return tuple(sorted(_concerns(dataset, stated), key=lambda one: one.id))


def _concerns(dataset: Dataset, stated: set[tuple[str, str]]) -> Iterator[Statement]:
    for link in dataset.themes:
        if link.entity is not None and (link.entity, link.theme) not in stated:
            stated.add((link.entity, link.theme))
            key = digest(link.entity, "concerns", link.theme, "")
            yield Statement(
                key, link.entity, "concerns", link.theme, confidence=link.score, evidence=tuple(sorted(link.evidence))
            )


def _node(entity: Entity) -> dict[str, Any]:
    return {
        "type": entity.type,
        "name": entity.name,
        "aliases": entity.aliases,
        "articles": entity.articles,
        "ids": dict(sorted(entity.ids.items())),
    }


def _edge(statement: Statement) -> dict[str, Any]:
    dates = sorted(one.published for one in statement.evidence if one.published)
    return {
        "predicate": statement.predicate,
        "role": statement.role,
        "status": statement.status,
        "confidence": statement.confidence,
        "valid_from": statement.valid_from,
        "valid_to": statement.valid_to,
        "evidence": len(statement.evidence),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
    }
