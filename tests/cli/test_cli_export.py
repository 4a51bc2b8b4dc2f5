"""``newsgraph export``, ``validate`` and ``ontology``: what they write, print and end with."""

from __future__ import annotations

import json

import pytest

from graph.core.config import PublishSettings
from graph.publish.registry import find


def test_export_writes_into_the_folder_and_its_report(newsgraph, folder):
    (folder / "report.json").write_text('{"base": "https://a.example/", "files": ["entities.jsonl"]}')
    done = newsgraph("export", folder, "--to", "turtle.gz")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == f"{folder}/graph.ttl.gz\n"
    assert json.loads((folder / "report.json").read_text())["files"] == ["entities.jsonl", "graph.ttl.gz"]


def test_export_keeps_base_title_and_licence_of_the_build(newsgraph, folder, dataset, tmp_path):
    settings = PublishSettings(base="https://a.example/", title="Isles", license="https://b.example/by")
    report = {"base": settings.base, "title": settings.title, "license": settings.license, "files": []}
    (folder / "report.json").write_text(json.dumps(report))
    newsgraph("export", folder, "--to", "ntriples", "--out", tmp_path / "mine.nt")
    with (tmp_path / "expected.nt").open("wb") as file:
        from graph.publish.interchange import read_interchange

        find("ntriples").load()(read_interchange(folder), file, settings)
    assert (tmp_path / "mine.nt").read_bytes() == (tmp_path / "expected.nt").read_bytes()
    assert b"https://b.example/by" in (tmp_path / "mine.nt").read_bytes()


def test_several_files_go_to_a_folder_that_is_made(newsgraph, folder, tmp_path):
    done = newsgraph("export", folder, "--to", "csv", "--out", tmp_path / "new" / "tables")
    names = ["entities", "statements", "evidence", "articles", "mentions", "themes"]
    assert done.stdout.splitlines() == [f"{tmp_path}/new/tables/{name}.csv" for name in names]
    assert not (folder / "report.json").exists()


@pytest.mark.parametrize(
    ("args", "line"),
    [
        ([], "newsgraph: no format to write: give --to FORMAT"),
        (["--to", "pdf"], "newsgraph: unknown format 'pdf'; choose from: jsonl, html, turtle"),
        (["--to", "jsonl"], "newsgraph: jsonl is what the folder holds already"),
        (["--to", "csv", "--out", "taken"], "newsgraph: --out taken: is a file; csv is 6 files: give a folder"),
    ],
)
def test_a_wrong_call_is_one_line_and_status_2(newsgraph, folder, tmp_path, monkeypatch, args, line):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("")
    done = newsgraph("export", folder, *args)
    assert done.exit_code == 2
    assert done.stderr.startswith(line)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["export", "validate"])
def test_a_broken_folder_is_one_line_with_file_and_remedy(newsgraph, folder, tmp_path, command):
    args = ["--to", "turtle"] if command == "export" else []
    (folder / "statements.jsonl").write_text('{"id":\n')
    done = newsgraph(command, folder, *args)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"newsgraph: {folder}/statements.jsonl:1: ")
    assert f"rebuild with: newsgraph build SRC... --out {folder}" in done.stderr
    assert done.stderr.count("\n") == 1
    assert newsgraph(command, tmp_path / "gone", *args).stderr.startswith(
        f"newsgraph: {tmp_path / 'gone'}: no such folder"
    )


def test_export_to_a_place_that_cannot_be_written(newsgraph, folder, tmp_path):
    (tmp_path / "file").write_text("")
    done = newsgraph("export", folder, "--to", "turtle", "--out", tmp_path / "file" / "graph.ttl")
    assert done.exit_code == 1
    assert "cannot write there" in done.stderr


def test_validate_tells_what_conforms(newsgraph, folder):
    newsgraph("export", folder, "--to", "turtle")
    done = newsgraph("validate", folder)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "graph.ttl: conforms\n")
    assert json.loads(newsgraph("validate", folder, "--json").stdout) == {
        "file": "graph.ttl",
        "conforms": True,
        "violations": [],
    }


def test_validate_names_the_entity_and_ends_with_1(newsgraph, folder):
    newsgraph("export", folder, "--to", "ntriples")
    content = (folder / "graph.nt").read_text("utf-8")
    label = "<http://www.w3.org/2004/02/skos/core#altLabel>"
    assert label in content
    (folder / "graph.nt").write_text(content.replace(label, label.replace("altLabel", "prefLabel")), "utf-8")
    done = newsgraph("validate", folder)
    assert done.exit_code == 1
    head, *rows = done.stdout.splitlines()
    assert head.split("\t") == ["name", "property", "value", "rule", "node"]
    assert any(
        row.startswith("Ada Verne\tskos:prefLabel\t\tAn entity has one preferred name.\tentity:ada-verne-e1")
        for row in rows
    )
    assert "\x1b" not in done.stdout
    assert done.stderr == f"graph.nt: {len(rows)} violations\n"


def test_ontology_writes_the_reference(newsgraph, tmp_path):
    done = newsgraph("ontology", tmp_path / "ref")
    assert sorted(done.stdout.splitlines()) == sorted(map(str, (tmp_path / "ref").iterdir()))
    (tmp_path / "file").write_text("")
    done = newsgraph("ontology", tmp_path / "file")
    assert done.exit_code == 1
    assert "cannot write there" in done.stderr
