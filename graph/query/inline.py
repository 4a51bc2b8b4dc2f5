"""Small subqueries answered first, and their rows put into the query in their place.

SPARQL evaluates a subquery before what is around it (SPARQL 1.1 Query Language, section 12), so ``VALUES`` with its
rows means the same. To the engine it does not: of a handful of rows it looks up what belongs to each, while otherwise
it answers the rest of the query for the whole graph before it joins that with the subquery. The common case are
entities chosen by a part of their name::

    { SELECT DISTINCT ?one WHERE { ?one skos:prefLabel|skos:altLabel ?form FILTER(CONTAINS(LCASE(?form), "air")) } }

Left as they are: queries that choose graphs (a subquery means what the graph around it says), that use EXISTS, that
follow paths of any length (the engine may follow them from everywhere once a subquery is gone), or in which ``<`` may
be an IRI or "less than"; subqueries with groups, an order, a limit or functions that change from call to call; and
answers of more than `ROWS` rows or with blank nodes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.query.text import OPEN, TOKENS, VERB

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROWS = 1000
"""Rows of a subquery up to which they are put in its place."""
_START = re.compile(r"\{\s*(SELECT\s+(?:(?:DISTINCT|REDUCED)\s+)?((?:[?$]\w+\s+)+)(?:WHERE\s*)?)\{", re.IGNORECASE)
_END = re.compile(r"\s*\}")
_LEFT_ALONE = re.compile(r"(?<![?$\w])(?:GRAPH|FROM|EXISTS)\b|[\w)\"][*+]", re.IGNORECASE)
_CHANGING = re.compile(r"\b(?:BNODE|NOW|RAND|UUID|STRUUID|SELECT)\b", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")


def run(
    store: ox.Store, sparql: str, prefixes: Mapping[str, str]
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """The engine's answer to a query, its small subqueries answered first.

    Raises what the engine raises; the place in a `SyntaxError` is that in the text as given.
    """
    changed = inlined(store, sparql, prefixes)
    if changed != sparql:
        try:
            return store.query(changed, prefixes=dict(prefixes))
        except SyntaxError:  # to be told of the text as given
            pass
    return store.query(sparql, prefixes=dict(prefixes))


def inlined(store: ox.Store, sparql: str, prefixes: Mapping[str, str]) -> str:
    """The query with the rows of its small subqueries in their place; ``prefixes`` are those that it need not declare.

    A query in which nothing can be put in place, a malformed one too, comes back as it is.

    Example: ``inlined(store, 'SELECT * { { SELECT ?s { ?s skos:prefLabel "MOF" } } ?s ?p ?o }', names)`` has
    ``VALUES (?s) { (<…>) }`` for the subquery.
    """
    known: dict[str, str | None] = {}  # a query may hold one subquery several times
    while True:
        for place in _places(sparql):
            if place.query not in known:
                known[place.query] = _rows(store, place, prefixes)
            if (rows := known[place.query]) is not None:
                sparql = sparql[: place.start] + rows + sparql[place.end :]
                break
        else:
            return sparql


@dataclass(frozen=True, slots=True)
class _Place:
    """A simple subquery: ``start`` and ``end`` with its braces, itself as a query, and the variables that it gives."""

    start: int
    end: int
    query: str
    names: tuple[str, ...]


def _places(sparql: str) -> Iterator[_Place]:
    """The simple subqueries, in the order of the text: those that have none in themselves."""
    text = TOKENS.sub(_masked, sparql)
    verb = VERB.match(TOKENS.sub(lambda match: " " * len(match[0]), sparql))
    if verb is None or OPEN.search(text) or _LEFT_ALONE.search(text):
        return
    for match in _START.finditer(text):
        body = _closing(text, match.end())
        end = _END.match(text, body)
        if end is None or _CHANGING.search(text, match.end(), body):
            continue
        names = tuple(_VARIABLE.findall(match[2]))
        query = sparql[: verb.start(1)] + sparql[match.start(1) : body]
        yield _Place(match.start(), end.end(), query, names)


def _masked(match: re.Match[str]) -> str:
    """What has no structure blanked out at the same length: variables stay, strings and IRIs end in a quote."""
    first, length = match[0][0], len(match[0])
    if first in "?$":
        return match[0]
    return " " * length if first == "#" else '"'.rjust(length)


def _closing(text: str, start: int) -> int:
    """The place after the brace that closes the one just before ``start``; the end of the text if none does."""
    depth = 1
    for match in re.compile(r"[{}]").finditer(text, start):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return len(text)


def _rows(store: ox.Store, place: _Place, prefixes: Mapping[str, str]) -> str | None:
    """The answer as ``VALUES``; None where it has too many rows, blank nodes, or is no answer."""
    try:
        results = store.query(place.query, prefixes=dict(prefixes))
        rows = list(islice(results, ROWS + 1)) if isinstance(results, ox.QuerySolutions) else None
    except (SyntaxError, OSError, RuntimeError, ValueError):
        return None
    if rows is None or len(rows) > ROWS:
        return None
    values = [[row[name] for name in place.names] for row in rows]
    if not all(term is None or isinstance(term, ox.NamedNode | ox.Literal) for row in values for term in row):
        return None
    written = sorted("(" + " ".join("UNDEF" if term is None else str(term) for term in row) + ")" for row in values)
    return f"VALUES ({' '.join('?' + name for name in place.names)}) {{ {' '.join(written)} }}"
