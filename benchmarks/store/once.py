"""One build of articles, with the seconds of each stage as JSON on stdout: ``python -m benchmarks.store.once``."""

from __future__ import annotations

import atexit
import gc
import json
import sys
import time
from itertools import pairwise
from pathlib import Path

import graph


def main(articles: Path, out: Path, formats: str) -> None:
    """Build, and print what each stage took."""
    atexit.register(gc.freeze)  # as the command does
    began: dict[str, float] = {}

    def listen(stage: str, done: int, total: int | None) -> None:
        began.setdefault(stage, time.monotonic())

    graph.build([articles], out, formats=formats.split(","), progress=listen)
    began["end"] = time.monotonic()
    print(json.dumps({stage: later - start for (stage, start), (_, later) in pairwise(began.items())}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
