"""Reading annotated articles: what is kept, and what is said of each line that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.core.errors import InputError, UsageError
from graph.evaluate import GoldEntity, GoldFact, read_gold
from graph.evaluate.topics import load_topics

TTL = Path(__file__).parents[2].parent / "shared" / "data" / "iptc-mediatopics.ttl"
GOLD = """\ufeff# a comment

## one
E ministry; Ministry of Ports; MOP
R holds_position; Ida Marsh; MOP / government; Minister of Ports !former
R owns; Quay Ltd; Tug Co / Tugs
T government budget; public finance
## two
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "gold.txt"
    path.write_text(GOLD, "utf-8")
    return path


def test_names_alternatives_role_and_status_are_kept(path):
    gold = read_gold(path)
    assert list(gold) == ["one", "two"]
    assert gold["one"].entities == [GoldEntity("ministry", ("Ministry of Ports", "MOP"))]
    assert gold["one"].facts == [
        GoldFact("holds_position", ("Ida Marsh",), ("MOP", "government"), "Minister of Ports", "former"),
        GoldFact("owns", ("Quay Ltd",), ("Tug Co", "Tugs")),
    ]
    assert gold["one"].themes == ["government budget", "public finance"]
    assert (gold["one"].line, gold["two"].line) == (3, 8)


def test_sentences_of_the_neighbour_file_are_added(path):
    row = '{"article": "one", "fact": 2, "spans": [[[0, 9]], [[12, 20], [30, 40]]]}\n'
    path.with_name("gold_evidence.jsonl").write_text(f"\n{row}", "utf-8")
    first, second = read_gold(path)["one"].facts
    assert (first.sentences, second.sentences) == ((), ((0, 9), (12, 20), (30, 40)))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("R owns; a", "not 2 fields; write it as: R owns; subject; object"),
        ("R owns; a; b; c", "not 4 fields; write it as: R owns; subject; object"),
        ("R holds_position; a; b; c; d", "not 5 fields; write it as: R holds_position; subject; object; role"),
        ("R buys; a; b", "unknown predicate 'buys'; take one of holds_position, part_of, owns"),
        ("R concerns; a; b", "unknown predicate 'concerns'"),
        ("R owns; a; b !soon", "unknown status 'soon'; end the line in nothing or !former, !planned or !denied"),
        ("E official", "an entity has a type and a name; write it as: E type; name; alias"),
        ("E minister; a", "unknown type 'minister'; take one of official, person, ministry"),
        ("E place; Rome", "unknown type 'place'"),
        ("E official; a;; b", "an empty field; leave no ';' without words on both sides"),
        ("R owns; a / ; b", "an empty field; leave no '/' without words on both sides"),
        (
            "T central banks",
            "unknown theme 'central banks'; take the English label of an IPTC Media Topic, 'central bank'",
        ),
        ("Q what", "begins with 'Q'; begin a line with ##, E, R or T"),
        ("## one", "article 'one' is annotated in line 1 already; join the two"),
        ("##", "no id; write it as: ## ARTICLE-ID"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_with_the_remedy(tmp_path, line, reason):
    path = tmp_path / "bad.txt"
    path.write_text(f"## one\n{line}\n", "utf-8")
    with pytest.raises(InputError) as error:
        read_gold(path)
    assert str(error.value).startswith(f"{path}:2: {reason}")


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("E official; Ida\n", ":1", "no article yet; begin it with a line: ## ARTICLE-ID"),
        ("# nothing\n", "", "no article in this file; begin each with a line: ## ARTICLE-ID"),
    ],
)
def test_a_file_without_an_article_is_named(tmp_path, text, place, reason):
    path = tmp_path / "bad.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as error:
        read_gold(path)
    assert str(error.value) == f"{path}{place}: {reason}"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{broken", "the line: "),
        ('{"article": "one", "fact": "x", "spans": []}', "fact: "),
        ('{"article": "one", "fact": 1}', "spans: Field required; write it as {"),
        ('{"article": "one", "fact": 1, "spans": [[3, 4]]}', "spans.0.0: "),
        (
            '{"article": "one", "fact": 3, "spans": []}',
            "fact 3 of 'one', of which there are 2; correct it or take it out",
        ),
        ('{"article": "six", "fact": 1, "spans": []}', "fact 1 of 'six', an article that is not annotated; correct it"),
    ],
)
def test_a_line_of_sentences_that_cannot_be_used_is_named(path, row, reason):
    sentences = path.with_name("gold_evidence.jsonl")
    sentences.write_text(f"\n{row}\n", "utf-8")
    with pytest.raises(InputError) as error:
        read_gold(path)
    assert str(error.value).startswith(f"{sentences}:2: {reason}")
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_or_not_utf_8_is_named(tmp_path):
    path = tmp_path / "gold.txt"
    with pytest.raises(UsageError, match=r"gold\.txt: No such file or directory; give a file annotated as"):
        read_gold(path)
    path.write_bytes(b"## caf\xe9\n")
    with pytest.raises(InputError, match=r"gold\.txt: not UTF-8 text; save the file as UTF-8"):
        read_gold(path)


@pytest.mark.shared
@pytest.mark.skipif(not TTL.exists(), reason="needs ../shared/data/iptc-mediatopics.ttl")
def test_the_topics_shipped_are_those_of_iptc():
    import rdflib

    skos = rdflib.SKOS
    vocabulary = rdflib.Graph().parse(TTL)
    labels = {
        str(label): str(topic).rsplit("/", 1)[1]
        for topic, label in vocabulary.subject_objects(skos.prefLabel)
        if getattr(label, "language", "") == "en"
    }
    broader = {str(a).rsplit("/", 1)[1]: str(b).rsplit("/", 1)[1] for a, b in vocabulary.subject_objects(skos.broader)}
    topics = load_topics()
    assert topics.codes == {label: code for label, code in labels.items() if code in topics.codes.values()}
    assert set(topics.codes.values()) == set(labels.values()) - {"mediatopic"}
    assert topics.broader == broader
