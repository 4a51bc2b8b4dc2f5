"""``newsgraph saved``: the saved queries, or the SPARQL of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.console import emit, emit_rows

if TYPE_CHECKING:
    from graph.query import SavedQuery


def saved(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Print the SPARQL of this query instead of the list.")
    ] = None,
) -> None:
    """List the saved queries: name, what it answers, parameters.

    Run one with newsgraph query DIR --saved NAME --param NAME=VALUE.
    """
    from graph.query import saved_queries
    from graph.query.saved import find_saved

    if name is None:
        rows = [(one.name, one.title, ", ".join(one.parameters)) for one in saved_queries().values()]
        emit_rows(("name", "answers", "parameters"), rows)
    else:
        emit(sparql_of(find_saved(name)))


def sparql_of(query: SavedQuery) -> str:
    """The query as text that runs as it is: what it answers as comments, its parameters left empty, which match all."""
    from graph.query.saved import unbound

    comments = [query.title, query.description]
    comments += [f"--param {name}=…: {meaning}" for name, meaning in query.parameters.items()]
    return "".join(f"# {line}\n" for line in comments) + unbound(query)
