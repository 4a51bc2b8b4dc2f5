"""Train the type model of mention detection on annotated articles, and measure it by cross-validation.

    python -m training.mentions GOLD ARTICLES [--cv]      e.g. ../shared/gold/train.txt ../shared/gold/train

Writes graph/extract/data/mentions.npz from candidates labelled by `graph.learn.names`. With --cv prints entity
precision, recall and F1 on held-out fifths for the thresholds and multiples of them, and writes nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph.core.config import ExtractSettings
from graph.core.names import normalise
from graph.extract.components.coreference import Coreference
from graph.extract.components.mentions import THRESHOLDS, Mentions
from graph.extract.pipeline import load_pipeline
from graph.learn.annotated import Annotated, read_examples
from graph.learn.names import NamesOf, fit_names, label_names

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graph.extract.linear import LinearModel

TARGET = Path("graph/extract/data/mentions.npz")


def prepare(gold: list[Annotated]) -> list[NamesOf]:
    """Parse articles and label their candidates."""
    return list(label_names(gold, load_pipeline(ExtractSettings(), steps={"boundaries", "encoder"})))


def entities(doc: Doc) -> list[tuple[str, set[str]]]:
    """Type and normalised names of each thing of an article that is no place."""
    spans = list(doc.spans["mentions"])
    rows = [(spans[chain[0]].label_, {normalise(spans[at].text) for at in chain}) for chain in doc._.chains]
    return [row for row in rows if row[0] != "place"]


def count_entities(doc: Doc, gold: Annotated) -> tuple[int, int, int]:
    """Entities found rightly, found, and annotated."""
    free = entities(doc)
    found, hits = len(free), 0
    for kind, forms in gold.entities:
        keys = {normalise(form) for form in forms}
        match = next((one for one in free if one[0] == kind and one[1] & keys), None)
        if match:
            free.remove(match)
            hits += 1
    return hits, found, len(gold.entities)


def evaluate(model: LinearModel, examples: list[NamesOf], factor: float) -> tuple[int, int, int]:
    """Entities found rightly, found, and annotated, through mention detection and coreference."""
    mentions, coreference = (
        Mentions("mentions", {kind: factor * value for kind, value in THRESHOLDS.items()}, model),
        Coreference("coreference"),
    )
    rows = [count_entities(coreference(mentions(example.doc)), example.gold) for example in examples]
    hits, found, wanted = (sum(column) for column in zip(*rows, strict=True))
    return hits, found, wanted


def cross_validate(examples: list[NamesOf], folds: int = 5) -> None:
    """Print F1 on each held-out fold together, with the thresholds and multiples of them."""
    totals = {factor: [0, 0, 0] for factor in (0.6, 0.8, 1.0, 1.25, 1.5)}
    for fold in range(folds):
        model = fit_names([example for at, example in enumerate(examples) if at % folds != fold])
        for factor, total in totals.items():
            held_out = [example for at, example in enumerate(examples) if at % folds == fold]
            for place, number in enumerate(evaluate(model, held_out, factor)):
                total[place] += number
    for factor, (hits, found, wanted) in totals.items():
        p, r = hits / found, hits / wanted
        print(f"thresholds x {factor}: P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / (p + r):.1f}")


def main() -> None:
    """Command line; see the module's docstring."""
    paths = [Path(word) for word in sys.argv[1:] if not word.startswith("--")]
    if len(paths) != 2:
        sys.exit(__doc__)
    examples = prepare(read_examples(*paths))
    if "--cv" in sys.argv:
        cross_validate(examples)
        return
    TARGET.write_bytes(fit_names(examples).dump())
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
