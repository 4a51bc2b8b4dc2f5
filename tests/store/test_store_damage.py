"""What of a store cannot be used is said in one sentence and made anew; another build's store is left to it."""

import json
import os
import subprocess
import sys
import types

import pytest
import store_pipeline
from store_articles import article, files, write

from graph.core.errors import DataError
from graph.store.lock import locked
from graph.store.manifest import NAME
from graph.store.versions import extraction_version, reading_version


@pytest.fixture
def built(build, tmp_path):
    articles = write(tmp_path / "in", map(article, range(9)))
    build(articles, tmp_path / "out")
    return types.SimpleNamespace(
        articles=articles, out=tmp_path / "out", store=tmp_path / "out" / ".newsgraph", wanted=files(tmp_path / "out")
    )


def _segment(store, table):
    return next(iter(store.glob(f"{table}-*.parquet")))


@pytest.mark.parametrize("table", ["extractions", "readings", "signatures"])
@pytest.mark.parametrize("how", ["truncated", "flipped", "missing"])
def test_a_damaged_file_is_told_and_made_anew(build, built, table, how):
    path = _segment(built.store, table)
    data = bytearray(path.read_bytes())
    if how == "truncated":
        path.write_bytes(data[: len(data) // 2])
    elif how == "flipped":
        data[len(data) // 3] ^= 4
        path.write_bytes(data)
    else:
        path.unlink()
    (told,) = build(built.articles, built.out)
    assert told.startswith(f"{path} is {'missing' if how == 'missing' else 'damaged'}")
    assert told.endswith("; what it held is made anew")
    assert len(store_pipeline.read) == (9 if table == "extractions" else 0)
    assert files(built.out) == built.wanted
    assert build(built.articles, built.out) == []
    assert store_pipeline.read == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is damaged"),
        (b"\x00\xff", "is damaged"),
        (b"[]", "is damaged (it names no format)"),
        (b'{"format": 99, "segments": [], "sha256": ""}', "has the format 99, this version of newsgraph reads 1"),
        (b'{"format": 1, "segments": [], "sha256": ""}', "is damaged (its checksum is not that of its content)"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_told_and_the_store_made_anew(build, built, content, reason):
    (built.store / NAME).write_bytes(content)
    (told,) = build(built.articles, built.out)
    assert told.startswith(f"{built.store / NAME} {reason}")
    assert told.endswith("; the store is made anew")
    assert len(store_pipeline.read) == 9
    assert files(built.out) == built.wanted


def test_a_row_changed_in_the_manifest_is_noticed(build, built):
    content = json.loads((built.store / NAME).read_text())
    content["segments"][0]["rows"] += 1
    (built.store / NAME).write_text(json.dumps(content))
    (told,) = build(built.articles, built.out)
    assert "its checksum is not that of its content" in told


def test_a_folder_with_other_files_is_no_store(build, built, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.doc").write_text("years of work")
    with pytest.raises(
        DataError, match=r"mine: holds thesis\.doc, so it is no store; give --store a new or empty folder"
    ):
        build(built.articles, built.out, store={"path": str(mine)})
    assert [path.name for path in mine.iterdir()] == ["thesis.doc"]


def test_a_file_is_no_store(build, built, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(
        DataError, match=r"file: cannot be used as a store: .*; give --store another folder, or --no-store"
    ):
        build(built.articles, built.out, store={"path": str(tmp_path / "file")})


HOLD = "import sys; from pathlib import Path; from graph.store.lock import locked\nwith locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"


def test_two_builds_at_once_and_the_lock_of_a_killed_one(build, built):
    command = [sys.executable, "-c", HOLD, str(built.store)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(DataError) as problem:
            build(built.articles, built.out)
        assert str(problem.value) == (
            f"{built.store}: another build is using this store (process {holder.pid}); "
            "wait until it ends, or give --store another folder"
        )
        assert files(built.out) == built.wanted
    finally:
        holder.kill()
        holder.communicate()
    assert build(built.articles, built.out) == []


INTO = HOLD.replace("graph.store.lock", "graph.publish.files").replace("locked", "alone")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no lock on a folder")
@pytest.mark.parametrize("store", ["", "elsewhere"])
def test_two_builds_into_one_folder_with_no_store_or_another(build, built, tmp_path, store):
    holder = subprocess.Popen(
        [sys.executable, "-c", INTO, str(built.out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    path = str(tmp_path / store) if store else ""
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(DataError) as problem:
            build(built.articles, built.out, store={"path": path})
        assert str(problem.value) == (
            f"{built.out}: another build is writing to this folder; wait until it ends, or give --out another"
        )
        assert files(built.out) == built.wanted
    finally:
        holder.kill()
        holder.communicate()
    assert build(built.articles, built.out, store={"path": path}) == []
    assert files(built.out) == built.wanted


def test_the_lock_is_let_go_when_a_build_fails(tmp_path):
    with pytest.raises(RuntimeError), locked(tmp_path):
        raise RuntimeError
    with locked(tmp_path):
        assert (tmp_path / "lock.pid").read_text() == f"{os.getpid()}\n"


def test_versions_depend_on_what_extraction_depends_on(tmp_path, model):
    base = store_pipeline.settings(model).extract
    version = extraction_version(base)
    assert version == extraction_version(base.model_copy(update={"jobs": 7}))
    assert extraction_version(base.model_copy(update={"model": "no_such_pipeline"})) is None
    changed = {
        version,
        extraction_version(base.model_copy(update={"settings": {"mentions": {"x": 1}}})),
        reading_version(),
    }
    fewer = {**base.components, "mentions": ""}
    changed.add(extraction_version(base.model_copy(update={"components": fewer})))
    (tmp_path / "w.bin").write_bytes(b"one")
    files_named = [base.model_copy(update={"settings": {"mentions": {"path": str(tmp_path / "w.bin")}}})] * 2
    changed.add(extraction_version(files_named[0]))
    (tmp_path / "w.bin").write_bytes(b"two")
    changed.add(extraction_version(files_named[1]))
    assert len(changed) == 6


def test_a_component_that_no_package_provides_is_not_kept(build, built, model):
    steps = {"mentions": "store_test_names", "late": "no_such_factory"}
    extract = store_pipeline.settings(model).extract.model_dump() | {"components": steps}
    with pytest.raises(LookupError, match="the code of component 'no_such_factory' cannot be found"):
        extraction_version(
            store_pipeline.settings(
                model,
            ).extract.model_validate(extract)
        )
