"""Each saved query answers its question, and takes its parameters as text and never as SPARQL."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.core.errors import UsageError
from graph.core.types import Dataset
from graph.query import run_saved, saved_queries
from graph.query.saved import bind, find_saved, unbound
from graph.query.store import ask, store_of
from graph.query.table import Table

if TYPE_CHECKING:
    import pyoxigraph as ox

QUERIES = sorted(saved_queries())


def rows(store: ox.Store, query: str, columns: str, **parameters: str) -> list[tuple[str, ...]]:
    """The text of some columns of an answer."""
    table = run_saved(store, query, **parameters)
    places = [table.columns.index(column) for column in columns.split()]
    return [tuple(str(row[place]) for place in places) for row in table.rows]


def test_posts_lists_every_post_with_status_date_and_words(store: ox.Store) -> None:
    assert rows(store, "posts", "person role body status reported quote") == [
        (
            "Ivo Tarn",
            "minister",
            "Ministry of Arts",
            "former",
            "2031-05-02",
            "Ivo Tarn holds_position Ministry of Arts.",
        ),
        (
            "Mara Okello",
            "Director",
            "Office of Letters",
            "stated",
            "2031-06-01",
            "Mara Okello holds_position Office of Letters.",
        ),
        ("Ivo Tarn", "", "Port Vell", "denied", "2031-06-01", "Ivo Tarn holds_position Port Vell."),
    ]


ANSWERS = [
    ("posts", {"person": "OKELLO"}, "role body", [("Director", "Office of Letters")]),
    ("posts", {"body": "arts min"}, "person", [("Ivo Tarn",)]),
    ("posts", {"role": "direct"}, "person", [("Mara Okello",)]),
    ("posts", {"person": "nobody"}, "role", []),
    ("former-posts", {}, "person role status", [("Ivo Tarn", "minister", "former"), ("Ivo Tarn", "", "denied")]),
    ("former-posts", {"body": "vell"}, "body", [("Port Vell",)]),
    ("members", {"body": "vc"}, "member body status quote", [("Brightsea", "Vell Chamber", "stated", "Brightsea member_of Vell Chamber.")]),
    ("owners", {}, "owner owned status", [("Brightsea", "Lumen Press", "planned")]),
    ("owners", {"owner": "lumen"}, "owned", []),
    ("funding", {}, "funder funded", [("Ministry of Arts", "Lumen Press")]),
    ("meetings", {"who": "chamber"}, "one other reported", [("Ministry of Arts", "Vell Chamber", "2031-05-02")]),
    ("meetings", {"who": "moa"}, "one other", [("Ministry of Arts", "Vell Chamber")]),
    ("planned-deals", {}, "one what other status", [("Brightsea", "owns", "Lumen Press", "planned")]),
    ("planned-deals", {"who": "okello"}, "one", []),
    ("events", {}, "event how who", [("Tidewater Forum", "attended by", "Brightsea"), ("Tidewater Forum", "held in", "Port Vell"), ("Tidewater Forum", "organized by", "Office of Letters")]),
    ("events", {"who": "port"}, "how", [("held in",)]),
    ("companies-of-ministry", {}, "ministry company through", [("Ministry of Arts", "Brightsea", "Tidewater Forum"), ("Ministry of Arts", "Lumen Press", "funds")]),
    ("companies-of-ministry", {"company": "bright"}, "company", [("Brightsea",)]),
    ("companies-of-ministry", {"ministry": "ports"}, "company", []),
    ("themes-of-ministry", {"ministry": "arts"}, "ministry theme articles", [("Ministry of Arts", "Cultural industries", "1")]),
    ("articles-of-entity", {"name": "brightsea"}, "name published title publisher url", [("Brightsea", "2031-06-01", "News a2", "Vell Herald", "https://herald.example/a2"), ("Brightsea", "2031-05-02", "News a1", "Vell Herald", "https://herald.example/a1")]),
    ("theme-overview", {}, "theme articles entities", [("Cultural industries", "1", "1")]),
    ("most-mentioned", {"type": "company"}, "name type articles facts", [("Brightsea", "Company", "2", "3"), ("Lumen Press", "Company", "1", "2")]),
    ("connections", {"from": "brightsea", "to": "vell chamber"}, "path hops", [
        ("Brightsea – is a member of – Vell Chamber", "1"),
        ("Brightsea – owns (planned) – Lumen Press – is funded by – Ministry of Arts – meets – Vell Chamber", "3"),
    ]),
    ("connections", {"from": "okello"}, "path hops", [
        ("Mara Okello – holds a position at – Office of Letters", "1"),
        ("Mara Okello – holds a position at – Office of Letters – is part of – Ministry of Arts", "2"),
        ("Mara Okello – holds a position at – Office of Letters – organizes – Tidewater Forum", "2"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "parameters", "columns", "expected"), ANSWERS)
def test_answers(
    store: ox.Store, name: str, parameters: dict[str, str], columns: str, expected: list[tuple[str, ...]]
) -> None:
    assert rows(store, name, columns, **parameters) == expected


def test_a_company_is_linked_to_a_ministry_through_who_holds_a_post_there(dataset: Dataset) -> None:
    met = replace(dataset.statements[7], id="m1", subject="e5", object="e0", status="planned")
    left = replace(met, id="m2", object="e1")  # Ivo Tarn is a former minister
    made = store_of(replace(dataset, statements=(*dataset.statements, met, left)))
    assert rows(made, "companies-of-ministry", "company through", company="lumen") == [
        ("Lumen Press", "Mara Okello: meets (planned)"),
        ("Lumen Press", "funds"),
    ]


def test_without_names_connections_lists_each_direct_link_once(store: ox.Store) -> None:
    found = rows(store, "connections", "hops path")
    assert {hops for hops, _ in found} == {"1"}
    assert len(found) == 11


def test_a_line_for_a_parameter_stays_only_if_it_is_given() -> None:
    owners = saved_queries()["owners"]
    assert "CONTAINS" not in bind(owners, {})
    one = bind(owners, {"owner": 'Bright"sea'})
    assert one.count("CONTAINS") == 1
    assert r'LCASE("Bright\"sea")' in one
    assert "#" not in one


def test_the_text_to_read_has_all_lines_and_answers_like_no_parameters(store: ox.Store) -> None:
    for query in saved_queries().values():
        text = unbound(query)
        assert text.count('""') >= len(query.parameters)
        assert str(ask(store, text)) == str(run_saved(store, query.name)), query.name


def test_every_query_is_answered_above() -> None:
    assert {name for name, *_ in ANSWERS} == set(QUERIES)
    assert len(QUERIES) >= 12


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_names_itself_and_just_the_parameters_that_it_uses(name: str) -> None:
    query = saved_queries()[name]
    assert query.title
    assert query.description.endswith(".")
    assert set(query.parameters) == set(re.findall(r"\$(\w+)", query.text))
    assert query.text.count("#") == query.text.count(" # if given\n")


@pytest.mark.parametrize("name", QUERIES)
def test_an_empty_graph_gives_no_rows(name: str) -> None:
    table = run_saved(store_of(Dataset()), name)
    assert table.rows == ()
    assert table.columns


@pytest.mark.parametrize("name", QUERIES)
def test_the_cookbook_explains_each_query(name: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / "cookbook.md").read_text("utf-8")
    assert f"`{name}`" in text


def test_every_file_is_a_query() -> None:
    assert {f"{name}.rq" for name in QUERIES} == {file.name for file in files("graph.query").joinpath("data").iterdir()}


def test_an_unknown_name_is_answered_with_the_closest_and_all() -> None:
    with pytest.raises(
        UsageError, match=r"no saved query 'post' \(did you mean posts\?\); choose from: articles-of-entity, "
    ):
        find_saved("post")
    with pytest.raises(UsageError, match=r"no saved query 'zzz'; choose from"):
        find_saved("zzz")


def test_an_unknown_parameter_is_answered_with_those_there_are(store: ox.Store) -> None:
    with pytest.raises(
        UsageError, match="saved query posts has no parameter 'name'; its parameters: person, body, role"
    ):
        run_saved(store, "posts", name="x")


INJECTED = ['")) } #', '") || true || ("', "\\", "\n}", "$role", "?x", "{}", "\ud800", "\x00"]


@given(text=st.sampled_from(INJECTED) | st.text(st.characters()))
def test_a_parameter_is_text_whatever_it_holds(store: ox.Store, text: str) -> None:
    table = run_saved(store, "posts", person=text)
    assert all(text.lower() in str(row[0]).lower() for row in table.rows)
    found = ask(store, bind(saved_queries()["posts"], {"person": text}))
    assert isinstance(found, Table)
    assert found == table
