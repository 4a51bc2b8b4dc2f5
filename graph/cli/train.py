"""``newsgraph train``: models that have learnt from one's own annotation."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import Annotated

import typer

from graph.cli.console import emit_rows, say


def train(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A file of annotated articles; docs/evaluation.md has its format.")
    ],
    articles: Annotated[
        Path, typer.Argument(metavar="ARTICLES", help="The folder of their texts, ID.txt each, or other articles.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write the models to; made if missing.")],
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="Settings in TOML; see docs/configuration.md.")
    ] = None,
    pipeline: Annotated[
        str | None, typer.Option("--pipeline", metavar="NAME", help="An installed spaCy pipeline to extract with.")
    ] = None,
    models: Annotated[
        Path | None, typer.Option("--models", metavar="DIR", help="Models to go on from, not those of the package.")
    ] = None,
) -> None:
    """Learn from articles annotated by hand.

    Takes the models of the package further on GOLD and writes them to DIR, for --models of build and evaluate.
    Measure them on articles that are not among these.
    """
    from graph.cli.build import choose_settings
    from graph.cli.problems import Problems
    from graph.cli.progress import Progress
    from graph.core.report import Report
    from graph.learn import train as learn

    with Progress() as progress:
        problems = Problems(progress.console)
        settings = choose_settings(config, None, pipeline, models=models)
        try:
            learnt = learn(gold, articles, out, settings, report=Report(listener=problems))
        finally:
            problems.close()
    rows = [(one.name, f"{one.rows:,}", f"{one.before:,}", f"{one.after:,}") for one in learnt]
    emit_rows(("model", "examples", "features before", "after"), rows)
    say(f"use them with: newsgraph build SRC --out OUT --models {out}")
