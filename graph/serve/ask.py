"""``/query``: the page that asks. A form that needs no script; what is asked is in the address, to be passed on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from graph.core.errors import NewsgraphError, QueryError
from graph.query.saved import bind, find_saved, saved_queries
from graph.serve.answer import Query
from graph.serve.formats import JSON, TURTLE
from graph.serve.pages import page
from graph.serve.replies import in_thread, pairs, site_of, status_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from graph.query.saved import SavedQuery
    from graph.serve.site import Site

PATH = "/query"
SHOWN = 500
"""Rows that are on the page; the CSV has all."""
_FIRST = """# Who holds a post at a ministry? A fact is a statement, and its evidence is the sentence that says it.
SELECT ?person ?role ?ministry ?quote WHERE {
  ?fact rdf:predicate newsgraph:holds_position ; newsgraph:status "stated" ;
    rdf:subject ?person ; rdf:object ?ministry ;
    newsgraph:role ?role ; newsgraph:evidence/oa:hasSelector/oa:exact ?quote .
  ?ministry a newsgraph:Ministry .
}
LIMIT 50
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a row: its text, and the IRI that it is or leads to."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The first rows of an answer, and how many it has in all; ``boolean`` is the answer to an ASK query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    total: int
    boolean: bool | None = None


async def endpoint(request: Request) -> Response:
    """The page, with the answer to what its address asks."""
    return await in_thread(request, _page, site_of(request), dict(pairs(request.url.query)))


def _page(site: Site, values: Mapping[str, str]) -> Response:
    chosen: SavedQuery | None = None
    error: NewsgraphError | None = None
    rows: Rows | None = None
    turtle: str | None = None
    given = {key[1:]: value for key, value in values.items() if key.startswith("$")}
    text = values.get("query", "")
    try:
        if "saved" in values and not text:
            chosen = find_saved(values["saved"])
            text = bind(chosen, given)
        if text:
            answered = site.pool.run(Query(text, JSON, TURTLE))
            rows = _rows(site, answered.body) if answered.kind is not None and answered.kind.name == "json" else None
            turtle = answered.body.decode() if rows is None else None
    except NewsgraphError as failed:
        error = failed
    shown = text or _FIRST
    told: dict[str, Any] = {
        "saved": saved_queries(),
        "chosen": chosen,
        "given": given,
        "text": shown,
        "rows": min(max(shown.count("\n") + 1, 8), 22),
        "error": error,
        "place": place_of(text, error) if isinstance(error, QueryError) else "",
        "line": error.line if isinstance(error, QueryError) else None,
        "column": error.column if isinstance(error, QueryError) else None,
        "answer": rows,
        "turtle": turtle,
        "address": f"/sparql?{urlencode({'query': text})}",
    }
    return page(site, "query", told, status_of(error) if error else 200)


def place_of(text: str, error: QueryError) -> str:
    """The line that an error is in, with a mark under the column; "" where the place is not known.

    >>> print(place_of("SELECT *\\nWHERE { ?s ?p }", QueryError("", 2, 15)))
    WHERE { ?s ?p }
                  ^
    """
    lines = text.split("\n")
    if error.line is None or error.column is None or error.line > len(lines):
        return ""
    line = lines[error.line - 1].replace("\t", " ").rstrip("\r")
    return f"{line}\n{' ' * (error.column - 1)}^"


def _rows(site: Site, body: bytes) -> Rows:
    told = json.loads(body)
    if "boolean" in told:
        return Rows((), (), 1, bool(told["boolean"]))
    columns = tuple(told["head"]["vars"])
    bindings = told["results"]["bindings"]
    rows = tuple(tuple(_cell(site, row.get(name)) for name in columns) for row in bindings[:SHOWN])
    return Rows(columns, rows, len(bindings))


def _cell(site: Site, term: Mapping[str, Any] | None) -> Cell | None:
    """A value; the name of just one entity leads to that entity, for saved queries answer with names."""
    if term is None:
        return None
    value = term["value"]
    if term["type"] == "uri":
        known = site.entities.get(value)
        return Cell(known.name if known else value, value)
    text = value if isinstance(value, str) else json.dumps(value)
    return Cell(text, "" if "datatype" in term else site.named.get(text, ""))
