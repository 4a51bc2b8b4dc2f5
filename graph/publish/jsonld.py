"""JSON-LD 1.1 with a context, one node a line: readable, streamed, the same bytes for the same triples.

Written here because pyoxigraph writes only the expanded form (no context), and rdflib's serializer is slow and keeps
the whole document in memory.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from graph.publish.vocabulary import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = dict[str, Any]
_TYPE, _STRING = str(RDF.type), str(XSD.string)


def write(triples: Iterable[ox.Triple], file: BinaryIO, prefixes: dict[str, str]) -> None:
    """Write triples, grouped by subject as they come, as one JSON-LD document."""
    names = {iri: prefix for prefix, iri in prefixes.items()}
    file.write(b'{"@context":' + _dump(prefixes) + b',\n"@graph":[')
    for number, (subject, group) in enumerate(groupby(triples, key=lambda triple: triple.subject)):
        file.write((b",\n" if number else b"\n") + _dump(_node(subject, group, names)))
    file.write(b"\n]}\n")


def _dump(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _node(subject: Any, triples: Iterable[ox.Triple], names: dict[str, str]) -> Json:
    made: Json = {"@id": _compact(subject.value, names)}
    for triple in triples:
        if triple.predicate.value == _TYPE and isinstance(triple.object, ox.NamedNode):
            made.setdefault("@type", []).append(_compact(triple.object.value, names))
        else:
            made.setdefault(_compact(triple.predicate.value, names), []).append(_value(triple.object, names))
    return {key: values[0] if key != "@id" and len(values) == 1 else values for key, values in made.items()}


def _compact(iri: str, names: dict[str, str]) -> str:
    """``prefix:rest`` where the IRI up to its last slash or hash is a namespace (JSON-LD 1.1, compact IRIs)."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return f"{names[iri[:cut]]}:{iri[cut:]}" if cut < len(iri) and iri[:cut] in names else iri


def _value(term: Any, names: dict[str, str]) -> str | Json:
    if isinstance(term, ox.NamedNode):
        return {"@id": _compact(term.value, names)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return str(term.value)
    return {"@value": term.value, "@type": _compact(term.datatype.value, names)}
