"""All files of a build: which are written together, and by which of two processes.

RDF and JSON Lines are one half of the work, layouts and networks the other. Neither needs the other, so where there is
much to write and a second processor, a forked copy of this process writes the first half. It has the data set at once,
but comes to hold its own copy of what it reads (`graph.core.beside`): two processes need up to twice the memory. The
bytes are the same either way.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from graph.core.beside import Beside, can_fork
from graph.publish.interchange import INTERCHANGE, write_file
from graph.publish.registry import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset
    from graph.publish.registry import Exporter, Format

    Create = Callable[[str], AbstractContextManager[BinaryIO]]

WORTH_IT = 10_000
"""Mentions from which a second process pays."""
APART = "graph.publish.rdf:", "graph.publish.jsonld:"
"""Exporters that a forked process may run: they use no threads, which a fork does not copy."""


@dataclass(frozen=True, slots=True)
class Task:
    """Files that are written together, and what writes them to as many open files in the same order."""

    filenames: tuple[str, ...]
    write: Callable[[Dataset, Sequence[BinaryIO], PublishSettings], None]
    apart: bool


def tasks(chosen: Iterable[Format]) -> Iterator[Task]:
    """What it takes to write the interchange files and these formats; what is less work together is one task.

    Only formats of one file, not gzipped, are written together.

    >>> from graph.publish.registry import find
    >>> [task.filenames for task in tasks([find("turtle"), find("gexf"), find("nquads")])][5:]
    [('graph.ttl', 'graph.nq'), ('graph.gexf',)]
    """
    for name in INTERCHANGE:
        yield Task((name,), partial(_write_rows, name), apart=True)
    groups: dict[str, list[Format]] = {}
    for one in chosen:
        # What is gzipped is written alone: its bytes may depend on how many came at once.
        shared = one.together and not one.gzipped and not one.more
        groups.setdefault(one.together if shared else one.name, []).append(one)
    for group in groups.values():
        apart = group[0].exporter.startswith(APART)
        if len(group) > 1:
            yield Task(tuple(one.filenames[0] for one in group), partial(_write_group, group), apart)
        else:
            yield from (Task((name,), partial(_write_one, export), apart) for name, export in group[0].outputs())


def write_files(
    dataset: Dataset,
    chosen: Iterable[Format],
    settings: PublishSettings,
    create: Create,
    written: Callable[[int], None],
    processes: int | None = None,
) -> None:
    """Write the interchange files and these formats to the files that ``create`` opens, by their names.

    ``written`` hears how many files are done; at most ``processes`` write (None: as many as there are processors).
    Raises what an exporter raises. Where a second process cannot be made, or is killed, this one writes its files.
    """
    todo = list(tasks(chosen))
    apart = [task for task in todo if task.apart]
    here = [task for task in todo if not task.apart]
    if not here or (processes or os.cpu_count() or 1) < 2 or len(dataset.mentions) < WORTH_IT or not can_fork():
        apart, here = [], todo
    done = 0
    with ExitStack() as stack:
        # Opened before the fork: a copy that outlives a killed build can then reach no file of the next one.
        files = {name: stack.enter_context(create(name)) for task in todo for name in task.filenames}
        jobs = [partial(_run, task, dataset, files, settings) for task in apart]
        with Beside(jobs, [files[name] for task in apart for name in task.filenames]) as beside:
            for task in here:
                done += _run(task, dataset, files, settings)
                written(done)
            for number in beside.results():
                done += number
                written(done)


def _run(task: Task, dataset: Dataset, files: dict[str, BinaryIO], settings: PublishSettings) -> int:
    """Write a task's files, from their beginning: a process that was killed may have written a part.

    Returns how many these are.
    """
    several = [files[name] for name in task.filenames]
    for file in several:
        file.seek(0)
        file.truncate()
    task.write(dataset, several, settings)
    for file in several:
        file.flush()
    return len(several)


def _write_rows(name: str, dataset: Dataset, files: Sequence[BinaryIO], settings: PublishSettings) -> None:
    write_file(dataset, name, files[0])


def _write_one(export: Exporter, dataset: Dataset, files: Sequence[BinaryIO], settings: PublishSettings) -> None:
    export(dataset, files[0], settings)


def _write_group(
    group: Sequence[Format], dataset: Dataset, files: Sequence[BinaryIO], settings: PublishSettings
) -> None:
    named = {one.name: [file] for one, file in zip(group, files, strict=True)}
    load(group[0].together)(dataset, named, settings)
