"""A build after another does only new work, and writes what a build from nothing does."""

import json
import random
import shutil

import pytest
import store_pipeline
from store_articles import article, files, write

from graph.store.manifest import NAME


def _rows(folder, table):
    content = json.loads((folder / ".newsgraph" / NAME).read_text())
    return sum(one["rows"] for one in content["segments"] if one["table"] == table)


def test_the_same_articles_are_read_once(build, fresh, tmp_path):
    articles = write(tmp_path / "in", map(article, range(12)))
    assert build(articles, tmp_path / "out") == []
    assert len(store_pipeline.read) == 12
    first = files(tmp_path / "out")
    assert build(articles, tmp_path / "out") == []
    assert store_pipeline.read == []
    assert files(tmp_path / "out") == first == fresh(articles)


@pytest.mark.parametrize("seed", range(2))
def test_added_changed_and_removed_articles_cause_only_their_own_work(build, fresh, tmp_path, seed):
    chance = random.Random(seed)
    now = {number: article(number) for number in range(20)}
    out = tmp_path / "out"
    expected = []
    for turn in range(3):
        articles = write(tmp_path / f"in{turn}" / "in", now.values())
        build(articles, out)
        if turn:
            assert sorted(store_pipeline.read) == sorted(expected)
        assert files(out) == fresh(articles)
        for number in chance.sample(sorted(now), 3):
            del now[number]
        changed = chance.sample(sorted(now), 2)
        added = [100 * seed + 40 + 10 * turn + i for i in range(3)]
        now |= {number: article(number, text=f"Ann Lee met UNCTAD {turn} {seed} {number}.") for number in changed}
        now |= {number: article(number) for number in added}
        expected = [now[number]["text"] for number in (*changed, *added)]


def test_an_article_under_another_id_in_another_file_is_not_read_again(build, fresh, tmp_path):
    build(write(tmp_path / "a" / "in", map(article, range(6))), tmp_path / "out")
    renamed = [article(number, id=f"b{number}", title=f"Story {number}") for number in range(6)]
    articles = write(tmp_path / "b" / "in", reversed(renamed))
    build(articles, tmp_path / "out")
    assert store_pipeline.read == []
    assert files(tmp_path / "out") == fresh(articles)


def test_the_order_of_files_and_lines_changes_nothing(build, tmp_path):
    rows = [article(number) for number in range(15)]
    wanted = None
    for turn in range(4):
        random.Random(turn).shuffle(rows)
        folder = tmp_path / str(turn) / "in"
        folder.mkdir(parents=True)
        for row in rows:  # the order in which files are made is that in which some systems list them
            (folder / f"{row['id']}.json").write_text(json.dumps(row))
        build(folder, tmp_path / "out")
        wanted = wanted or files(tmp_path / "out")
        assert files(tmp_path / "out") == wanted


def test_rows_of_removed_articles_are_dropped_and_segments_merged(build, tmp_path, monkeypatch):
    monkeypatch.setattr("graph.store.table.FLUSH", 4)
    out = tmp_path / "out"
    build(write(tmp_path / "0" / "in", map(article, range(40))), out)
    assert len(list((out / ".newsgraph").glob("extractions-*"))) <= 6
    assert _rows(out, "extractions") == 40
    build(write(tmp_path / "1" / "in", map(article, range(10))), out)
    assert _rows(out, "extractions") == _rows(out, "readings") == _rows(out, "signatures") == 10
    named = {one["file"] for one in json.loads((out / ".newsgraph" / NAME).read_text())["segments"]}
    assert {path.name for path in (out / ".newsgraph").glob("*.parquet")} == named


def test_little_is_written_when_little_is_new(build, tmp_path):
    out = tmp_path / "out"
    build(write(tmp_path / "0" / "in", map(article, range(30))), out)
    before = {path.name for path in (out / ".newsgraph").glob("extractions-*")}
    build(write(tmp_path / "1" / "in", map(article, range(31))), out)
    after = {path.name for path in (out / ".newsgraph").glob("extractions-*")}
    assert before < after
    assert len(after - before) == 1


def test_a_store_elsewhere_serves_several_folders(build, tmp_path):
    articles = write(tmp_path / "in", map(article, range(5)))
    store = {"path": str(tmp_path / "kept")}
    build(articles, tmp_path / "one", store=store)
    build(articles, tmp_path / "two", store=store)
    assert store_pipeline.read == []
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert not (tmp_path / "two" / ".newsgraph").exists()


def test_without_a_store_nothing_is_kept(build, tmp_path):
    articles = write(tmp_path / "in", map(article, range(5)))
    for _ in range(2):
        build(articles, tmp_path / "out", store={"path": ""})
        assert len(store_pipeline.read) == 5
    assert not (tmp_path / "out" / ".newsgraph").exists()


def test_what_cannot_be_read_is_tried_again(build, tmp_path):
    articles = write(tmp_path / "in", [article(1), article(2, text="UNREADABLE things by Ann Lee.")])
    for count in (2, 1):
        build(articles, tmp_path / "out")
        assert len(store_pipeline.read) == count
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert [one["reason"] for one in report["problems"]] == [
        "article a002: extraction failed: ValueError: no such luck"
    ]


def test_other_settings_make_the_store_anew_and_say_so(build, tmp_path):
    articles = write(tmp_path / "in", map(article, range(5)))
    build(articles, tmp_path / "out")
    shutil.copytree(tmp_path / "out", tmp_path / "other")
    (tmp_path / "another").mkdir()
    other = store_pipeline.settings(tmp_path / "another")  # the same pipeline under another name
    told = build(articles, tmp_path / "other", extract=other.extract.model_dump())
    assert len(store_pipeline.read) == 5
    assert told == [
        f"{tmp_path / 'other' / '.newsgraph'} is of another version of newsgraph or of other settings; it is made anew"
    ]
    assert files(tmp_path / "other") == files(tmp_path / "out")
