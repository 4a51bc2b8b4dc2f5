"""``newsgraph export``: a built graph in one more format, without building it again."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import Annotated

import typer

from graph.cli.console import clean
from graph.cli.options import Built  # noqa: TC001 - typer reads annotations at run time
from graph.core.errors import UsageError


def export(
    folder: Built,
    to: Annotated[
        str,
        typer.Option("--to", metavar="FORMAT", help="The format, as in build --formats; .gz after it gzips. Required."),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="PATH", help="File to write, or folder for a format of several files. Default: DIR."
        ),
    ] = None,
) -> None:
    """Write a built graph in another format, from its JSON Lines.

    Prints the files written. What goes into DIR becomes part of the build: the next build there replaces or removes it.
    """
    if not to:
        raise UsageError("no format to write: give --to FORMAT")
    from graph.publish.export import export as write

    for path in write(folder, to, out):
        print(clean(path))
