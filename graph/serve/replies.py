"""Replies that all endpoints share: errors, RDF, pages; and work that runs in a thread so that others are not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from starlette.responses import JSONResponse, Response

from graph.core.errors import LimitError, NewsgraphError, QueryError, UsageError
from graph.serve.answer import NotAcceptableError
from graph.serve.pool import BusyError, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from graph.serve.site import Site

T = TypeVar("T")
BODY = 1 << 20
"""Bytes that the body of a request may have."""
WAITING = 200
"""Requests that may wait in threads at once."""


class RequestError(NewsgraphError):
    """A request that cannot be answered, with the HTTP status that says so."""

    def __init__(self, status: int, message: str, allow: str = "") -> None:
        self.status, self.allow = status, allow
        super().__init__(message)


def site_of(request: Request) -> Site:
    """The graph that the application serves."""
    site: Site = request.app.state.site
    return site


async def in_thread(request: Request, work: Callable[..., T], *arguments: Any) -> T:
    """Run ``work`` in a thread, so that the server goes on answering others."""
    limiter: CapacityLimiter = request.app.state.limiter
    return await to_thread.run_sync(work, *arguments, limiter=limiter)


def status_of(error: NewsgraphError) -> int:
    """The HTTP status of an error: 503 for what was stopped, 406 for a media type that cannot be, 400 for the rest."""
    if isinstance(error, RequestError):
        return error.status
    if isinstance(error, StoppedError):
        return 503
    if isinstance(error, NotAcceptableError):
        return 406
    return 400 if isinstance(error, QueryError | UsageError) else 500


def problem(error: NewsgraphError) -> Response:
    """An error as Problem Details for HTTP APIs (RFC 9457), with line and column of a syntax error."""
    status = status_of(error)
    told: dict[str, Any] = {"title": _title(error), "status": status, "detail": str(error)}
    if isinstance(error, QueryError) and error.line is not None:
        told |= {"line": error.line, "column": error.column}
    headers = {"Retry-After": "5"} if isinstance(error, BusyError) else {}
    if isinstance(error, RequestError) and error.allow:
        headers["Allow"] = error.allow
    return JSONResponse(told, status, headers, media_type="application/problem+json")


def _title(error: NewsgraphError) -> str:
    if isinstance(error, LimitError):
        return "past a limit of this server"
    return "not a valid query" if isinstance(error, QueryError) else "cannot be answered"


async def form_of(request: Request) -> list[tuple[str, str]]:
    """Parameters of a form in the body. Raises `RequestError` if it is too large or not UTF-8."""
    text = await text_of(request)
    return pairs(text)


async def text_of(request: Request) -> str:
    """The body as text. Raises `RequestError` if it is too large or not UTF-8."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BODY:
            raise RequestError(413, f"the request has more than {BODY >> 20} MB, the limit here")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise RequestError(400, "the body is not UTF-8 text") from error


def pairs(text: str) -> list[tuple[str, str]]:
    """The parameters of a query string or a form. Raises `RequestError` if their bytes are not UTF-8."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise RequestError(400, "a parameter is not UTF-8 text") from error
