"""How every command ends: one line for an error, a fixed exit status, no traceback unless there is a bug.

==== =======================================================================================
0    it worked (problems in single articles are reported, the rest was built)
1    the data: nothing could be read, a problem with ``--strict``, a damaged folder, a query error
2    the call: an unknown command, option, format or name; no input; a wrong settings file
130  stopped with Ctrl-C
141  the reader of stdout closed the pipe (``| head``)
==== =======================================================================================
"""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from graph.cli.console import clean, say
from graph.core.errors import NewsgraphError, UsageError

INTERRUPTED = 128 + 2
BROKEN_PIPE = 128 + 13

# typer carries its own copy of click from some version on; the public BadParameter leads to the base class of either.
_UsageProblem: Any = typer.BadParameter.__mro__[1]


class Commands(TyperGroup):
    """The group of commands; turns every expected failure into one line on stderr and an exit status."""

    def main(self, *args: Any, **options: Any) -> NoReturn:
        """Run and exit. typer's own framed usage messages are replaced by one line that says what exists."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        options["standalone_mode"] = False
        options["prog_name"] = "newsgraph"  # also for python -m graph
        try:
            status = super().main(*args, **options)
        except _UsageProblem as problem:
            say(explain(problem))
            sys.exit(2)
        except NewsgraphError as error:
            say(error)
            sys.exit(error.exit_status)
        except typer.Abort:
            say("interrupted")
            sys.exit(INTERRUPTED)
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; an error of ours, Ctrl-C and a closed pipe end it quietly."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except NewsgraphError as error:
            say(error)
            raise typer.Exit(error.exit_status) from error
        except KeyboardInterrupt as stop:
            say("interrupted; files written before are whole")
            raise typer.Exit(INTERRUPTED) from stop
        except BrokenPipeError as closed:
            # Python flushes stdout again at exit and would complain then.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(BROKEN_PIPE) from closed
        return result

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or list those that exist."""
        if self.get_command(ctx, args[0]) is None:
            raise UsageError(f"no command {args[0]!r}; choose from: {', '.join(self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


def explain(problem: Any) -> str:
    """One line for a usage error of typer: what is wrong, then what the command takes."""
    message = clean(problem.format_message()).strip().rstrip(".")
    ctx = getattr(problem, "ctx", None)
    if ctx is None:
        return message
    if hasattr(problem, "option_name") and hasattr(problem, "possibilities"):
        message = f"no option {problem.option_name!r}"
    shown = [param for param in ctx.command.params if not getattr(param, "hidden", False)]
    options = sorted(name for param in shown for name in param.opts if name.startswith("--"))
    return f"{message}; options of {ctx.command_path}: {', '.join([*options, '--help'])}"
