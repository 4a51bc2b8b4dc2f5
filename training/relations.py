"""Train the scorer of relations on annotated articles, and measure patterns and scorer on articles held out.

    python -m training.relations GOLD ARTICLES [--halves]     e.g. ../shared/gold/train.txt ../shared/gold/train

Writes graph/extract/data/relations.npz from pairs labelled by `graph.learn.pairs`. With --halves trains on every other
article and prints precision, recall and F1 of facts on the rest at the thresholds of the package, without and with the
scorer; writes nothing.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from graph.core.config import ExtractSettings
from graph.core.ontology import PREDICATES
from graph.extract.components.relations import Relations
from graph.extract.parse import parse
from graph.extract.pipeline import load_pipeline
from graph.extract.relations.lexicon import LEXICON
from graph.learn.annotated import Annotated, read_examples
from graph.learn.marked import Marked, links, mark
from graph.learn.pairs import fit_pairs, labelled_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.extract.components.interface import Fact
    from graph.extract.linear import LinearModel

TARGET = Path("graph/extract/data/relations.npz")


def prepare(gold: Iterable[Annotated]) -> list[Marked]:
    """Parse articles and mark their annotated names."""
    nlp = load_pipeline(ExtractSettings(), steps={"boundaries"})
    return [mark(one, parse(nlp, one.article)) for one in gold]


def train(examples: Iterable[Marked]) -> LinearModel:
    """Fit the scorer on all pairs of some articles."""
    return fit_pairs(row for example in examples for row in labelled_pairs(example, links(example)))


def score(example: Marked, facts: list[Fact], counts: dict[str, list[int]]) -> None:
    """Add an article's right, found and annotated facts to the counts of each predicate."""
    found = {(f.predicate, example.things[f.subject], example.things[f.object], f.role) for f in facts}
    for predicate, *_ in found:
        counts[predicate][1] += 1
    for predicate, subjects, objects, _, _ in example.gold.facts:
        counts[predicate][2] += 1
        for one in sorted(found):
            ways = [(one[1], one[2]), (one[2], one[1])] if PREDICATES[predicate].symmetric else [(one[1], one[2])]
            if one[0] == predicate and any(
                any(example.is_one(a, n) for n in subjects) and any(example.is_one(b, n) for n in objects)
                for a, b in ways
            ):
                counts[predicate][0] += 1
                found.discard(one)
                break


def halves(examples: list[Marked]) -> None:
    """Train on every other article and print figures on the rest, for patterns alone and with the scorer."""
    models = {"patterns": None, "with scorer": train(examples[::2])}
    for title, model in models.items():
        relations = Relations("relations", LEXICON.thresholds if model else {}, model)
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for example in examples[1::2]:
            score(example, relations(example.doc)._.claims, counts)
        counts["ALL"] = [sum(column) for column in zip(*counts.values(), strict=True)]
        print(f"{title}:\n{'':16}     P     R    F1  gold")
        for name, (hits, found, wanted) in sorted(counts.items()):
            p, r, f = hits / max(found, 1), hits / max(wanted, 1), 2 * hits / max(found + wanted, 1)
            print(f"{name:16} {100 * p:5.1f} {100 * r:5.1f} {100 * f:5.1f} {wanted:5}")


def main() -> None:
    """Command line; see the module's docstring."""
    paths = [Path(word) for word in sys.argv[1:] if not word.startswith("--")]
    if len(paths) != 2:
        sys.exit(__doc__)
    examples = prepare(read_examples(*paths))
    if "--halves" in sys.argv:
        halves(examples)
        return
    TARGET.write_bytes(train(examples).dump())
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
