"""``newsgraph saved``: the saved queries, or the SPARQL of one."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.cli.console import emit, emit_rows
from graph.core.errors import UsageError


def saved(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Print the SPARQL of this query instead of the list.")
    ] = None,
) -> None:
    """List the saved queries: name, what it answers, parameters.

    Run one with newsgraph query DIR --saved NAME --param NAME=VALUE.
    """
    from graph.query import saved_queries

    known = saved_queries()
    if name is None:
        emit_rows(("name", "answers", "parameters"), [(one.name, one.answers, one.parameters) for one in known])
        return
    found = [one for one in known if one.name == name]
    if not found:
        raise UsageError(f"no saved query {name!r}; choose from: {', '.join(one.name for one in known)}")
    emit(found[0].sparql)
