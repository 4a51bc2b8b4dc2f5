"""``/search?q=NAME``: the entities that a name may mean, as a page, JSON, JSON-LD or Turtle.

``type=`` (an entity type, or a group of them such as ``Body``; may be repeated) leaves only entities of these types,
``limit=`` is how many are told, at most 100.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from starlette.responses import JSONResponse, Response

from graph.publish.vocabulary import NEWSGRAPH, RDF, SKOS, class_of, node
from graph.serve.answer import rdf
from graph.serve.formats import GRAPHS, HTML, JSONLD, Kind, choose, named
from graph.serve.pages import page
from graph.serve.replies import RequestError, in_thread, pairs, site_of
from graph.serve.resources import compact
from graph.serve.types import types_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from graph.query.names import Match
    from graph.serve.site import Site

PATH = "/search"
MOST = 100
PLAIN = Kind("json", "application/json")
_KINDS = (HTML, PLAIN, *GRAPHS)


async def endpoint(request: Request) -> Response:
    """Answer a search."""
    site, given = site_of(request), pairs(request.url.query)
    values = dict(given)
    wanted = values.get("format")
    kind = named(wanted, _KINDS) if wanted else choose(request.headers.get("accept"), _KINDS)
    if kind is None:
        raise RequestError(406, f"Accept one of: {', '.join(kind.media for kind in _KINDS)}")
    name, types = values.get("q", "").strip(), types_of([value for key, value in given if key == "type" and value])
    limit = number(values.get("limit", ""), 20, MOST)
    found = await in_thread(request, find, site, name, types, limit)
    if kind is HTML:
        shown = {"q": name, "type": values.get("type", ""), "found": found}
        return await in_thread(request, page, site, "search", shown)
    if kind is PLAIN:
        rows = [as_json(site, match) for match in found]
        return JSONResponse({"query": name, "results": rows}, headers={"Vary": "Accept"})
    triples = [triple for match in found for triple in _triples(site, match)]
    body = compact(triples, site.prefixes) if kind is JSONLD else rdf(triples, kind, site.prefixes)
    return Response(body, media_type=kind.media, headers={"Vary": "Accept"})


def find(site: Site, name: str, types: frozenset[str], limit: int) -> list[Match]:
    """The entities that a name or the beginning of one may mean, best first."""
    best: dict[str, Match] = {}
    for match in (*site.names.search(name, types, limit), *site.names.suggest(name, types, limit)):
        if match.entity.id not in best or match.score > best[match.entity.id].score:
            best[match.entity.id] = match
    key = lambda match: (-match.score, -match.entity.articles, match.entity.name, match.entity.id)  # noqa: E731
    return sorted(best.values(), key=key)[:limit]


def as_json(site: Site, match: Match) -> dict[str, Any]:
    """A match for programs."""
    entity = match.entity
    iri = site.iris[entity.id]
    return {
        "id": entity.id,
        "iri": iri,
        "path": site.path(iri),
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "articles": entity.articles,
        "score": match.score,
        "matched": match.form,
    }


def number(text: str, usual: int, most: int) -> int:
    """A whole number of a parameter, from 1 to ``most``; ``usual`` where it is left out. Raises `RequestError`."""
    if not text:
        return usual
    if not text.isdecimal() or not text.isascii() or not 1 <= int(text) <= most:
        raise RequestError(400, f"{text!r} must be a whole number from 1 to {most}")
    return int(text)


def _triples(site: Site, match: Match) -> list[ox.Triple]:
    entity, iri = match.entity, ox.NamedNode(site.iris[match.entity.id])
    named_so = [ox.Triple(iri, node(SKOS.altLabel), ox.Literal(alias)) for alias in entity.aliases]
    return [
        ox.Triple(iri, node(RDF.type), class_of(entity.type)),
        ox.Triple(iri, node(SKOS.prefLabel), ox.Literal(entity.name)),
        *named_so,
        ox.Triple(iri, node(NEWSGRAPH.articleCount), ox.Literal(entity.articles)),
    ]
