"""The results as Markdown."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.sparql.timing import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def markdown(runs: Sequence[dict[str, Any]]) -> str:
    """One section for each run."""
    return "# Results\n" + "".join(line for run in runs for line in _section(run))


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f}" if seconds < 1 else f"{seconds * 1000:,.0f}"


def _section(run: dict[str, Any]) -> Iterator[str]:
    cost, own = run["protocol"], run.get("rdflib")
    yield f"\n## {run['quads']:,} quads\n\nTimes are medians in ms. Protocol cost (`ASK {{}}` through the endpoint): "
    yield f"{_ms(cost)} before, {_ms(run['protocol_after'])} after. The store on disk was made in "
    yield f"{run['first_open']:.0f} s and opens in {_ms(run['open'])} ms.\n\n"
    yield "| query | rows | Oxigraph alone | endpoint | (endpoint − protocol) / alone |"
    yield " rdflib's own store | rdflib / endpoint |\n" if own else "\n"
    yield "|---|---|---|---|---|" + ("---|---|\n" if own else "\n")
    ratios, gains = [], []
    for name, one in [*run["saved"].items(), *run["lookups"].items()]:
        ratio = max(one["endpoint"] - cost, 0) / one["bare"]
        cells = [name, f"{one['rows']:,}", _ms(one["bare"]), _ms(one["endpoint"]), f"{ratio:.2f}"]
        if name in run["saved"]:
            ratios.append(ratio)
        if own:
            cells += _own(own, name, one, gains)
        yield f"| {' | '.join(cells)} |\n"
    if not ratios:
        return
    yield f"\nMedian over {len(ratios)} saved queries: {median(ratios):.2f} times Oxigraph alone after protocol cost"
    yield f"; rdflib's own store takes {median(gains):,.0f} times as long.\n" if gains else ".\n"
    if own:
        yield f"rdflib took {own['load']:.0f} s to load the file.\n"
    yield "\n| 32 clients at once | seconds | requests | errors | p50 | p95 | p99 |\n|---|---|---|---|---|---|---|\n"
    for kind, load in run["load"].items():
        times = " | ".join(_ms(load[f"p{share}"]) for share in (50, 95, 99))
        what = "the four lookups" if kind == "lookups" else "the twelve saved queries"
        yield f"| {what} | {load['seconds']:g} | {load['requests']:,} | {load['errors']} | {times} |\n"


def _own(own: dict[str, Any], name: str, one: dict[str, Any], gains: list[float]) -> list[str]:
    if name not in own:
        return ["", ""]
    if own[name] is None:
        gain = PATIENCE / one["endpoint"]
        gains.append(gain)
        return [f"> {PATIENCE * 1000:,}", f"> {gain:,.0f}"]
    gain = own[name]["seconds"] / one["endpoint"]
    gains.append(gain)
    note = "" if own[name]["rows"] == one["rows"] else f" ({own[name]['rows']:,} rows)"
    return [_ms(own[name]["seconds"]) + note, f"{gain:,.0f}"]
