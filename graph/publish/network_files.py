"""A networkx graph as GraphML or GEXF, written as it is gone through.

networkx has writers of both, and these write the same bytes. It makes an object of every attribute of every edge before
it writes the first, which takes several times as long and much memory. Its readers read these files in the tests.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

    Span = tuple[str | None, str | None]

DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://www.gexf.net/1.2draft"
TYPES = {str: "string", int: "long", float: "double"}
"""What both formats call the types of values."""
LINES = 2000
"""Elements that are written at once."""
_SPECIAL = re.compile('[&<>"\r\n\t]')
_QUOTED = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}


def graphml(network: nx.MultiDiGraph, file: BinaryIO) -> None:
    """Write GraphML 1.0 (Brandes et al., 2002); an edge's id is its key."""
    keys: dict[tuple[str, str, str], str] = {}
    for scope, name, type_ in _attributes(network):
        keys.setdefault((scope, name, type_), f"d{len(keys)}")
    place = f'xsi:schemaLocation="{GRAPHML} {GRAPHML}/1.0/graphml.xsd"'
    head = [DECLARATION, f'<graphml xmlns="{GRAPHML}" {XSI} {place}>']
    for (scope, name, type_), key in reversed(keys.items()):
        head.append(f'  <key id="{key}" for="{scope}" attr.name="{_value(name)}" attr.type="{type_}" />')
    full = len(network) > 0
    _write(file, [*head, f'  <graph edgedefault="directed"{">" if full else " />"}'])

    def data(scope: str, attributes: Mapping[str, Any]) -> str:
        rows = []
        for name, value in attributes.items():
            key, text = keys[scope, name, TYPES[type(value)]], escape(str(value))
            rows.append(f'      <data key="{key}">{text}</data>\n' if text else f'      <data key="{key}" />\n')
        return "".join(rows)

    nodes = (
        f'    <node id="{_value(node)}">\n{data("node", attributes)}    </node>'
        for node, attributes in network.nodes(data=True)
    )
    edges = (
        f'    <edge source="{_value(one)}" target="{_value(other)}" id="{_value(key)}">\n'
        f"{data('edge', attributes)}    </edge>"
        for one, other, key, attributes in network.edges(keys=True, data=True)
    )
    _write(file, nodes)
    _write(file, edges)
    _write(file, [*(["  </graph>"] if full else []), "</graphml>"])


def gexf(network: nx.MultiDiGraph, file: BinaryIO, spans: Mapping[str, Span], modified: str | None) -> None:
    """Write GEXF 1.2 (Gephi); ``spans`` are the first and last days of nodes and edges, where they have any.

    ``modified`` is the day that the file gives as its own.
    """
    numbers: dict[tuple[str, str], str] = {}
    types: dict[tuple[str, str], str] = {}
    for scope, name, type_ in _attributes(network, ("networkx_key",)):
        if name != "label":
            numbers.setdefault((scope, name), str(len(numbers)))
            types.setdefault((scope, name), type_)
    dynamic = any(day for span in spans.values() for day in span)
    meta = f' lastmodifieddate="{_value(modified)}"' if modified else ""
    time = 'mode="dynamic" name="" timeformat="date"' if dynamic else 'mode="static" name=""'
    place = f'xsi:schemaLocation="{GEXF} {GEXF}/gexf.xsd" version="1.2"'
    head = [DECLARATION, f'<gexf xmlns="{GEXF}" {XSI} {place}>', f"  <meta{meta}>"]
    head += ["    <creator>newsgraph</creator>", "  </meta>", f'  <graph defaultedgetype="directed" {time}>']
    for scope in ("edge", "node"):
        if declared := [(name, number) for (of, name), number in numbers.items() if of == scope]:
            head.append(f'    <attributes mode="static" class="{scope}">')
            head += [
                f'      <attribute id="{number}" title="{_value(name)}" type="{types[scope, name]}" />'
                for name, number in declared
            ]
            head.append("    </attributes>")
    _write(file, head)

    def data(scope: str, attributes: Iterable[tuple[str, Any]]) -> str:
        rows = [
            f'          <attvalue for="{numbers[scope, name]}" value="{_value(str(value))}" />\n'
            for name, value in attributes
            if name != "label"
        ]
        return f"        <attvalues>\n{''.join(rows)}        </attvalues>\n"

    nodes = (
        f'      <node id="{_value(node)}" label="{_value(attributes["label"])}"{_days(spans.get(node))}>\n'
        f"{data('node', attributes.items())}      </node>"
        for node, attributes in network.nodes(data=True)
    )
    edges = (
        f'      <edge source="{_value(one)}" target="{_value(other)}" id="{_value(key)}" '
        f'label="{_value(attributes["label"])}"{_days(spans.get(key))}>\n'
        f"{data('edge', (*attributes.items(), ('networkx_key', key)))}      </edge>"
        for one, other, key, attributes in network.edges(keys=True, data=True)
    )
    _section(file, "nodes", nodes)
    _section(file, "edges", edges)
    _write(file, ["  </graph>", "</gexf>"])


def _attributes(network: nx.MultiDiGraph, keys: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Scope, name and type of every attribute, in the order met; every edge ends with the texts ``keys``."""
    found: dict[tuple[str, str, type], None] = {}
    for _, attributes in network.nodes(data=True):
        found.update(dict.fromkeys(("node", name, type(value)) for name, value in attributes.items()))
    for *_, attributes in network.edges(data=True):
        found.update(dict.fromkeys(("edge", name, type(value)) for name, value in attributes.items()))
        found.update(dict.fromkeys(("edge", name, str) for name in keys))
    return [(scope, name, TYPES[type_]) for scope, name, type_ in found]


def _value(text: str) -> str:
    """Text as an attribute's value; most of it has nothing to escape."""
    return escape(text, _QUOTED) if _SPECIAL.search(text) else text


def _days(span: Span | None) -> str:
    start, end = span or (None, None)
    return (f' start="{start}"' if start else "") + (f' end="{end}"' if end else "")


def _section(file: BinaryIO, name: str, elements: Iterator[str]) -> None:
    """An element with these in it."""
    first = next(elements, None)
    if first is None:
        _write(file, [f"    <{name} />"])
        return
    _write(file, [f"    <{name}>", first])
    _write(file, elements)
    _write(file, [f"    </{name}>"])


def _write(file: BinaryIO, lines: Iterable[str]) -> None:
    """Write lines, many at once."""
    some: list[str] = []
    for line in lines:
        some.append(line)
        if len(some) >= LINES:
            file.write(("\n".join(some) + "\n").encode())
            some.clear()
    if some:
        file.write(("\n".join(some) + "\n").encode())
