"""Memory of a process and all that it started, as Linux counts it: what several share is divided among them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def resident(process: int) -> int:
    """Bytes of memory (proportional set size) of a process and its descendants; 0 for what has ended."""
    return sum(_own(one) for one in _family(process))


def _family(process: int) -> list[int]:
    found = [process]
    with suppress(OSError):
        for task in (PROC / str(process) / "task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                found += _family(int(child))
    return found


def _own(process: int) -> int:
    with suppress(OSError, ValueError, IndexError):
        for line in (PROC / str(process) / "smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
