"""The scorer that the measure was defined with, where it is at hand (../shared/gold/score.py), and how to ask it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.evaluate import Scores

SHARED = Path(__file__).parents[2].parent / "shared" / "gold"
SCORER = SHARED / "score.py"

needs_scorer = pytest.mark.skipif(not SCORER.exists(), reason="needs ../shared/gold/score.py")

Printed = tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], dict[str, str]]
"""What it prints: rows of entities, rows of facts, and single figures, all as text with one digit."""


def ask(build: Path, gold: Path, articles: Path) -> Printed:
    """Its figures of a build."""
    command = [sys.executable, str(SCORER), str(build), str(gold), str(articles)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    entities, facts, rest = printed.split("\n\n")
    return _rows(entities), _rows(facts), dict(re.findall(r"^(\w+) ([\d.]+)", rest, re.MULTILINE))


def _rows(table: str) -> dict[str, tuple[str, ...]]:
    rows = (line.split() for line in table.splitlines()[1:])
    return {name: tuple(cells) for name, *cells in rows}


def as_printed(scores: Scores) -> Printed:
    """Our figures in its form."""
    shares = {"status": scores.status, "role": scores.role, "evidence": scores.evidence}
    single = {"entity_f1": f"{scores.entity.f1:.1f}", "fact_f1": f"{scores.fact.f1:.1f}"}
    single |= {f"{name}_accuracy": f"{share.accuracy:.1f}" for name, share in shares.items() if share.of}
    if scores.theme.wanted:
        single["theme_f1"] = f"{scores.theme.f1:.1f}"
    return _table(scores.by_type, scores.entity), _table(scores.by_predicate, scores.fact), single


def _table(counts: Mapping, total) -> dict[str, tuple[str, ...]]:
    rows = {**counts, "ALL": total}
    return {
        name: (f"{one.precision:.1f}", f"{one.recall:.1f}", f"{one.f1:.1f}", str(one.wanted), str(one.found))
        for name, one in rows.items()
    }
