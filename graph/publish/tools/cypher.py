"""A Cypher script that makes the graph in Neo4j or another property graph store: ``cypher-shell -f graph.cypher``.

It merges by id, so that running it again changes nothing. Nodes, labels and relationships are those of `neo4j`.

Text comes from strangers and must stay within its quotes. Cypher replaces ``\\uXXXX`` before it looks for quotes, in
some versions even where the backslash is escaped. So no such escape is written, and a backslash before a ``u`` in a
text is parted from it: ``'\\\\' + 'u0027'``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from graph.network.graph import all_statements
from graph.publish.terms import plain
from graph.publish.tools.neo4j import article_id, article_properties, entity_properties, fact_properties, label, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset

BATCH = 500
"""Rows in one statement of the script."""

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r"[\\'\n\r\t]")
_UNICODE = re.compile(r"(?<=\\)(?=[uU])")

_KEYS = """CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE;
"""


def write(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write the script."""
    file.write(_KEYS.encode())
    by_type = defaultdict(list)
    for entity in sorted(dataset.entities, key=lambda one: one.id):
        by_type[entity.type].append(entity)
    for kind in sorted(by_type):
        rows = ({"p": entity_properties(one)} for one in by_type[kind])
        _run(rows, f"MERGE (n:Entity {{id: row.p.id}}) SET n += row.p, n:{label(kind)}", file)
    articles = sorted(dataset.articles, key=lambda one: one.id)
    _run(({"p": article_properties(one)} for one in articles), "MERGE (n:Article {id: row.p.id}) SET n += row.p", file)
    by_predicate = defaultdict(list)
    for one in all_statements(dataset):
        by_predicate[one.predicate].append(one)
    for predicate in sorted(by_predicate):
        facts = ({"a": one.subject, "b": one.object, "p": fact_properties(one)} for one in by_predicate[predicate])
        ends = "MATCH (a:Entity {id: row.a}), (b:Entity {id: row.b}) "
        _run(facts, f"{ends}MERGE (a)-[r:{predicate.upper()} {{id: row.p.id}}]->(b) SET r += row.p", file)
    mentions = ({"a": article_id(a), "b": b, "n": number} for a, b, number in named(dataset))
    ends = "MATCH (a:Article {id: row.a}), (b:Entity {id: row.b}) "
    _run(mentions, f"{ends}MERGE (a)-[r:MENTIONS]->(b) SET r.count = row.n", file)


def _run(rows: Iterable[dict[str, Any]], clause: str, file: BinaryIO) -> None:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        listed = ",\n".join(literal(row) for row in batch)
        file.write(f"UNWIND [\n{listed}\n] AS row\n{clause};\n".encode())


def literal(value: Any) -> str:
    """A value as a Cypher literal; keys of a map are ours, never an article's.

    >>> literal({"name": "O'Neill", "articles": 2, "lei": None})
    "{name: 'O\\\\'Neill', articles: 2}"
    >>> print(literal("a\\\\u0027 b"))
    'a\\\\' + 'u0027 b'
    """
    if isinstance(value, str):
        parts = _UNICODE.split(plain(value))
        return " + ".join("'" + _SPECIAL.sub(lambda found: _ESCAPES[found[0]], part) + "'" for part in parts)
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {literal(one)}" for key, one in value.items() if one is not None) + "}"
    return repr(value)
