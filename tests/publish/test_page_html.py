"""The page's bytes: one file, closed policy, the right part of the graph, the same every time."""

import base64
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from importlib.resources import files
from io import BytesIO

import pytest

from graph.core.config import PublishSettings
from graph.core.ontology import TYPES
from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.publish.html import write
from graph.publish.page.files import SCRIPTS, own
from graph.publish.page.packed import pack, to_json, unpack

QUOTE = "Ada Vell chairs Corrin."
PROOF = Evidence("a1", 0, len(QUOTE), QUOTE, "2031-01-02")
ARTICLES = (
    Article("a1", "One <b>", "", "2031-01-02", "https://news.example/1", "The Gazette"),
    Article("a2", "Two", "", None, "javascript:alert(1)"),
)
ENTITIES = (
    Entity("ada", "person", "Ada Vell", ("Vell",), 2),
    Entity("corrin", "company", "Corrin", (), 1),
    Entity("lone", "place", "Velport", (), 1),
    Entity("trade", "theme", "trade"),
)
MENTIONS = (
    LinkedMention(Mention("a1", 0, 8, "Ada Vell", "person"), "ada"),
    LinkedMention(Mention("a1", 16, 22, "Corrin", "company"), "corrin"),
    LinkedMention(Mention("a2", 0, 4, "Vell", "person"), "ada"),
    LinkedMention(Mention("a2", 9, 16, "Velport", "place"), "lone"),
)
STATEMENTS = (
    Statement("s1", "ada", "holds_position", "corrin", "chair", "former", "2030-01-01", None, 0.876, (PROOF,)),
    Statement("s2", "corrin", "funds", "ada", status="planned", evidence=(PROOF,)),
    Statement("s3", "ada", "meets", "corrin"),
)
SAMPLE = Dataset(
    ARTICLES,
    MENTIONS,
    ENTITIES,
    STATEMENTS,
    (ThemeLink("trade", 0.5, entity="corrin"), ThemeLink("trade", 0.5, article="a2")),
)


