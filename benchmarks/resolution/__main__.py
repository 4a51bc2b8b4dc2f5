"""Resolution on DWIE's linked articles and on synthetic ones, next to exact names.

    python -m benchmarks.resolution DWIE_JSONL [--mentions 100000 1000000] [--out FILE]
    e.g. ../shared/data/dwie/dev.jsonl

Prints what [README.md](README.md) explains and writes it to ``results.md`` beside this file.
"""

from __future__ import annotations

import argparse
import gc
import resource
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.resolution.align import align
from benchmarks.resolution.dwie import Linked, read
from benchmarks.resolution.scores import b_cubed, pairwise
from benchmarks.resolution.synthetic import corpus
from graph.core.config import ExtractSettings
from graph.extract.runner import extract_all
from graph.resolve.resolver import link

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from graph.core.types import Article, Extraction, Mention

HEAD = """| | mentions | B³ P | B³ R | B³ F1 | pairs P | pairs R | pairs F1 |
|---|---|---|---|---|---|---|---|"""
THINGS = 0.25
"""Things made for each mention of the synthetic articles; as some are never named, those named are so five times."""


def main(path: Path, sizes: list[int], out: Path) -> None:
    """Measure, print, write."""
    parts = [f"# Results\n\nMeasured {datetime.now(UTC):%Y-%m-%d} by `python -m benchmarks.resolution`.\n"]
    linked = read(path)
    parts.append("## DWIE, its own mentions and coreference\n\n" + "\n".join([HEAD, *given(linked)]) + "\n")
    parts.append("## DWIE, newsgraph's mentions and coreference\n\n" + "\n".join([HEAD, *found(linked)]) + "\n")
    parts += [f"## Synthetic, {size:,} mentions\n\n{synthetic(size)}" for size in sizes]
    text = "\n".join(parts)
    print(text)
    out.write_text(text, "utf-8")


def given(linked: Linked) -> Iterator[str]:
    """Rows for exact names, the longest name of each chain, and newsgraph."""
    mentions, true = list(linked.truth), list(linked.truth.values())
    longest = {
        one.mentions[i]: max((one.mentions[j].text for j in chain), key=lambda text: (len(text), text))
        for one in linked.extractions
        for chain in one.chains
        for i in chain
    }
    yield row("exact mention", [one.text for one in mentions], true)
    yield row("longest name of the chain", [longest[one] for one in mentions], true)
    yield row("newsgraph", resolved(linked.articles, linked.extractions, mentions), true)


def found(linked: Linked) -> Iterator[str]:
    """Rows over the mentions that newsgraph found of those linked."""
    extractions = [one for _, one in extract_all(linked.articles, ExtractSettings()) if not isinstance(one, Exception)]
    pairs = align((mention for one in extractions for mention in one.mentions), linked.truth)
    mentions, true = [one for one, _ in pairs], [linked.truth[other] for _, other in pairs]
    yield row("exact mention", [one.text for one in mentions], true)
    yield row("newsgraph", resolved(linked.articles, extractions, mentions), true)


def synthetic(size: int) -> str:
    """Rows for exact names and newsgraph, with time and memory of the latter."""
    made = corpus(size, round(size * THINGS))
    mentions, true = list(made.truth), list(made.truth.values())
    gc.collect()
    gc.set_threshold(70_000)  # as `graph.pipeline` does
    began = time.perf_counter()
    clusters = resolved(made.articles, made.extractions, mentions)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
    rows = [HEAD, row("exact mention", [one.text for one in mentions], true), row("newsgraph", clusters, true)]
    facts = f"{len(set(true)):,} things in {len(made.articles):,} articles; {seconds:.0f} s in one process"
    return "\n".join(rows) + f"\n\n{facts}, peak {peak:.1f} GB with the articles.\n"


def resolved(
    articles: Sequence[Article], extractions: Sequence[Extraction], mentions: Sequence[Mention]
) -> list[Hashable]:
    """The entity of each mention."""
    entity = {one.mention: one.entity for one in link(articles, extractions).links}
    return [entity[one] for one in mentions]


def row(name: str, clusters: Sequence[Hashable], true: Sequence[Hashable]) -> str:
    """A row of a table."""
    measures = (b_cubed(clusters, true), pairwise(clusters, true))
    cells = (f"{value:.3f}" for one in measures for value in (one.precision, one.recall, one.f1))
    return f"| {name} | {len(true):,} | {' | '.join(cells)} |"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dwie", type=Path)
    parser.add_argument("--mentions", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("results.md"))
    arguments = parser.parse_args()
    main(arguments.dwie, arguments.mentions, arguments.out)
