"""What the graph says, asked in SPARQL: posts, statuses, evidence, themes, links to elsewhere, the description of itself."""

from __future__ import annotations

import re
from dataclasses import replace

import pyoxigraph as ox
import pytest

from graph.core.config import PublishSettings
from graph.core.types import Dataset, Entity
from graph.publish.quads import quads, triples
from graph.publish.terms import date, number, plain, url
from graph.publish.vocabulary import NEWSGRAPH, OA, PREFIXES

BASE = "https://newsgraph.example/"


@pytest.fixture
def store(dataset: Dataset) -> ox.Store:
    made = ox.Store()
    made.extend(quads(dataset, PublishSettings()))
    return made


def rows(store: ox.Store, where: str) -> list[tuple[str, ...]]:
    names = " ".join(dict.fromkeys(re.findall(r"\?\w+", where)))
    found = store.query(f"SELECT {names} WHERE {{ {where} }}", prefixes=PREFIXES)
    return sorted(tuple(term.value.removeprefix(BASE) for term in row) for row in found)


def test_only_stated_facts_are_direct_triples(store: ox.Store) -> None:
    assert rows(store, "?person newsgraph:holds_position ?where") == [
        ("entity/mara-okello-p1", "entity/office-of-letters-b1"),
        ("entity/mara-okello-p1", "entity/port-vell-v1"),
    ]
    assert rows(store, "?who newsgraph:owns|newsgraph:member_of ?what") == []


def test_every_statement_is_a_node_whatever_its_status(store: ox.Store) -> None:
    found = rows(
        store,
        "[] a newsgraph:Statement ; a rdf:Statement ; newsgraph:status ?status ; rdf:predicate ?p . FILTER(?status != 'stated')",
    )
    assert sorted(found) == [
        ("denied", "ontology#member_of"),
        ("former", "ontology#holds_position"),
        ("planned", "ontology#owns"),
    ]


def test_a_symmetric_fact_reads_both_ways(store: ox.Store) -> None:
    assert len(rows(store, "?one newsgraph:meets ?other")) == 2
    assert len(rows(store, "?s rdf:predicate newsgraph:meets")) == 1


def test_a_stated_post_in_a_body_is_a_membership(store: ox.Store) -> None:
    found = rows(
        store, "?s a org:Membership ; org:member ?who ; org:organization ?where ; org:role/skos:prefLabel ?role"
    )
    assert found == [("statement/s1", "entity/mara-okello-p1", "entity/office-of-letters-b1", "Director")]


def test_dates_and_confidence_are_typed(store: ox.Store) -> None:
    former = "<https://newsgraph.example/statement/s6>"
    assert rows(store, f"{former} newsgraph:validTo ?day FILTER(datatype(?day) = xsd:date)") == [("2031-06-01",)]
    assert rows(store, f"{former} newsgraph:confidence ?sure FILTER(datatype(?sure) = xsd:decimal)") == [("0.6667",)]


def test_evidence_gives_the_words_and_where_they_stand(store: ox.Store, dataset: Dataset) -> None:
    found = rows(
        store,
        "?s newsgraph:evidence ?quote . ?quote a oa:SpecificResource ; oa:hasSource/dcterms:identifier ?id ;"
        " oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ?exact ] ;"
        " oa:hasSelector [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ] ."
        " ?annotation a oa:Annotation ; oa:hasTarget ?quote ; oa:hasBody ?s . ?s prov:wasDerivedFrom/dcterms:identifier ?id",
    )
    total = sum(len(one.evidence) for one in (*dataset.statements, *dataset.themes))
    assert len(found) == total == 9
    texts = {article.id: article.text for article in dataset.articles}
    solutions = store.query(
        "SELECT ?id ?exact ?start ?end { ?q oa:hasSource/dcterms:identifier ?id ; oa:hasSelector/oa:exact ?exact ; oa:hasSelector ?p . ?p oa:start ?start ; oa:end ?end }",
        prefixes=PREFIXES,
    )
    for one in solutions:
        assert texts[one["id"].value][int(one["start"].value) : int(one["end"].value)] == one["exact"].value


def test_an_article_is_described_with_its_copy(store: ox.Store) -> None:
    found = rows(
        store,
        "?a a schema:NewsArticle ; dcterms:title ?title ; dcterms:issued ?day ; dcterms:publisher/foaf:name ?by ; schema:url ?url ."
        " ?copy a newsgraph:Copy ; dcterms:isVersionOf ?a ; newsgraph:readFrom ?file",
    )
    assert [row[1:5] for row in found] == [
        ("Forum opens", "2031-05-02", "Vell Herald", "https://herald.example/a%20b?x=1")
    ]
    assert found[0][-1] == "wire.jsonl:7"


def test_an_address_that_is_no_web_address_is_left_out(store: ox.Store) -> None:
    assert [row for row in rows(store, "?a schema:url ?url") if "javascript" in row[1]] == []


