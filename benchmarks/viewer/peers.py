"""The same graph as pyvis draws it: as it comes, and with our places and physics off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.network.graph import to_networkx
from graph.network.layout import positions

if TYPE_CHECKING:
    from pathlib import Path

    from graph.core.types import Dataset


def write_pyvis(dataset: Dataset, path: Path, placed: bool) -> None:
    """Write pyvis's own page, everything in line; ``placed`` gives it positions and turns physics off."""
    from pyvis.network import Network

    network = Network(height="780px", directed=True, cdn_resources="in_line")
    places = positions(to_networkx(dataset)) if placed else {}
    for entity in dataset.entities:
        spot = dict(zip(("x", "y"), places[entity.id], strict=True)) if placed else {}
        network.add_node(entity.id, label=entity.name, group=entity.type, **spot)
    for statement in dataset.statements:
        network.add_edge(statement.subject, statement.object, title=statement.predicate)
    if placed:
        network.toggle_physics(False)
    path.write_text(network.generate_html(), "utf-8")
