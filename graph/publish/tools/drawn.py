"""The network as JSON: for Cytoscape (``.cyjs``) and as the node-link data of networkx and D3.

Both are written a node or an edge a line. Cytoscape's holds the flat attributes of GraphML; node-link data holds lists
and objects as they are, and is read back without pickle, which could run code::

    import json, networkx
    network = networkx.node_link_graph(json.load(open("graph.node-link.json")), edges="edges")
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from graph.network.graph import to_networkx
from graph.publish.networks import flat
from graph.publish.terms import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset


def write_cytoscape(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write Cytoscape.js JSON; ``interaction`` is the predicate, as in Cytoscape's own tables."""
    network = flat(dataset)
    head = {"format_version": "1.0", "generated_by": "newsgraph", "target_cytoscapejs_version": "~2.1"}
    nodes = (  # "value" is what networkx reads a node's id from
        {"data": {**data, "id": node, "value": node, "name": data.get("label", "")}}
        for node, data in network.nodes(data=True)
    )
    edges = (
        {"data": {**data, "id": key, "source": source, "target": target, "key": key, "interaction": data["predicate"]}}
        for source, target, key, data in network.edges(keys=True, data=True)
    )
    start = dumped(head | {"directed": True, "multigraph": True, "data": {"name": settings.title}})[:-1]
    file.write(start + b',"elements":{"nodes":[')
    lines(nodes, file)
    file.write(b'],"edges":[')
    lines(edges, file)
    file.write(b"]}}\n")


def write_node_link(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write networkx's node-link data of `graph.network.graph.to_networkx`."""
    network = to_networkx(dataset)
    nodes = ({**data, "id": node} for node, data in network.nodes(data=True))
    edges = (
        {**data, "source": source, "target": target, "key": key}
        for source, target, key, data in network.edges(keys=True, data=True)
    )
    start = dumped({"directed": True, "multigraph": True, "graph": {"name": settings.title}})[:-1]
    file.write(start + b',"nodes":[')
    lines(nodes, file)
    file.write(b'],"edges":[')
    lines(edges, file)
    file.write(b"]}\n")


def lines(values: Iterable[Any], file: BinaryIO) -> None:
    """Write JSON values a line each, with commas between."""
    for number, value in enumerate(values):
        file.write((b",\n" if number else b"\n") + dumped(value))


def dumped(value: Any) -> bytes:
    """A value as JSON on one line; what text no format can hold is replaced (`terms.plain`)."""
    return json.dumps(cleaned(value), ensure_ascii=False, separators=(",", ":")).encode()


def cleaned(value: Any) -> Any:
    """A value of JSON with every text in it made `plain`."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {plain(key): cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(one) for one in value]
    return value
