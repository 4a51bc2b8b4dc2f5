"""``newsgraph serve``: a built graph over HTTP, for people and for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.cli.console import say
from graph.cli.options import Built  # noqa: TC001 - typer reads annotations at run time
from graph.core.errors import UsageError


def serve(
    folder: Built,
    port: Annotated[
        int, typer.Option("--port", metavar="N", help="The port; 0: any free one.", min=0, max=65535)
    ] = 8730,
    host: Annotated[
        str,
        typer.Option("--host", metavar="ADDRESS", help="The address to listen at; 0.0.0.0: every one, for others too."),
    ] = "127.0.0.1",
    seconds: Annotated[
        float, typer.Option("--time-limit", metavar="SECONDS", help="How long a query may run.", min=0.1, max=3600)
    ] = 10.0,
    rows: Annotated[
        int, typer.Option("--row-limit", metavar="N", help="How many rows or triples a query may give.", min=1)
    ] = 100_000,
    workers: Annotated[
        int,
        typer.Option("--workers", metavar="N", help="Processes that answer queries; 0: one a core, at least 4.", min=0),
    ] = 0,
    origin: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-origin", metavar="ORIGIN", help="Let scripts of this web origin read answers; may be repeated."
        ),
    ] = None,
) -> None:
    """Serve a built graph: explorer, query page, SPARQL 1.1 endpoint, search, entities, reconciliation. It only reads.

    Prints its address when it is ready; Ctrl-C stops it. After a new build, start it again.
    """
    for one in origin or []:
        if not one.startswith(("http://", "https://")) or one.count("/") != 2:
            raise UsageError(f"--allow-origin {one}: write an origin such as http://127.0.0.1:3333, without a path")

    from graph.serve.limits import Limits
    from graph.serve.run import bound
    from graph.serve.run import serve as run
    from graph.serve.site import Site

    where = bound(host, port)
    site = Site(folder, Limits(seconds=seconds, rows=rows), workers or None)
    say(f"serving {folder}; stop with Ctrl-C")
    run(site, where, host, origin or [], lambda address: print(address, flush=True))
