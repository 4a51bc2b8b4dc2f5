"""Answers as values: rows of Python values that can also be written as SPARQL's own CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.publish.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Callable

Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None
Value = str | int | float | bool | Decimal | date | None

_READERS: dict[str, Callable[[str], Value]] = {
    str(XSD.boolean): lambda text: text in ("true", "1"),
    str(XSD.integer): int,
    str(XSD.decimal): Decimal,
    str(XSD.double): float,
    str(XSD.float): float,
    str(XSD.date): date.fromisoformat,
}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT query; an ASK query gives one row of one column, ``answer``.

    ``terms`` are the RDF terms, None where a variable is unbound; ``boolean`` is the answer to an ASK query.
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Term, ...], ...]
    boolean: bool | None = None

    @property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as Python values: IRIs and strings as str, numbers, booleans and dates as what they are."""
        return tuple(tuple(value(term) for term in row) for row in self.terms)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.terms)

    def __str__(self) -> str:
        """The rows as text, columns separated by tabs."""
        lines = (self.columns, *(tuple(lexical(term) for term in row) for row in self.terms))
        return "\n".join("\t".join(line) for line in lines)

    def to_csv(self) -> str:
        """SPARQL 1.1 Query Results CSV (W3C, 2013): lexical forms, nothing where unbound, lines end in CR LF."""
        file = io.StringIO(newline="")
        writer = csv.writer(file)
        writer.writerow(self.columns)
        writer.writerows([lexical(term) for term in row] for row in self.terms)
        return file.getvalue()

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON (W3C, 2013)."""
        if self.boolean is not None:
            return json.dumps({"head": {}, "boolean": self.boolean})
        bindings = [
            {name: _json(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.terms
        ]
        results = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(results, ensure_ascii=False, indent=1)


def lexical(term: Term) -> str:
    """A term without its syntax: the IRI, the text; "" if there is none."""
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def value(term: Term) -> Value:
    """A term as a Python value; a literal that its data type does not allow stays text.

    >>> value(ox.Literal("2031-05-02", datatype=ox.NamedNode(str(XSD.date))))
    datetime.date(2031, 5, 2)
    """
    if term is None:
        return None
    reader = _READERS.get(term.datatype.value) if isinstance(term, ox.Literal) else None
    try:
        return reader(lexical(term)) if reader else lexical(term)
    except (ValueError, ArithmeticError):
        return lexical(term)


def _json(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = ("subject", "predicate", "object")
        return {"type": "triple", "value": {part: _json(one) for part, one in zip(parts, term, strict=True)}}
    made = {"type": "literal", "value": term.value}
    if term.language:
        return {**made, "xml:lang": term.language}
    return made if term.datatype.value == str(XSD.string) else {**made, "datatype": term.datatype.value}
