"""``newsgraph mcp``: a built graph as tools for an assistant, over standard input and output."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.cli.options import Built  # noqa: TC001 - typer reads annotations at run time
from graph.core.errors import UsageError


def mcp(
    folder: Built,
    seconds: Annotated[
        float,
        typer.Option("--time-limit", metavar="SECONDS", help="How long a query may run.", min=0.1, max=3600),
    ] = 10.0,
    rows: Annotated[
        int, typer.Option("--row-limit", metavar="N", help="How many rows or triples a query may give.", min=1)
    ] = 1000,
) -> None:
    """Offer a built graph to an assistant (Model Context Protocol): search, entity, path, posts and sparql.

    Assistants start this command themselves; docs/serving.md shows the settings. Answers carry quote, article, date.
    """
    try:
        from graph.serve.mcp import server
    except ImportError as error:
        raise UsageError(f"the MCP SDK is not installed ({error.name}); pip install 'newsgraph[mcp]'") from error
    from graph.serve.limits import Limits
    from graph.serve.site import Site

    site = Site(folder, Limits(seconds=seconds, rows=rows), workers=2)
    try:
        server(site).run("stdio")
    finally:
        site.close()
