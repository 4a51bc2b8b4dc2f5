"""``newsgraph build``: articles in, a folder of graph files out."""

from __future__ import annotations

import os
import time
from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli.options import Config, Models, Pipeline  # noqa: TC001 - typer reads them at run time
from graph.core.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from graph.core.config import ResolveSettings, Settings, StoreSettings

NO_INPUT = "no articles to read: give a file, a folder or - for stdin"


def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SRC", help="Files, folders (read with all below them) or - for stdin."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder to write to; made if missing. Required.")
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--formats",
            metavar="NAMES",
            help="Formats to write, by commas: html, turtle, trig, nquads, ntriples, jsonld, rdfxml, graphml, gexf, "
            "cytoscape, nodelink, popolo, ftm, csv, parquet, xlsx, neo4j, cypher; or all. Each also as NAME.gz. "
            "jsonl writes just the JSON Lines that every build writes. Default: as in the settings.",
        ),
    ] = None,
    config: Config = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="N", min=0, help="Worker processes; 0: as many as there are cores."),
    ] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(
            "--min-confidence",
            metavar="X",
            help="Leave out statements of a confidence below X, from 0 (keep all) to 1.",
        ),
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option("--corrections", metavar="FILE", help="Corrections to apply. Default: DIR/corrections.toml."),
    ] = None,
    register: Annotated[
        list[Path] | None,
        typer.Option("--register", metavar="FILE", help="CSV of known things with their ids; may be repeated."),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="PATH", help="Folder of what is kept between builds. Default: DIR/.newsgraph."),
    ] = None,
    no_store: Annotated[
        bool, typer.Option("--no-store", help="Keep nothing for the next build, and use nothing of the last.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop with status 1 at the first problem, a missing date too.")
    ] = False,
    pipeline: Pipeline = None,
    models: Models = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="The same as --pipeline.", hidden=True)
    ] = None,
) -> None:
    """Read news articles and write their knowledge graph.

    SRC are .txt, .json, .jsonl, .csv, .tsv, .parquet, .html, RSS or Atom files, each also as .gz, and folders of them.
    What cannot be read is reported as file:line: reason and in DIR/report.json; the rest is built.
    """
    if not sources:
        raise UsageError(NO_INPUT)
    if all(is_bare(source) for source in sources):
        raise UsageError(f"no file in {', '.join(sources)}: {NO_INPUT}")
    if out is None:
        raise UsageError("no folder to write to: give --out DIR")
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out}: is a file; give a folder")
    names = choose_formats(formats) if formats else None
    settings = choose_settings(config, jobs, model if pipeline is None else pipeline, min_confidence, models)
    known = choose_known(settings.resolve, corrections, register)
    kept = choose_store(settings.store, store, no_store)
    settings = settings.model_copy(update={"resolve": known, "store": kept})
    _run(sources, out, names, settings, strict)


def is_bare(source: str) -> bool:
    """Whether a source is a folder without a single file in it or below it."""
    return os.path.isdir(source) and not any(files for _, _, files in os.walk(source))


def choose_formats(given: list[str]) -> tuple[str, ...]:
    """The format names of ``--formats``, with ``all`` spelt out. Raises `UsageError` that lists what exists."""
    from graph.publish import registry

    known = registry.formats()
    names = [name for text in given for name in text.replace(",", " ").split()]
    if not names:
        raise UsageError(f"--formats is empty; choose from: all, jsonl, {', '.join(known)}")
    for name in names:
        if name not in ("all", "jsonl") and not registry.exists(name):
            raise UsageError(f"unknown format {name!r}; choose from: all, jsonl, {', '.join(known)}; each also NAME.gz")
    return tuple(dict.fromkeys(known if "all" in names else names))


def choose_settings(
    config: Path | None,
    jobs: int | None,
    pipeline: str | None,
    min_confidence: float | None = None,
    models: Path | None = None,
) -> Settings:
    """The settings of the file, or the defaults, with what options override. Raises `ConfigError`, `UsageError`."""
    from graph.core.config import Settings, read_settings

    settings = read_settings(config) if config else Settings()
    changes: dict[str, Any] = {}
    if jobs is not None:
        changes["jobs"] = jobs
    if pipeline is not None:
        if not pipeline.strip():
            raise ConfigError("--pipeline is empty; name an installed spaCy pipeline")
        changes["model"] = pipeline
    if models is not None:
        changes["models"] = str(models)
    publish = settings.publish
    if min_confidence is not None:
        if not 0 <= min_confidence <= 1:  # so that NaN, which is neither above nor below, is refused too
            raise UsageError(f"--min-confidence {min_confidence:g}: give a number from 0 to 1")
        publish = publish.model_copy(update={"min_confidence": min_confidence})
    return settings.model_copy(update={"extract": settings.extract.model_copy(update=changes), "publish": publish})


def choose_known(settings: ResolveSettings, corrections: Path | None, registers: list[Path] | None) -> ResolveSettings:
    """The files that ``--corrections`` and ``--register`` name, else those of the settings."""
    changes: dict[str, Any] = {}
    if corrections is not None:
        changes["corrections"] = str(corrections.absolute())
    if registers:
        changes["registers"] = tuple(map(str, registers))
    return settings.model_copy(update=changes)


def choose_store(settings: StoreSettings, path: Path | None, none: bool) -> StoreSettings:
    """The store that ``--store`` or ``--no-store`` choose, else that of the settings. Raises `UsageError`."""
    if none and path is not None:
        raise UsageError("give --store or --no-store, not both")
    if none:
        return settings.model_copy(update={"path": ""})
    return settings if path is None else settings.model_copy(update={"path": str(path.absolute())})


def _run(sources: list[str], out: Path, names: tuple[str, ...] | None, settings: Settings, strict: bool) -> None:
    """Build with progress and problems on stderr, then the summary there and the files written on stdout."""
    from graph.cli.console import say
    from graph.cli.problems import Problems
    from graph.cli.progress import Progress
    from graph.cli.summary import print_files, print_summary
    from graph.core.report import Report
    from graph.pipeline import build as build_graph
    from graph.publish.interchange_read import REPORT

    started = time.monotonic()
    with Progress() as progress:
        problems = Problems(progress.console)
        report = Report(strict=strict, listener=problems, notice=say)
        try:
            build_graph(sources, out, formats=names, settings=settings, report=report, progress=progress.advance)
        except BaseException:
            problems.close()
            raise
        problems.close(out / REPORT)
    print_summary(report, time.monotonic() - started)
    print_files(out, names if names is not None else settings.publish.formats)
