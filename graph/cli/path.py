"""``newsgraph path`` and ``newsgraph neighbours``: how entities are connected, with the words that say each step."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.console import clean, emit
from graph.cli.options import Built  # noqa: TC001 - typer reads annotations at run time
from graph.core.errors import DataError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

    from graph.query.names import NameIndex
    from graph.query.paths import Chain, Connections

Statuses = Annotated[
    str, typer.Option("--status", metavar="NAMES", help="Follow facts of these statuses only, by commas.")
]
Themes = Annotated[bool, typer.Option("--themes", help="Follow links to policy themes too.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead, for programs.")]


class By(StrEnum):
    """Which chains are looked for."""

    both = "both"
    shortest = "shortest"
    strongest = "strongest"


def path(
    folder: Built,
    one: Annotated[str, typer.Argument(metavar="A", help="A name, alias or id.")],
    other: Annotated[str, typer.Argument(metavar="B", help="A name, alias or id.")],
    by: Annotated[By, typer.Option("--by", help="The fewest steps, or those most likely to hold.")] = By.both,
    number: Annotated[int, typer.Option("--number", metavar="N", help="How many of each kind.", min=1, max=50)] = 1,
    status: Statuses = "stated,planned,former",
    themes: Themes = False,
    json_: Json = False,
) -> None:
    """Show how two entities are connected: the shortest and the strongest chain of facts, with evidence.

    Facts are followed in both directions. A chain holds if all its steps do: its probability is the product of theirs.
    """
    statuses = parse_statuses(status)
    from graph.query.telling import tell_chain, tell_node

    store, index, connections, iris = _opened(folder, statuses, themes)
    start, end = _chosen(index, iris, one, folder), _chosen(index, iris, other, folder)
    if start == end:
        message = f"{clean(one)} and {clean(other)} are one entity; newsgraph neighbours shows what it is linked to"
        raise UsageError(message)
    found: dict[str, list[Chain]] = {}
    if by is not By.strongest:
        found["shortest"] = connections.shortest(start, end, number)
    if by is not By.shortest:
        found["strongest"] = connections.strongest(start, end, number)
    if json_:
        ends = {"from": tell_node(store, start), "to": tell_node(store, end)}
        told = {kind: [tell_chain(store, chain) for chain in chains] for kind, chains in found.items()}
        emit(json.dumps({**ends, **told}, ensure_ascii=False, indent=2))
        return
    if not any(found.values()):
        raise DataError(f"{folder}: no chain of facts leads from {clean(one)} to {clean(other)}")
    _print(store, found)


def _print(store: ox.Store, found: dict[str, list[Chain]]) -> None:
    """Print the chains; one that is both the shortest and the strongest once."""
    from graph.cli.chains import print_chain

    shown: dict[Chain, list[str]] = {}
    for kind, chains in found.items():
        for chain in chains:
            shown.setdefault(chain, []).append(kind)
    for chain, kinds in shown.items():
        print_chain(store, chain, " and ".join(kinds).capitalize())


def neighbours(
    folder: Built,
    name: Annotated[str, typer.Argument(metavar="A", help="A name, alias or id.")],
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="How many at most.", min=1)] = 20,
    status: Statuses = "stated,planned,former",
    themes: Themes = False,
    json_: Json = False,
) -> None:
    """Show what an entity is linked to, the surest links first, with the words that say each."""
    statuses = parse_statuses(status)
    from graph.cli.chains import print_step
    from graph.query.telling import tell_node, tell_step

    store, index, connections, iris = _opened(folder, statuses, themes)
    entity = _chosen(index, iris, name, folder)
    steps = connections.neighbours(entity)
    if json_:
        told = [tell_step(store, step) for step in steps[:limit]]
        emit(json.dumps({"entity": tell_node(store, entity), "neighbours": told}, ensure_ascii=False, indent=2))
        return
    if not steps:
        raise DataError(f"{folder}: no fact links {clean(name)} to anything")
    for step in steps[:limit]:
        print_step(store, step)
    if len(steps) > limit:
        typer.echo(f"… and {len(steps) - limit:,} more (--limit N)", err=True)


def parse_statuses(text: str) -> frozenset[str]:
    """Statuses by commas. Raises `UsageError` for one that there is not."""
    from graph.core.types import STATUSES

    given = frozenset(filter(None, (name.strip() for name in text.split(","))))
    if not given or given - set(STATUSES):
        unknown = ", ".join(sorted(given - set(STATUSES))) or "nothing"
        raise UsageError(f"--status: {unknown} is no status; take some of {', '.join(STATUSES)}")
    return given


def _opened(
    folder: Path, statuses: frozenset[str], themes: bool
) -> tuple[ox.Store, NameIndex, Connections, dict[str, str]]:
    from graph.query.names import NameIndex, read_entities
    from graph.query.paths import Connections
    from graph.query.store import open_store

    store = open_store(folder)
    entities = read_entities(store)
    iris = {entity.id: iri for iri, entity in entities.items()}
    return store, NameIndex(entities.values()), Connections(store, statuses, themes=themes), iris


def _chosen(index: NameIndex, iris: dict[str, str], name: str, folder: Path) -> str:
    from graph.cli.chains import say_choice

    try:
        found = index.best(name)
    except DataError as error:
        raise DataError(f"{folder}: {error}") from error
    say_choice(name, found)
    return iris[found[0].entity.id]
