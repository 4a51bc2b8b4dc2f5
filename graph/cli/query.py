"""``newsgraph query``: a SPARQL query, typed, from a file or saved, over a built folder."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.console import emit, emit_rows
from graph.cli.options import Built  # noqa: TC001 - typer reads annotations at run time
from graph.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.query import Table


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


def query(
    folder: Built,
    sparql: Annotated[str | None, typer.Argument(metavar="SPARQL", help="The query itself; - reads stdin.")] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="Read the query from a file.")] = None,
    saved: Annotated[
        str | None, typer.Option("--saved", metavar="NAME", help="Run a saved query; newsgraph saved lists them.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="NAME=VALUE", help="A parameter of the saved query; may be repeated."),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", help="How to print rows; a CONSTRUCT query always prints Turtle.")
    ] = Format.table,
) -> None:
    """Ask a built graph in SPARQL.

    Give exactly one of SPARQL, --file and --saved. In a pipe, a table is tab-separated with a line of column names.
    """
    if sum(given is not None for given in (sparql, file, saved)) != 1:
        raise UsageError("give exactly one of a SPARQL query, --file FILE and --saved NAME")
    if param and saved is None:
        raise UsageError("--param is for --saved NAME only")
    params = parse_params(param or [])
    text = read_query(sparql, file) if saved is None else ""

    from graph.query import ask, open_store, run_saved

    if saved is not None:
        print_answer(run_saved(open_store(folder), saved, **params), format_)
    else:
        print_answer(ask(open_store(folder), text), format_)


def parse_params(given: Sequence[str]) -> dict[str, str]:
    """``name=value`` pairs as a dict. Raises `UsageError` for one without a name or an equals sign."""
    params: dict[str, str] = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"--param {text}: write it as name=value")
        params[name.strip()] = value
    return params


def read_query(sparql: str | None, file: Path | None) -> str:
    """The text of a query: as given, or from a file or stdin (``-``). Raises `UsageError` if there is none."""
    if "-" in (sparql, str(file)):
        return sys.stdin.read()
    if file is None:
        return sparql or ""
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}; give --file a file with a SPARQL query") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: not UTF-8 text; save the query as UTF-8") from error


def print_answer(answer: Table | str, format_: Format) -> None:
    """Print rows in the format asked for, and the triples of a CONSTRUCT query as the Turtle that they are."""
    if isinstance(answer, str):
        emit(answer)
    elif format_ is Format.csv:
        emit(answer.to_csv())
    elif format_ is Format.json:
        emit(answer.to_json())
    else:
        from graph.query.table import lexical

        emit_rows(answer.columns, [[lexical(term) for term in row] for row in answer.terms])
