"""``newsgraph posts``: who held which post, from when until when, and by which words."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.console import clean, emit, emit_rows, err, plural
from graph.cli.options import Built  # noqa: TC001 - typer reads annotations at run time
from graph.cli.query import Format
from graph.core.errors import DataError

if TYPE_CHECKING:
    from graph.core.types import Entity
    from graph.knowledge import KnowledgeGraph
    from graph.network.posts import History


def posts(
    folder: Built,
    body: Annotated[
        str | None, typer.Argument(metavar="BODY", help="The posts of this ministry, company, country … only.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Only who held a post on this day (YYYY-MM-DD).")
    ] = None,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only posts of one seat that two held at one time.")
    ] = False,
    quotes: Annotated[bool, typer.Option("--quotes", help="A line for each sentence that says so.")] = False,
    format_: Annotated[
        Format, typer.Option("--format", help="How to print; json has the quotes always.")
    ] = Format.table,
) -> None:
    """Print the histories of posts: holder, from, to, and how each date is known.

    "from" and "to" are what a source says. "first seen" and "last seen" are dates of articles, "over by" is inferred.
    """
    from graph.cli import tenures
    from graph.knowledge import checked_day, load

    day = None if as_of is None else checked_day(as_of)
    graph = load(folder)
    histories = list(graph.posts())
    if body is not None:
        histories = _of_body(graph, histories, body, folder)
    if conflicts:
        histories = [one for one in histories if one.conflicts]
    rows = tenures.rows(histories, graph.dataset, day)
    if format_ is Format.json:
        emit(json.dumps(tenures.as_json(rows), ensure_ascii=False, indent=2))
    elif format_ is Format.csv:
        emit(tenures.as_csv(rows, quotes))
    else:
        emit_rows(tenures.columns(quotes), list(tenures.lines(rows, quotes)))
    _sum_up(histories, len(rows))


def _of_body(graph: KnowledgeGraph, histories: list[History], name: str, folder: Path) -> list[History]:
    """The posts of what a name means, of the best known where it means several. Raises `DataError` for none."""
    from graph.cli.show import choose

    held: dict[str, list[History]] = {}
    for history in histories:
        held.setdefault(history.body, []).append(history)
    found = choose(graph.find(name), name)
    with_posts = [entity for entity in found if entity.id in held]
    if not found:
        raise DataError(f"{folder}: nothing is called {clean(name)!r}; newsgraph posts DIR lists all posts")
    if not with_posts:
        raise DataError(f"{folder}: nobody is said to hold a post at {clean(found[0].name)}")
    if len(with_posts) > 1:
        _list_others(with_posts, held)
    return held[with_posts[0].id]


def _list_others(entities: list[Entity], held: dict[str, list[History]]) -> None:
    """On stderr, so that stdout holds the posts of one body: what else the name may mean."""
    err().print(f"{len(entities):,} bodies match; the posts of the first are shown:", soft_wrap=True)
    for entity in entities:
        err().print(f"  {clean(entity.name)} ({entity.type}, {plural(len(held[entity.id]), 'post')})", soft_wrap=True)


def _sum_up(histories: list[History], tenures: int) -> None:
    number = sum(len(one.conflicts) for one in histories)
    told = f"{plural(len(histories), 'post')}, {plural(tenures, 'tenure')}, {plural(number, 'conflict')}"
    err().print(told, soft_wrap=True)
