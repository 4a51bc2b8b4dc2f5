"""``newsgraph show``: one entity with its facts and the sentences that say them, in the terminal or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.console import clean, emit, err, plural
from graph.cli.options import Built  # noqa: TC001 - typer reads annotations at run time
from graph.core.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.core.types import Entity

LISTED = 10
"""How many entities of one name are listed."""


def show(
    folder: Built,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A name or alias, or part of one.")] = None,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The entity of this id, where several share a name.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object instead, for programs.")] = False,
) -> None:
    """Show an entity: type, aliases, ids, and its facts with role, status, dates and evidence.

    When several match, the best is shown (the exact name first, then the most articles) and the others are listed.
    """
    if (name is None) == (id_ is None):
        raise UsageError("give exactly one of NAME and --id ID")

    from graph.cli import card, dossier
    from graph.knowledge import load

    graph = load(folder)
    dataset = graph.dataset
    if id_ is not None:
        known = graph.entity(id_)
        if known is None:
            raise DataError(f"{folder}: no entity has the id {clean(id_)}; newsgraph show DIR NAME prints ids")
        matches = [known]
    else:
        matches = choose(graph.find(name or ""), name or "")
        if not matches:
            raise DataError(f"{folder}: nothing is called {clean(name)!r}{suggestion(dataset.entities, name or '')}")
    view = dossier.compile_dossier(dataset, matches[0])
    if json_:
        emit(json.dumps(dossier.as_json(view), ensure_ascii=False, indent=2))
        return
    if len(matches) > 1:
        _list_others(matches)
    card.print_card(view)


def choose(found: list[Entity], name: str) -> list[Entity]:
    """Of the entities that `KnowledgeGraph.find` yields, those that bear the whole name, if any does: best first."""
    wanted = fold(name)
    whole = [one for one in found if wanted in map(fold, (one.name, *one.aliases))]
    return whole or found


def fold(name: str) -> str:
    """A name for comparison: lower case, no accents, no punctuation, single spaces."""
    import re
    import unicodedata

    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain.casefold()))


def suggestion(entities: Sequence[Entity], name: str) -> str:
    """Names close to one that nothing has (Ratcliff and Obershelp's similarity, as difflib computes it)."""
    import difflib

    spelt: dict[str, str] = {}
    for entity in entities:
        for alias in (entity.name, *entity.aliases):
            spelt.setdefault(fold(alias), alias)
    close = difflib.get_close_matches(fold(name), sorted(spelt), n=5, cutoff=0.6)
    return f"; did you mean {', '.join(clean(spelt[one]) for one in close)}?" if close else ""


def _list_others(matches: Sequence[Entity]) -> None:
    """On stderr, so that stdout holds one entity: what else the name may mean."""
    console = err()
    console.print(f"{len(matches):,} entities match; the first is shown, another with --id ID:", soft_wrap=True)
    for entity in matches[:LISTED]:
        console.print(f"  {entity.id}  {clean(entity.name)} ({entity.type}, {plural(entity.articles, 'article')})")
    if len(matches) > LISTED:
        console.print(f"  … and {len(matches) - LISTED:,} more")
