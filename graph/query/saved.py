"""Saved queries: questions that people ask of such a graph, each a file ``data/NAME.rq``.

A file starts with comment lines that name it and its parameters::

    # title: Who holds which post
    # description: Every post with its holder, body, status and the words that say so.
    # param person: part of the person's name

A parameter is a variable written ``$person`` (all other variables are written ``?x``), matched as a part of a name
without regard to case; left out it matches all: lines that end in ``# if given`` stay only if all their parameters are
given. Its value enters the query as a literal escaped by the RDF library.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from graph.core.errors import UsageError
from graph.publish.terms import literal
from graph.query.store import ask
from graph.query.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

_FIELD = re.compile(r"# (title|description|param (\w+)): (.+)")
_PARAMETER = re.compile(r"\$(\w+)")
_IF_GIVEN = " # if given"


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question with its SPARQL; ``parameters`` maps the name of each parameter to what it means."""

    name: str
    title: str
    description: str
    parameters: Mapping[str, str]
    text: str


@cache
def saved_queries() -> dict[str, SavedQuery]:
    """All saved queries by name, in alphabetical order."""
    folder = files("graph.query").joinpath("data")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".rq"))
    read = (_parse(name.removesuffix(".rq"), folder.joinpath(name).read_text("utf-8")) for name in names)
    return {query.name: query for query in read}


def _parse(name: str, source: str) -> SavedQuery:
    fields: dict[str, str] = {}
    parameters: dict[str, str] = {}
    lines = source.splitlines()
    while lines and (match := _FIELD.fullmatch(lines[0])):
        if match[2]:
            parameters[match[2]] = match[3]
        else:
            fields[match[1]] = match[3]
        del lines[0]
    return SavedQuery(name, fields["title"], fields["description"], parameters, "\n".join(lines).strip() + "\n")


def find_saved(name: str) -> SavedQuery:
    """The saved query of a name. Raises `UsageError` with the closest name and all names if there is none."""
    known = saved_queries()
    if name in known:
        return known[name]
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f" (did you mean {close[0]}?)" if close else ""
    raise UsageError(f"no saved query {name!r}{hint}; choose from: {', '.join(known)}")


def run_saved(store: ox.Store, name: str, /, **parameters: str) -> Table:
    """The answer of a saved query.

    Raises `UsageError` for an unknown name, or a parameter that the query does not have.
    """
    query = find_saved(name)
    for given in parameters:
        if given not in query.parameters:
            allowed = ", ".join(query.parameters) or "none"
            raise UsageError(f"saved query {name} has no parameter {given!r}; its parameters: {allowed}")
    answer = ask(store, bind(query, parameters))
    if not isinstance(answer, Table):
        raise TypeError(f"saved query {name} must be a SELECT or ASK query")
    return answer


def unbound(query: SavedQuery) -> str:
    """The text of a saved query with all its lines and empty parameters, which match all: to read, change and run."""
    return _PARAMETER.sub(str(literal("")), query.text)


def bind(query: SavedQuery, parameters: Mapping[str, str]) -> str:
    """The text of a saved query with its parameters as literals, without the lines for those that are not given."""
    lines = (_line(line, parameters) for line in query.text.splitlines())
    return "".join(f"{line}\n" for line in lines if line is not None)


def _line(line: str, parameters: Mapping[str, str]) -> str | None:
    """A line with its parameters as literals; None if it is for a parameter that is not given."""
    needed = line.endswith(_IF_GIVEN)
    if needed and not all(parameters.get(name) for name in _PARAMETER.findall(line)):
        return None
    return _PARAMETER.sub(lambda match: str(literal(parameters.get(match[1], ""))), line.removesuffix(_IF_GIVEN))
