"""``newsgraph build`` from articles to files: bad input among good, strict, killed and interrupted builds."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.publish.interchange import INTERCHANGE
from graph.publish.registry import formats

STORY = (
    "The Ministry of Ports said on {day} that {who}, director of the Harbour Agency, had met the {other} minister in "
    "Port Haven to discuss a new law on {topic}. The agency is part of the ministry, and it regulates the shipping "
    "companies of the islands."
)
GOOD = STORY.format(day="Monday", who="Ada Verne", other="trade", topic="pilots and tugs in narrow waters")
FRENCH = (
    "Le ministre des Affaires étrangères a rencontré lundi le président de la Banque centrale pour discuter du budget "
    "de l'année prochaine et de la réforme des retraites, selon un communiqué publié par le gouvernement."
)


def _shown(folder):
    """Names of what lies in an output folder, the hidden store aside."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def _row(**keys):
    return json.dumps(keys) + "\n"


def _write_bad(folder):
    """Four good articles between one of every kind of bad input."""
    folder.mkdir()
    (folder / "good.txt").write_text(f" date 2024-03-01 Ports minister meets\n{GOOD}")
    undated = STORY.format(day="Friday", who="Bo Lind", other="fisheries", topic="nets and quotas for small boats")
    (folder / "undated.txt").write_text(undated)
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "french.txt").write_text(f" date 2024-03-01 Le ministre\n{FRENCH}", "utf-8")
    (folder / "dangling.txt").symlink_to(folder / "gone")
    budget = STORY.format(day="Tuesday", who="Cy Moor", other="finance", topic="fees that every harbour may ask")
    (folder / "feed.jsonl").write_text(
        _row(id="first", text=budget, date="2024-04-02") + "{broken\n" + _row(title="no text")
    )
    late = STORY.format(day="Sunday", who="Di Tarn", other="labour", topic="the working hours of crews at sea")
    long = _row(text="word " * 2_100_000, date="2024-01-01")
    (folder / "long.jsonl").write_text(long + _row(id="after", text=late, date="2024-05-02"))
    return folder


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    return _write_bad(tmp_path_factory.mktemp("input") / "bad")


@pytest.fixture(scope="module")
def result(bad):
    """The build of that folder as a process."""
    out = bad.parent / "out"
    done = _newsgraph("build", bad, "--out", out, "--formats", "turtle,html", "--jobs", 1)
    return done, out


