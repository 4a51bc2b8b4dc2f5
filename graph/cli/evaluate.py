"""``newsgraph evaluate``: how near extraction comes to articles annotated by hand."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli.console import emit, emit_rows
from graph.cli.options import Articles, Config, Gold, Models, Pipeline  # noqa: TC001 - typer reads them at run time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.core.config import Settings
    from graph.evaluate import Evaluation

Row = tuple[str, ...]
MEASURES = ("precision", "recall", "F1", "gold", "found")


def evaluate(
    gold: Gold,
    articles: Articles,
    config: Config = None,
    pipeline: Pipeline = None,
    models: Models = None,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object instead, for programs.")] = False,
) -> None:
    """Measure extraction on articles annotated by hand.

    Builds the graph of the articles that GOLD annotates and prints precision, recall and F1 of entities, facts and
    themes, how often status, role and evidence of a fact found are right, how far confidence can be taken at its word,
    and how well the names of one thing are brought together.
    """
    from graph.cli.build import choose_settings
    from graph.evaluate import figures

    values = figures(_run(gold, articles, choose_settings(config, None, pipeline, models=models)))
    if json_:
        emit(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        print_evaluation(values)


def _run(gold: Path, articles: Path, settings: Settings) -> Evaluation:
    """Evaluate with progress and problems on stderr."""
    from graph.cli.problems import Problems
    from graph.cli.progress import Progress
    from graph.core.report import Report
    from graph.evaluate import evaluate as measure

    with Progress() as progress:
        problems = Problems(progress.console)
        try:
            return measure(gold, articles, settings, report=Report(listener=problems), progress=progress.advance)
        finally:
            problems.close()


def print_evaluation(values: Mapping[str, Any]) -> None:
    """Print the figures as one table after another; in a pipe they are separated by empty lines."""
    rate = values["words_per_second"]
    speed = "–" if rate is None else f"{rate:,}"
    emit_rows(("evaluation", "figure"), [("articles", f"{values['articles']:,}"), ("words a second", speed)])
    for key in ("entities", "facts"):
        _section((key, *MEASURES), (_measures(name, row) for name, row in values[key].items()))
    _section(("themes", *MEASURES), [_measures("all", values["themes"])])
    _section(
        ("of the facts found", "right %", "of"), (_share(key, values[key]) for key in ("status", "role", "evidence"))
    )
    calibration, coreference = values["calibration"], values["coreference"]
    _section(
        ("confidence", "facts", "mean", "right"),
        [*map(_bin, calibration["bins"]), ("expected calibration error", "", "", f"{calibration['ece']:.3f}")],
    )
    names = {"muc": "MUC", "b_cubed": "B³", "ceaf_e": "CEAF-e"}
    _section(
        ("coreference", *MEASURES[:3]),
        [
            *(_measures(name, coreference[key])[:4] for key, name in names.items()),
            ("CoNLL average", "", "", f"{coreference['conll']:.1f}"),
        ],
    )


def _section(columns: Row, rows: Iterable[Row]) -> None:
    print()
    emit_rows(columns, list(rows))


def _measures(name: str, row: Mapping[str, float]) -> Row:
    """Percentages with one digit, then the numbers of gold and found where there are any."""
    percents = (f"{row[key]:.1f}" for key in ("precision", "recall", "f1"))
    return (name, *percents, *(f"{row[key]:,}" for key in ("gold", "found") if key in row))


def _share(name: str, row: Mapping[str, Any]) -> Row:
    return name, "–" if row["accuracy"] is None else f"{row['accuracy']:.1f}", f"{row['of']:,}"


def _bin(row: Mapping[str, Any]) -> Row:
    return (
        f"{row['low']:.1f} to {row['high']:.1f}",
        f"{row['facts']:,}",
        f"{row['confidence']:.3f}",
        f"{row['right']:.3f}",
    )
