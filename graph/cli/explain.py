"""``newsgraph explain``: why two names are one entity, or two."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli.console import clean, emit, emit_rows, out, plural
from graph.cli.options import Built, BuiltStore  # noqa: TC001 - typer reads annotations at run time
from graph.cli.show import choose, fold, suggestion
from graph.core.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from graph.core.types import Entity, Mention
    from graph.knowledge import KnowledgeGraph
    from graph.resolve.compare import Merge
    from graph.resolve.explain import Feature

VERDICTS = {True: "one thing", False: "two", None: ""}


def explain(
    folder: Built,
    one: Annotated[str, typer.Argument(metavar="A", help="A name, alias or id.")],
    other: Annotated[
        str | None, typer.Argument(metavar="B", help="Another one; without it, all that made A one entity is told.")
    ] = None,
    store: BuiltStore = None,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object instead, for programs.")] = False,
) -> None:
    """Tell why two names are one entity (the merges that lead from one to the other) or two (what was compared).

    A name that two entities bear may be given twice.
    """
    from graph.knowledge import load
    from graph.resolve.explain import features, way
    from graph.store.memory import read_merges

    graph = load(folder)
    left, right = _pair(graph, folder, one, other or one)
    if left.id != right.id:
        found = features(graph.dataset, left, right)
        _print_two(left, right, found, json_=json_)
        return
    places = {_place(link.mention) for link in graph.mentions if link.entity == left.id}
    own = [merge for merge in read_merges(store or folder / ".newsgraph") if _place(merge.left) in places]
    if other is None or fold(one) == fold(other):
        _print_all(left, own, json_=json_)
        return
    named = [_mentions(graph, left, name) for name in (one, other)]
    _print_one(left, (one, other), way(own, *named), _titles(graph), json_=json_)


def _place(mention: Mention) -> tuple[str, int, int]:
    """Where a mention is; the files of a build do not tell its type."""
    return mention.article, mention.start, mention.end


def _pair(graph: KnowledgeGraph, folder: Path, one: str, other: str) -> tuple[Entity, Entity]:
    """The entities that two names mean: one that bears both if there is one, else the best known of each."""
    lefts, rights = _bearers(graph, folder, one), _bearers(graph, folder, other)
    if fold(one) == fold(other) and len(lefts) > 1:
        return lefts[0], lefts[1]
    ids = {entity.id for entity in rights}
    both = next((entity for entity in lefts if entity.id in ids), None)
    return (both, both) if both else (lefts[0], rights[0])


def _bearers(graph: KnowledgeGraph, folder: Path, name: str) -> list[Entity]:
    known = graph.entity(name)
    found = [known] if known else choose(graph.find(name), name)
    if not found:
        raise DataError(f"{folder}: nothing is called {clean(name)!r}{suggestion(graph.entities, name)}")
    return found


def _mentions(graph: KnowledgeGraph, entity: Entity, name: str) -> list[Mention]:
    """The mentions of an entity by a name; all of them where the name is an id or part of a name."""
    own = [link.mention for link in graph.mentions if link.entity == entity.id]
    return [mention for mention in own if fold(mention.text) == fold(name)] or own


def _titles(graph: KnowledgeGraph) -> dict[str, str]:
    return {one.id: ", ".join(filter(None, (one.title or one.id, one.published))) for one in graph.articles}


def _print_one(
    entity: Entity, names: tuple[str, str], steps: list[Merge] | None, titles: dict[str, str], *, json_: bool
) -> None:
    if json_:
        told: dict[str, Any] = {"same": True, "entity": {"id": entity.id, "name": entity.name, "type": entity.type}}
        told["steps"] = None if steps is None else [asdict(step) for step in steps]
        emit(json.dumps(told, ensure_ascii=False, indent=2))
        return
    console = out()
    console.print(clean(f"{names[0]} and {names[1]} are one: {entity.name} ({entity.type}, {entity.id})"))
    if steps is None:
        console.print("  no merge of this build leads from one to the other; see corrections.toml")
    elif not steps:
        console.print("  one article uses both for one thing")
    for step in steps or ():
        for mention in (step.left, step.right):
            console.print(clean(f"  “{mention.text}” in: {titles.get(mention.article, mention.article)}"))
        console.print(clean(f"    because: {step.reason} ({step.score:.2f})"))


def _print_all(entity: Entity, merges: list[Merge], *, json_: bool) -> None:
    """Each reason with the number of merges that it made, the least sure first."""
    counts = Counter((merge.score, merge.reason) for merge in merges)
    if json_:
        rows = [{"reason": reason, "score": score, "merges": counts[score, reason]} for score, reason in sorted(counts)]
        emit(json.dumps({"entity": entity.id, "name": entity.name, "reasons": rows}, ensure_ascii=False, indent=2))
        return
    title = f"{entity.name} ({entity.type}, {entity.id}): {plural(len(merges), 'merge')}"
    emit_rows(("merges", "score", "reason"), [(counts[one], f"{one[0]:.2f}", one[1]) for one in sorted(counts)], title)


def _print_two(left: Entity, right: Entity, found: list[Feature], *, json_: bool) -> None:
    if json_:
        entities = [{"id": one.id, "name": one.name, "type": one.type} for one in (left, right)]
        told = {"same": False, "entities": entities, "features": [asdict(one) for one in found]}
        emit(json.dumps(told, ensure_ascii=False, indent=2))
        return
    rows = [(one.name, one.left, one.right, VERDICTS[one.speaks_for_one]) for one in found]
    emit_rows(("compared", f"{left.name} ({left.id})", f"{right.name} ({right.id})", "speaks for"), rows)
