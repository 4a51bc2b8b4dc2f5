"""All figures of extraction, next to simpler systems measured in the same run.

    python -m benchmarks.quality GOLD ARTICLES [--config FILE] [--out FILE]
    e.g. ../shared/gold/dev.txt ../shared/gold/articles

Prints the figures of the whole gold and of each publisher in it, and writes them to ``results.md`` beside this file.
Speed is told as a multiple of spaCy's model alone, measured in the same run, since words a second are the machine's.
"""

from __future__ import annotations

import argparse
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.quality.bare import build_bare
from benchmarks.quality.groups import groups
from benchmarks.quality.table import compare, markdown
from graph.core.config import Settings, read_settings
from graph.core.report import Report
from graph.evaluate import read_gold, score
from graph.evaluate.figures import quality
from graph.evaluate.run import build_timed, read_annotated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.core.types import Article, Dataset
    from graph.evaluate.run import Speed

HERE = Path(__file__).parent
LEGEND = """`python -m benchmarks.quality` writes this file; [README.md](README.md) tells what is compared.
Cells are precision / recall / F1 in per cent where they say nothing else, – where a system finds none. Confidence is
told as its mean → the share that is right."""
OURS, FIRST, BARE = "newsgraph", "first version", "en_core_web_sm"


def main(gold_path: Path, source: Path, config: Path | None, out: Path) -> None:
    """Measure, print and write."""
    settings = read_settings(config) if config else Settings()
    gold, report = read_gold(gold_path), Report(listener=print)
    articles = read_annotated(gold, gold_path, source, settings, report)
    texts = {article.id: article.text for article in articles}
    built = measure(articles, settings, report)
    parts = [heading(len(gold)), speeds({name: speed for name, (_, speed) in built.items()})]
    for name, part in groups(gold).items():
        figures = {system: quality(score(dataset, part, texts)) for system, (dataset, _) in built.items()}
        facts, entities = (sum(len(getattr(one, key)) for one in part.values()) for key in ("facts", "entities"))
        parts.append(f"## {name}: {len(part)} articles, {entities} entities, {facts} facts\n\n{compare(figures)}")
    text = "\n".join(parts)
    print(text)
    out.write_text(text, "utf-8")


def measure(articles: list[Article], settings: Settings, report: Report) -> dict[str, tuple[Dataset, Speed]]:
    """What each system makes of the articles, one after another in this process."""
    first = read_settings(HERE / "first_version.toml")
    return {
        OURS: build_timed(articles, settings, report),
        FIRST: build_timed(articles, first, report),
        BARE: build_bare(articles, settings.extract.model),
    }


def heading(articles: int) -> str:
    """What was measured, when, and of which commit."""
    git = ["git", "-C", str(HERE)]
    commit = subprocess.check_output([*git, "rev-parse", "--short", "HEAD"], text=True).strip()
    changed = subprocess.check_output([*git, "status", "--porcelain", "--untracked-files=no"], text=True).strip()
    changes = " with changes" if changed else ""
    measured = f"{datetime.now(UTC):%Y-%m-%d}, commit {commit}{changes}, {articles} articles."
    return f"# Results\n\n{measured} {LEGEND}\n"


def speeds(measured: Mapping[str, Speed]) -> str:
    """Words a second for the terminal, multiples of the bare model's time for the file."""
    base = measured[BARE].words_per_second or 1
    rates = {name: speed.words_per_second or 0 for name, speed in measured.items()}
    print("words a second: " + ", ".join(f"{name} {rate:,.0f}" for name, rate in rates.items()))
    rows = [[name, f"{base / rate:.1f}" if rate else "–"] for name, rate in rates.items()]
    return "## Speed\n\n" + markdown(["", f"time, as a multiple of {BARE}'s"], rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, metavar="GOLD")
    parser.add_argument("articles", type=Path, metavar="ARTICLES")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings of newsgraph; default: none")
    parser.add_argument("--out", type=Path, metavar="FILE", default=HERE / "results.md")
    given = parser.parse_args()
    main(given.gold, given.articles, given.config, given.out)
