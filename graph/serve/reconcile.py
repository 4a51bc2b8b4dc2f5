"""Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group, 2023): names matched to the graph.

OpenRefine and other tools send names, ten at a time, each with the type they should have, and get candidates with a
score from 0 to 100 (`graph.query.names`). A candidate is a ``match`` only if it bears just that
name, and no other does.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response

from graph.core.ontology import TYPES
from graph.publish.vocabulary import NEWSGRAPH
from graph.query.names import ALIAS
from graph.serve.pages import page
from graph.serve.replies import RequestError, form_of, in_thread, pairs, site_of
from graph.serve.resources import entity_view
from graph.serve.types import groups, types_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from graph.core.types import Entity
    from graph.query.names import Match
    from graph.serve.site import Site

PATH = "/reconcile"
BATCH = 100
"""Names that one request may hold."""
CANDIDATES = 5
_MOST = 50


async def endpoint(request: Request) -> Response:
    """The service's manifest, or the candidates for a batch of queries."""
    given = dict(pairs(request.url.query))
    if request.method == "POST":
        given |= dict(await form_of(request))
    if "queries" not in given:
        return JSONResponse(manifest(site_of(request), str(request.base_url).rstrip("/")))
    queries = _object(given["queries"], "queries")
    if len(queries) > BATCH:
        raise RequestError(413, f"{len(queries)} queries at once; this service takes {BATCH}")
    return JSONResponse(await in_thread(request, reconcile, site_of(request), queries))


def manifest(site: Site, origin: str) -> dict[str, Any]:
    """What the service is and can do."""
    return {
        "versions": ["0.1", "0.2"],
        "name": f"{site.title} (newsgraph)",
        "identifierSpace": f"{site.base}entity/",
        "schemaSpace": str(NEWSGRAPH._NS),
        "defaultTypes": [{"id": name, "name": type_name(name)} for name in groups()],
        "view": {"url": f"{origin}/entity/{{{{id}}}}"},
        "preview": {"url": f"{origin}{PATH}/preview?id={{{{id}}}}", "width": 360, "height": 160},
        "suggest": {
            "entity": {"service_url": origin, "service_path": f"{PATH}/suggest/entity"},
            "type": {"service_url": origin, "service_path": f"{PATH}/suggest/type"},
        },
        "batchSize": BATCH,
    }


def reconcile(site: Site, queries: dict[str, Any]) -> dict[str, Any]:
    """The candidates for each query, best first. Raises `RequestError` naming the query that is malformed."""
    return {key: {"result": _candidates(site, key, asked)} for key, asked in queries.items()}


def _candidates(site: Site, key: str, asked: object) -> list[dict[str, Any]]:
    query = _checked(asked, f"query {key!r}")
    name, limit = query.get("query"), query.get("limit", CANDIDATES)
    if not isinstance(name, str):
        raise RequestError(400, f"query {key!r}: 'query' must be the name to look for")
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise RequestError(400, f"query {key!r}: 'limit' must be a whole number from 1")
    wanted = query.get("type") or []
    kinds = [wanted] if isinstance(wanted, str) else wanted
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise RequestError(400, f"query {key!r}: 'type' must be a type or a list of types")
    found = site.names.search(name, types_of(kinds), max(min(limit, _MOST), 2))
    sure = [match for match in found if match.score >= ALIAS]
    return [_candidate(one, match=len(sure) == 1 and one is sure[0]) for one in found[:limit]]


def _candidate(found: Match, *, match: bool) -> dict[str, Any]:
    return {**_described(found.entity), "type": [_type(found.entity.type)], "score": found.score, "match": match}


def _described(entity: Entity) -> dict[str, str]:
    also = f"; also {', '.join(entity.aliases[:3])}" if entity.aliases else ""
    articles = f"{entity.articles:,} article{'' if entity.articles == 1 else 's'}"
    return {"id": entity.id, "name": entity.name, "description": f"{type_name(entity.type)}, {articles}{also}"}


def _type(name: str) -> dict[str, str]:
    shown = next(one for one, kinds in groups().items() if kinds == {name})
    return {"id": shown, "name": type_name(name)}


def type_name(name: str) -> str:
    """What a type or a group of types is called."""
    kinds = {name} if name in TYPES else groups()[name]
    if len(kinds) == 1:
        return TYPES[next(iter(kinds))].label
    return f"{name}: any of {', '.join(TYPES[kind].label.lower() for kind in TYPES if kind in kinds)}"


async def suggest_entity(request: Request) -> Response:
    """Entities whose names begin as the user types."""
    given = dict(pairs(request.url.query))
    if "prefix" not in given:
        raise RequestError(400, "give the parameter prefix")
    cursor = given.get("cursor") or "0"
    if not cursor.isdecimal() or not cursor.isascii() or len(cursor) > 6:
        raise RequestError(400, f"cursor {cursor!r} must be a whole number")
    site, start = site_of(request), int(cursor)
    found = await in_thread(request, _suggested, site, given["prefix"], start + 10)
    rows = [{**_described(one.entity), "notable": [_type(one.entity.type)]} for one in found[start:]]
    return JSONResponse({"result": rows})


def _suggested(site: Site, prefix: str, limit: int) -> list[Match]:
    return site.names.suggest(prefix, limit=limit)


async def suggest_type(request: Request) -> Response:
    """Types and groups of types whose names begin as the user types."""
    prefix = dict(pairs(request.url.query)).get("prefix", "").casefold()
    rows = [{"id": name, "name": type_name(name)} for name in groups()]
    return JSONResponse({"result": [row for row in rows if row["name"].casefold().startswith(prefix)]})


async def preview(request: Request) -> Response:
    """A small page about an entity, for a tool to show beside it."""
    site = site_of(request)
    id_ = dict(pairs(request.url.query)).get("id", "")
    iri = await in_thread(request, lambda: site.iris.get(id_))
    if iri is None:
        raise RequestError(404, f"no entity has the id {id_!r} in this build")
    framing = " ".join(request.app.state.origins) or "'none'"
    return await in_thread(request, lambda: page(site, "preview", entity_view(site, iri, 1), framing=framing))


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        return _checked(json.loads(text), f"parameter {name}")
    except (ValueError, RecursionError) as error:
        raise RequestError(400, f"parameter {name}: not valid JSON") from error


def _checked(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RequestError(400, f"{name}: must be a JSON object")
    return value
