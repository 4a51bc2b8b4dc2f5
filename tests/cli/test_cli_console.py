"""Nothing that an article says steers the terminal, and problems are told apart by kind."""

import io
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cli import console
from graph.cli.console import clean, emit, emit_rows, kind_of, plural
from graph.core.report import Problem

NASTY = st.text(
    st.sampled_from("aé [b]/\\]0;\x07\x1b\x9b\x9d\x9c\x85\u2028\u202e\u2066\r\n\t\x00\x7f\ud800") | st.characters()
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain name", "plain name"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("\x1b]0;owned\x07title", "title"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]0;never ended", "]0;never ended"),
        ("\x1bc reset", "c reset"),
        ("two\r\nlines\tand tab", "two lines and tab"),
        ("a\u202eb\u2066c", "abc"),
        ("\ud800", ""),
        ("[bold]kept[/bold]", "[bold]kept[/bold]"),
    ],
)
def test_clean(text, shown):
    assert clean(text) == shown


@given(NASTY)
def test_clean_leaves_no_control_and_nothing_to_clean(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert all(c.isprintable() or c in "\xa0\xad" or ord(c) > 0xFF for c in cleaned)
    assert not set("\x1b\x9b\x9d\u202e\u2066\n\r") & set(cleaned)
    cleaned.encode("utf-8")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_emit_keeps_a_pipe_exact_and_cleans_a_terminal(monkeypatch):
    text = "a\tb\x1b[2J\nc\u202e"
    for stream, expected in ((io.StringIO(), text + "\n"), (Terminal(), "a\tb\nc\n")):
        monkeypatch.setattr(sys, "stdout", stream)
        emit(text)
        assert stream.getvalue() == expected


def test_emit_rows_in_a_pipe_is_whole_and_tab_separated(capsys):
    long = "word " * 60 + "end"
    emit_rows(("name", "note"), [("[red]x[/red]\ty", long), (None, 3)])
    assert capsys.readouterr().out == f"name\tnote\n[red]x[/red] y\t{long}\n\t3\n"


def test_emit_rows_on_a_terminal_folds_and_keeps_every_word(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    for name, value in {"COLUMNS": "40", "TERM": "xterm", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    emit_rows(("name",), [(" ".join(f"w{n}" for n in range(40)),), ("[b]\x1b[2J",)])
    shown = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())  # rich's own bold
    assert max(map(len, shown.splitlines())) <= 40
    assert [f"w{n}" for n in range(40)] == [word for word in shown.split() if word.startswith("w")]
    assert "[b]" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("not JSON: Expecting value", "not JSON"),
        ("no date", "no date"),
        ("line of 10,485,760 bytes is over the limit of 1000000", "line of N bytes is over the limit of N"),
        ("language 'fr', not 'en'", "language …, not …"),
    ],
)
def test_kind_of(reason, kind):
    assert kind_of(Problem("a.txt", reason, 3)) == kind


def test_plural():
    assert [plural(n, "fact") for n in (0, 1, 2205)] == ["0 facts", "1 fact", "2,205 facts"]


def test_consoles_do_not_read_markup(capsys):
    console.out().print("[bold]x[/bold] :smile:")
    console.err().print("[red]y[/red]")
    printed = capsys.readouterr()
    assert printed.out == "[bold]x[/bold] :smile:\n"
    assert printed.err == "[red]y[/red]\n"
