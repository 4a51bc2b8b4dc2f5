"""The results as Markdown."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.sparql.alone import GIVEN_UP
from benchmarks.sparql.timing import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def markdown(runs: Sequence[dict[str, Any]]) -> str:
    """One section for each run."""
    return "# Results\n" + "".join(line for run in runs for line in _section(run))


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f}" if seconds < 1 else f"{seconds * 1000:,.0f}"


def _section(run: dict[str, Any]) -> Iterator[str]:
    yield f"\n## {run['quads']:,} quads\n"
    if "saved" in run:
        yield from _endpoint(run)
    if "rdflib" in run:
        yield from _own(run["rdflib"])


def _endpoint(run: dict[str, Any]) -> Iterator[str]:
    cost = run["protocol"]
    yield f"\nTimes are medians in ms. Protocol cost (`ASK {{}}` through the endpoint): {_ms(cost)} before, "
    yield f"{_ms(run['protocol_after'])} after. The store on disk opens in {_ms(run['open'])} ms"
    yield f" (made in {run['first_open']:.0f} s).\n\n" if run["first_open"] > 1 else ".\n\n"
    yield "| query | rows | Oxigraph alone | endpoint | (endpoint − protocol) / alone |\n|---|---|---|---|---|\n"
    ratios = []
    for name, one in [*run["saved"].items(), *run.get("lookups", {}).items()]:
        given_up = one["bare"] is None
        alone = GIVEN_UP if given_up else one["bare"]
        ratio = max(one["endpoint"] - cost, 0) / alone
        ratios += [ratio] if name in run["saved"] else []
        yield f"| {name} | {one['rows']:,} | {'> ' * given_up}{_ms(alone)} | {_ms(one['endpoint'])}"
        yield f" | {'< ' * given_up}{ratio:.2f} |\n"
    if ratios:
        given_up = sum(one["bare"] is None for one in run["saved"].values())
        most = "at most " if given_up else ""
        yield f"\nMedian over {len(ratios)} saved queries: {most}{median(ratios):.2f} times Oxigraph alone"
        yield " after protocol cost.\n"
    if run["load"]:
        yield "\n| 32 clients at once | seconds | requests | errors | p50 | p95 | p99 |\n"
        yield "|---|---|---|---|---|---|---|\n"
    for kind, load in run["load"].items():
        times = " | ".join(_ms(load[f"p{share}"]) for share in (50, 95, 99))
        what = "the four lookups" if kind == "lookups" else "the twelve saved queries"
        yield f"| {what} | {load['seconds']:g} | {load['requests']:,} | {load['errors']} | {times} |\n"


def _own(own: dict[str, Any]) -> Iterator[str]:
    yield f"\nrdflib's own store (loaded in {own['load']:.0f} s) and Oxigraph in one process; processor time in ms:"
    yield "\n\n"
    yield "| query | Oxigraph | rdflib's own store | times as long |\n|---|---|---|---|\n"
    gains = []
    for name, alone in own["oxigraph"].items():
        seconds = own[name]["seconds"] if own[name] else PATIENCE
        over = "" if own[name] else "> "
        gains.append(seconds / alone)
        yield f"| {name} | {_ms(alone)} | {over}{_ms(seconds)} | {over}{seconds / alone:,.0f} |\n"
    given_up = sum(own[name] is None for name in own["oxigraph"])
    least = "at least " if given_up else ""
    yield f"\nMedian over {len(gains)} queries: {least}{median(gains):,.0f} times as long"
    yield f"; {given_up} were given up after {PATIENCE} s.\n" if given_up else ".\n"
