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

from graph.learn.annotated import read_examples
from graph.learn.marked import Marked, links
from graph.learn.pairs import StatusRow, fit_status, labelled_pairs, status_rows
from training import relations

if TYPE_CHECKING:
    from graph.extract.linear import LinearModel

TARGET = Path("graph/extract/data/status.npz")


def rows(example: Marked) -> list[StatusRow]:
    """What an article teaches."""
    known = links(example)
    return list(status_rows(example, known, labelled_pairs(example, known)))


def main() -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--hold-out", type=int, default=0)
    given = parser.parse_args()
    found = [rows(one) for one in relations.prepare(read_examples(given.gold, given.articles))]
    if given.hold_out:
        model = fit_status([row for at, some in enumerate(found) if at % given.hold_out for row in some])
        report(model, [row for some in found[:: given.hold_out] for row in some])
        return
    TARGET.write_bytes(fit_status([row for some in found for row in some]).dump())
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


def report(model: LinearModel, held: list[StatusRow]) -> None:
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
