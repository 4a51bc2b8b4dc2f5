"""Wrong calls: status 2 and one clear line that says what exists; help, version, imports."""

import atexit
import gc
import subprocess
import sys
import time

import pytest

from graph import __version__
from graph.cli import main

NO_INPUT = "newsgraph: no articles to read: give a file, a folder or - for stdin"


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (["build"], NO_INPUT),
        (["build", "--out", "x"], NO_INPUT),
        (["build", "a.txt"], "newsgraph: no folder to write to: give --out DIR"),
        (["build", "a.txt", "--out", "x", "--formats", "pdf"], "newsgraph: unknown format 'pdf'; choose from: all, jsonl, html, "),
        (["build", "a.txt", "--out", "x", "--formats", "html,,pdf"], "newsgraph: unknown format 'pdf'; choose from: all, jsonl, html, "),
        (["build", "a.txt", "--out", "x", "--formats", ","], "newsgraph: --formats is empty; choose from: all, jsonl, html, "),
        (["build", "a.txt", "--out", "x", "--frmats", "html"], "newsgraph: no option '--frmats'; options of newsgraph build: --config, --corrections, "),
        (["build", "a.txt", "--out", "x", "--jobs", "many"], "newsgraph: Invalid value for "),
        (["build", "a.txt", "--out", "x", "--jobs", "-1"], "newsgraph: Invalid value for "),
        (["build", "a.txt", "--out", "x", "--pipeline", " "], "newsgraph: --pipeline is empty"),
        (["build", "a.txt", "--out", "x", "--config", "none.toml"], "newsgraph: none.toml: No such file or directory; give --config a TOML file"),
        (["build", "a.txt", "--out"], "newsgraph: Option '--out' requires an argument"),
        (["bild"], "newsgraph: no command 'bild'; choose from: build, diff, evaluate, "),
        (["--verbose"], "newsgraph: no option '--verbose'; options of newsgraph: --version, --help"),
        (["query"], "newsgraph: Missing argument 'DIR'"),
        (["query", "x"], "newsgraph: give exactly one of a SPARQL query, --file FILE and --saved NAME"),
        (["query", "x", "SELECT", "--saved", "posts"], "newsgraph: give exactly one of a SPARQL query, --file FILE and --saved NAME"),
        (["query", "x", "SELECT", "--param", "a=b"], "newsgraph: --param is for --saved NAME only"),
        (["query", "x", "--saved", "posts", "--param", "body"], "newsgraph: --param body: write it as name=value"),
        (["query", "x", "--file", "none.rq"], "newsgraph: none.rq: No such file or directory; give --file a file with a SPARQL query"),
        (["query", "x", "SELECT", "--format", "xml"], "newsgraph: Invalid value for "),
        (["show", "x"], "newsgraph: give exactly one of NAME and --id ID"),
        (["show", "x", "name", "--id", "e1"], "newsgraph: give exactly one of NAME and --id ID"),
        (["stats"], "newsgraph: Missing argument 'DIR'"),
        (["evaluate"], "newsgraph: Missing argument 'GOLD'"),
        (["evaluate", "gold.txt"], "newsgraph: Missing argument 'ARTICLES'"),
        (["evaluate", "gold.txt", "."], "newsgraph: gold.txt: No such file or directory; give a file annotated as docs/evaluation.md says"),
    ],
)  # fmt: skip
def test_wrong_call_is_one_line_and_status_2(newsgraph, tmp_path, monkeypatch, args, line):
    monkeypatch.chdir(tmp_path)
    result = newsgraph(*args)
    assert result.exit_code == 2
    assert result.stderr.startswith(line)
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert not list(tmp_path.iterdir())


def test_choices_are_listed(newsgraph, tmp_path):
    stderr = newsgraph("query", tmp_path, "SELECT", "--format", "xml").stderr
    assert all(name in stderr for name in ("table", "csv", "json"))


def test_folders_without_a_file_are_no_input(newsgraph, tmp_path):
    bare = tmp_path / "bare"
    (bare / "below").mkdir(parents=True)
    result = newsgraph("build", bare, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr == f"newsgraph: no file in {bare}: {NO_INPUT.removeprefix('newsgraph: ')}\n"
    assert not (tmp_path / "out").exists()


def test_out_that_is_a_file(newsgraph, tmp_path):
    (tmp_path / "out").write_text("mine")
    result = newsgraph("build", tmp_path, "--out", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (2, f"newsgraph: --out {tmp_path / 'out'}: is a file; give a folder\n")
    assert (tmp_path / "out").read_text() == "mine"


def test_wrong_setting_names_file_and_key(newsgraph, tmp_path):
    config = tmp_path / "c.toml"
    config.write_text("[extract]\nmodle = 'x'\n")
    result = newsgraph("build", "a.txt", "--out", tmp_path / "out", "--config", config)
    assert result.exit_code == 2
    assert f"{config}: extract.modle: " in result.stderr


def test_no_command_prints_help_on_stderr(newsgraph):
    result = newsgraph()
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "build" in result.stderr


def test_version(newsgraph):
    result = newsgraph("--version")
    assert (result.exit_code, result.stdout) == (0, f"newsgraph {__version__}\n")


def test_help_tells_the_exit_statuses(newsgraph):
    result = newsgraph("--help")
    assert result.exit_code == 0
    assert "Exit status: 0 it worked" in result.stdout


def _python(*args):
    return subprocess.run([sys.executable, *args], capture_output=True, text=True, check=False)


def test_python_m_graph_is_the_same_command():
    result = _python("-m", "graph", "build", "--out", "x")
    assert (result.returncode, result.stdout, result.stderr) == (2, "", NO_INPUT + "\n")


def test_help_loads_nothing_heavy():
    heavy = ["spacy", "rdflib", "pyoxigraph", "networkx", "numpy", "pydantic", "pyarrow", "graph.pipeline"]
    code = f"import sys, graph.cli; print([name for name in {heavy} if name in sys.modules])"
    assert _python("-c", code).stdout.strip() == "[]"
    started = time.perf_counter()
    assert _python("-m", "graph", "--help").returncode == 0
    # About 0.3 s on two cores of a laptop; the limit leaves room for a machine that runs other tests beside this one.
    assert time.perf_counter() - started < 3


def test_interrupt_is_one_line_and_130(newsgraph, monkeypatch, folder):
    def stop(path):
        raise KeyboardInterrupt

    monkeypatch.setattr("graph.knowledge.load", stop)
    result = newsgraph("stats", folder)
    assert result.exit_code == 130
    assert result.stderr == "newsgraph: interrupted; files written before are whole\n"


def test_a_bug_shows_its_traceback(newsgraph, monkeypatch, folder):
    def fail(path):
        raise RuntimeError("a bug")

    monkeypatch.setattr("graph.knowledge.load", fail)
    with pytest.raises(RuntimeError, match="a bug"):
        newsgraph("stats", folder)


def test_the_end_of_the_command_looks_for_no_cycles(monkeypatch):
    registered = []
    monkeypatch.setattr(atexit, "register", registered.append)
    monkeypatch.setattr(sys, "argv", ["newsgraph", "--version"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert registered == [gc.freeze]
