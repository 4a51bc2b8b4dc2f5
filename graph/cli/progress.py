"""Progress bars on stderr, only where it is a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from graph.cli.console import clean, err

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import TaskID


class Progress:
    """One bar a stage of a build; ``advance`` is the pipeline's progress callback. In a pipe it shows nothing."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bars

        self.console = err()
        self._tasks: dict[str, TaskID] = {}
        self._bars = Bars(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self.console,
            disable=not self.console.is_terminal,
            # stdout carries results only, also while bars are shown.
            redirect_stdout=False,
            redirect_stderr=False,
        )

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def advance(self, stage: str, done: int, total: int | None) -> None:
        """Show that ``done`` of ``total`` (None: not known yet) units of a stage are finished."""
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(clean(stage), total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)
