"""Types corrected by facts, and what is certain about a name."""

import pytest

from graph.core.config import ExtractSettings
from graph.core.types import Article
from graph.extract.components.interface import Fact
from graph.extract.components.types import corrections
from graph.extract.lexicon import known_types, load_lexicon
from graph.extract.mentions.features import Group
from graph.extract.mentions.model import SURE, known, select
from graph.extract.pipeline import extract, load_pipeline


@pytest.mark.parametrize(
    ("predicate", "role", "labels", "expected"),
    [
        ("holds_position", "director", ["person", "government_body"], [(0, "official")]),
        ("holds_position", "mayor", ["person", "place"], [(0, "official")]),
        ("holds_position", "director", ["person", "company"], []),
        ("holds_position", "", ["person", "ministry"], []),
        ("holds_position", "head coach", ["person", "place"], []),
        ("holds_position", "minister", ["official", "ministry"], []),
        ("part_of", "", ["ministry", "ministry"], [(0, "government_body")]),
        ("part_of", "", ["government_body", "ministry"], []),
        ("meets", "", ["person", "ministry"], []),
    ],
)
def test_facts_correct_types(predicate: str, role: str, labels: list[str], expected: list[tuple[int, str]]) -> None:
    assert corrections([Fact(predicate, 0, 1, 0, 9, role)], labels) == expected


def test_a_ministry_by_its_words_is_sure() -> None:
    row = known({"ministry": 0.04, "none": 0.96}, "reefs tides ministry", is_ministry=True)
    assert row["ministry"] == SURE
    assert row["none"] < 0.1


def test_unknown_names_keep_their_chances() -> None:
    row = {"company": 0.2, "none": 0.3, "place": 0.5}
    assert known(row, "coral bank of tarn", is_ministry=False) == row


def test_known_names_are_of_ontology_types_and_in_normal_form() -> None:
    assert set(known_types().values()) == {"company", "event", "government_body", "ministry", "organization"}
    assert all(key and key == key.strip() for key in known_types())


def test_the_lexicon_is_lower_case() -> None:
    words = load_lexicon()
    assert all(word == word.lower() for word in (*words.heads, *words.roles, *words.endings, *words.agencies))


CLASSES = ("government_body", "none", "place")


def chosen(*rows: tuple[tuple[int, int], list[float]]) -> list[tuple[tuple[int, int], str]]:
    groups = [Group(str(window), (window,), ()) for window, _ in rows]
    picked = select(groups, [chances for _, chances in rows], CLASSES, {"": 0.5, "government_body": 0.2})
    return [(one.window, one.type) for one in picked]


def test_a_place_does_not_block_the_body_it_is_part_of() -> None:
    assert chosen(((0, 1), [0.0, 0.01, 0.99]), ((0, 2), [0.6, 0.4, 0.0])) == [((0, 2), "government_body")]


def test_even_scores_go_to_the_longer_name() -> None:
    assert chosen(((0, 2), [0.91, 0.09, 0.0]), ((0, 4), [0.9, 0.1, 0.0])) == [((0, 4), "government_body")]


def test_each_type_has_its_threshold() -> None:
    assert chosen(((0, 1), [0.3, 0.7, 0.0])) == [((0, 1), "government_body")]
    assert chosen(((0, 1), [0.0, 0.7, 0.3])) == []


def test_an_event_keeps_the_name_it_bears() -> None:
    classes = ("event", "none", "organization")
    groups = [Group("tarn league conference", ((0, 3),), ()), Group("tarn league", ((0, 2),), ())]
    picked = select(groups, [[0.6, 0.4, 0.0], [0.0, 0.0, 1.0]], classes, {"": 0.4})
    assert [(one.window, one.type) for one in picked] == [((0, 3), "event")]


def test_what_a_text_calls_a_regulator_is_a_public_body() -> None:
    nlp = load_pipeline(ExtractSettings())
    text = "French stock market regulator AMF has filed complaints against media giant Vivendi Universal."
    found = {mention.text: mention.type for mention in extract(nlp, Article("a", "", text)).mentions}
    assert found["AMF"] == "government_body"
