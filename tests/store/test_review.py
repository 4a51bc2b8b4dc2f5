"""The way of a correction: a wrong merge, asked about, answered, gone at the next build, and still gone after others."""

import json
import tomllib

import pytest
import store_pipeline
from store_articles import write
from typer.testing import CliRunner

import graph
from graph.core.errors import DataError
from graph.resolve.corrections import read_corrections
from graph.store.memory import read_merges

TEXTS = (
    "Ann Lee, minister at Ministry of Ports, opened a harbour with Otto Vale.",
    "Ann Lee scored twice for Varo Rovers before Mary Hill was sent off.",
    "Bo Lind, minister at Ministry of Trade, met Otto Vale.",
)


def story(number, text):
    return {"id": f"a{number}", "title": f"Story {number}", "date": f"2023-0{number + 1}-10", "text": text}


@pytest.fixture
def review(tmp_path):
    """The command on the built folder, with answers as lines of standard input."""
    from graph.cli import app

    def run(answers, *options):
        return CliRunner().invoke(
            app, ["review", str(tmp_path / "out"), *options], input=answers, catch_exceptions=False
        )

    return run


@pytest.fixture
def built(build, tmp_path):
    build(write(tmp_path / "in", [story(n, text) for n, text in enumerate(TEXTS)]), tmp_path / "out")
    return tmp_path / "out"


def persons(folder, name):
    return [
        sorted(m.mention.article for m in graph.load(folder).mentions if m.entity == one.id)
        for one in graph.load(folder).find(name)
    ]


def test_a_wrong_merge_is_gone_after_review_and_stays_gone(build, built, review, tmp_path):
    assert persons(built, "Ann Lee") == [["a0", "a1"]]
    done = review("n\nq\n", "--kind", "merges")
    assert done.exit_code == 0
    assert (
        "one official, Ann Lee:\n  “Ann Lee” in: Story 0, 2023-01-10\n  “Ann Lee” in: Story 1, 2023-02-10\n"
        in done.stdout
    )
    assert "because: same full name: ann lee (0.90)" in done.stdout
    assert f"1 answer in {built / 'corrections.toml'}; build again to apply it" in done.stderr
    build(tmp_path / "in", built)
    assert sorted(persons(built, "Ann Lee")) == [["a0"], ["a1"]]
    write(
        tmp_path / "in",
        [
            story(n, text)
            for n, text in enumerate(
                (*TEXTS, "Ann Lee scored for Varo Rovers again.", "Ann Lee, minister at Ministry of Ports, resigned.")
            )
        ],
    )
    build(tmp_path / "in", built)
    assert sorted(persons(built, "Ann Lee")) == [["a0", "a4"], ["a1", "a3"]]
    (built / "corrections.toml").unlink()
    build(tmp_path / "in", built)
    assert persons(built, "Ann Lee") == [["a0", "a1", "a3", "a4"]]


def test_a_wrong_fact_is_dropped_and_a_right_one_confirmed(build, built, review, tmp_path):
    first = review("n\ny\nq\n", "--kind", "facts")
    assert "holds a position at (minister)" in first.stdout
    build(tmp_path / "in", built)
    (post,) = graph.load(built).statements
    assert post.confidence == 1.0
    assert "nothing to ask" in review("", "--kind", "facts").stderr


def test_what_was_answered_is_not_asked_again(built, review):
    assert review("y\ny\n", "--kind", "merges").stdout.count("right?") == 2
    assert "nothing to ask" in review("", "--kind", "merges").stderr


def test_answers_are_added_to_what_people_wrote(built, review):
    path = built / "corrections.toml"
    path.write_text('# mine\n[[rename]]\nentity = "Bo Lind"\nname = "Bo Lindh"')
    review("y\nq\n", "--kind", "merges")
    text = path.read_text()
    assert text.startswith('# mine\n[[rename]]\nentity = "Bo Lind"\nname = "Bo Lindh"\n\n[[merge]]\n')
    assert [one.kind for one in read_corrections(path).entries] == ["rename", "merge"]


def test_answers_can_go_elsewhere(built, review, tmp_path):
    review("y\nq\n", "--kind", "merges", "--corrections", str(tmp_path / "mine.toml"))
    assert list(tomllib.loads((tmp_path / "mine.toml").read_text())) == ["merge"]
    assert not (built / "corrections.toml").exists()


@pytest.mark.parametrize("answers", ["", "q\n", "s\ns\ns\n", "x\nq\n"])
def test_without_an_answer_nothing_is_written(built, review, answers):
    done = review(answers)
    assert done.exit_code == 0
    assert "nothing was answered" in done.stderr
    assert not (built / "corrections.toml").exists()


def test_without_a_store_there_are_no_merges_to_ask_about(built, tmp_path):
    with pytest.raises(DataError, match="no store is there; build again, with the store"):
        read_merges(tmp_path / "none")
    segment = next(iter((built / ".newsgraph").glob("merges-*")))
    segment.write_bytes(b"PAR1")
    with pytest.raises(DataError, match=r"is damaged .*; build again, with the store"):
        read_merges(built / ".newsgraph")


def test_a_correction_that_matches_nothing_is_in_the_report(build, built, tmp_path):
    (built / "corrections.toml").write_text('\n[[rename]]\nentity = "Nobody Here"\nname = "X"\n')
    build(tmp_path / "in", built)
    (problem,) = json.loads((built / "report.json").read_text())["problems"]
    assert problem == {
        "source": "corrections.toml",
        "line": 2,
        "severity": "warning",
        "reason": "renames nothing: no entity is called 'Nobody Here'",
    }


def test_a_correction_changes_no_other_build(build, built, tmp_path):
    (tmp_path / "c.toml").write_text('[[rename]]\nentity = "Bo Lind"\nname = "Bo Lindh"\n')
    resolve = {"corrections": str(tmp_path / "c.toml")}
    build(tmp_path / "in", tmp_path / "other", resolve=resolve)
    assert [one.name for one in graph.load(tmp_path / "other").find("Bo Lindh")] == ["Bo Lindh"]
    assert graph.load(built).find("Bo Lindh") == []
    assert store_pipeline.read
