"""The vocabulary for people and tools: the ontology with its page, the SHACL shapes, the theme scheme, the context.

All of it is made of the package's data, so that what is published cannot differ from what is used;
``newsgraph ontology DIR`` writes it, and docs/ontology is what it writes.
"""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from jinja2 import Environment, StrictUndefined

from graph.core.config import PublishSettings
from graph.core.types import Dataset
from graph.publish import describe, themes
from graph.publish.context import published_bytes
from graph.publish.files import atomic
from graph.publish.rdf import turtle
from graph.publish.terms import Iris, prefixes
from graph.publish.validate import shapes_bytes
from graph.publish.vocabulary import NEWSGRAPH, OWL, PREFIXES, RDF, RDFS, SKOS, node, ontology, ontology_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_OWN = str(NEWSGRAPH._NS)
_SECTIONS = {
    "Classes": str(OWL.Class),
    "Predicates between entities": str(OWL.ObjectProperty),
    "Properties": str(OWL.DatatypeProperty),
    "Annotations": str(OWL.AnnotationProperty),
}
_ROWS = (
    ("below", RDFS.subClassOf),
    ("below", RDFS.subPropertyOf),
    ("from", RDFS.domain),
    ("to", RDFS.range),
    ("near", SKOS.closeMatch),
    ("related", SKOS.relatedMatch),
    ("see also", RDFS.seeAlso),
)
"""What the page tells of a term, in this order, and how."""


def write_reference(folder: Path, base: str | None = None) -> list[Path]:
    """Write the reference files into a folder, made if missing; returns them. ``base`` is that of the themes' IRIs.

    Raises `OSError` where it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    base = base or PublishSettings().base
    contents: dict[str, Callable[[], bytes]] = {
        "index.html": page,
        "newsgraph.ttl": ontology_bytes,
        "shapes.ttl": shapes_bytes,
        "themes.ttl": lambda: theme_scheme(base),
        "context.jsonld": published_bytes,
    }
    for name, make in contents.items():
        with atomic(folder / name) as file:
            file.write(make())
    return [folder / name for name in contents]


def theme_scheme(base: str) -> bytes:
    """The theme scheme as SKOS in Turtle: every group and theme, with the IRIs that they have in a graph."""
    from graph.extract.themes.scheme import load_scheme
    from graph.resolve.themes import theme_entity

    concepts = sorted((theme_entity(key, 0) for key in load_scheme().themes), key=lambda one: one.id)
    dataset = Dataset(entities=tuple(concepts))
    iris = Iris.of(dataset, base)
    nodes = [*themes.groups(base, dataset), *(describe.entity(iris, one, ()) for one in concepts)]
    file = io.BytesIO()
    counted = node(NEWSGRAPH.articleCount)  # that of a data set, not of the scheme
    triples = [ox.Triple(one, *pair) for one, pairs in nodes for pair in pairs if pair[0] != counted]
    turtle(triples, file, prefixes(base))
    return file.getvalue()


def page() -> bytes:
    """The ontology as one HTML page without scripts, made of its triples: the same ontology gives the same bytes."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = files("graph.publish").joinpath("data/reference/ontology.html").read_text("utf-8")
    head = {name: _values(_OWN[:-1], f"{PREFIXES['dcterms']}{name}")[0] for name in ("title", "description")}
    sections = [{"title": title, "terms": list(_terms(kind))} for title, kind in _SECTIONS.items()]
    return environment.from_string(template).render(**head, namespace=_OWN, sections=sections).encode()


def _terms(kind: str) -> Iterator[dict[str, Any]]:
    for subject in dict.fromkeys(subject for subject, _ in _by_subject()):
        if kind in _values(subject, RDF.type) and subject.startswith(_OWN):
            yield {
                "id": subject.removeprefix(_OWN),
                "label": _values(subject, RDFS.label)[0],
                "inverse": (*_values(subject, NEWSGRAPH.inverseLabel), "")[0],
                "comment": _values(subject, RDFS.comment)[0],
                "symmetric": str(OWL.SymmetricProperty) in _values(subject, RDF.type),
                "rows": [(how, list(map(_link, values))) for how, term in _ROWS if (values := _values(subject, term))],
            }


@cache
def _by_subject() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for one in ontology():
        found.setdefault((_text(one.subject), one.predicate.value), []).append(_text(one.object))
    return found


def _text(term: Any) -> str:
    return str(term.value)


def _values(subject: str, predicate: str) -> list[str]:
    return _by_subject().get((subject, str(predicate)), [])


def _link(iri: str) -> tuple[str, str]:
    """A term's address, within the page where it is ours, and its short name."""
    names: Iterable[tuple[str, str]] = PREFIXES.items()
    short = next((f"{name}:{iri.removeprefix(space)}" for name, space in names if iri.startswith(space)), iri)
    return (f"#{iri.removeprefix(_OWN)}" if iri.startswith(_OWN) else iri), short
