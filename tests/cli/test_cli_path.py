"""``newsgraph path``, ``neighbours``, ``serve`` and ``mcp`` on the command line: what is printed, and what is refused."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

    Run = Callable[..., Result]


def test_a_path_is_printed_with_the_words_of_each_step(newsgraph: Run, folder: Path) -> None:
    done = newsgraph("path", folder, "e4", "e3")
    assert done.exit_code == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Shortest and strongest: Bo Lind → Ada Verne → Harbour Agency → ")
    assert "Ministry of [bold]Ports[/bold]" in lines[0]
    assert lines[1] == "3 steps, holds with probability 0.90"
    assert "  Ada Verne – holds a position at – Harbour Agency, head, former  (0.90)" in lines
    assert "    “Ada Verne, head of the Harbour Agency, met Bo Lind.” — 2024-03-01 Head of ports visits" in lines
    assert "\x1b" not in done.stdout


def test_a_path_for_programs(newsgraph: Run, folder: Path) -> None:
    done = newsgraph("path", folder, "Ada Verne", "e3", "--by", "strongest", "--json")
    told = json.loads(done.stdout)
    assert set(told) == {"from", "to", "strongest"}
    assert told["from"]["id"] == "e1"
    assert [step["to"]["id"] for step in told["strongest"][0]["steps"]] == ["e2", "e3"]
    assert told["strongest"][0]["steps"][0]["facts"][0]["evidence"][0]["quote"].startswith("Ada Verne, head")


def test_which_entity_was_meant_is_told(newsgraph: Run, folder: Path) -> None:
    done = newsgraph("neighbours", folder, "bo lind")
    assert done.exit_code == 1
    assert "'bo lind' is taken as Bo Lind (person, e5); others: Bo Lind (e4)" in done.stderr
    assert "no fact links bo lind to anything" in done.stderr


def test_neighbours_are_printed_and_cut(newsgraph: Run, folder: Path) -> None:
    done = newsgraph("neighbours", folder, "Ada Verne", "--limit", "1")
    assert done.exit_code == 0
    assert "… and 1 more (--limit N)" in done.stderr
    told = json.loads(newsgraph("neighbours", folder, "Ada Verne", "--json").stdout)
    assert {step["to"]["name"] for step in told["neighbours"]} == {"Harbour Agency", "Bo Lind"}
    assert newsgraph("neighbours", folder, "Ada Verne", "--status", "stated").stdout.count("holds a position") == 0


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("path", "Nobody", "Verne"), 1, "nothing is called 'Nobody'"),
        (("path", "Verne", "Ada Verne"), 2, "Verne and Ada Verne are one entity; newsgraph neighbours shows"),
        (("path", "Verne", "maritime transport"), 1, "no chain of facts leads from Verne to maritime transport"),
        (("path", "Verne", "HA", "--status", "maybe"), 2, "--status: maybe is no status; take some of stated, planned"),
        (("neighbours", "Verne", "--status", ","), 2, "--status: nothing is no status"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(
    newsgraph: Run, folder: Path, arguments: tuple[str, ...], status: int, message: str
) -> None:
    command, *rest = arguments
    done = newsgraph(command, folder, *rest)
    assert done.exit_code == status
    assert message in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("command", ["serve", "mcp"])
def test_a_folder_without_a_graph_is_told(newsgraph: Run, tmp_path: Path, command: str) -> None:
    options = ["--port", "0"] if command == "serve" else []
    for where, words in ((tmp_path / "none", "no such folder"), (tmp_path, "articles.jsonl: No such file")):
        done = newsgraph(command, where, *options)
        assert done.exit_code == 1
        assert words in done.stderr
        assert done.stderr.rstrip().endswith(f"rebuild with: newsgraph build SRC... --out {where}")


def test_damaged_n_quads_are_told_before_anything_is_served(newsgraph: Run, folder: Path) -> None:
    (folder / "graph.nq").write_text("<a:a> nonsense\n")
    done = newsgraph("serve", folder, "--port", "0")
    assert done.exit_code == 1
    assert f"{folder / 'graph.nq'}: " in done.stderr
    assert "rebuild with: newsgraph build" in done.stderr


def test_a_port_in_use_is_told(newsgraph: Run, folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = newsgraph("serve", folder, "--port", str(port))
    assert done.exit_code == 2
    assert f"127.0.0.1:{port}: Address already in use; give another --port (0: any free one)" in done.stderr


@pytest.mark.parametrize("origin", ["localhost:3333", "http://a.example/path", "*"])
def test_an_origin_must_be_one(newsgraph: Run, folder: Path, origin: str) -> None:
    done = newsgraph("serve", folder, "--port", "0", "--allow-origin", origin)
    assert done.exit_code == 2
    assert f"--allow-origin {origin}: write an origin such as" in done.stderr
