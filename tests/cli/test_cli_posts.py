"""``newsgraph posts``: histories with what is said, seen and inferred in columns of their own; conflicts; quotes."""

import csv
import io
import json

import pytest

from graph.core.types import Article, Dataset, Entity, Evidence, Statement
from graph.publish.interchange import write_interchange

ARTICLES = tuple(Article(f"a{year}", f"News of {year}", "", f"{year}-01-01") for year in range(2020, 2026))


def _held(who, body, role, *years, status="stated", **dates):
    """A statement with evidence of these years, the last of the given status."""
    statuses = ["stated"] * (len(years) - 1) + [status]
    evidence = tuple(
        Evidence(f"a{year}", 0, 9, f"{who} \x1b[31mis\x1b[0m\n{role}", f"{year}-01-01", status=one, **dates)
        for year, one in zip(years, statuses, strict=True)
    )
    return Statement(f"{who}{role}", who, "holds_position", body, role, status, evidence=evidence, **dates)


def _dataset():
    people = tuple(Entity(name, "official", name.title()) for name in ("ada", "bo", "cy", "dan"))
    return Dataset(
        articles=ARTICLES,
        entities=(
            *people,
            Entity("bank", "government_body", "Bank of [bold]Zolda", ("BoZ",), 3),
            Entity("club", "organization", "Zolda Rovers", (), 2),
            Entity("town", "place", "Zolda", (), 1),
        ),
        statements=(
            _held("ada", "bank", "governor", 2020, 2021),
            _held("bo", "bank", "governor", 2022, 2024, status="former"),
            _held("cy", "bank", "governor", 2025, valid_from="2024-07"),
            _held("cy", "bank", "deputy governor", 2022),
            _held("cy", "club", "head coach", 2020, 2023),
            _held("dan", "club", "coach", 2021),
        ),
    )


@pytest.fixture
def built(tmp_path):
    write_interchange(_dataset(), tmp_path)
    return tmp_path


def test_a_history_tells_what_is_said_seen_and_inferred(newsgraph, built):
    result = newsgraph("posts", built, "BoZ")
    assert result.exit_code == 0
    assert [line.split("\t") for line in result.stdout.splitlines()] == [
        ["body", "post", "holder", "from", "to", "first seen", "last seen", "over by", "notes"],
        ["Bank of [bold]Zolda", "deputy governor", "Cy", "", "", "2022-01-01", "2022-01-01", "", ""],
        ["Bank of [bold]Zolda", "governor", "Ada", "", "", "2020-01-01", "2021-01-01", "2022-01-01", "inferred: Bo is in office"],
        ["Bank of [bold]Zolda", "governor", "Bo", "", "", "2022-01-01", "2022-01-01", "2024-01-01", "inferred: reported as former"],
        ["Bank of [bold]Zolda", "governor", "Cy", "2024-07", "", "2025-01-01", "2025-01-01", "", ""],
    ]  # fmt: skip
    assert result.stderr == "2 posts, 4 tenures, 0 conflicts\n"


def test_without_a_body_all_posts_are_listed_by_body(newsgraph, built):
    rows = [line.split("\t") for line in newsgraph("posts", built).stdout.splitlines()[1:]]
    assert [row[0] for row in rows] == ["Bank of [bold]Zolda"] * 4 + ["Zolda Rovers"] * 2


def test_conflicts_are_reported_on_both_holders_and_alone_if_asked(newsgraph, built):
    result = newsgraph("posts", built, "--conflicts")
    rows = [line.split("\t") for line in result.stdout.splitlines()[1:]]
    assert [(row[2], row[-1]) for row in rows] == [
        ("Cy", "CONFLICT with Dan on 2021-01-01"),
        ("Dan", "CONFLICT with Cy on 2021-01-01"),
    ]
    assert result.stderr == "1 post, 2 tenures, 1 conflict\n"


