"""The command line, called in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result


@pytest.fixture
def newsgraph() -> Callable[..., Result]:
    """``newsgraph("diff", "x", "y").exit_code``."""
    from graph.cli import app

    def run(*args: object, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, [str(arg) for arg in args], input=stdin, catch_exceptions=False)

    return run
