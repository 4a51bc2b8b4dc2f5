"""What a build says on the way: problems as they come, bars on a terminal only, the closing table."""

import io

import pytest

from graph.cli.console import err
from graph.cli.problems import SHOWN, Problems
from graph.cli.progress import Progress
from graph.cli.summary import print_summary
from graph.core.report import Report


class Terminal(io.StringIO):
    def isatty(self):
        return True


def _report(close=None):
    problems = Problems(err())
    return Report(listener=problems), lambda: problems.close(close)


def test_problem_is_printed_as_it_comes_on_one_line(capsys):
    report, _ = _report()
    report.error("folder/a.jsonl", "not JSON: Expecting value\nat column 3 " + "x" * 200, 12)
    report.warning("b.txt", "no date")
    assert capsys.readouterr().err == (
        f"folder/a.jsonl:12: not JSON: Expecting value at column 3 {'x' * 200}\nb.txt: warning: no date\n"
    )


def test_problem_text_cannot_steer_the_terminal(capsys):
    report, _ = _report()
    report.error("a\x1b[2J[red].txt", "bad \x07 bytes [/red]", 1)
    assert capsys.readouterr().err == "a[red].txt:1: bad  bytes [/red]\n"


def test_many_of_a_kind_are_counted_others_still_shown(capsys, tmp_path):
    report, close = _report(tmp_path / "report.json")
    for line in range(1, SHOWN + 2206):
        report.error("a.jsonl", f"not JSON: column {line}", line)
    report.warning("b.txt", "no date")
    close()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == SHOWN + 2
    assert lines[SHOWN] == "b.txt: warning: no date"
    assert lines[-1] == f"… and 2,205 more like this (not JSON); all are in {tmp_path / 'report.json'}"


def test_no_report_is_promised_where_none_was_written(capsys):
    report, close = _report()
    for line in range(SHOWN + 1):
        report.error("a.jsonl", "empty", line)
    close()
    assert capsys.readouterr().err.splitlines()[-1] == "… and 1 more like this (empty)"


def test_no_bar_in_a_pipe(capsys):
    with Progress() as progress:
        progress.advance("reading", 5, None)
        progress.advance("extracting", 1, 3)
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "")


def test_bars_on_a_terminal(monkeypatch, capsys):
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with Progress() as progress:
        progress.advance("reading", 7, None)
        progress.advance("extracting", 0, 3)
        progress.advance("extracting", 3, 3)
    assert capsys.readouterr().out == ""
    assert "reading" in stream.getvalue()
    assert "3/3" in stream.getvalue()


def test_closing_table(capsys):
    report = Report(counts={"articles": 1200, "mentions": 40000, "duplicates": 3})
    for line in (1, 2):
        report.error("a.jsonl", f"not JSON: column {line}", line)
    report.warning("b.txt", "no date")
    print_summary(report, 12.345)
    printed = capsys.readouterr()
    assert printed.out == ""
    rows = dict(line.rsplit(maxsplit=1) for line in printed.err.splitlines())
    assert {label.strip(): value for label, value in rows.items()} == {
        "articles": "1,200",
        "mentions": "40,000",
        "entities": "0",
        "statements": "0",
        "themes": "0",
        "duplicates": "3",
        "skipped": "2",
        "seconds": "12.3",
        "error: not JSON": "2",
        "warning: no date": "1",
    }
    assert len({len(line) for line in printed.err.splitlines()}) == 1


@pytest.mark.parametrize("seconds", [0.04, 3599.96])
def test_seconds_have_one_decimal(capsys, seconds):
    print_summary(Report(), seconds)
    assert f" {seconds:.1f}\n" in capsys.readouterr().err