def _newsgraph(*args, **options):
    command = [sys.executable, "-m", "graph", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def _titles(out):
    return sorted(json.loads(line)["id"] for line in (out / "articles.jsonl").read_text().splitlines())


BAD = [
    ("bad/empty.txt", None, "empty", "error"),
    ("bad/binary.txt", None, "binary", "error"),
    ("bad/french.txt", None, "not in English", "error"),
    ("bad/dangling.txt", None, "broken link", "warning"),
    ("bad/undated.txt", None, "no publication date", "warning"),
    ("bad/feed.jsonl", 2, "malformed JSON", "error"),
    ("bad/feed.jsonl", 3, "no text", "error"),
    ("bad/long.jsonl", 1, "line of 10", "error"),
]


def test_the_rest_is_built(result):
    done, out = result
    assert done.returncode == 0, done.stderr
    assert _titles(out) == ["after", "first", "good", "undated"]
    assert '"Ada Verne"' in (out / "entities.jsonl").read_text()


@pytest.mark.parametrize(("source", "line", "reason", "severity"), BAD, ids=[row[0] for row in BAD])
def test_bad_input_is_reported_on_stderr_in_the_report_and_in_the_table(result, source, line, reason, severity):
    done, out = result
    place = f"{source}:{line}: " if line else f"{source}: "
    printed = [text for text in done.stderr.splitlines() if text.startswith(place) and reason in text]
    assert len(printed) == 1
    assert ("warning: " in printed[0]) is (severity == "warning")
    problems = json.loads((out / "report.json").read_text())["problems"]
    found = [one for one in problems if (one["source"], one["line"]) == (source, line) and reason in one["reason"]]
    assert [one["severity"] for one in found] == [severity]
    table = done.stderr[done.stderr.index("\narticles ") :]
    assert f"\n{severity}: " in table


def test_nothing_else_is_reported(result):
    assert len(json.loads((result[1] / "report.json").read_text())["problems"]) == len(BAD)


def test_closing_table_counts_as_the_report_does(result):
    done, out = result
    counts = json.loads((out / "report.json").read_text())["counts"]
    table = dict(line.split() for line in done.stderr.splitlines() if len(line.split()) == 2)
    assert {name: int(table[name]) for name in ("articles", "mentions", "entities", "statements", "themes")} == {
        name: counts[name] for name in ("articles", "mentions", "entities", "statements", "themes")
    }
    assert table["skipped"] == str(sum(row[3] == "error" for row in BAD))


def test_stdout_lists_the_files_written_and_nothing_else(result):
    done, out = result
    names = ["graph.ttl", "graph.html", *INTERCHANGE, "report.json"]
    assert done.stdout.splitlines() == [str(out / name) for name in names]
    assert _shown(out) == sorted(names)
    assert done.stderr.splitlines()[-1] == f"open {out / 'graph.html'}"


def test_no_bars_and_no_control_characters_in_a_pipe(result):
    assert not set("\x1b\r") & set(result[0].stderr + result[0].stdout)


def test_strict_stops_with_status_1_and_writes_nothing(newsgraph, bad, tmp_path):
    done = newsgraph("build", bad, "--out", tmp_path / "out", "--strict")
    assert done.exit_code == 1
    assert done.stdout == ""
    last = done.stderr.splitlines()[-1]
    assert last.startswith("newsgraph: bad/dangling.txt: ")
    assert _shown(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("name", "reason"), [("binary.txt", "binary file, not text"), ("undated.txt", "no publication date")]
)
def test_strict_stops_at_errors_and_at_warnings(newsgraph, bad, tmp_path, name, reason):
    done = newsgraph("build", bad / "good.txt", bad / name, "--out", tmp_path / "out", "--strict")
    assert done.exit_code == 1
    assert f"newsgraph: {name}: {reason}" in done.stderr
    assert _shown(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("name", "reason"), [("empty.txt", "empty"), ("binary.txt", "binary"), ("french.txt", "English")]
)
def test_nothing_readable_is_status_1(newsgraph, bad, tmp_path, name, reason):
    done = newsgraph("build", bad / name, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert done.stdout == ""
    first, last = done.stderr.splitlines()
    assert reason in first
    assert last.startswith(f"newsgraph: {bad / name}: no article could be read")


def test_source_that_does_not_exist_is_status_2(newsgraph, tmp_path):
    done = newsgraph("build", tmp_path / "gone", "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert done.stderr.startswith(f"newsgraph: {tmp_path / 'gone'}: no such file or folder")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(("option", "name"), [("--pipeline", "no_such_model"), ("--model", "no_such_model")])
def test_unknown_pipeline_is_status_2(newsgraph, bad, tmp_path, option, name):
    done = newsgraph("build", bad / "good.txt", "--out", tmp_path / "out", option, name)
    assert done.exit_code == 2
    assert name in done.stderr
    assert done.stderr.count("\n") == 1


def test_stdin_and_formats_all_and_jsonl(newsgraph, bad, tmp_path):
    text = (bad / "good.txt").read_text()
    done = newsgraph("build", "-", "--out", tmp_path / "all", "--formats", "all", stdin=text)
    assert done.exit_code == 0, done.stderr
    written = set(_shown(tmp_path / "all"))
    assert written == {*INTERCHANGE, "report.json", *(name for one in formats().values() for name in one.filenames)}
    done = newsgraph("build", "-", "--out", tmp_path / "rows", "--formats", "jsonl", stdin=text)
    assert set(_shown(tmp_path / "rows")) == {*INTERCHANGE, "report.json"}
    assert "graph.html" not in done.stdout + done.stderr


KILLED = """
import os
import graph.pipeline
from graph.core.types import Extraction
from graph.publish import rdf

def half(dataset, files, settings):
    files["turtle"][0].write(b"half")
    files["turtle"][0].flush()
    os.kill(os.getpid(), {signal})

rdf.write_together = half
graph.pipeline.extract_all = lambda articles, settings: ((one, Extraction(one.id)) for one in articles)  # no model
from graph.cli import main
main()
"""


def _heard():
    """Let a child hear Ctrl-C, though these tests may run where it is ignored, as in the background of a shell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _stopped_while_writing(how, bad, out):
    args = ["build", str(bad / "good.txt"), "--out", str(out), "--formats", "turtle,nquads"]
    script = KILLED.format(signal=int(how))
    command = [sys.executable, "-c", script, *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=_heard)


def test_killed_build_leaves_no_half_file_under_a_final_name(bad, tmp_path):
    out = tmp_path / "out"
    assert _stopped_while_writing(signal.SIGKILL, bad, out).returncode == -signal.SIGKILL
    assert _shown(out) == []


def test_killed_rebuild_leaves_each_file_whole_old_or_new(newsgraph, bad, tmp_path):
    out = tmp_path / "out"
    assert newsgraph("build", bad / "good.txt", "--out", out, "--formats", "turtle,nquads").exit_code == 0
    before = {name: (out / name).read_bytes() for name in _shown(out)}
    assert _stopped_while_writing(signal.SIGKILL, bad, out).returncode == -signal.SIGKILL
    after = {name: (out / name).read_bytes() for name in _shown(out)}
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} <= set(INTERCHANGE)  # written before, so whole
    assert all(json.loads(line) for name in INTERCHANGE for line in after[name].splitlines())


def test_interrupt_while_writing_is_one_line_and_leaves_nothing_half_written(bad, tmp_path):
    done = _stopped_while_writing(signal.SIGINT, bad, tmp_path / "out")
    assert done.returncode == 130
    assert done.stderr == "newsgraph: interrupted; files written before are whole\n"
    assert _shown(tmp_path / "out") == []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc to see the workers start")
def test_interrupt_with_workers_shows_no_traceback(tmp_path):
    """Ctrl-C reaches every process of the terminal's group, so the workers must not complain either."""
    rows = (STORY.format(day="Monday", who=f"Ada Verne{n}", other="trade", topic=f"harbour {n}") for n in range(400))
    (tmp_path / "many.jsonl").write_text("".join(_row(text=text, date="2024-01-01") for text in rows))
    (tmp_path / "c.toml").write_text("[input]\nnear_duplicates = 0\n")
    args = ["build", tmp_path / "many.jsonl", "--out", tmp_path / "out", "--jobs", 2, "--config", tmp_path / "c.toml"]
    command = [sys.executable, "-m", "graph", *map(str, args)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=_heard
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    deadline = time.monotonic() + 60
    while process.poll() is None and len(children.read_text().split()) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)  # the tracker of resources and two workers
    assert process.poll() is None, "the build was done before it had workers"
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (130, "")
    assert "newsgraph: interrupted; files written before are whole\n" in stderr
    assert "Traceback" not in stderr
    assert _shown(tmp_path / "out") == []
