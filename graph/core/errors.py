"""Every error newsgraph raises on purpose. Messages name the file, the place and the remedy, on one line.

NewsgraphError
├── UsageError        a wrong option, format, query name or argument        exit status 2
├── ConfigError       a settings file that cannot be used                   exit status 2
├── InputError        input that has a problem                              exit status 1 with --strict
└── DataError         an output folder that is missing, damaged or foreign  exit status 1
    └── QueryError    a SPARQL query that does not parse or cannot be answered
        └── LimitError    a SPARQL query that took too long, or has too large an answer
"""

from __future__ import annotations


class NewsgraphError(Exception):
    """Base of all errors of this package; ``str()`` is a message for people."""

    exit_status = 1


class UsageError(NewsgraphError):
    """The caller asked for something that does not exist."""

    exit_status = 2


class ConfigError(NewsgraphError):
    """A settings file has a wrong key, type or value."""

    exit_status = 2


class InputError(NewsgraphError):
    """A source of articles cannot be read. ``source`` names it, ``line`` (from 1) the line where there is one."""

    def __init__(self, source: str, reason: str, line: int | None = None) -> None:
        self.source, self.reason, self.line = source, reason, line
        super().__init__(f"{source}{f':{line}' if line else ''}: {reason}")


class DataError(NewsgraphError):
    """An output folder cannot be loaded."""


class QueryError(DataError):
    """A SPARQL query is malformed or not allowed; ``line`` and ``column`` (from 1) tell where, if that is known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        self.line, self.column = line, column
        super().__init__(message)


class LimitError(QueryError):
    """A SPARQL query ran past a limit of time, memory or rows."""
