"""A site on a port of this machine, until it is stopped."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from graph.core.errors import UsageError
from graph.serve.app import application

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.serve.site import Site

_LOCAL = ("127.0.0.1", "localhost")


def bound(host: str, port: int) -> socket.socket:
    """A socket on an address; port 0 is any free one. Raises `UsageError` if the address cannot be had."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, proto)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{host}:{port}: {reason}; give another --port (0: any free one) or --host") from error
    return made


def allowed_hosts(host: str, base: str) -> list[str]:
    """The names by which a server bound to ``host`` may be called: any, unless only this machine can reach it."""
    try:
        local = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        return ["*"]
    names = [name for name in dict.fromkeys((*_LOCAL, host, urlsplit(base).hostname)) if name]
    return [*names, *(f"[{name}]" for name in names if ":" in name)]  # how a Host header writes IPv6 (RFC 3986, 3.2.2)


def serve(
    site: Site, where: socket.socket, host: str, origins: Sequence[str] = (), told: Callable[[str], None] = print
) -> None:
    """Answer requests at ``where`` until a signal stops it; ``told`` gets the address once requests are answered."""
    import uvicorn

    app = application(site, origins, allowed_hosts(host, site.base))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, lifespan="on", timeout_graceful_shutdown=2, timeout_keep_alive=65
    )
    name, port = where.getsockname()[:2]
    where.listen(128)
    told(f"http://{f'[{name}]' if ':' in name else name}:{port}/")
    try:
        uvicorn.Server(config).run(sockets=[where])
    except KeyboardInterrupt:
        return
    finally:
        site.close()
