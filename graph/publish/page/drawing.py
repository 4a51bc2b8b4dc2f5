"""Nodes, edges and options for vis-network, made by pyvis; the page's script adds colours and labels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from graph.core.ids import digest
from graph.core.ontology import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.core.types import Statement
    from graph.publish.page.selection import Selection

SCREEN = (800, 640)
"""Width and height in pixels for which sizes are chosen."""
QUIET = 300
"""Above so many nodes, edges are drawn thinner."""

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "tooltipDelay": 100000, "selectConnectedEdges": False, "multiselect": False},
    "nodes": {"borderWidth": 2, "chosen": False, "labelHighlightBold": False},
    "edges": {"smooth": False, "chosen": False, "selectionWidth": 0, "hoverWidth": 0},
}


def draw(selection: Selection, looks: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """``nodes``, ``edges`` and ``options`` as vis-network takes them.

    A node has ``id``, ``label``, ``x``, ``y``, ``size`` and ``shape``. One edge is drawn for each pair of nodes that
    facts link, in whichever direction; ``statements`` holds the indices of these facts in the selection.
    """
    from pyvis.network import Network  # only when a page is written: it brings IPython along

    network = Network(directed=True)
    network.set_options(json.dumps(OPTIONS))
    scale = _scale(selection.places)
    for entity in selection.entities:
        x, y = selection.places[entity.id]
        degree = selection.measures[entity.id].degree
        size = round(scale * min(7 + 3.5 * degree**0.5, 28), 1)
        network.add_node(entity.id, label=entity.name, shape=looks[entity.type]["shape"], x=x, y=y, size=size)
    thin = 0.8 if len(selection.entities) > QUIET else 1.0
    for (one, other), facts in _pairs(selection.statements).items():
        statements = [selection.statements[index] for index in facts]
        network.add_edge(
            one,
            other,
            id=digest("edge", one, other),
            statements=facts,
            arrows=_arrows(one, statements),
            width=round(scale * thin * (0.8 + 0.5 * min(sum(len(fact.evidence) for fact in statements), 9) ** 0.5), 1),
        )
    nodes, edges, _, _, _, options = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _pairs(statements: tuple[Statement, ...]) -> dict[tuple[str, str], list[int]]:
    """Indices of the statements between each unordered pair; the first statement's subject comes first."""
    pairs: dict[tuple[str, str], list[int]] = {}
    for index, one in enumerate(statements):
        reverse = (one.object, one.subject)
        pairs.setdefault(reverse if reverse in pairs else (one.subject, one.object), []).append(index)
    return pairs


def _arrows(start: str, statements: list[Statement]) -> str:
    """Heads of an edge that begins at ``start``: none where all its facts hold both ways."""
    directed = [one for one in statements if not PREDICATES[one.predicate].symmetric]
    heads = {"to" if one.subject == start else "from" for one in directed}
    return ", ".join(sorted(heads, reverse=True))


def _scale(places: Mapping[str, tuple[int, int]]) -> float:
    """How much larger to draw so that nodes can still be seen when the whole graph fits a screen: from 1 to 2.4."""
    if not places:
        return 1.0
    sides = list(zip(*places.values(), strict=True))
    shrunk = max(float(max(side) - min(side)) / pixels for side, pixels in zip(sides, SCREEN, strict=True))
    return max(1.0, min(2.4, 0.33 * shrunk))
