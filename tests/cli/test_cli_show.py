"""``newsgraph show``: finding the entity meant, its facts from both ends, quotes with both names marked."""

import json

import pytest

from graph.cli.card import QUOTES, print_card
from graph.cli.dossier import compile_dossier
from graph.cli.show import choose, fold
from graph.core.types import Dataset, Entity, Evidence, Statement
from graph.knowledge import KnowledgeGraph


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Ada Verne", ["e1"]),
        ("ada VERNE", ["e1"]),
        ("Verne", ["e1"]),
        ("Dr  Ada Verne", ["e1"]),
        ("HA", ["e2"]),
        ("Bo Lind", ["e5", "e4"]),
        ("Lind", ["e5", "e4"]),
        ("the Younger", ["e5"]),
        ("Ligne", []),
        ("", []),
        (" ", []),
    ],
)
def test_find_takes_the_exact_name_then_the_most_articles(dataset, name, ids):
    assert [entity.id for entity in choose(KnowledgeGraph(dataset).find(name), name)] == ids


def test_exact_name_beats_alias_beats_part_whatever_the_articles():
    entities = (
        Entity("part", "company", "Acme Bank", (), 9),
        Entity("alias", "company", "Bolt", ("Acme",), 5),
        Entity("exact", "company", "Acme", (), 1),
    )

    def ids(*given):
        return [one.id for one in choose(KnowledgeGraph(Dataset(entities=given)).find("acme"), "acme")]

    assert ids(*entities) == ["exact", "alias"]
    assert ids(entities[0]) == ["part"]


def test_fold_ignores_case_accents_and_spacing():
    assert fold("  Nguyễn\tPhương ") == fold("nguyen phuong")


def test_show_prints_facts_of_both_directions_with_evidence(newsgraph, folder):
    result = newsgraph("show", folder, "Harbour Agency")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Harbour Agency  government_body, 2 articles",
        "id e2",
        "also HA",
        "",
        "has office-holder",
        "  Ada Verne, head, former, 2020-01-01 to …  (official)",
        "    “Ada Verne, head of the Harbour Agency, met Bo Lind.” — 2024-03-01 Head of ports visits",
        "",
        "is part of",
        "  Ministry of [bold]Ports[/bold]  (ministry)",
        "    “The Harbour Agency belongs to the Ministry of [bold]Ports[/bold].” — Ministry grows",
        "",
        "concerns",
        "  maritime transport  (theme)",
        "    “Ada Verne, head of the Harbour Agency, met Bo Lind.” — 2024-03-01 Head of ports visits",
    ]


def test_show_prints_ids_of_other_systems(newsgraph, folder):
    assert "wikidata Q0" in newsgraph("show", folder, "Ada Verne").stdout.splitlines()


def test_symmetric_facts_read_the_same_from_both_ends(newsgraph, folder):
    for name in ("--id=e4", "--id=e1"):
        assert "\nmeets\n" in newsgraph("show", folder, name).stdout


def test_show_lists_all_of_a_name_and_takes_the_best(newsgraph, folder):
    result = newsgraph("show", folder, "Bo Lind")
    assert result.stdout.startswith("Bo Lind  person, 3 articles\nid e5\n")
    assert "no facts" in result.stdout
    assert result.stderr.splitlines() == [
        "2 entities match; the first is shown, another with --id ID:",
        "  e5  Bo Lind (person, 3 articles)",
        "  e4  Bo Lind (person, 1 article)",
    ]
    assert newsgraph("show", folder, "--id", "e4").stdout.startswith("Bo Lind  person, 1 article\nid e4\n")


def test_show_json_is_for_programs(newsgraph, folder):
    data = json.loads(newsgraph("show", folder, "Ada Verne", "--json").stdout)
    assert (data["id"], data["type"], data["aliases"]) == ("e1", "official", ["Dr Ada Verne", "Verne"])
    post, meeting = data["facts"]
    assert (post["predicate"], post["direction"], post["other"]["id"], post["role"], post["status"]) == (
        "holds_position",
        "out",
        "e2",
        "head",
        "former",
    )
    assert meeting["direction"] == "in"
    quote = post["evidence"][0]
    assert [quote["quote"][start:end] for start, end in quote["marks"]] == ["Ada Verne", "Harbour Agency"]


def test_unknown_name_suggests_close_ones(newsgraph, folder):
    result = newsgraph("show", folder, "Harbor Agency")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"newsgraph: {folder}: nothing is called 'Harbor Agency'; did you mean Harbour Agency?\n"


def test_unknown_id(newsgraph, folder):
    result = newsgraph("show", folder, "--id", "e99")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"newsgraph: {folder}: no entity has the id e99")


@pytest.mark.parametrize("command", [["show", "{}", "x"], ["stats", "{}"]])
def test_folder_that_is_no_build(newsgraph, tmp_path, command):
    result = newsgraph(*(arg.format(tmp_path / "none") for arg in command))
    assert result.exit_code == 1
    assert result.stderr.startswith("newsgraph: ")
    assert str(tmp_path / "none") in result.stderr
    assert result.stderr.count("\n") == 1


def test_damaged_folder_names_file_and_line(newsgraph, folder):
    with (folder / "entities.jsonl").open("a") as file:
        file.write("{broken\n")
    result = newsgraph("show", folder, "Ada Verne")
    assert result.exit_code == 1
    assert "entities.jsonl" in result.stderr
    assert "7" in result.stderr


def test_marks_are_the_mentions_of_the_two_ends_only(dataset):
    facts = compile_dossier(dataset, dataset.entities[0]).facts
    marked = [[quote.text[a:b] for a, b in quote.marks] for fact in facts for quote in fact.quotes]
    assert marked == [["Ada Verne", "Harbour Agency"], ["Ada Verne", "Bo Lind"]]


def test_terminal_sets_names_off_and_folds_under_the_indent(dataset, monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "50")
    print_card(compile_dossier(dataset, dataset.entities[1]))
    shown = capsys.readouterr().out
    assert "\x1b[1;33mHarbour Agency\x1b[0m" in shown
    assert "\x1b[1;36m" not in shown.split("head, former")[1]
    assert "\x1b[31m" not in shown
    assert "\x07" not in shown


def test_many_quotes_are_counted(capsys):
    evidence = tuple(Evidence(f"a{n}", 0, 5, "quote") for n in range(QUOTES + 2))
    two = (Entity("x", "company", "X"), Entity("y", "company", "Y"))
    dataset = Dataset(entities=two, statements=(Statement("s", "x", "owns", "y", evidence=evidence),))
    print_card(compile_dossier(dataset, two[0]))
    printed = capsys.readouterr().out
    assert printed.count("“quote”") == QUOTES
    assert "… and 2 more quotes (--json prints all)" in printed