@pytest.mark.parametrize(
    ("day", "holders"),
    [
        ("2019-12-31", []),
        ("2020-01-01", ["Ada"]),
        ("2021-12-31", ["Ada"]),
        ("2022-01-01", ["Cy", "Bo"]),
        ("2024-06-30", ["Cy"]),
        ("2030-01-01", ["Cy", "Cy"]),
    ],
)
def test_as_of_a_day_only_who_held_a_post_then(newsgraph, built, day, holders):
    rows = newsgraph("posts", built, "BoZ", "--as-of", day).stdout.splitlines()[1:]
    assert [row.split("\t")[2] for row in rows] == holders


def test_quotes_give_a_line_for_each_sentence(newsgraph, built):
    lines = newsgraph("posts", built, "BoZ", "--quotes", "--as-of", "2025-02-01").stdout.splitlines()
    assert lines[0].split("\t")[9:] == ["date", "article", "says", "quote"]
    assert [line.split("\t")[9:] for line in lines[1:]] == [
        ["2022-01-01", "a2022", "stated", "cy is deputy governor"],
        ["2025-01-01", "a2025", "stated, 2024-07 to …", "cy is governor"],
    ]


def test_csv_has_the_same_columns(newsgraph, built):
    text = newsgraph("posts", built, "Zolda Rovers", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["post"], row["holder"], row["first seen"]) for row in rows] == [
        ("head coach", "Cy", "2020-01-01"),
        ("head coach", "Dan", "2021-01-01"),
    ]


def test_json_marks_what_is_inferred_and_has_the_quotes(newsgraph, built):
    rows = json.loads(newsgraph("posts", built, "BoZ", "--format", "json").stdout)
    ada = next(row for row in rows if row["holder"]["name"] == "Ada")
    assert (ada["post"], ada["single_seat"], ada["valid_to"]) == ("governor", True, None)
    assert (ada["over_by"], ada["over_reason"], ada["inferred"]) == ("2022-01-01", "successor", True)
    assert ada["successor"] == {"id": "bo", "name": "Bo"}
    assert ada["statements"] == ["adagovernor"]
    assert [one["article"] for one in ada["evidence"]] == ["a2020", "a2021"]
    cy = next(row for row in rows if row["valid_from"])
    assert (cy["valid_from"], cy["inferred"], cy["evidence"][0]["valid_from"]) == ("2024-07", False, "2024-07")
    clash = json.loads(newsgraph("posts", built, "Zolda Rovers", "--format", "json").stdout)
    assert clash[0]["conflicts"] == [{"with": {"id": "dan", "name": "Dan"}, "from": "2021-01-01", "to": "2021-01-01"}]


@pytest.mark.parametrize(
    ("args", "status", "message"),
    [
        (["--as-of", "last year"], 2, "as of 'last year': no such day; write it as YYYY-MM-DD, for example 2024-05-03"),
        (["--as-of", "2024-02-30"], 2, "as of '2024-02-30': no such day; "),
        (["Nobody"], 1, "{}: nothing is called 'Nobody'; newsgraph posts DIR lists all posts"),
        (["Ada"], 1, "{}: nobody is said to hold a post at Ada"),
    ],
)
def test_bad_input_is_one_line(newsgraph, built, args, status, message):
    result = newsgraph("posts", built, *args)
    assert result.exit_code == status
    assert result.stderr.startswith(f"newsgraph: {message.format(built)}")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_of_several_bodies_the_best_is_shown_and_all_are_listed(newsgraph, built):
    result = newsgraph("posts", built, "zolda r")
    assert "Zolda Rovers" in result.stdout
    result = newsgraph("posts", built, "zold")
    assert {line.split("\t")[0] for line in result.stdout.splitlines()[1:]} == {"Bank of [bold]Zolda"}
    assert result.stderr.splitlines()[:3] == [
        "2 bodies match; the posts of the first are shown:",
        "  Bank of [bold]Zolda (government_body, 2 posts)",
        "  Zolda Rovers (organization, 1 post)",
    ]
