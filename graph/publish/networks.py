"""GraphML and GEXF, for Gephi, Cytoscape, yEd, R and networkx: the formats' flat attributes only.

A node carries ``label`` (its name), ``type``, ``aliases`` (joined by "; "), ``articles``, ``degree``, ``pagerank``,
``community`` and ids in other systems (``id_wikidata``); an edge ``label`` (how the predicate reads),
``predicate``, ``role``, ``status``, ``confidence``, ``valid_from``, ``valid_to``, ``evidence``, ``first``, ``last``.
What is not known is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

import networkx as nx

from graph.core import periods
from graph.core.kept import kept
from graph.core.ontology import PREDICATES
from graph.network.measures import measured
from graph.publish.network_files import gexf, graphml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (section 2.2) forbids, even escaped."""


def write_graphml(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write GraphML 1.0; an edge's id is its statement's."""
    graphml(flat(dataset), file)


def write_gexf(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write GEXF 1.2, dynamic: Gephi's timeline shows the graph as articles had told it by a day.

    An entity and a fact are there from the day that the first article tells of them, a fact from its ``valid_from``
    until its ``valid_to`` where these are known; what has no date is always there. ``lastmodifieddate`` is the newest
    article's date: a clock would change the bytes.
    """
    network = flat(dataset)
    told = {_legal(entity): day for entity, day in _first_told(dataset).items()}
    spans = {key: _span(attributes) for _, _, key, attributes in network.edges(keys=True, data=True)}
    newest = max((one.published for one in dataset.articles if one.published), default=None)
    gexf(network, file, {node: (told.get(node), None) for node in network} | spans, newest)


def _span(attributes: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """The first and the last day of a fact, where known."""
    start = first_day(attributes.get("valid_from")) or first_day(attributes.get("first"))
    end = last_day(attributes.get("valid_to"))
    return (start if start and (not end or start <= end) else None, end)


def first_day(text: str | None) -> str | None:
    """The first day of an ISO 8601 date, month or year; None for anything else.

    >>> first_day("2031-05"), last_day("2031-02"), first_day("soon")
    ('2031-05-01', '2031-02-28', None)
    """
    return _day(text, periods.first_day)


def last_day(text: str | None) -> str | None:
    """The last day of an ISO 8601 date, month or year; None for anything else."""
    return _day(text, periods.last_day)


def _day(text: str | None, choose: Callable[[str], str]) -> str | None:
    try:
        return choose(text or "")
    except ValueError:
        return None


def _first_told(dataset: Dataset) -> dict[str, str]:
    """For each entity the day of the oldest article that names it."""
    days = {one.id: first_day(one.published) for one in dataset.articles}
    found: dict[str, str] = {}
    for linked in dataset.mentions:
        if day := days.get(linked.mention.article):
            found[linked.entity] = min(day, found.get(linked.entity, day))
    return found


@kept
def flat(dataset: Dataset) -> nx.MultiDiGraph:
    """The dataset's graph with measures, and with nothing but strings and numbers that XML can hold as attributes.

    Both formats need it, so it is kept, and not to be changed.
    """
    network, measures = measured(dataset)
    plain = nx.MultiDiGraph()
    for node, attributes in network.nodes(data=True):
        one = measures[node]
        figures = {"degree": one.degree, "pagerank": one.pagerank, "community": one.community}
        plain.add_node(_legal(node), **_attributes(_node(attributes) | figures))
    for source, target, key, attributes in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[2]):
        label = PREDICATES[attributes["predicate"]].label
        plain.add_edge(_legal(source), _legal(target), key=_legal(key), **_attributes({"label": label} | attributes))
    return plain


def _node(attributes: dict[str, Any]) -> dict[str, Any]:
    others = {f"id_{system}": value for system, value in attributes["ids"].items()}
    return {
        "label": attributes["name"],
        "type": attributes["type"],
        "aliases": "; ".join(attributes["aliases"]),
        "articles": attributes["articles"],
    } | others


def _attributes(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is None, and with text that XML can hold."""
    return {
        _legal(key): _legal(value) if isinstance(value, str) else value
        for key, value in values.items()
        if value is not None
    }


def _legal(text: str) -> str:
    return NOT_XML.sub("", text)
