"""The options that the page's view by vis-network has, made by pyvis.

pyvis gives the bundle and the options; the nodes stay in the page's own data, since its check for known nodes
takes time with the square of their number, and vis-network drawing every node and line by itself gives 12 frames a
second at 5,000 nodes. vis-network keeps the view (dragging, pinching, the wheel, moving there), the script draws.
"""

from __future__ import annotations

import json
from typing import Any

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": False, "tooltipDelay": 100000, "multiselect": False, "zoomSpeed": 0.8},
}


def options() -> dict[str, Any]:
    """``options`` as vis-network takes them: physics off, since positions come with the data."""
    from pyvis.network import Network  # only when a page is written: it brings IPython along

    network = Network(directed=True)
    network.set_options(json.dumps(OPTIONS))
    *_, made = network.get_network_data()
    checked: dict[str, Any] = json.loads(made)
    return checked
