"""Train the model of a fact's status on annotated articles, and measure it on articles held out.

    python -m training.status GOLD ARTICLES [--hold-out K]     e.g. ../shared/gold/train.txt ../shared/gold/train

Writes graph/extract/data/status.npz. Each pair of names that a fact links in a sentence of its evidence is a row, with
the fact's status as its class. With --hold-out prints on every K-th article how often the model, and the rules alone,
give the annotated status; writes nothing.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from graph.extract.relations.said import features
from graph.extract.relations.scorer import NONE, reading
from training import relations
from training.gold import read_gold
from training.linear import fit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.linear import LinearModel

TARGET = Path("graph/extract/data/status.npz")
STRENGTH, LEAST, ITERATIONS = 1.5, 2, 80
Row = tuple[list[str], str, str]
"""Features, annotated status, status by rules."""


def rows(example: relations.Example) -> Iterator[Row]:
    """A row for each pair that a fact links in a sentence that says it."""
    known = relations.links(example)
    for pair, label in relations.labelled_pairs(example, known):
        if label == NONE:
            continue
        things = example.things[pair.first.mention], example.things[pair.second.mention]
        ways = [things, things[::-1]]
        numbers = [n for way in ways for predicate, n in known.get(way, ()) if predicate == label[:-1]]
        rule = next((p.status for p in pair.proposals if p.predicate == label[:-1]), reading(pair)[1])
        yield features(pair, label[:-1], rule), example.gold.facts[numbers[0]][4], rule


def train(found: list[Row]) -> LinearModel:
    """Fit the model."""
    return fit(
        [row[0] for row in found], [row[1] for row in found], strength=STRENGTH, least=LEAST, iterations=ITERATIONS
    )


def main() -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--hold-out", type=int, default=0)
    given = parser.parse_args()
    gold = read_gold(given.gold, given.articles)
    evidence = relations.read_evidence(given.gold.with_name(f"{given.gold.stem}_evidence.jsonl"))
    found = [list(rows(example)) for example in relations.prepare(gold, evidence)]
    if given.hold_out:
        model = train([row for at, some in enumerate(found) if at % given.hold_out for row in some])
        report(model, [row for some in found[:: given.hold_out] for row in some])
        return
    TARGET.write_bytes(train([row for some in found for row in some]).dump())
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


def report(model: LinearModel, held: list[Row]) -> None:
    """Print how often model and rules are right."""
    total, right = Counter(), {"model": Counter(), "rules": Counter()}
    for names, status, rule in held:
        scores = model.scores(names)
        total[status] += 1
        right["model"][status] += model.classes[scores.index(max(scores))] == status
        right["rules"][status] += rule == status
    print(total)
    for title, counts in right.items():
        print(title, f"{100 * counts.total() / total.total():.1f}", dict(counts))


if __name__ == "__main__":
    main()
