"""The endpoint against Oxigraph alone and rdflib's own store, on a generated graph, in one run.

    python -m benchmarks.sparql --quads 1000000 --work DIR [--repeats 9] [--seconds 60]
    python -m benchmarks.sparql --quads 1000000 --work DIR --rdflib

The first measures the endpoint and Oxigraph, the second rdflib's own store and Oxigraph. Both write into
``results-QUADS.json`` and, from all such files there, ``results.md`` beside this file.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from benchmarks.sparql.alone import Alone
from benchmarks.sparql.generate import World, world_of, write
from benchmarks.sparql.questions import lookups, questions
from benchmarks.sparql.table import markdown
from benchmarks.sparql.timing import clock, compare, protocol_cost, rdflib_times
from graph.query.store import known_prefixes, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
CLIENTS = 32


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of ``newsgraph serve`` for a folder, with limits that no question here reaches."""
    command = [sys.executable, "-m", "graph", "serve", str(folder), "--port", "0"]
    command += ["--time-limit", "600", "--row-limit", "10000000"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    """Generate the graph, measure, write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--rdflib", action="store_true")
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    folder = given.work / f"quads-{given.quads}"
    folder.mkdir(parents=True, exist_ok=True)
    file, world = folder / "graph.nq", world_of(given.quads)
    if not file.exists():
        with file.open("wb") as out:
            print(f"{write(given.quads, out):,} quads written", flush=True)
    if given.rdflib:
        store = open_store(folder)
        for own in rdflib_times(file, store, questions(world), known_prefixes(store)):
            save(given.quads, {"quads": len(store), "rdflib": own})
        return
    for found in measure(folder, world, given.repeats, given.seconds):
        save(given.quads, found)


def save(asked: int, found: dict[str, Any]) -> None:
    """Write what has been measured so far, and the table of all runs: a run that is stopped leaves what it has."""
    path = HERE / f"results-{asked}.json"
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(json.dumps({**known, **found}, indent=1) + "\n", "utf-8")
    runs = [json.loads(one.read_text("utf-8")) for one in HERE.glob("results-*.json")]
    (HERE / "results.md").write_text(markdown(sorted(runs, key=lambda run: run["quads"])), "utf-8")


def measure(folder: Path, world: World, repeats: int, seconds: float) -> Iterator[dict[str, Any]]:
    """All figures of one graph but rdflib's, after each step."""
    making, store = clock(lambda: open_store(folder))
    opening, store = clock(lambda: open_store(folder))
    prefixes, asked, small = known_prefixes(store), questions(world), lookups(world)
    found: dict[str, Any] = {
        "quads": len(store), "first_open": making, "open": opening, "python": platform.python_version(),
        "versions": {name: version(name) for name in ("pyoxigraph", "rdflib", "starlette", "uvicorn")},
    }  # fmt: skip
    del store  # the processes that answer have it open, each for itself
    alone = Alone(folder, prefixes)
    with alone, served(folder) as url, httpx.Client(base_url=url, timeout=600) as client:
        found["protocol"] = found["protocol_after"] = protocol_cost(client)
        found["load"] = {}
        for kind, texts in (("lookups", small), ("saved", asked)):
            found.setdefault("saved", {})
            found[kind] = {}
            for name, text in texts.items():
                one = compare(alone, client, text, repeats)
                found[kind][name] = {"rows": one.rows, "bare": one.bare, "endpoint": one.endpoint}
                print(f"{name}: {found[kind][name]}", flush=True)
                yield found
            found["load"][kind] = _clients(url, seconds, list(texts.values()))
            yield found
        found["protocol_after"] = protocol_cost(client)
        yield found


def _clients(url: str, seconds: float, texts: list[str]) -> Any:
    command = [sys.executable, "-m", "benchmarks.sparql.load", url, str(seconds), str(CLIENTS)]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    print(done.stdout, flush=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
