"""``newsgraph stats``: the figures of a small graph, counted by hand."""

import json
from itertools import pairwise

from graph.cli.figures import count, figures, period
from graph.core.types import Dataset


def test_figures_of_the_small_graph(dataset):
    values = figures(dataset)
    assert {key: values[key] for key in ("articles", "mentions", "entities", "statements", "theme_links")} == {
        "articles": 2,
        "mentions": 5,
        "entities": 6,
        "statements": 3,
        "theme_links": 2,
    }
    assert values["types"] == {"official": 1, "person": 2, "ministry": 1, "government_body": 1, "theme": 1}
    assert values["predicates"] == {"holds_position": 1, "part_of": 1, "meets": 1}
    assert values["statuses"] == {"stated": 2, "former": 1}
    assert (values["period"], values["undated"]) == (["2024-03-01", "2024-03-01"], 1)
    assert values["publishers"] == [{"name": "Isle Herald", "articles": 1}]
    assert values["themes"] == [{"name": "maritime transport", "articles": 1}]


def test_most_connected_come_first_and_themes_are_left_out(dataset):
    top = figures(dataset)["top"]
    assert [(one["id"], one["degree"]) for one in top] == [("e2", 3), ("e1", 2), ("e4", 1), ("e3", 1)]
    assert all(a["pagerank"] >= b["pagerank"] for a, b in pairwise(top))


def test_communities_name_their_members(dataset):
    found = figures(dataset)["communities"]
    assert found["number"] == len(found["largest"])
    assert sorted(name for one in found["largest"] for name in one["members"]) == sorted(
        entity.name for entity in dataset.entities if entity.id != "e5"
    )


def test_empty_graph():
    values = figures(Dataset())
    assert values["period"] is None
    assert values["top"] == []
    assert values["communities"] == {"number": 0, "single": 0, "largest": []}


def test_count_keeps_the_order_of_the_ontology_and_unknown_last():
    assert list(count(["b", "zz", "a", "b"], ["a", "b", "c"]).items()) == [("a", 1), ("b", 2), ("zz", 1)]


def test_period_ignores_what_has_no_date():
    assert period([None, "2024-05-01", "2023-01-31", None]) == ["2023-01-31", "2024-05-01"]
    assert period([None]) is None


def test_stats_in_a_pipe_is_tab_separated(newsgraph, folder):
    result = newsgraph("stats", folder)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:6] == [
        "graph\tfigure",
        "articles\t2",
        "mentions\t5",
        "entities\t6",
        "statements\t3",
        "theme links\t2",
    ]
    assert "period\t2024-03-01 to 2024-03-01 (1 undated)" in lines
    assert "Ministry of [bold]Ports[/bold]" in result.stdout
    assert "\x1b" not in result.stdout


def test_stats_json(newsgraph, folder, dataset):
    assert json.loads(newsgraph("stats", folder, "--json").stdout) == figures(dataset)
