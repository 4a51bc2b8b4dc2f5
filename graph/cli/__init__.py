"""The command line: one module a command, each thin. ``newsgraph --help`` lists them.

Nothing heavy is imported before a command runs: models and RDF libraries load inside the commands that need them.
Exit statuses are listed in `graph.cli.app`.
"""

from __future__ import annotations

import atexit
import gc
import signal
import sys
import threading
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli import (
    build,
    diff,
    evaluate,
    explain,
    export,
    mcp,
    ontology,
    path,
    posts,
    query,
    review,
    saved,
    serve,
    show,
    stats,
    train,
    validate,
    view,
)
from graph.cli.app import Commands
from graph.cli.streams import open_streams

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["app", "main"]

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    epilog="Exit status: 0 it worked, 1 the data (nothing readable, a problem with --strict, a damaged folder, "
    "a query error), 2 the call (unknown command, option, format or name; no input; wrong settings), 130 Ctrl-C.",
)
app.command("build")(build.build)
app.command("diff")(diff.diff)
app.command("evaluate")(evaluate.evaluate)
app.command("explain")(explain.explain)
app.command("export")(export.export)
app.command("mcp")(mcp.mcp)
app.command("neighbours")(path.neighbours)
app.command("ontology")(ontology.ontology)
app.command("path")(path.path)
app.command("posts")(posts.posts)
app.command("query")(query.query)
app.command("review")(review.review)
app.command("saved")(saved.saved)
app.command("serve")(serve.serve)
app.command("show")(show.show)
app.command("stats")(stats.stats)
app.command("train")(train.train)
app.command("validate")(validate.validate)
app.command("view")(view.view)


def _version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        from graph import __version__

        print(f"newsgraph {__version__}")
        raise typer.Exit


@app.callback()
def newsgraph(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """News articles in, an evidence-backed knowledge graph out: RDF, SPARQL and an interactive page, offline."""
    if ctx.invoked_subcommand is None:
        with redirect_stdout(sys.stderr):  # typer prints help itself where rich makes it
            print(ctx.get_help())
        raise typer.Exit(2)


def main() -> None:
    """Run the command line and exit; the console script ``newsgraph`` and ``python -m graph`` call this."""
    open_streams()
    atexit.register(gc.freeze)  # else the end looks for cycles among all values of a build, for most of a second
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not under nohup, which ignores it
        signal.signal(signal.SIGINT, _interrupt)
    app()


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Ctrl-C: stop, and let no background thread print a traceback about the work that is taken from it."""
    threading.excepthook = lambda _: None
    raise KeyboardInterrupt
