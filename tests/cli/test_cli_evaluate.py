"""``newsgraph evaluate``: the tables, the JSON, and errors on one line."""

import json

import pytest

import graph.pipeline
from graph.core.types import Claim, Extraction, Mention

TEXT = "Quay Ltd owns Tug Works, said Ada Verne, the minister, in Port Haven on Monday, and it will build ships there."
GOLD = """## one
E company; Quay Ltd
E company; Tug Works
E official; Ada Verne
R owns; Quay Ltd; Tug Works
R holds_position; Ada Verne; government; minister
T central bank
"""


def _extraction(article):
    one, other = (
        Mention(article.id, at := article.text.index(name), at + len(name), name, "company")
        for name in ("Quay Ltd", "Tug Works")
    )
    claim = Claim(article.id, "owns", one, other, 0, len(article.text), score=0.8)
    return Extraction(article.id, (one, other), ((0,), (1,)), (claim,))


@pytest.fixture
def given(tmp_path, monkeypatch):
    """An annotated article, and an extraction that needs no model."""
    monkeypatch.setattr(
        graph.pipeline, "extract_all", lambda articles, settings: ((one, _extraction(one)) for one in articles)
    )
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "gold.txt").write_text(GOLD, "utf-8")
    return tmp_path / "gold.txt", tmp_path / "texts"


def test_tables_in_a_pipe_are_tab_separated(newsgraph, given):
    done = newsgraph("evaluate", *given)
    assert done.exit_code == 0
    tables = [[line.split("\t") for line in part.splitlines()] for part in done.stdout.split("\n\n")]
    assert [table[0][0] for table in tables] == [
        "evaluation",
        "entities",
        "facts",
        "themes",
        "of the facts found",
        "confidence",
        "coreference",
    ]
    assert tables[0][1:] == [["articles", "1"], ["words a second", "–"]]
    assert tables[1] == [
        ["entities", "precision", "recall", "F1", "gold", "found"],
        ["official", "0.0", "0.0", "0.0", "1", "0"],
        ["company", "100.0", "100.0", "100.0", "2", "2"],
        ["all", "100.0", "66.7", "80.0", "3", "2"],
    ]
    assert tables[2][1:] == [
        ["holds_position", "0.0", "0.0", "0.0", "1", "0"],
        ["owns", "100.0", "100.0", "100.0", "1", "1"],
        ["all", "100.0", "50.0", "66.7", "2", "1"],
    ]
    assert tables[3][1:] == [["all", "0.0", "0.0", "0.0", "4", "0"]]
    assert tables[4][1:] == [["status", "–", "0"], ["role", "–", "0"], ["evidence", "–", "0"]]
    assert tables[5][1:] == [
        ["0.7 to 0.8", "1", "0.800", "1.000"],
        ["expected calibration error", "", "", "0.200"],
    ]
    assert [row[0] for row in tables[6]] == ["coreference", "MUC", "B³", "CEAF-e", "CoNLL average"]
    assert tables[6][2][1:] == ["100.0", "66.7", "80.0"]
    assert done.stderr == ""


def test_json_is_one_object_with_the_same_figures(newsgraph, given):
    values = json.loads(newsgraph("evaluate", *given, "--json").stdout)
    assert list(values) == [
        "articles",
        "entities",
        "facts",
        "themes",
        "status",
        "role",
        "evidence",
        "calibration",
        "coreference",
        "words_per_second",
    ]
    assert values["entities"]["all"] == {"precision": 100, "recall": 66.67, "f1": 80, "gold": 3, "found": 2}
    assert values["calibration"]["ece"] == 0.2
    assert values["status"] == {"accuracy": None, "of": 0}


def test_a_bad_line_is_one_line_with_status_1(newsgraph, given):
    gold, texts = given
    gold.write_text(GOLD + "R owns; Quay Ltd\n", "utf-8")
    done = newsgraph("evaluate", gold, texts)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"newsgraph: {gold}:8: not 2 fields; write it as: R owns; subject; object\n"


def test_a_missing_text_is_one_line_with_status_1(newsgraph, given):
    gold, texts = given
    (texts / "one.txt").rename(texts / "two.txt")
    done = newsgraph("evaluate", gold, texts)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"newsgraph: {gold}:1: no text of article 'one' in {texts}; add {texts}/one.txt")


@pytest.mark.parametrize("missing", [0, 1])
def test_files_that_do_not_exist_are_status_2(newsgraph, given, missing):
    paths = [*given]
    paths[missing] = paths[missing].with_name("gone")
    done = newsgraph("evaluate", *paths)
    assert done.exit_code == 2
    assert "gone: " in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_settings_decide_what_is_scored(newsgraph, given, tmp_path):
    (tmp_path / "sure.toml").write_text("[publish]\nmin_confidence = 0.9\n", "utf-8")
    values = json.loads(newsgraph("evaluate", *given, "--config", tmp_path / "sure.toml", "--json").stdout)
    assert values["facts"]["all"]["found"] == 0
