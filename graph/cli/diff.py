"""``newsgraph diff``: what changed between two builds, as a table, JSON, or Markdown for a weekly note."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.console import emit, emit_rows

if TYPE_CHECKING:
    from graph.diff import Changes


class Form(StrEnum):
    """How changes are printed."""

    table = "table"
    json = "json"
    markdown = "markdown"


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A folder that newsgraph build wrote earlier.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="A folder that newsgraph build wrote later.")],
    format_: Annotated[Form, typer.Option("--format", metavar="FORMAT", help="table, json or markdown.")] = Form.table,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=0, help="Rows of a kind in the table; 0: all.")
    ] = 20,
) -> None:
    """Tell what changed between two builds.

    Posts that changed hands, new and gone facts, new, vanished, merged and split entities, ids that were retired.
    Entities are matched by their mentions, so one that got another id or name is the same.
    """
    from graph.diff import compare
    from graph.diff.render import as_json, as_markdown
    from graph.knowledge import load

    changes = compare(load(old).dataset, load(new).dataset)
    if format_ is Form.json:
        emit(json.dumps(as_json(changes), ensure_ascii=False, indent=2))
    elif format_ is Form.markdown:
        emit(as_markdown(changes))
    else:
        print_changes(changes, limit)


def print_changes(changes: Changes, limit: int) -> None:
    """Print a count of each kind, then each kind as a table of at most ``limit`` rows; 0 for all."""
    from graph.diff.render import sections

    found = sections(changes)
    added, removed = changes.articles
    counts = [("articles added", f"{added:,}"), ("articles removed", f"{removed:,}")]
    emit_rows(("change", "number"), [*counts, *((one.title, f"{len(one.rows):,}") for one in found)])
    for one in found:
        print(f"\n{one.title}")
        rows = list(one.rows if not limit else one.rows[:limit])
        emit_rows(one.columns, rows)
        if len(rows) < len(one.rows):
            print(f"… and {len(one.rows) - len(rows):,} more {one.title} (--limit 0 prints all)")
