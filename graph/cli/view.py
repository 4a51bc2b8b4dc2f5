"""``newsgraph view``: the page of a built graph, opened in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.cli.console import clean, emit
from graph.cli.options import Built  # noqa: TC001 - typer reads annotations at run time
from graph.core.errors import DataError

PAGE = "graph.html"


def view(
    folder: Built,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the page's path only.")] = False,
) -> None:
    """Open the page of a graph in the browser, and print its path.

    On a machine without a browser or a display the path is all that comes of it.
    """
    page = folder / PAGE
    if not page.is_file():
        build = f"newsgraph build SRC... --out {clean(folder)} --formats html"
        raise DataError(f"{clean(folder)}: there is no {PAGE} in it; write it with: {build}")
    emit(str(page.resolve()))
    if not no_open:
        _open(page.resolve().as_uri())


def _open(address: str) -> None:
    import webbrowser

    try:
        opened = webbrowser.open(address)
    except webbrowser.Error:
        opened = False
    if not opened:
        typer.echo("no browser was found: open the file above in one", err=True)