def test_ids_elsewhere_become_links_where_they_are_well_formed(store: ox.Store) -> None:
    assert rows(store, "?e owl:sameAs ?other") == [
        ("entity/mara-okello-p1", "http://www.wikidata.org/entity/Q42000000")
    ]
    assert rows(store, "?e dcterms:identifier ?other . ?e a newsgraph:Ministry") == [
        ("entity/ministry-of-arts-m1", "house:7"),
        ("entity/ministry-of-arts-m1", "wikidata:Q0123"),
    ]
    assert rows(store, "?e newsgraph:iso3166 ?code") == [("entity/port-vell-v1", "PV")]


def test_themes_of_articles_and_entities(store: ox.Store) -> None:
    assert rows(store, "?article dcterms:subject/rdfs:label ?theme . ?article dcterms:title ?title")[0][1:] == (
        "Cultural industries",
        "Forum opens",
    )
    assert rows(store, "?who newsgraph:concerns/skos:exactMatch iptc:20000038") == [("entity/office-of-letters-b1",)]
    assert len(rows(store, "?tag a newsgraph:ThemeAssignment ; newsgraph:confidence ?score")) == 2


def test_a_theme_of_the_scheme_has_group_definition_and_match(dataset: Dataset) -> None:
    theme = Entity(
        "w1", "theme", "Intellectual property", (), 1, {"theme": "intellectual-property", "iptc": "20000206"}
    )
    made = ox.Store()
    made.extend(quads(replace(dataset, entities=(*dataset.entities[:-1], theme)), PublishSettings()))
    found = rows(
        made,
        "?t a skos:Concept ; skos:definition ?what ; skos:inScheme ?scheme ; skos:broader ?group ; skos:notation ?key ."
        " ?t skos:exactMatch|skos:closeMatch|skos:broadMatch iptc:20000206 . ?group skos:topConceptOf ?scheme ; skos:prefLabel ?label ",
    )
    assert len(found) == 1
    assert "intellectual-property" in found[0]


def test_the_data_set_describes_itself(store: ox.Store, dataset: Dataset) -> None:
    assert rows(store, "?d a void:Dataset ; void:entities ?n ; void:documents ?m ; schema:temporalCoverage ?t") == [
        ("dataset", "9", "3", "2031-05-02/2031-06-01")
    ]
    counted = rows(store, "?d void:propertyPartition [ void:property newsgraph:meets ; void:triples ?n ]")
    assert counted == [("dataset", "2")]
    assert len(dataset.entities) == 9


def test_nothing_makes_only_the_description_and_the_ontology() -> None:
    assert all(
        str(one.subject.value).startswith((f"{BASE}dataset", f"{BASE}ontology"))
        for one in triples(Dataset(), PublishSettings())
    )


def test_entities_of_one_name_stay_two_nodes() -> None:
    twins = Dataset(entities=(Entity("1", "person", "Bo"), Entity("2", "person", "Bo"), Entity("3", "person", "中")))
    found = {one.subject.value for one in triples(twins, PublishSettings()) if one.object == ox.Literal("Bo")}
    assert found == {f"{BASE}entity/bo-1", f"{BASE}entity/bo-2"}
    assert any(one.subject.value == f"{BASE}entity/3" for one in triples(twins, PublishSettings()))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ('http://a.example/<b>?q="1" 2', "http://a.example/%3Cb%3E?q=%221%22%202"),
        ("https://a.example/%zz%20", "https://a.example/%25zz%20"),
        ("https://münchen.example/ü", "https://münchen.example/ü"),
        (" https://a.example/\u202e\ud800 ", "https://a.example/%E2%80%AE%3F"),
        ("ftp://a.example/", None),
        ("javascript:alert(1)", None),
        ("http://", None),
        ("http://[", None),
        ("news", None),
        ("", None),
    ],
)
def test_addresses(address: str, expected: str | None) -> None:
    found = url(address)
    assert (found.value if found else None) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2031-05-02", "date"),
        ("2031-05", "gYearMonth"),
        ("2031", "gYear"),
        ("2031-13-01", "string"),
        ("٢٠٣١", "string"),
        ("may", "string"),
    ],
)
def test_dates(text: str, kind: str) -> None:
    assert date(text).datatype.value == f"{PREFIXES['xsd']}{kind}"


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1"), (0.0, "0"), (0.1 + 0.2, "0.3"), (1e-9, "0"), (0.98765, "0.9877")]
)
def test_numbers_have_one_form(value: float, text: str) -> None:
    assert number(value).value == text


def test_plain_text_keeps_its_length() -> None:
    text = "a\x00\ud800\ufffe\r\n\U0001f600\x85"
    assert len(plain(text)) == len(text)
    assert plain(text) == "a\ufffd\ufffd\ufffd\r\n\U0001f600\x85" == plain(plain(text))


@pytest.mark.parametrize("namespace", [NEWSGRAPH, OA])
def test_a_misspelt_term_is_refused(namespace: type) -> None:
    with pytest.raises(AttributeError, match="Statment"):
        _ = namespace.Statment  # type: ignore[attr-defined]
