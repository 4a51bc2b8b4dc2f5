"""A build that is killed, at whatever moment, leaves a store that the next build goes on from to the same bytes."""

import os
import random
import shutil
import signal
import sys

import pytest
from store_articles import article, files, write

MOMENTS = 20
WATCHED = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.listdir", "os.scandir", "shutil.rmtree")


def _child(work, top, last, tell):
    """Run ``work`` in a process of its own that is killed when it touches a file below ``top`` for the last-th time.

    Returns how many times it did if it came to its end, else None.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        met = 0

        def count(event, args):
            nonlocal met
            if event in WATCHED and any(
                isinstance(arg, (str, os.PathLike)) and str(arg).startswith(top) for arg in args
            ):
                met += 1
                if met == last:
                    os.kill(os.getpid(), signal.SIGKILL)

        fsync = os.fsync

        def synced(number):  # what was written may not have reached the disk
            count("open", (top,))
            fsync(number)

        os.fsync = synced
        sys.addaudithook(count)
        try:
            work()
            os.write(writing, str(met).encode())
        finally:
            os._exit(0)
    os.close(writing)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    assert said or os.WTERMSIG(status) == signal.SIGKILL, tell
    return int(said) if said else None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_twenty_moments_the_next_build_ends_with_the_same_bytes(build, fresh, tmp_path, monkeypatch):
    monkeypatch.setattr("graph.store.table.FLUSH", 4)
    before = write(tmp_path / "before" / "in", map(article, range(16)))
    rows = [article(number) for number in (*range(3, 16), *range(40, 49))]
    rows[0]["text"] = "Ann Lee, minister at Ministry of Ports, met UNCTAD."
    after = write(tmp_path / "after" / "in", rows)
    build(before, tmp_path / "base")
    wanted = fresh(after)
    whole = tmp_path / "whole"
    shutil.copytree(tmp_path / "base", whole)
    moments = _child(lambda: build(after, whole), str(whole), 0, "the build failed")
    assert files(whole) == wanted
    assert moments > 3 * MOMENTS
    for last in random.Random(5).sample(range(1, moments + 1), MOMENTS):
        out = tmp_path / f"killed-{last}"
        shutil.copytree(tmp_path / "base", out)
        assert _child(lambda out=out: build(after, out), str(out), last, f"moment {last}") is None
        assert build(after, out) == [], f"the store was damaged at moment {last} of {moments}"
        assert files(out) == wanted, f"killed at moment {last} of {moments}"
        assert not [path.name for path in (out / ".newsgraph").iterdir() if path.suffix == ".tmp"]
