"""A copy of the process: its results and errors arrive, and it never outlives what it was made for."""

from __future__ import annotations

import errno
import gc
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pytest

from graph.core.beside import Beside, can_fork
from graph.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_fork = pytest.mark.skipif(not can_fork(), reason="only Linux forks")


@needs_fork
def test_results_come_in_the_order_of_the_jobs() -> None:
    with Beside([lambda: os.getpid(), lambda: ("a", 1)]) as beside:
        process, pair = beside.results()
    assert process != os.getpid()
    assert pair == ("a", 1)


def test_without_jobs_nothing_is_copied() -> None:
    with Beside([]) as beside:
        assert list(beside.results()) == []


@needs_fork
@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        FileNotFoundError(2, "No such file or directory", "model.bin"),
        UnicodeEncodeError("ascii", "é", 0, 1, "ordinal not in range(128)"),
        InputError("a.txt", "is odd"),
        KeyError("x"),
    ],
)
def test_an_error_arrives_as_itself(error: Exception) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(type(error)) as raised, Beside([fail]) as beside:
        list(beside.results())
    assert str(error)
    assert str(raised.value) == str(error)
    assert vars(raised.value) == vars(error)


@needs_fork
def test_an_error_that_cannot_be_sent_comes_as_its_words() -> None:
    def fail() -> None:
        raise ValueError(lambda: "a function cannot be sent")

    with pytest.raises(RuntimeError, match=r"^ValueError: <function"), Beside([fail]) as beside:
        list(beside.results())


@needs_fork
def test_what_a_killed_copy_left_is_done_here() -> None:
    here = os.getpid()

    def killed() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    with Beside([os.getpid, killed, os.getpid]) as beside:
        copy = beside.process
        assert list(beside.results()) == [copy, here, here]
    with pytest.raises(ChildProcessError):
        os.waitpid(copy, os.WNOHANG)


@needs_fork
@pytest.mark.parametrize("reason", [errno.ENOMEM, errno.EAGAIN])
def test_where_no_copy_can_be_made_the_jobs_are_done_here(monkeypatch: pytest.MonkeyPatch, reason: int) -> None:
    def fail() -> int:
        raise OSError(reason, os.strerror(reason))

    frozen = gc.get_freeze_count()
    monkeypatch.setattr(os, "fork", fail)
    with Beside([os.getpid, lambda: os.getpid() + 1]) as beside:
        assert gc.get_freeze_count() == frozen
        assert list(beside.results()) == [os.getpid(), os.getpid() + 1]


@needs_fork
def test_a_caller_that_ignores_the_end_of_processes_gets_the_results() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with Beside([os.getpid]) as beside:
            copy = beside.process
            assert list(beside.results()) == [copy]
        with pytest.raises(ProcessLookupError):
            os.kill(copy, 0)
    finally:
        signal.signal(signal.SIGCHLD, before)


@needs_fork
def test_the_copy_is_the_first_that_the_system_ends_where_memory_runs_out() -> None:
    path = Path("/proc/self/oom_score_adj")
    if not os.access(path, os.W_OK):
        pytest.skip("this system does not let a process say so")
    with Beside([path.read_text]) as beside:
        assert list(beside.results()) == ["1000\n"]
    assert path.read_text() != "1000\n"


@needs_fork
def test_the_copy_ends_with_the_block_and_holds_no_file_that_it_was_not_given(tmp_path: Path) -> None:
    @contextmanager
    def opened(name: str) -> Iterator[BinaryIO]:
        with (tmp_path / name).open("xb") as file:
            yield file

    with opened("given") as given, opened("lock") as lock:

        def job() -> None:
            with pytest.raises(OSError, match="Bad file descriptor"):
                os.fstat(lock.fileno())
            given.write(b"done")
            given.flush()

        with Beside([job, signal.pause], [given]) as beside:
            next(beside.results())
            copy = beside.process
    assert (tmp_path / "given").read_bytes() == b"done"
    with pytest.raises(ChildProcessError):
        os.waitpid(copy, os.WNOHANG)


FOREVER = """
import os, signal, time
from graph.core.beside import Beside
with Beside([lambda: time.sleep(600)]):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@needs_fork
def test_the_copy_ends_when_the_build_is_killed() -> None:
    # The copy has the same standard output, so this returns only when both are gone.
    done = subprocess.run([sys.executable, "-c", FOREVER], capture_output=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
