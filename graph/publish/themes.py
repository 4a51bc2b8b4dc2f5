"""The theme scheme as SKOS: the groups that the themes of a data set belong to, and what is known of each theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.publish.terms import literal, named
from graph.publish.vocabulary import PREFIXES, RDF, RDFS, SKOS, node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.core.types import Dataset, Entity
    from graph.extract.themes.scheme import Theme
    from graph.publish.describe import Description, Pair

_MATCHES = {"exact": SKOS.exactMatch, "close": SKOS.closeMatch, "broad": SKOS.broadMatch}


def scheme_iri(base: str) -> ox.NamedNode:
    """The node of the theme scheme."""
    return ox.NamedNode(f"{base}theme/scheme")


def group_iri(base: str, group: str) -> ox.NamedNode:
    """The node of a group of themes."""
    return named(base, "theme", "group", group)


def concept(theme: Entity) -> Theme | None:
    """The concept of the scheme that a theme entity stands for; None for a theme from elsewhere."""
    if (key := theme.ids.get("theme")) is None:
        return None
    from graph.extract.themes.scheme import load_scheme

    return load_scheme().themes.get(key)


def matching(theme: Entity) -> ox.NamedNode:
    """The SKOS mapping property that ties a theme to its Media Topic and Wikidata item."""
    known = concept(theme)
    return node(_MATCHES[known.match] if known else SKOS.exactMatch)


def about(base: str, theme: Entity) -> Iterator[Pair]:
    """What makes a theme a concept: its scheme and, where the scheme has it, labels, definition and group."""
    yield node(SKOS.inScheme), scheme_iri(base)
    if known := concept(theme):
        yield from ((node(SKOS.altLabel), literal(label)) for label in known.alt_labels if label != theme.name)
        yield node(SKOS.definition), literal(known.definition, "en")
        yield node(SKOS.broader), group_iri(base, known.group)


def groups(base: str, dataset: Dataset) -> Iterator[Description]:
    """The scheme, and the groups of the themes that occur in a data set."""
    themes = [one for one in dataset.entities if one.type == "theme"]
    if not themes:
        return
    kind, label = node(RDF.type), node(RDFS.label)
    yield scheme_iri(base), [(kind, node(SKOS.ConceptScheme)), (label, literal("newsgraph policy themes"))]
    found = {known.group for theme in themes if (known := concept(theme))}
    if not found:
        return
    from graph.extract.themes.scheme import load_scheme

    for group in (load_scheme().groups[key] for key in sorted(found)):
        name = literal(group.label)
        pairs: list[Pair] = [(kind, node(SKOS.Concept)), (node(SKOS.prefLabel), name), (label, name)]
        pairs += [(node(SKOS.definition), literal(group.definition, "en"))]
        pairs += [(node(SKOS.closeMatch), ox.NamedNode(PREFIXES["iptc"] + group.iptc))]
        pairs += [(node(SKOS.inScheme), scheme_iri(base)), (node(SKOS.topConceptOf), scheme_iri(base))]
        yield group_iri(base, group.key), pairs
