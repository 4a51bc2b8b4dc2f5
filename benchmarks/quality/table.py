"""Figures of several systems side by side, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NONE = "–"
COREFERENCE = {"muc": "MUC", "b_cubed": "B³", "ceaf_e": "CEAF-e"}


def compare(systems: Mapping[str, Mapping[str, Any]]) -> str:
    """A table with a column a system; values are those of `graph.evaluate.figures.quality`."""
    every = list(systems.values())
    rows = [*_counts("entities", every), *_counts("facts", every)]
    rows.append(("**themes**", [_measures(one["themes"]) for one in every]))
    rows += [
        (f"{key} of facts found, right %", [_share(one[key]) for one in every])
        for key in ("status", "role", "evidence")
    ]
    rows.append(("**calibration error**", [_error(one["calibration"]) for one in every]))
    rows += _bins(every)
    rows.append(("**coreference**, CoNLL average", [f"{one['coreference']['conll']:.1f}" for one in every]))
    rows += [(f"· {name}", [_measures(one["coreference"][key]) for one in every]) for key, name in COREFERENCE.items()]
    return markdown(["", *systems], [[name, *cells] for name, cells in rows])


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _counts(key: str, every: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    yield f"**{key}**", [_measures(one[key]["all"]) for one in every]
    names = dict.fromkeys(name for one in every for name in one[key] if name != "all")
    for name in names:
        yield f"· {name}", [_measures(one[key].get(name)) for one in every]


def _measures(row: Mapping[str, float] | None) -> str:
    """Precision, recall, F1; of nothing found there is nothing to say."""
    if row is None or not row.get("found", 1):
        return NONE
    return " / ".join(f"{row[key]:.1f}" for key in ("precision", "recall", "f1"))


def _share(row: Mapping[str, Any]) -> str:
    return NONE if row["accuracy"] is None else f"{row['accuracy']:.1f} of {row['of']}"


def _error(calibration: Mapping[str, Any]) -> str:
    return f"{calibration['ece']:.3f}" if calibration["bins"] else NONE


def _bins(every: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    """The reliability tables: facts, mean confidence and share right of each bin."""
    found = [{bin_["low"]: bin_ for bin_ in one["calibration"]["bins"]} for one in every]
    for low in sorted({low for bins in found for low in bins}):
        cells = [bins.get(low) for bins in found]
        texts = [f"{c['facts']} facts, {c['confidence']:.2f} → {c['right']:.2f}" if c else NONE for c in cells]
        yield f"· confidence {low:.1f} to {low + 0.1:.1f}", texts
