"""``/explore``: the explorer page with leave to ask this server for what it does not hold, and the answers to that.

A page holds at most ``publish.page_nodes`` entities. ``/explore/search?q=NAME`` gives the entities beyond these that a
name may mean, ``/explore/entity/ID?skip=N`` the facts of an entity that the page lacks, from the N-th on, with the
entities that they lead to (`graph.serve.beyond`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, Response

from graph.publish.page.served import served
from graph.serve.beyond import found_beyond, piece
from graph.serve.replies import RequestError, in_thread, pairs, site_of
from graph.serve.search import number
from graph.serve.site import PAGE

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from starlette.requests import Request

    from graph.serve.site import Site

PATH = "/explore"
FOUND, MOST = 12, 50
"""How many entities a search gives unless told otherwise, and at most."""


def page_file(site: Site) -> Path:
    """The explorer page as the build wrote it. Raises `RequestError` if it wrote none."""
    if not site.has_page:
        raise RequestError(404, f"{site.folder} has no {PAGE}: newsgraph build … --formats html,nquads writes it")
    return site.folder / PAGE


async def page(request: Request) -> Response:
    """The explorer page; only this one may ask, and only this server."""
    site = site_of(request)
    body = await in_thread(request, lambda: served(page_file(site).read_bytes(), f"{PATH}/"))
    headers = {"Content-Security-Policy": "frame-ancestors 'none'"}
    return Response(body, media_type="text/html", headers=headers, background=BackgroundTask(_read, site))


def _read(site: Site) -> None:
    """Read what the first search would have to wait for, while the reader still looks at the page."""
    _ = site.names, site.held


async def search(request: Request) -> Response:
    """Entities beyond the page by name, best first."""
    site, values = site_of(request), dict(pairs(request.url.query))
    limit = number(values.get("limit", ""), FOUND, MOST)
    found = await in_thread(request, found_beyond, site, values.get("q", "").strip(), limit)
    return JSONResponse({"results": found})


async def entity(request: Request) -> Response:
    """A piece of the graph: facts of an entity that the page lacks."""
    site, values = site_of(request), dict(pairs(request.url.query))
    skip = values.get("skip") or "0"
    if not (skip.isdecimal() and skip.isascii() and len(skip) < 10):
        raise RequestError(400, f"skip={skip!r} must be a whole number")
    return JSONResponse(await in_thread(request, _piece, site, request.path_params["key"], int(skip)))


def _piece(site: Site, key: str, skip: int) -> dict[str, Any]:
    # The ids are read with the entities when they are first asked for, which takes long enough to keep others waiting.
    iri = site.iris.get(key)
    if iri is None:
        raise RequestError(404, f"no entity has the id {key!r} in this build")
    return piece(site, iri, skip)
