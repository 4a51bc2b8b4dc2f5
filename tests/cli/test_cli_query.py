"""``newsgraph query`` and ``newsgraph saved``: the forms of a query, the forms of an answer, what is wrong with either."""

import csv
import io
import json

import pytest

from graph.query import saved_queries

POSTS = 'SELECT ?name ?role WHERE { ?entity rdfs:label ?name FILTER(STRSTARTS(?name, "Ada")) BIND("head" AS ?role) }'


def test_table_in_a_pipe_is_tab_separated(newsgraph, folder):
    result = newsgraph("query", folder, POSTS)
    assert (result.exit_code, result.stdout) == (0, "name\trole\nAda Verne\thead\n")


def test_csv(newsgraph, folder):
    rows = list(csv.reader(io.StringIO(newsgraph("query", folder, POSTS, "--format", "csv").stdout)))
    assert rows == [["name", "role"], ["Ada Verne", "head"]]


def test_json(newsgraph, folder):
    data = json.loads(newsgraph("query", folder, POSTS, "--format", "json").stdout)
    assert data["head"]["vars"] == ["name", "role"]
    assert data["results"]["bindings"][0]["name"] == {"type": "literal", "value": "Ada Verne"}


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_construct_is_turtle_in_every_format(newsgraph, folder, form):
    query = 'CONSTRUCT { ?s rdfs:label ?name } WHERE { ?s rdfs:label ?name FILTER(?name = "Ada Verne") }'
    result = newsgraph("query", folder, query, "--format", form)
    assert result.exit_code == 0
    assert '"Ada Verne"' in result.stdout
    assert result.stdout.rstrip().endswith(".")


def test_query_from_a_file_and_from_stdin(newsgraph, folder, tmp_path):
    file = tmp_path / "posts.rq"
    file.write_text(POSTS)
    expected = newsgraph("query", folder, POSTS).stdout
    assert newsgraph("query", folder, "--file", file).stdout == expected
    assert newsgraph("query", folder, "-", stdin=POSTS).stdout == expected
    assert newsgraph("query", folder, "--file", "-", stdin=POSTS).stdout == expected


def test_query_file_that_is_no_text(newsgraph, folder, tmp_path):
    (tmp_path / "x.rq").write_bytes(b"\xff\xfe\x00")
    result = newsgraph("query", folder, "--file", tmp_path / "x.rq")
    assert result.exit_code == 2
    assert result.stderr == f"newsgraph: {tmp_path / 'x.rq'}: not UTF-8 text; save the query as UTF-8\n"


@pytest.mark.parametrize(
    ("query", "part"),
    [("SELECT WHERE", "line 1"), ("INSERT DATA { <a:a> <a:b> <a:c> }", "update"), ("", "query")],
)
def test_query_error_is_one_line_and_status_1(newsgraph, folder, query, part):
    result = newsgraph("query", folder, query)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("newsgraph: ")
    assert part in result.stderr
    assert result.stderr.count("\n") == 1


def test_folder_that_is_no_build(newsgraph, tmp_path):
    result = newsgraph("query", tmp_path / "none", POSTS)
    assert result.exit_code == 1
    assert str(tmp_path / "none") in result.stderr


def test_saved_query(newsgraph, folder):
    result = newsgraph("query", folder, "--saved", "posts")
    assert result.exit_code == 0
    assert "Ada Verne" in result.stdout
    assert "head" in result.stdout


def test_unknown_saved_query_lists_those_that_exist(newsgraph, folder):
    result = newsgraph("query", folder, "--saved", "post")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "posts" in result.stderr


def test_unknown_parameter_names_those_that_exist(newsgraph, folder):
    result = newsgraph("query", folder, "--saved", "posts", "--param", "colour=red")
    assert result.exit_code == 2
    assert "colour" in result.stderr


def test_parameter_narrows_the_answer(newsgraph, folder):
    assert "Ada Verne" in newsgraph("query", folder, "--saved", "posts", "--param", "person=verne").stdout
    assert "Ada Verne" not in newsgraph("query", folder, "--saved", "posts", "--param", "person=nobody").stdout


@pytest.mark.parametrize("query", saved_queries().values(), ids=lambda query: query.name)
def test_every_saved_query_takes_its_parameters_and_prints_itself(newsgraph, folder, query):
    params = [arg for name in query.parameters for arg in ("--param", f"{name}=")]
    answer = newsgraph("query", folder, "--saved", query.name, *params)
    assert (answer.exit_code, answer.stderr) == (0, "")
    printed = newsgraph("saved", query.name).stdout
    assert printed.startswith(f"# {query.title}\n")
    assert all(f"# --param {name}=" in printed for name in query.parameters)
    assert newsgraph("query", folder, "-", stdin=printed).stdout == answer.stdout


def test_saved_lists_every_query(newsgraph):
    lines = newsgraph("saved").stdout.splitlines()
    assert lines[0] == "name\tanswers\tparameters"
    assert lines[1:] == [f"{q.name}\t{q.title}\t{', '.join(q.parameters)}" for q in saved_queries().values()]


def test_saved_of_an_unknown_name(newsgraph):
    result = newsgraph("saved", "nothing")
    assert result.exit_code == 2
    assert result.stderr.startswith("newsgraph: no saved query 'nothing'")
    assert "posts" in result.stderr


def test_names_with_escape_sequences_are_shown_without(newsgraph, folder):
    query = 'SELECT ?name WHERE { ?x rdfs:label ?name FILTER(CONTAINS(?name, "Ports")) }'
    for form in ("table", "csv", "json"):
        printed = newsgraph("query", folder, query, "--format", form).stdout
        assert "Ministry of [bold]Ports[/bold]" in printed
        assert "\x1b" not in printed
