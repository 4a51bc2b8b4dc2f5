"""``newsgraph validate``: a built graph against the SHACL shapes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from graph.cli.console import emit, emit_rows, err, plural
from graph.cli.options import Built  # noqa: TC001 - typer reads annotations at run time


def validate(
    folder: Built,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=0, help="Worker processes; 0: as many as there are cores.")
    ] = 1,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object instead, for programs.")] = False,
) -> None:
    """Check the RDF of a built graph against the SHACL shapes, and print what breaks them.

    Each line names the entity, statement or article, the property, the value and the rule. Status 1 if there is any.
    """
    from graph.publish.stored import open_default_graph
    from graph.publish.validate import validate as check

    store, filename = open_default_graph(folder)
    found = check(store, jobs)
    if json_:
        emit(
            json.dumps(
                {"file": filename, "conforms": not found, "violations": [asdict(one) for one in found]}, indent=1
            )
        )
    elif found:
        rows = [(one.name, one.path, one.value, one.message, one.node) for one in found]
        emit_rows(("name", "property", "value", "rule", "node"), rows)
    err().print(f"{filename}: {plural(len(found), 'violation') if found else 'conforms'}", soft_wrap=True)
    if found:
        raise typer.Exit(1)
