"""GraphML and GEXF load back as the same graph, whatever the text in it, and come out as the same bytes."""

from dataclasses import replace
from io import BytesIO

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from graph.core.config import PublishSettings
from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.publish.networks import first_day, flat, last_day, write_gexf, write_graphml

FORMATS = {"graphml": (write_graphml, nx.read_graphml), "gexf": (write_gexf, nx.read_gexf)}
EVIDENCE = (Evidence("a1", 0, 10, "Ada & <Co>", "2031-02-03"), Evidence("a2", 5, 9, "runs", "2030-01-01"))


def sample(name: str = "Ada Vell") -> Dataset:
    entities = (
        Entity("e1", "person", name, ("A. Vell", "Vell"), 2, {"wikidata": "Q1"}),
        Entity("e2", "company", "Corrin & Sons <Ltd>", (), 1),
        Entity("t1", "theme", "digital economy", (), 0, {"iptc": "20000345"}),
        Entity("unused", "theme", "fisheries"),
    )
    statements = (
        Statement("s1", "e1", "holds_position", "e2", "chair", "stated", "2030-01-01", None, 0.5, EVIDENCE),
        Statement("s2", "e1", "owns", "e2", status="denied", evidence=EVIDENCE[:1]),
        Statement("s3", "e2", "cooperates_with", "e2"),
    )
    articles = (Article("a1", "One", "", "2031-02-03"), Article("a2", "Two", "", "2030-01-01"))
    return Dataset(articles, (), entities, statements, (ThemeLink("t1", 0.75, entity="e2", evidence=EVIDENCE[:1]),))


def written(name: str, dataset: Dataset) -> bytes:
    file = BytesIO()
    FORMATS[name][0](dataset, file, PublishSettings())
    return file.getvalue()


def read(name: str, data: bytes) -> nx.MultiDiGraph:
    return nx.MultiDiGraph(FORMATS[name][1](BytesIO(data)))


def edges(graph: nx.MultiDiGraph) -> list[tuple[str, str, str, dict[str, object]]]:
    """Edges with attributes; GEXF readers add the id as an attribute, and GEXF alone the days for the timeline."""
    return sorted(
        (source, target, str(key), {name: value for name, value in data.items() if name not in ("id", "start", "end")})
        for source, target, key, data in graph.edges(keys=True, data=True)
    )


@pytest.mark.parametrize("name", FORMATS)
def test_reads_back_as_the_same_graph(name):
    back = read(name, written(name, sample()))
    expected = flat(sample())
    assert dict(back.nodes(data=True)) == dict(expected.nodes(data=True))
    assert edges(back) == edges(expected)
    assert len(back.edges) == 4


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_dataset_reads_back_empty(name):
    back = read(name, written(name, Dataset()))
    assert (len(back.nodes), len(back.edges)) == (0, 0)


def test_flat_attributes_of_a_node_and_an_edge():
    graph = flat(sample())
    node = graph.nodes["e1"]
    assert node["label"] == "Ada Vell"
    assert node["aliases"] == "A. Vell; Vell"
    assert node["id_wikidata"] == "Q1"
    assert node["degree"] == 2
    edge = graph.edges["e1", "e2", "s1"]
    assert edge == {
        "label": "holds a position at",
        "predicate": "holds_position",
        "role": "chair",
        "status": "stated",
        "confidence": 0.5,
        "valid_from": "2030-01-01",
        "evidence": 2,
        "first": "2030-01-01",
        "last": "2031-02-03",
    }
    assert "unused" not in graph


@pytest.mark.parametrize("name", FORMATS)
@given(text=st.text(st.characters(codec=None), min_size=1))
@settings(max_examples=40, suppress_health_check=[HealthCheck.differing_executors], deadline=None)
def test_any_name_can_be_written(name, text):
    back = read(name, written(name, sample(text)))
    # An XML reader turns a carriage return in an attribute or text into a line feed or space.
    plain = str.maketrans("\r\n\t", "   ")
    label = back.nodes["e1"].get("label", "")
    assert label.translate(plain).split() == flat(sample(text)).nodes["e1"]["label"].translate(plain).split()


@pytest.mark.parametrize("name", FORMATS)
def test_order_of_input_does_not_change_the_bytes(name):
    one = sample()
    shuffled = Dataset(one.articles, (), one.entities[::-1], one.statements[::-1], one.themes)
    assert written(name, one) == written(name, shuffled)


def test_the_bytes_are_those_of_networkx():
    uneven = Statement("s0", "e2", "owns", "e1", valid_to="2031", confidence=1.0)
    plain = replace(sample('A "quoted" <&>\r\n\t name'), articles=())
    for dataset in (replace(plain, statements=(uneven, *plain.statements)), replace(plain, statements=()), Dataset()):
        expected = BytesIO()
        GraphMLWriter(flat(dataset), encoding="utf-8", prettyprint=True).dump(expected)
        assert written("graphml", dataset) == expected.getvalue()
        network = flat(dataset).copy()
        for _, _, key, attributes in network.edges(keys=True, data=True):
            attributes |= {"id": key} | ({"start": first} if (first := attributes.get("first")) else {})
        for attributes in (one for *_, one in network.edges(data=True) if one.get("valid_from")):
            attributes["start"] = attributes["valid_from"]
        for attributes in (one for *_, one in network.edges(data=True) if one.get("valid_to")):
            attributes["end"] = last_day(attributes["valid_to"])
        writer = GEXFWriter(network, encoding="utf-8", prettyprint=True, version="1.2draft")
        meta = writer.xml.find("meta")
        meta.find("creator").text = "newsgraph"
        meta.attrib.clear()
        expected = BytesIO()
        writer.write(expected)
        assert written("gexf", dataset) == expected.getvalue()


def test_gexf_has_a_timeline():
    mention = LinkedMention(Mention("a2", 0, 4, "Vell", "person"), "e1")
    ended = Statement("s9", "e1", "member_of", "e2", valid_from="2031-03", valid_to="2031-04", evidence=EVIDENCE)
    one = replace(sample(), mentions=(mention,), statements=(*sample().statements, ended))
    content = written("gexf", one)
    assert b'mode="dynamic" name="" timeformat="date"' in content
    back = read("gexf", content)
    assert back.nodes["e1"]["start"] == "2030-01-01"  # the first article that names it
    days = {key: (data.get("start"), data.get("end")) for _, _, key, data in back.edges(keys=True, data=True)}
    assert days["s1"] == ("2030-01-01", None)  # its valid_from
    assert days["s2"] == ("2031-02-03", None)  # its evidence
    assert days["s3"] == (None, None)  # always there
    assert days["s9"] == ("2031-03-01", "2031-04-30")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2031-05-02", "2031-05-02", "2031-05-02"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("2031-13", None, None),
        ("2031-02-30", None, None),
        ("0000", None, None),
        ("soon", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_the_days_of_a_date(text, first, last):
    assert (first_day(text), last_day(text)) == (first, last)


def test_gexf_is_dated_by_the_newest_article_not_by_the_clock():
    assert b'lastmodifieddate="2031-02-03"' in written("gexf", sample())
    assert b"lastmodifieddate" not in written("gexf", Dataset())
