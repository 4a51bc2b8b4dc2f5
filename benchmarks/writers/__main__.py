"""Time and memory of the RDF writers, beside what pyoxigraph and rdflib take for the same graph in the same run.

    python -m benchmarks.writers [--triples 1000000] [--small 100000] [--out FILE]

Each writer runs in a process of its own that first makes the data (a generator, always the same) and then writes to the
null device. Time is processor time of that process, so that other work on the machine counts little, and the median of
three runs in turns with the others'; of memory it is how much more the process held at its peak while it wrote. Prints
a table and writes it to ``results.md`` beside this file.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from importlib.metadata import version
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OURS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml", "turtle.gz")
PEERS = {"pyoxigraph: Turtle from a store": "dump", "pyoxigraph: Turtle from a list": "serialize"}
RDFLIB = "rdflib"
RUNS = 3


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=100_000, help="triples of the graph that rdflib writes too")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("results.md"))
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.one, given.triples)))
        return
    text = "\n\n".join(
        (
            f"pyoxigraph {version('pyoxigraph')}, rdflib {version('rdflib')}, Python {sys.version.split()[0]}",
            table(given.triples, (*OURS, *PEERS.values())),
            table(given.small, ("turtle", *PEERS.values(), RDFLIB)),
        )
    )
    print(text)
    given.out.write_text(f"# Writers: results\n\n`python -m benchmarks.writers`, {text}\n")


def table(triples: int, names: tuple[str, ...]) -> str:
    """Measurements of one size as a table in Markdown."""
    runs = [{name: _in_a_process(name, triples) for name in names} for _ in range(RUNS)]
    found = {name: sorted((run[name] for run in runs), key=itemgetter("seconds"))[RUNS // 2] for name in names}
    peer = found["dump"]["seconds"]
    labels = {key: label for label, key in PEERS.items()} | {RDFLIB: "rdflib: Turtle from its own store"}
    rows = [
        f"| {labels.get(name, f'newsgraph: {name}')} | {one['seconds']:.2f} | {one['seconds'] / peer:.2f} "
        f"| {one['memory']:.0f} | {one['bytes'] / 1e6:.0f} |"
        for name, one in found.items()
    ]
    head = "| writer | seconds | × pyoxigraph's dump | MB more at the peak | MB written |\n|---|---|---|---|---|"
    size = found["dump"]["triples"]
    held = found["turtle"]["held"]
    return f"## {size:,} triples (the data set takes {held:.0f} MB)\n\n{head}\n" + "\n".join(rows)


def _in_a_process(name: str, triples: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.writers", "--one", name, "--triples", str(triples)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def measure(name: str, triples: int) -> dict[str, Any]:
    """One writer: seconds, and megabytes more than before."""
    from benchmarks.writers.generate import generate

    empty = _resident("VmRSS")
    dataset = generate(triples)
    held = _resident("VmRSS") - empty
    write, size = _prepared(name, dataset)
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here (Linux)
    before = _resident("VmRSS")
    sink = Sink()
    started = time.process_time()
    write(sink)
    seconds = time.process_time() - started
    memory = _resident("VmHWM") - before
    return {"seconds": seconds, "memory": memory, "bytes": sink.size, "held": held, "triples": size}


class Sink:
    """A file that counts and forgets."""

    def __init__(self) -> None:
        self.size = 0

    def write(self, data: bytes) -> int:
        """Take bytes."""
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing to flush."""


def _prepared(name: str, dataset: Any) -> tuple[Callable[[Any], object], int]:
    """What writes to a file, all that a peer needs made before; and how many triples, where they were made."""
    import pyoxigraph as ox

    from graph.core.config import PublishSettings
    from graph.publish.quads import triples
    from graph.publish.registry import find
    from graph.publish.terms import prefixes

    settings = PublishSettings()
    names = prefixes(settings.base)
    if name not in (*PEERS.values(), RDFLIB):
        write = find(name).load()
        return lambda file: write(dataset, file, settings), 0
    made = list(triples(dataset, settings))
    if name == "serialize":
        return lambda file: ox.serialize(made, file, ox.RdfFormat.TURTLE, prefixes=names), len(made)
    if name == "dump":
        store = ox.Store()
        store.bulk_extend(ox.Quad(*triple) for triple in made)
        turtle, default = ox.RdfFormat.TURTLE, ox.DefaultGraph()
        return lambda file: store.dump(file, turtle, from_graph=default, prefixes=names), len(made)
    import rdflib

    graph = rdflib.Graph()
    for prefix, iri in names.items():
        graph.bind(prefix, iri)
    graph.parse(data=ox.serialize(made, format=ox.RdfFormat.N_TRIPLES), format="nt")
    return lambda file: graph.serialize(file, format="turtle", encoding="utf-8"), len(made)


def _resident(key: str) -> float:
    """Memory of this process in MB, now (``VmRSS``) or at its peak (``VmHWM``)."""
    for line in _status():
        if line.startswith(key):
            return int(line.split()[1]) / 1024
    raise OSError(f"no {key} in /proc/self/status: memory is measured on Linux only")


def _status() -> Iterator[str]:
    yield from Path("/proc/self/status").read_text().splitlines()


if __name__ == "__main__":
    main()
