"""The command as a real process: pipes that close, terminals, odd locales."""

import json
import os
import pty
import shlex
import subprocess
import sys

import pytest

COMMAND = [sys.executable, "-m", "graph"]


def test_closed_pipe_ends_quietly(folder):
    process = subprocess.Popen([*COMMAND, "stats", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(30) == 141


BUILD = "build - --out built --formats jsonl --jobs 1"


@pytest.mark.parametrize(
    ("args", "closed", "status"),
    [
        (BUILD, "2>&-", 0),
        (BUILD, ">&-", 0),
        (BUILD, ">&- 2>&-", 0),
        ("build - --out built", "<&- 2>&-", 1),
        ("build none.txt --out built", "2>&-", 2),
        ("bild", "2>&-", 2),
    ],
)
def test_a_closed_stream_loses_what_goes_there_and_nothing_else(tmp_path, args, closed, status):
    article = (
        "Ada Verne, director of the Harbour Agency, met Bo Lind."  # without a date, so there is a warning to print
    )
    command = f"{shlex.join(COMMAND)} {args} {closed}"
    done = subprocess.run(command, shell=True, input=article, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == status
    assert "Error" not in done.stderr
    assert "newsgraph:" not in done.stdout
    if status == 0:
        rows = (tmp_path / "built" / "entities.jsonl").read_text().splitlines()
        assert "Ada Verne" in {json.loads(row)["name"] for row in rows}


def test_ascii_output_does_not_fail(folder):
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = subprocess.run([*COMMAND, "show", str(folder), "Verne"], capture_output=True, env=env, check=False)
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"\\u201cAda Verne" in result.stdout


def _on_a_terminal(*args, **env):
    """Run with stdout and stderr on a pseudo-terminal and return what it shows."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "60", **env}
    process = subprocess.Popen([*COMMAND, *args], stdout=follower, stderr=follower, env=environment)
    os.close(follower)
    shown = b""
    try:
        while chunk := os.read(leader, 65536):
            shown += chunk
    except OSError:  # Linux says EIO when the other side has closed
        pass
    os.close(leader)
    process.wait(30)
    return shown.decode()


@pytest.mark.parametrize("args", [["stats"], ["show", "Ministry"], ["show", "Harbour Agency"]])
def test_article_text_cannot_steer_a_terminal(folder, args):
    shown = _on_a_terminal(args[0], str(folder), *args[1:], NO_COLOR="1")
    assert "[bold]Ports[/bold]" in shown
    assert "\x1b[31m" not in shown
    assert "\x1b]" not in shown
    assert "\x07" not in shown


def test_json_on_a_terminal_is_cleaned_too(folder):
    shown = _on_a_terminal("show", str(folder), "Ministry", "--json", NO_COLOR="1")
    assert '"type": "ministry"' in shown
    assert "\x1b" not in shown


def test_names_are_coloured_on_a_terminal(folder):
    assert "\x1b[1;33mHarbour Agency\x1b[0m" in _on_a_terminal("show", str(folder), "Verne", NO_COLOR="")
