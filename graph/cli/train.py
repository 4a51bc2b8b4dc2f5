"""``newsgraph train``: models that have learnt from one's own annotation."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import Annotated

import typer

from graph.cli.console import emit_rows, say
from graph.cli.options import Articles, Config, Gold, Models, Pipeline  # noqa: TC001 - typer reads them at run time


def train(
    gold: Gold,
    articles: Articles,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write the models to; made if missing.")],
    config: Config = None,
    pipeline: Pipeline = None,
    models: Models = None,
) -> None:
    """Learn from articles annotated by hand.

    Takes the models of the package, or of --models, further on GOLD and writes them to DIR, for --models of build and
    evaluate.
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
