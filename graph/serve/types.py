"""Entity types as requests name them: one type, or a group of types such as all bodies.

A name (``company``), a class (``Company``) and its IRI all mean the same; groups are the unions of the ontology.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.core.ontology import TYPES
from graph.publish.vocabulary import NEWSGRAPH, RDFS, class_of, node, ontology
from graph.serve.replies import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable

_OURS = str(NEWSGRAPH._NS)


@cache
def groups() -> dict[str, frozenset[str]]:
    """The entity types of each class of the ontology, by its name without namespace: types alone, then groups."""
    classes = {class_of(kind).value: kind for kind in TYPES}
    found = {iri.removeprefix(_OURS): frozenset({kind}) for iri, kind in classes.items()}
    above: dict[str, set[str]] = {}
    for triple in ontology():
        one, other = triple.subject, triple.object
        broader = triple.predicate == node(RDFS.subClassOf)
        if broader and isinstance(one, ox.NamedNode) and isinstance(other, ox.NamedNode):
            above.setdefault(one.value, set()).add(other.value)
    unions: dict[str, set[str]] = {}
    for iri, kind in classes.items():
        waiting = list(above.get(iri, ()))
        while waiting:
            union = waiting.pop()
            name = union.removeprefix(_OURS)
            if union.startswith(_OURS) and kind not in unions.setdefault(name, set()):
                unions[name].add(kind)
                waiting += above.get(union, ())
    return found | {name: frozenset(kinds) for name, kinds in sorted(unions.items())}


def types_of(names: Iterable[str]) -> frozenset[str]:
    """The entity types of these names together; none means all. Raises `RequestError` for an unknown one."""
    found: set[str] = set()
    for name in names:
        bare = name.removeprefix(_OURS).removeprefix("newsgraph:")
        if bare in TYPES:
            found.add(bare)
        elif bare in groups():
            found |= groups()[bare]
        else:
            raise RequestError(400, f"no entity type {name!r}; choose from: {', '.join((*TYPES, *groups()))}")
    return frozenset(found)
