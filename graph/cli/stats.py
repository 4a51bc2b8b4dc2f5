"""``newsgraph stats``: what a built graph holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli.console import emit, emit_rows
from graph.cli.options import Built  # noqa: TC001 - typer reads annotations at run time

if TYPE_CHECKING:
    from collections.abc import Mapping


def stats(
    folder: Built,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object instead, for programs.")] = False,
) -> None:
    """Count what a graph holds: entities by type, facts by predicate and status, the most connected, communities.

    Also the period covered, publishers and themes. PageRank and communities treat facts as undirected links.
    """
    from graph.cli.figures import figures
    from graph.knowledge import load

    values = figures(load(folder).dataset)
    if json_:
        emit(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        print_stats(values)


def print_stats(values: Mapping[str, Any]) -> None:
    """Print the figures as one table after another; in a pipe they are separated by empty lines."""
    from graph.cli.figures import flat

    emit_rows(("graph", "figure"), flat(values))
    for key, column in (("types", "entity type"), ("predicates", "predicate"), ("statuses", "status")):
        _section((column, "number"), [(name, f"{number:,}") for name, number in values[key].items()])
    _section(
        ("most connected", "type", "links", "PageRank", "community"),
        [
            (one["name"], one["type"], one["degree"], f"{one['pagerank']:.4f}", one["community"])
            for one in values["top"]
        ],
    )
    _section(
        ("community", "size", "such as"),
        [(one["community"], one["size"], "; ".join(one["members"])) for one in values["communities"]["largest"]],
    )
    for key, column in (("publishers", "publisher"), ("themes", "theme")):
        _section((column, "articles"), [(one["name"], f"{one['articles']:,}") for one in values[key]])


def _section(columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    if rows:
        print()
        emit_rows(columns, rows)
