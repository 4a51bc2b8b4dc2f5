"""newsgraph: news articles in, an evidence-backed knowledge graph out.

In Python::

    import graph

    built = graph.build(["articles/"], out="exports/")
    for statement in built.statements:
        print(statement.predicate, statement.evidence[0].quote)
    print(built.query("SELECT ?name WHERE { ?body a newsgraph:Ministry ; rdfs:label ?name }"))
    again = graph.load("exports/")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.core.version import VERSION

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph, load
    from graph.pipeline import build

__all__ = ["KnowledgeGraph", "build", "load"]
__version__ = VERSION

_HOMES = {"KnowledgeGraph": "graph.knowledge", "load": "graph.knowledge", "build": "graph.pipeline"}


def __getattr__(name: str) -> Any:
    """Import the public names when first used: ``import graph`` alone loads no model and no RDF library."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'graph' has no attribute {name!r}")
