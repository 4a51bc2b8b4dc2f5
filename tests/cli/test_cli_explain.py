"""``newsgraph explain``: the merges between two names of one entity, or what tells two entities apart."""

import json

import pytest

from graph.core.config import ExtractSettings
from graph.core.types import Mention
from graph.resolve.compare import Merge
from graph.resolve.resolver import Resolution
from graph.store import open_memory


@pytest.fixture
def built(folder, dataset):
    """The small graph with a store that knows why the two articles' agencies are one."""
    one, other = (link.mention for link in dataset.mentions if link.entity == "e2")
    merge = Merge(one, other, "same name: harbour agency", 1.0)
    stray = Merge(
        Mention("a9", 0, 3, "Foo", "person"), Mention("a8", 0, 3, "Foo", "person"), "same full name: foo", 0.9
    )
    with open_memory(folder / ".newsgraph", ExtractSettings(), lambda _: None) as memory:
        memory.keep_resolution(Resolution(merges=(merge, stray)))
        memory.finish()
    return folder


def test_all_that_made_an_entity(newsgraph, built):
    done = newsgraph("explain", built, "Harbour Agency")
    assert (done.exit_code, done.stdout) == (0, "merges\tscore\treason\n1\t1.00\tsame name: harbour agency\n")
    told = json.loads(newsgraph("explain", built, "HA", "--json").stdout)
    assert told["reasons"] == [{"reason": "same name: harbour agency", "score": 1.0, "merges": 1}]


def test_two_names_of_one_entity(newsgraph, built):
    done = newsgraph("explain", built, "HA", "Harbour Agency")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("HA and Harbour Agency are one: Harbour Agency (government_body, e2)\n")
    assert json.loads(newsgraph("explain", built, "HA", "Harbour Agency", "--json").stdout)["steps"] == []


def test_two_entities_of_one_name(newsgraph, built):
    done = newsgraph("explain", built, "Bo Lind", "Bo Lind")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert rows[0] == ["compared", "Bo Lind (e5)", "Bo Lind (e4)", "speaks for"]
    assert ["names as compared", "bo lind; bo lind the younger", "bo lind", "one thing"] in rows


def test_two_things_in_one_article(newsgraph, built):
    told = json.loads(newsgraph("explain", built, "Ada Verne", "Harbour Agency", "--json").stdout)
    assert told["same"] is False
    assert [row["speaks_for_one"] for row in told["features"] if row["name"] == "articles that name both"] == [False]


def test_names_from_articles_steer_no_terminal(newsgraph, built):
    assert "\x1b" not in newsgraph("explain", built, "Ada Verne", "Ports").stdout


def test_without_what_is_needed(newsgraph, built, folder):
    done = newsgraph("explain", built, "Zzz")
    assert (done.exit_code, done.stderr) == (1, f"newsgraph: {built}: nothing is called 'Zzz'\n")
    for path in (folder / ".newsgraph").iterdir():
        path.unlink()
    done = newsgraph("explain", folder, "Harbour Agency")
    assert done.exit_code == 1
    assert "build again, with the store" in done.stderr


def test_a_build_without_merges_leaves_a_store_that_can_be_read(newsgraph, built):
    with open_memory(built / ".newsgraph", ExtractSettings(), lambda _: None) as memory:
        memory.keep_resolution(Resolution())
        memory.finish()
    done = newsgraph("explain", built, "Harbour Agency")
    assert "missing" not in done.stderr
    assert "damaged" not in done.stderr
