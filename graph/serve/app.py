"""The application: which address is answered by what, and the headers that every answer has."""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from graph.core.errors import NewsgraphError
from graph.query.saved import saved_queries
from graph.serve import ask, explore, graphs, reconcile, resources, search, sparql
from graph.serve.formats import HTML, JSON, choose
from graph.serve.pages import page
from graph.serve.replies import WAITING, RequestError, in_thread, problem, site_of, status_of
from graph.serve.site import PAGE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from graph.serve.site import Site

_STATIC = {"site.css": "text/css", "query.js": "text/javascript", "icon.svg": "image/svg+xml"}
_READ = ["GET", "HEAD"]
MOST_NAMED = 12
"""Entities that the first page names."""


def application(site: Site, origins: Sequence[str] = (), hosts: Sequence[str] = ("*",)) -> Starlette:
    """The ASGI application of a site.

    ``origins`` are the web pages' origins that may read answers from scripts (CORS), none by default. ``hosts`` are the
    names by which it may be called: a page elsewhere whose name is made to point here could otherwise read the graph.
    The site is closed when the application shuts down.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.limiter = CapacityLimiter(WAITING)
        yield
        site.close()

    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)), Middleware(_Headers)]
    if origins:
        shared = {"allow_origins": list(origins), "allow_methods": ["GET", "HEAD", "POST"], "allow_headers": ["*"]}
        middleware.append(Middleware(CORSMiddleware, **shared))  # type: ignore[arg-type]
    made = Starlette(routes=_routes(), middleware=middleware, lifespan=lifespan, exception_handlers=_HANDLERS)
    made.state.site, made.state.origins = site, tuple(origins)
    return made


def _routes() -> list[Route]:
    every = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
    return [
        Route("/", home, methods=_READ),
        Route(f"/{PAGE}", explorer, methods=_READ),
        Route(explore.PATH, explore.page, methods=_READ),
        Route(f"{explore.PATH}/search", explore.search, methods=_READ),
        Route(f"{explore.PATH}/entity/{{key:path}}", explore.entity, methods=_READ),
        Route("/help", help_page, methods=_READ),
        Route("/static/{name}", static, methods=_READ),
        Route(ask.PATH, ask.endpoint, methods=_READ),
        Route(sparql.PATH, sparql.endpoint, methods=[*_READ, "POST"], name="sparql"),
        Route(graphs.PATH, graphs.endpoint, methods=every),
        Route(search.PATH, search.endpoint, methods=_READ),
        Route(f"{reconcile.PATH}/suggest/entity", reconcile.suggest_entity, methods=_READ),
        Route(f"{reconcile.PATH}/suggest/type", reconcile.suggest_type, methods=_READ),
        Route(f"{reconcile.PATH}/preview", reconcile.preview, methods=_READ),
        Route(reconcile.PATH, reconcile.endpoint, methods=[*_READ, "POST"]),
        Route("/entity/{key:path}", resources.endpoint, methods=_READ),
        *(Route(f"/{kind}/{{key:path}}", resources.endpoint, methods=_READ) for kind in resources.KINDS),
        Route("/dataset", resources.endpoint, methods=_READ),
    ]


async def home(request: Request) -> Response:
    """What is here: the explorer, questions to start from, and the entities that most articles name."""
    site = site_of(request)
    return await in_thread(request, lambda: page(site, "home", _home(site)))


def _home(site: Site) -> dict[str, Any]:
    people = sorted(
        (entity for entity in site.entities.values() if entity.type not in ("place", "theme")),
        key=lambda one: (-one.articles, one.name, one.id),
    )
    return {"entities": len(site.entities), "named": people[:MOST_NAMED], "saved": saved_queries()}


async def explorer(request: Request) -> Response:
    """The explorer page as the build wrote it, to keep or to send; its own policy lets it ask nothing."""
    file = explore.page_file(site_of(request))
    headers = {"Content-Security-Policy": "frame-ancestors 'self'"}
    return FileResponse(file, media_type="text/html", headers=headers)


async def help_page(request: Request) -> Response:
    """What there is for programs."""
    return page(site_of(request), "help", {"origin": str(request.base_url).rstrip("/")})


async def static(request: Request) -> Response:
    """One of our own files."""
    name = request.path_params["name"]
    if name not in _STATIC:
        raise RequestError(404, f"no file {name!r} here")
    return Response(files("graph.serve").joinpath("data", name).read_bytes(), media_type=_STATIC[name])


async def _told(request: Request, error: Exception) -> Response:
    """An error of ours: a page for a browser that asked for one, Problem Details for programs."""
    assert isinstance(error, NewsgraphError)
    return _error(request, error)


async def _refused(request: Request, error: Exception) -> Response:
    """An address or a method that there is not."""
    assert isinstance(error, HTTPException)
    allow = (error.headers or {}).get("Allow", "")
    message = (
        f"{request.method} is not allowed here" if error.status_code == 405 else f"no page {request.url.path} here"
    )
    return _error(request, RequestError(error.status_code, message, allow))


def _error(request: Request, error: NewsgraphError) -> Response:
    accept = request.headers.get("accept")
    if not accept or choose(accept, (JSON, HTML)) is not HTML or request.url.path == sparql.PATH:
        return problem(error)
    title = "Not here" if status_of(error) == 404 else "That did not work"
    return page(site_of(request), "error", {"title": title, "message": str(error)}, status_of(error))


_HANDLERS: Any = {NewsgraphError: _told, HTTPException: _refused}


class _Headers:
    """Headers of every answer: no guessing of types, no referrer, no framing unless the answer itself allows it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add them."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                added = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
                if b"content-security-policy" not in names:
                    added.append((b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"))
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self._app(scope, receive, with_headers)
