"""What a query is, seen from its text alone: whether it asks for what is not allowed, and where its syntax is wrong.

The engine answers ``SERVICE`` by calling another machine, and cannot be told not to. So the text is searched for it
first, with comments, strings, variables and IRIs taken out (SPARQL 1.1, section 19). One thing the text leaves open:
whether ``<`` begins an IRI or means "less than". Where that is so, the word is looked for in the whole text.
"""

from __future__ import annotations

import re

from graph.core.errors import QueryError

TOKENS = re.compile(
    r"""
    \#[^\n\r]* | <[A-Za-z][\w+.-]*://[^<>"{}|^`\\\s]*>
    | \"{3}(?:(?:"|"")?(?:[^"\\]|\\.))*\"{3} | '{3}(?:(?:'|'')?(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | [?$]\w+ | \\.
    """,
    re.VERBOSE | re.DOTALL,
)
OPEN = re.compile(r"<(?!\s)")
_SERVICE = re.compile(r"(?:(?<![A-Za-z_:-])|(?<=true)|(?<=false))SERVICE", re.IGNORECASE)
_ANY_SERVICE = re.compile(_SERVICE.pattern + r"(?=\s*(?:[#<?$]|SILENT|[\w.-]*:))", re.IGNORECASE)
_FILE = re.compile(r"\bFROM\s*(?:NAMED\s*)?<\s*file:", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
VERB = re.compile(r"(?:\s*(?:PREFIX\s+[\w.-]*:|BASE\s))*\s*([A-Za-z]+)", re.IGNORECASE)
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_HELP = "docs/cookbook.md has examples"
_SHOWN = 40
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def refuse_forbidden(sparql: str) -> None:
    """Raise `QueryError` if a query would change the graph, ask another machine, or names a file as its graph."""
    unescaped = _ESCAPE.sub(lambda match: _character(match[1] or match[2]), sparql)
    for text in dict.fromkeys((sparql, unescaped)):
        bare = TOKENS.sub(" ", text)
        verb = VERB.match(bare)
        if verb and verb[1].upper() in _UPDATES:
            raise QueryError(
                f"{verb[1].upper()} is an update: a built graph is only read; use SELECT, ASK or CONSTRUCT"
            )
        if _SERVICE.search(bare) or (OPEN.search(bare) and _ANY_SERVICE.search(text)):
            raise QueryError("SERVICE asks another machine, which is not allowed; load that data into a store of yours")
        if _FILE.search(TOKENS.sub(_but_files, text)):
            raise QueryError("FROM <file:…> would read a file, which is not allowed; leave FROM out to ask the graph")


def _but_files(match: re.Match[str]) -> str:
    return match[0] if match[0][:6].lower() == "<file:" else " "


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def syntax_error(sparql: str, error: SyntaxError) -> QueryError:
    """The parser's complaint with line and column, and the words that it had read just before."""
    match = _PLACE.match(str(error))
    if match is None:
        return QueryError(f"query: {' '.join(str(error).split())}; {_HELP}")
    line, column, reason = int(match[1]), int(match[2]), " ".join(match[3].split())
    before = " ".join("\n".join([*sparql.split("\n")[: line - 1], sparql.split("\n")[line - 1][: column - 1]]).split())
    place = f"query: line {line}, column {column}"
    if "Prefix not found" in reason and (name := re.search(r"([\w-]*):[^:]*$", before)):
        message = f"{place}: prefix {name[1]}: is not declared; start with PREFIX {name[1]}: <IRI>"
        return QueryError(message, line, column)
    after = f"after {'…' * (len(before) > _SHOWN)}{before[-_SHOWN:]!r}" if before else "(it is empty)"
    # The parser lists all that could follow, often by the hundred; only a short list helps.
    expected = f", {reason}" if len(reason) < _SHOWN else ""
    return QueryError(f"{place}: not valid SPARQL {after}{expected}; {_HELP}", line, column)
