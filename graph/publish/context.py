"""The JSON-LD context (``data/context.jsonld``), and RDF values in its words.

A term of the context may say that its values are IRIs (``"@type": "@id"``) or of a data type; a value that fits is then
a plain string, any other is spelt out as a value object, so that no reader takes one for the other.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.publish.vocabulary import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Json = dict[str, Any]
_TYPE, _STRING, _INTEGER = str(RDF.type), str(XSD.string), str(XSD.integer)
_SAFE_INTEGER = 2**53 - 1


@cache
def published() -> Mapping[str, Any]:
    """The terms of the published context."""
    terms: Mapping[str, Any] = json.loads(published_bytes())["@context"]
    return terms


def published_bytes() -> bytes:
    """The published context as the document that it is."""
    return files("graph.publish").joinpath("data/context.jsonld").read_bytes()


@dataclass(frozen=True, slots=True)
class Context:
    """A context to write with: ``terms`` as in the file; names of IRIs; data type or ``@id`` of a property's values."""

    terms: Mapping[str, Any]
    prefixes: Mapping[str, str]
    names: Mapping[str, str]
    values: Mapping[str, str]
    reverse: Mapping[str, str]

    @classmethod
    def of(cls, prefixes: Mapping[str, str]) -> Context:
        """The published context with the prefixes of a file.

        >>> Context.of({}).compact("https://newsgraph.example/ontology#Ministry")
        'Ministry'
        """
        terms = {**published(), **prefixes}
        spaces = {name: iri for name, iri in terms.items() if isinstance(iri, str) and iri.endswith(("/", "#", ":"))}
        names, values, reverse = {}, {}, {}
        for name, said in published().items():
            if name in spaces or str(said).startswith("@"):
                continue
            row = {"@id": said} if isinstance(said, str) else said
            iri = _expand(row.get("@id") or row["@reverse"], spaces)
            if "@reverse" in row:
                reverse[iri] = name
            else:
                names[iri], values[iri] = name, _expand(row.get("@type", ""), spaces)
        return cls(terms, {iri: name for name, iri in spaces.items()}, names, values, reverse)

    def compact(self, iri: str) -> str:
        """A property or class by its term, else ``prefix:rest``, else the IRI."""
        return self.names.get(iri) or self.reference(iri)

    def reference(self, iri: str) -> str:
        """``prefix:rest`` where the IRI up to its last slash or hash is a namespace (JSON-LD 1.1, compact IRIs)."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self.prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix is not None and cut < len(iri) else iri

    def node(self, subject: Any, pairs: Iterable[tuple[Any, Any]]) -> Json:
        """A node with what is said of it; a property of one value has no list."""
        made: Json = {"id": self.reference(subject.value)}
        for predicate, object_ in pairs:
            iri = predicate.value
            if iri == _TYPE:
                key, value = "type", self.compact(object_.value)
            else:
                key, value = self.names.get(iri) or self.reference(iri), self.value(object_, self.values.get(iri, ""))
            if key not in made:
                made[key] = value
            elif isinstance(made[key], list):
                made[key].append(value)
            else:
                made[key] = [made[key], value]
        return made

    def value(self, value: Any, expected: str) -> Any:
        """An RDF value of a property whose values are ``expected`` to be IRIs (``@id``) or of a data type."""
        if isinstance(value, ox.NamedNode):
            iri = self.reference(value.value)
            return iri if expected == "@id" else {"id": iri}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        kind = value.datatype.value
        if kind == (expected or _STRING):
            return value.value
        if kind == _STRING:
            return {"@value": value.value}
        if kind == _INTEGER and not expected and _is_plain(value.value):
            return int(value.value)
        return {"@value": value.value, "@type": self.reference(kind)}


def _is_plain(number: str) -> bool:
    """Whether an integer is written as JSON writes it and small enough for every reader."""
    return number.isascii() and number.isdigit() and str(int(number)) == number and int(number) <= _SAFE_INTEGER


def _expand(name: str, spaces: Mapping[str, str]) -> str:
    prefix, colon, rest = name.partition(":")
    return spaces[prefix] + rest if colon and prefix in spaces else name
