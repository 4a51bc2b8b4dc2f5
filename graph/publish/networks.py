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
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from graph.core import periods
from graph.core.ontology import PREDICATES
from graph.network.measures import measured

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (section 2.2) forbids, even escaped."""


def write_graphml(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write GraphML 1.0; an edge's id is its statement's."""
    # The writer built on the standard library: networkx takes lxml where it is installed, which lays out other bytes.
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(flat(dataset))
    writer.dump(file)


def write_gexf(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write GEXF 1.2, dynamic: Gephi's timeline shows the graph as articles had told it by a day.

    An entity and a fact are there from the day that the first article tells of them, a fact from its ``valid_from``
    until its ``valid_to`` where these are known; what has no date is always there. ``lastmodifieddate`` is the newest
    article's date: a clock would change the bytes.
    """
    network = flat(dataset)
    for _, _, key, attributes in network.edges(keys=True, data=True):
        attributes["id"] = key
        start = first_day(attributes.get("valid_from")) or first_day(attributes.get("first"))
        end = last_day(attributes.get("valid_to"))
        attributes |= {"start": start} if start and (not end or start <= end) else {}
        attributes |= {"end": end} if end else {}
    for entity, day in _first_told(dataset).items():
        if _legal(entity) in network:
            network.nodes[_legal(entity)]["start"] = day
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(network)
    meta = writer.xml.find("meta")
    meta.find("creator").text = "newsgraph"
    del meta.attrib["lastmodifieddate"]
    if dates := [one.published for one in dataset.articles if one.published]:
        meta.set("lastmodifieddate", max(dates))
    writer.write(file)


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


def flat(dataset: Dataset) -> nx.MultiDiGraph:
    """The dataset's graph with measures, and with nothing but strings and numbers that XML can hold as attributes."""
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
