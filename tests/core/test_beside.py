"""A copy of the process: its results and errors arrive, and it never outlives what it was made for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

import pytest

from graph.core.beside import Beside, can_fork
from graph.core.errors import DataError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    "error", [OSError(28, "No space left on device"), InputError("a.txt", "is odd"), KeyError("x")]
)
def test_an_error_arrives_as_itself(error: Exception) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(type(error)) as raised, Beside([fail]) as beside:
        list(beside.results())
    assert str(raised.value) == str(error)
    assert vars(raised.value) == vars(error)


@needs_fork
def test_an_error_that_cannot_be_sent_comes_as_its_words() -> None:
    def fail() -> None:
        raise ValueError(lambda: "a function cannot be sent")

    with pytest.raises(RuntimeError, match=r"^ValueError: <function"), Beside([fail]) as beside:
        list(beside.results())


@needs_fork
def test_a_process_that_was_killed_is_told() -> None:
    with (
        pytest.raises(DataError, match=r"second process was ended from outside; .* --jobs 1"),
        Beside([lambda: os.kill(os.getpid(), signal.SIGKILL)]) as beside,
    ):
        list(beside.results())


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
