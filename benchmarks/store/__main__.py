"""How long a build takes after a few articles were added, beside a build of the same articles from nothing.

    python -m benchmarks.store SOURCE... [--formats NAMES] [--added 0.01]
    e.g. ../shared/data/bbc ../shared/data/men

Lines of JSON Lines and other files are the articles. A share of them, chosen by chance with a fixed seed, is held back
from a first build and added for the second, which goes on from the first one's store. The third starts from nothing.
Each runs in a process of its own, so that starting Python and loading models count.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEED = 7
STAGES = ("reading", "extracting", "resolving", "writing")


def main() -> None:
    """Run the three builds and print their times, the ratio, and whether the bytes are the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--formats", default="html,turtle,trig,nquads,jsonld,rdfxml,graphml,gexf")
    parser.add_argument("--added", type=float, default=0.01)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        held = split(given.sources, top / "before", top / "after", given.added)
        print(f"{held} articles added\n")
        print(f"| build | seconds | {' | '.join(STAGES)} |")
        print("|---|---|" + "---|" * len(STAGES))
        out, new = top / "grown", top / "new"
        timed("without them, from nothing", top / "before/articles", out, given.formats)
        rows = timed("with them, JSON Lines only", top / "after/articles", out, "jsonl", copy_of=out, to=top / "rows")
        grown = timed("with them, after the first", top / "after/articles", out, given.formats)
        whole = timed("with them, from nothing", top / "after/articles", new, given.formats)
        print(f"\nafter the first: {grown / whole:.1%} of the time from nothing; JSON Lines only: {rows / whole:.1%}")
        print(f"same bytes: {'yes' if contents(out) == contents(new) else 'NO'}")


def split(sources: list[Path], before: Path, after: Path, share: float) -> int:
    """Write the articles of the sources to ``after``, and without a share of them to ``before``; returns how many."""
    units: list[tuple[Path, int | None]] = []
    files = sorted((source, path) for source in sources for path in source.rglob("*") if path.is_file())
    for source, path in files:
        name = Path("articles", source.name) / path.relative_to(source)
        lines = path.read_bytes().splitlines(keepends=True) if path.suffix == ".jsonl" else [path.read_bytes()]
        units += [(name, number if path.suffix == ".jsonl" else None) for number in range(len(lines))]
    held = set(random.Random(SEED).sample(units, max(1, round(share * len(units)))))
    for source, path in files:
        name = Path("articles", source.name) / path.relative_to(source)
        whole = path.read_bytes()
        lines = whole.splitlines(keepends=True) if path.suffix == ".jsonl" else []
        kept = [line for number, line in enumerate(lines) if (name, number) not in held]
        if lines or (name, None) not in held:
            write(before / name, b"".join(kept) if lines else whole)
        write(after / name, whole)
    return len(held)


def write(path: Path, content: bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def timed(
    name: str, articles: Path, out: Path, formats: str, copy_of: Path | None = None, to: Path | None = None
) -> float:
    """Build in a process of its own, print a row of the table, return its seconds from start to end."""
    if copy_of is not None and to is not None:
        shutil.copytree(copy_of, to)
        out = to
    command = [sys.executable, "-m", "benchmarks.store.once", str(articles), str(out), formats]
    start = time.monotonic()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds = time.monotonic() - start
    stages = json.loads(done.stdout)
    print(f"| {name} | {seconds:.1f} | {' | '.join(f'{stages[one]:.1f}' for one in STAGES)} |", flush=True)
    return seconds


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a build, by name; the store beside them is none of it."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


if __name__ == "__main__":
    main()
