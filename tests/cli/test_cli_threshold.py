"""``newsgraph build --min-confidence``: what is left out of every output, and what is said of it. No model is needed."""

import json

import pytest

import graph.pipeline
from graph.core.types import Claim, Extraction, Mention

TEXT = "Quay Ltd owns Tug Works and Isle Ferries, it was said in Port Haven on Monday; the works build ships there."
NAMES = ("Quay Ltd", "Tug Works", "Isle Ferries")


def _extraction(article):
    found = [Mention(article.id, at := article.text.index(name), at + len(name), name, "company") for name in NAMES]
    claims = (
        Claim(article.id, "owns", found[0], found[1], 0, 23, score=0.9),
        Claim(article.id, "owns", found[0], found[2], 0, 40, score=0.3),
    )
    return Extraction(article.id, tuple(found), ((0,), (1,), (2,)), claims)


@pytest.fixture
def build(newsgraph, tmp_path, monkeypatch):
    monkeypatch.setattr(
        graph.pipeline, "extract_all", lambda articles, settings: ((one, _extraction(one)) for one in articles)
    )
    (tmp_path / "one.txt").write_text(f" date 2024-03-01 Owners\n{TEXT}", "utf-8")
    return lambda *options: newsgraph("build", tmp_path / "one.txt", "--out", tmp_path / "out", *options)


def _report(folder):
    return json.loads((folder / "report.json").read_text("utf-8"))


def test_statements_below_are_in_no_output_and_their_entities_stay(build, tmp_path):
    assert build("--min-confidence", "0.5", "--formats", "all").exit_code == 0
    out = tmp_path / "out"
    rows = [json.loads(line) for line in (out / "statements.jsonl").read_text("utf-8").splitlines()]
    assert [row["confidence"] for row in rows] == [0.9]
    entities = {row["name"] for row in map(json.loads, (out / "entities.jsonl").read_text("utf-8").splitlines())}
    assert entities == set(NAMES)
    assert (out / "mentions.jsonl").read_text("utf-8").count("\n") == 3
    assert (out / "graph.ttl").read_text("utf-8").count("a newsgraph:Statement") == 1
    assert (out / "graph.graphml").read_text("utf-8").count("<edge ") == 1


def test_the_report_tells_what_was_left_out_and_what_to_expect(build, tmp_path):
    done = build("--min-confidence", "0.5", "--formats", "jsonl")
    assert _report(tmp_path / "out")["statements"] == {
        "minimum": 0.5,
        "kept": 1,
        "left_out": 1,
        "expected_precision": 0.9,
        "expected_recall": 0.75,
    }
    assert _report(tmp_path / "out")["counts"]["statements"] == 1
    table = [line.rsplit("  ", 1) for line in done.stderr.splitlines() if "  " in line]
    told = {label.strip(): figure.strip() for label, figure in table}
    assert told["statements"] == "1"
    assert told["right, expected"] == "90 %"
    assert told["left out, below 0.5"] == "1"
    assert told["of all right ones kept, expected"] == "75 %"


def test_without_a_threshold_what_is_likelier_wrong_is_left_out(build, tmp_path):
    build("--formats", "jsonl")
    told = _report(tmp_path / "out")["statements"]
    assert (told["minimum"], told["kept"], told["left_out"]) == (0.5, 1, 1)


def test_from_0_on_all_are_kept(build, tmp_path):
    done = build("--min-confidence", "0", "--formats", "jsonl")
    assert _report(tmp_path / "out")["statements"] == {
        "minimum": 0.0,
        "kept": 2,
        "left_out": 0,
        "expected_precision": 0.6,
        "expected_recall": 1.0,
    }
    assert "right, expected" in done.stderr
    assert "left out" not in done.stderr


def test_the_option_overrides_the_settings(build, tmp_path):
    (tmp_path / "sure.toml").write_text("[publish]\nmin_confidence = 0.95\n", "utf-8")
    config = ("--config", tmp_path / "sure.toml", "--formats", "jsonl")
    build(*config)
    assert _report(tmp_path / "out")["statements"]["kept"] == 0
    build(*config, "--min-confidence", "0.2")
    assert _report(tmp_path / "out")["statements"]["kept"] == 2


@pytest.mark.parametrize("value", ["1.5", "-1", "nan"])
def test_a_number_that_is_no_confidence_is_status_2(build, value):
    done = build("--min-confidence", value)
    assert done.exit_code == 2
    assert done.stderr == f"newsgraph: --min-confidence {value}: give a number from 0 to 1\n"
