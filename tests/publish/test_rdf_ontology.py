"""The published ontology says what the package's own data says, names all terms that are used, and has no blank nodes."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.core.ontology import PREDICATES, TYPES
from graph.publish.vocabulary import NEWSGRAPH, OWL, RDF, RDFS, class_of, node, ontology, standard_classes

OWN = str(NEWSGRAPH._NS)


def objects(subject: ox.NamedNode, predicate: str) -> list[str]:
    return [one.object.value for one in ontology() if one.subject == subject and one.predicate.value == str(predicate)]


def below(name: str) -> set[str]:
    """The classes under a class, itself included."""
    found = {name}
    while (
        more := {
            t.subject.value for t in ontology() if t.predicate == node(RDFS.subClassOf) and t.object.value in found
        }
        - found
    ):
        found |= more
    return found


def leaves(iri: str) -> set[str]:
    classes = below(iri)
    return {name for name in TYPES if class_of(name).value in classes}


@pytest.mark.parametrize("name", TYPES)
def test_each_entity_type_is_a_class(name: str) -> None:
    assert objects(class_of(name), RDFS.label) == [TYPES[name].label]
    assert objects(class_of(name), RDFS.comment) == [TYPES[name].definition]
    assert objects(class_of(name), RDF.type) == [str(OWL.Class)]
    assert standard_classes(name)


@pytest.mark.parametrize("name", PREDICATES)
def test_each_predicate_is_a_property_with_its_domain_and_range(name: str) -> None:
    predicate, iri = PREDICATES[name], node(NEWSGRAPH[name])
    assert objects(iri, RDFS.label) == [predicate.label]
    assert objects(iri, NEWSGRAPH.inverseLabel) == [predicate.inverse]
    assert objects(iri, RDFS.comment) == [predicate.definition]
    assert (str(OWL.SymmetricProperty) in objects(iri, RDF.type)) == predicate.symmetric
    (domain,), (range_,) = objects(iri, RDFS.domain), objects(iri, RDFS.range)
    assert leaves(domain) == predicate.subjects
    assert leaves(range_) == predicate.objects


def test_it_has_no_blank_nodes_and_every_term_is_labelled_and_explained() -> None:
    assert all(isinstance(term, ox.NamedNode | ox.Literal) for one in ontology() for term in one)
    defined = {one.subject for one in ontology() if one.subject.value.startswith(OWN)}
    for term in defined:
        assert len(objects(term, RDFS.label)) == len(objects(term, RDFS.comment)) == 1, term


def test_the_namespace_and_the_file_name_the_same_terms() -> None:
    defined = {one.subject.value.removeprefix(OWN) for one in ontology() if one.subject.value.startswith(OWN)}
    assert defined == set(NEWSGRAPH.__annotations__) - {"_NS", "_fail"}
    used = set(re.findall(r"newsgraph:(\w+)", files("graph.publish").joinpath("data/ontology.ttl").read_text("utf-8")))
    assert used <= defined


def test_the_documentation_explains_every_term() -> None:
    text = (Path(__file__).parents[2] / "docs" / "vocabulary.md").read_text("utf-8")
    missing = [
        name for name in NEWSGRAPH.__annotations__ if not name.startswith("_") and f"`newsgraph:{name}`" not in text
    ]
    assert missing == []
