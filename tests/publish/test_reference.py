"""docs/ontology is what this version uses; the shapes, the scheme and the context say what the package's data says."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import SH, Graph, URIRef

from graph.core.ontology import PREDICATES
from graph.extract.themes.scheme import load_scheme
from graph.publish.context import Context, published
from graph.publish.reference import theme_scheme, write_reference
from graph.publish.terms import prefixes
from graph.publish.validate import shapes_bytes
from graph.publish.vocabulary import NEWSGRAPH, PREFIXES, RDFS, node, ontology

DOCS = Path(__file__).parents[2] / "docs" / "ontology"
BASE = "https://newsgraph.example/"


def test_the_committed_reference_is_what_the_package_writes(tmp_path: Path) -> None:
    written = {path.name: path.read_bytes() for path in write_reference(tmp_path)}
    committed = {path.name: path.read_bytes() for path in DOCS.iterdir()}
    assert sorted(committed) == sorted(written)
    assert [name for name in written if written[name] != committed[name]] == []  # newsgraph ontology docs/ontology


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]


def test_the_page_has_a_place_for_every_term_and_no_dead_link() -> None:
    page = _Ids()
    page.feed((DOCS / "index.html").read_text("utf-8"))
    terms = {name for name in NEWSGRAPH.__annotations__ if not name.startswith("_")}
    assert set(page.ids) == terms
    assert len(page.ids) == len(terms)
    for link in page.links:
        if link.startswith("#"):
            assert link[1:] in terms, link
        elif "://" not in link:
            assert (DOCS / link).is_file(), link
    assert "script" not in page.tags


@pytest.mark.parametrize(
    "space", ["org", "foaf", "schema", "skos", "prov", "oa", "dcterms", "http://www.popoloproject.com/specs/"]
)
def test_the_ontology_is_aligned(space: str) -> None:
    iri = PREFIXES.get(space, space)
    aligned = {
        str(one.predicate.value).rsplit("#")[-1]
        for one in ontology()
        if isinstance(one.object, ox.NamedNode) and one.object.value.startswith(iri)
    }
    assert aligned & {"subClassOf", "subPropertyOf", "closeMatch", "relatedMatch", "range", "seeAlso", "license"}


@pytest.mark.parametrize("name", PREDICATES)
def test_the_shapes_hold_a_predicate_to_its_domain_and_range(name: str) -> None:
    shapes = Graph().parse(shapes_bytes(), format="turtle")
    for target, bound in ((SH.targetSubjectsOf, RDFS.domain), (SH.targetObjectsOf, RDFS.range)):
        (shape,) = shapes.subjects(target, URIRef(NEWSGRAPH[name]))
        (expected,) = (
            one.object.value
            for one in ontology()
            if one.subject == node(NEWSGRAPH[name]) and one.predicate == node(bound)
        )
        assert [str(one) for one in shapes.objects(shape, SH["class"])] == [expected]


def test_the_shapes_use_no_term_that_is_not_there() -> None:
    terms = set(NEWSGRAPH.__annotations__)
    assert set(re.findall(r"newsgraph:(\w+)", shapes_bytes().decode())) <= terms


def test_the_scheme_holds_every_theme_with_its_matches() -> None:
    store = ox.Store()
    store.load(theme_scheme(BASE), ox.RdfFormat.TURTLE)
    rows = store.query(
        "SELECT ?key ?label ?how ?iptc ?group { ?t skos:notation ?key ; skos:prefLabel ?label ; skos:broader/skos:prefLabel ?group ;"
        f" skos:inScheme <{BASE}theme/scheme> ; ?how ?iptc . FILTER(STRSTARTS(STR(?iptc), '{PREFIXES['iptc']}')) }}",
        prefixes=PREFIXES,
    )
    found = {row["key"].value: row for row in rows}
    scheme = load_scheme()
    assert set(found) == set(scheme.themes)
    for key, theme in scheme.themes.items():
        assert found[key]["label"].value == theme.label
        assert found[key]["iptc"].value == PREFIXES["iptc"] + theme.iptc
        assert found[key]["how"].value.endswith(f"#{theme.match}Match")
        assert found[key]["group"].value == scheme.groups[theme.group].label


def test_every_term_of_the_context_is_used_by_the_vocabularies() -> None:
    context = Context.of({})
    assert set(PREFIXES) <= set(published())
    assert not (set(prefixes(BASE)) - set(PREFIXES)) & set(published())  # a file's own prefixes take no term away
    assert all(published()[name] == iri for name, iri in PREFIXES.items())
    terms = {f"{PREFIXES['newsgraph']}{name}" for name in NEWSGRAPH.__annotations__}
    ours = {iri for iri in (*context.names, *context.reverse) if iri.startswith(PREFIXES["newsgraph"])}
    assert ours <= terms
    assert {f"{PREFIXES['newsgraph']}{name}" for name in PREDICATES} <= ours


def test_the_context_alone_expands_a_document_written_with_it() -> None:
    document = {**json.loads((DOCS / "context.jsonld").read_text("utf-8")), "id": "wd:Q1", "owns": "wd:Q2"}
    (quad,) = ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)
    assert [term.value for term in quad.triple] == [
        "http://www.wikidata.org/entity/Q1",
        str(NEWSGRAPH.owns),
        "http://www.wikidata.org/entity/Q2",
    ]
