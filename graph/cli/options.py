"""Arguments and options that several commands take, declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Gold = Annotated[
    Path, typer.Argument(metavar="GOLD", help="A file of annotated articles; docs/evaluation.md has its format.")
]
Articles = Annotated[
    Path, typer.Argument(metavar="ARTICLES", help="The folder of their texts, ID.txt each, or other articles.")
]
Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Settings in TOML; see docs/configuration.md.")
]
Pipeline = Annotated[
    str | None, typer.Option("--pipeline", metavar="NAME", help="An installed spaCy pipeline to extract with.")
]
Models = Annotated[
    Path | None, typer.Option("--models", metavar="DIR", help="Models that newsgraph train wrote, not the package's.")
]
Built = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that newsgraph build wrote.")]
BuiltStore = Annotated[
    Path | None, typer.Option("--store", metavar="PATH", help="The build's store. Default: DIR/.newsgraph.")
]
