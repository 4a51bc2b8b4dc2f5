"""The theme scheme as SKOS: the groups that the themes of a data set belong to, and the words of each theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.publish.terms import literal, named
from graph.publish.vocabulary import RDF, RDFS, SKOS, node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.core.types import Dataset, Entity
    from graph.publish.describe import Description, Pair


def scheme_iri(base: str) -> ox.NamedNode:
    """The node of the theme scheme."""
    return ox.NamedNode(f"{base}theme/scheme")


def group_iri(base: str, group: str) -> ox.NamedNode:
    """The node of a group of themes."""
    return named(base, "theme", "group", group)


def _concept(theme: Entity) -> Any | None:
    """The concept of the scheme that a theme entity stands for; None for a theme from elsewhere."""
    if (key := theme.ids.get("theme")) is None:
        return None
    from graph.extract.themes.scheme import load_scheme

    return load_scheme().themes.get(key)


def broader(base: str, theme: Entity) -> Iterator[Pair]:
    """The definition of a theme and its group."""
    concept = _concept(theme)
    if concept is not None:
        yield node(SKOS.definition), literal(concept.definition, "en")
        yield node(SKOS.broader), group_iri(base, concept.group)


def groups(base: str, dataset: Dataset) -> Iterator[Description]:
    """The scheme, and the groups of the themes that occur in a data set."""
    themes = [one for one in dataset.entities if one.type == "theme"]
    if not themes:
        return
    kind, label = node(RDF.type), node(RDFS.label)
    yield scheme_iri(base), [(kind, node(SKOS.ConceptScheme)), (label, literal("newsgraph policy themes"))]
    found = {concept.group for theme in themes if (concept := _concept(theme)) is not None}
    for group in sorted(found):
        name = literal(str(group).replace("-", " ").replace("_", " ").capitalize())
        pairs: list[Pair] = [(kind, node(SKOS.Concept)), (node(SKOS.prefLabel), name), (label, name)]
        pairs += [(node(SKOS.inScheme), scheme_iri(base)), (node(SKOS.topConceptOf), scheme_iri(base))]
        yield group_iri(base, group), pairs
