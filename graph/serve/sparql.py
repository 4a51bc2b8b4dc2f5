"""SPARQL 1.1 Protocol (W3C, 2013): the query operation by GET, by a posted form and by a posted query.

The endpoint's own address without a query gives its SPARQL 1.1 Service Description. Updates are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from graph.serve.answer import Query
from graph.serve.formats import GRAPHS, HTML, TABLES, choose, named
from graph.serve.replies import RequestError, form_of, in_thread, pairs, problem, site_of, text_of
from graph.serve.service import describe_service

if TYPE_CHECKING:
    from starlette.requests import Request

PATH = "/sparql"
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_ONLY_READ = "this graph is only read: updates are refused"


async def endpoint(request: Request) -> Response:
    """Answer a request of the protocol."""
    given = pairs(request.url.query)
    if request.method in ("GET", "HEAD") and not given:
        return _about(request)
    parameters, text = await _operation(request, given)
    site = site_of(request)
    answered = await in_thread(request, site.pool.run, _query(request, parameters, text))
    headers = {"Vary": "Accept"}
    if any(key == "download" for key, _ in parameters):
        headers["Content-Disposition"] = f'attachment; filename="answer.{answered.kind.suffix}"'
    return Response(answered.body, media_type=answered.kind.media, headers=headers)


def _about(request: Request) -> Response:
    """The query page for a browser, the service description for a program."""
    kind = choose(request.headers.get("accept"), (*GRAPHS, HTML))
    if kind is HTML:
        return RedirectResponse("/query", 303)
    if kind is None:
        return problem(RequestError(406, "a service description is RDF; Accept text/turtle"))
    body = describe_service(str(request.url_for("sparql")), site_of(request), kind)
    return Response(body, media_type=kind.media, headers={"Vary": "Accept"})


async def _operation(request: Request, given: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], str]:
    """The parameters and the query of a request. Raises `RequestError` if the protocol does not allow it."""
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media == UPDATE:
            raise RequestError(403, _ONLY_READ)
        if media == QUERY:
            return given, await text_of(request)
        if media != FORM:
            raise RequestError(415, f"post a form ({FORM}) or the query itself ({QUERY})")
        given = [*given, *await form_of(request)]
    if any(key == "update" for key, _ in given):
        raise RequestError(403, _ONLY_READ)
    queries = [value for key, value in given if key == "query"]
    if len(queries) != 1:
        raise RequestError(400, "give exactly one parameter named query")
    return given, queries[0]


def _query(request: Request, parameters: list[tuple[str, str]], text: str) -> Query:
    values: dict[str, list[str]] = {}
    for key, value in parameters:
        values.setdefault(key, []).append(value)
    default, inside = values.get("default-graph-uri"), values.get("named-graph-uri")
    wanted = values.get("format")
    if wanted:
        table, graph = named(wanted[0], TABLES), named(wanted[0], GRAPHS)
        if table is None and graph is None:
            names = ", ".join(kind.name for kind in (*TABLES, *GRAPHS))
            raise RequestError(400, f"no format {wanted[0]!r}; choose from: {names}")
        table, graph = table or TABLES[0], graph or GRAPHS[0]
    else:
        accept = request.headers.get("accept")
        table, graph = choose(accept, TABLES), choose(accept, GRAPHS)
    return Query(text, table, graph, tuple(default) if default else None, tuple(inside) if inside else None)
