"""Files appear whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.publish.files import atomic

if TYPE_CHECKING:
    from pathlib import Path


def test_the_name_appears_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    with atomic(path) as file:
        file.write(b"half")
        assert not path.exists()
        file.write(b" and half")
    assert path.read_bytes() == b"half and half"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_leaves_the_old_file_and_no_other(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(b"old")

    def write() -> None:
        with atomic(path) as file:
            file.write(b"new")
            raise error

    with pytest.raises(error):
        write()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"), atomic(tmp_path / "no" / "graph.ttl"):
        pytest.fail("nothing to write to")
