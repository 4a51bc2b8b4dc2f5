"""``newsgraph ontology``: the vocabulary as files for people and tools."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import Annotated

import typer

from graph.cli.console import clean
from graph.core.errors import DataError


def ontology(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write to; made if missing.")],
) -> None:
    """Write the ontology with its HTML page, the SHACL shapes, the theme scheme (SKOS) and the JSON-LD context.

    They are those that this version writes graphs with; docs/ontology holds the same files.
    """
    from graph.publish.reference import write_reference

    try:
        written = write_reference(folder)
    except OSError as error:
        raise DataError(f"{folder}: cannot write there: {error.strerror or error}; give another folder") from error
    for path in written:
        print(clean(path))