class Reader(HTMLParser):
    """Elements with their attributes, and the text of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.inside = tag in {"script", "style"}
        if self.inside:
            self.texts.append((tag, ""))

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            tag, text = self.texts[-1]
            self.texts[-1] = (tag, text + data)


def page(dataset=SAMPLE, **settings) -> str:
    file = BytesIO()
    write(dataset, file, PublishSettings(**settings))
    return file.getvalue().decode()


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


def data(text: str):
    return json.loads(re.search(r'<script id="data" type="application/json">(.*?)</script>', text, re.DOTALL)[1])


def test_policy_allows_exactly_the_scripts_and_the_style_by_hash():
    reader = read(page())
    (policy,) = [
        attributes["content"]
        for tag, attributes in reader.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy
    code = [(tag, text) for tag, text in reader.texts if not text.startswith("{")]
    hashes = [
        (tag, f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'") for tag, text in code
    ]
    assert rules["script-src"].split() == [one for tag, one in hashes if tag == "script"]
    assert rules["style-src"].split() == [one for tag, one in hashes if tag == "style"]


def test_nothing_is_loaded_and_nothing_runs_from_an_attribute():
    for tag, attributes in read(page()).elements:
        assert "src" not in attributes
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        if tag == "link":
            assert attributes["href"] == "data:,"
        elif "href" in attributes:
            assert attributes["href"].startswith("https://news.example/")


def test_every_script_file_is_in_the_page_and_short_enough_to_read():
    text = page()
    known = {
        one.name.removesuffix(".js")
        for one in files("graph.publish").joinpath("data/page").iterdir()
        if one.name.endswith(".js")
    }
    assert set(SCRIPTS) == known
    for name in SCRIPTS:
        assert own(f"{name}.js") in text
        assert own(f"{name}.js").count("\n") < 300
        assert f"const {name} = " in own(f"{name}.js")


def test_nodes_carry_what_the_panel_shows():
    content = data(page())
    nodes = {node["id"]: node for node in content["nodes"]}
    assert list(nodes)[:2] in (["corrin", "ada"], ["ada", "corrin"])
    ada = nodes["ada"]
    assert (ada["label"], ada["type"], ada["aliases"], ada["count"]) == ("Ada Vell", "person", ["Vell"], 2)
    assert content["about"]["base"] + ada["iri"] == "https://newsgraph.example/entity/ada-vell-ada"
    assert "aliases" not in nodes["corrin"]
    assert [content["articles"][index]["title"] for index in ada["articles"]] == ["One <b>", "Two"]
    assert [content["articles"][index]["title"] for index in nodes["trade"]["articles"]] == ["Two"]
    assert all(isinstance(node[axis], int) for node in nodes.values() for axis in ("x", "y"))
    assert {one["title"]: one.get("url") for one in content["articles"]} == {
        "One <b>": "https://news.example/1",
        "Two": None,
    }


def test_articles_tell_their_themes():
    content = data(page())
    about = {one["title"]: [content["themes"][index] for index in one.get("themes", [])] for one in content["articles"]}
    assert about == {"One <b>": [], "Two": ["trade"]}


def test_facts_leave_out_what_is_usual_and_name_their_ends_by_number():
    content = data(page())
    number = {node["id"]: at for at, node in enumerate(content["nodes"])}
    facts = {fact["id"]: fact for fact in content["statements"]}
    first = [one["title"] for one in content["articles"]].index("One <b>")
    assert facts["s1"] == {
        "id": "s1", "subject": number["ada"], "predicate": "holds_position", "object": number["corrin"], "role": "chair",
        "status": "former", "from": "2030-01-01", "confidence": 0.88,
        "evidence": [{"article": first, "quote": [[1, "Ada Vell"], " chairs ", [2, "Corrin"], "."], "published": "2031-01-02"}],
    }  # fmt: skip
    assert facts["s3"] == {
        "id": "s3", "subject": number["ada"], "predicate": "meets", "object": number["corrin"], "confidence": 1.0, "evidence": [],
    }  # fmt: skip


def test_much_data_is_compressed_and_comes_back_whole():
    content = data(page())
    small, packed = pack(content), pack(content, plain=100)
    assert (small.type, packed.type) == ("application/json", "application/gzip")
    assert re.fullmatch("[A-Za-z0-9+/=]+", packed.text)
    told = json.loads(gzip.decompress(base64.b64decode(packed.text)))
    lines = gzip.decompress(base64.b64decode(packed.quotes)).decode().split("\n")
    for fact, quotes in zip(told["statements"], (one for line in lines for one in json.loads(line)), strict=True):
        for proof, quote in zip(fact["evidence"], quotes, strict=True):
            proof["quote"] = quote
    assert told == json.loads(small.text) == content
    assert small.quotes == ""
    assert pack({"name": "\ud800" * 200, "statements": []}, plain=100).type == "application/gzip"


def test_facts_are_counted_as_stats_counts_them():
    about = data(page())["about"]
    assert (about["facts"], about["allFacts"], about["links"]) == (len(SAMPLE.statements), len(SAMPLE.statements), 1)
    assert [fact["predicate"] for fact in data(page())["statements"] if fact.get("link")] == ["concerns"]


@pytest.mark.parametrize("plain", [100, 10**6])
def test_the_data_of_a_page_is_read_back(plain):
    content = data(page())
    packed = pack(content, plain)
    told = unpack(f'<p><script id="data" type="{packed.type}">{packed.text}</script>')
    assert (told["nodes"], told["about"]) == (content["nodes"], content["about"])
    with pytest.raises(ValueError, match="no data of a newsgraph page"):
        unpack("<html>")


def test_what_leads_beyond_the_page_is_counted():
    nodes = {node["id"]: node.get("more", 0) for node in data(page(page_nodes=2))["nodes"]}
    assert nodes == {"ada": 0, "corrin": 1}
    assert not [node for node in data(page())["nodes"] if "more" in node]


def test_physics_are_off():
    assert data(page())["options"]["physics"] == {"enabled": False}


def test_every_type_has_its_own_sign():
    types = data(page())["types"]
    assert list(types) == list(TYPES)
    assert len({(kind["shape"], kind["hollow"]) for kind in types.values()}) == len(types)
    for scheme in ("light", "dark"):
        assert all(re.fullmatch(r"#[0-9a-f]{6}", kind[scheme]) for kind in types.values())


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2, 1.4.11)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signs_and_text_stand_out_from_the_ground(scheme):
    found = re.findall(r"--(\w+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", own("page.css"))
    colours = {name: light if scheme == "light" else dark for name, light, dark in found}
    for kind in data(page())["types"].values():
        assert contrast(kind[scheme], colours["ground"]) >= 3
    for text in ("ink", "soft", "accent", "danger"):
        for ground in ("ground", "card", "hover"):
            assert contrast(colours[text], colours[ground]) >= 4.5
    for mark in ("subject", "object"):
        assert contrast(colours["ink"], colours[mark]) >= 4.5


def test_a_part_of_the_graph_is_the_best_connected_and_said_to_be_a_part():
    text = page(page_nodes=2)
    assert "This page holds the 2 most important of\n  4 entities and all facts." in text
    assert {node["id"] for node in data(text)["nodes"]} == {"ada", "corrin"}
    assert "This page holds" not in page(page_nodes=4)


def test_table_rows_are_escaped_and_link_only_the_web():
    text = page()
    assert "One &lt;b&gt;</bdi></a>" in text
    assert "holds a position at: <bdi>chair</bdi> (former)" in text
    assert "javascript:" not in text.split("<script")[0]


def test_the_table_of_a_large_graph_holds_the_facts_of_the_most_important(monkeypatch):
    monkeypatch.setattr("graph.publish.html.ROWS", 2)
    text = page()
    assert text.count('<th scope="row">') == 2
    assert "The 2 facts and theme links of the most important entities, of 3 and 1" in text


def test_an_empty_graph_is_a_page_without_scripts():
    text = page(Dataset(ARTICLES))
    assert "No entity was found in 2 articles." in text
    assert "<script" not in text


def test_entities_without_facts_are_a_page_with_a_table_that_says_so():
    assert "no fact that links two of them was found" in page(Dataset(ARTICLES, MENTIONS, ENTITIES))


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028\u2029", "&amp;", "\ud800"])
def test_json_cannot_leave_its_element(text):
    written = to_json({"name": text})
    assert json.loads(written) == {"name": text}
    assert not set("<>&\u2028\u2029") & set(written)


def test_a_lone_surrogate_does_not_stop_the_page():
    assert data(page(Dataset(ARTICLES, MENTIONS, (Entity("ada", "person", "A\ud800"), *ENTITIES[1:]))))


def test_the_order_of_the_dataset_and_the_hash_seed_do_not_change_the_bytes():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_page_html as t;"
        "sys.stdout.buffer.write(__import__('hashlib').sha256(t.page().encode()).hexdigest().encode())"
    )
    folder = os.path.dirname(__file__)
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, folder],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {hashlib.sha256(page().encode()).hexdigest().encode()}
    shuffled = Dataset(ARTICLES[::-1], MENTIONS[::-1], ENTITIES[::-1], STATEMENTS[::-1], SAMPLE.themes[::-1])
    assert page(shuffled) == page()
