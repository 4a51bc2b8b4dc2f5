"""Train the type model of mention detection on annotated articles, and measure it by cross-validation.

    python -m training.mentions GOLD ARTICLES [--cv]      e.g. ../shared/gold/train.txt ../shared/gold/train

Writes graph/extract/data/mentions.npz. Candidates and features are those of the package. A candidate's class is the
type of the annotated entity that has its (normalised) name, ``place`` where it is none of them and a known place, else
``none``. With --cv prints entity precision, recall and F1 on held-out fifths for the thresholds and multiples of
them, and writes nothing.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.articles import read_articles
from graph.core.config import ExtractSettings, InputSettings
from graph.core.gazetteer import demonym, find_place
from graph.core.names import normalise
from graph.core.report import Report
from graph.extract.components.coreference import Coreference
from graph.extract.components.mentions import THRESHOLDS, Mentions
from graph.extract.mentions.candidates import candidates
from graph.extract.mentions.features import Group, groups
from graph.extract.mentions.model import NONE
from graph.extract.pipeline import load_pipeline, parse
from training.gold import GoldArticle, read_gold
from training.linear import fit

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graph.extract.linear import LinearModel

TARGET = Path("graph/extract/data/mentions.npz")
STRENGTH, LEAST, ITERATIONS = 1.0, 2, 150


@dataclass(slots=True)
class Example:
    """An annotated article, its parse, and its candidates with their classes."""

    gold: GoldArticle
    doc: Doc
    groups: list[Group]
    labels: list[str]


def label(group: Group, names: dict[str, str], ends: set[str], doc: Doc) -> str:
    """The class of a candidate name."""
    if group.key in names:
        return names[group.key]
    start, end = group.windows[0]
    text = doc[start:end].text
    known = find_place(text) or (end - start == 1 and demonym(text))
    if known and (group.key in ends or doc[start].ent_type_ in {"GPE", "LOC", "NORP", "FAC"}):
        return "place"
    return "place" if group.key in ends else NONE


def prepare(gold: list[GoldArticle], folder: Path) -> list[Example]:
    """Parse articles and label their candidates."""
    articles = {article.id: article for article in read_articles([str(folder)], InputSettings(language=""), Report())}
    nlp = load_pipeline(ExtractSettings(), steps={"boundaries"})
    examples = []
    for one in gold:
        doc = parse(nlp, articles[one.id])
        found = groups(doc, candidates(doc))
        names = {normalise(name): kind for kind, forms in one.entities for name in forms}
        ends = {normalise(name) for fact in one.facts for name in (*fact[1], *fact[2])} - {"government"}
        examples.append(Example(one, doc, found, [label(group, names, ends, doc) for group in found]))
    return examples


def train(examples: list[Example]) -> LinearModel:
    """Fit the model on all candidates of some examples."""
    rows = [group.features for example in examples for group in example.groups]
    labels = [label for example in examples for label in example.labels]
    return fit(rows, labels, strength=STRENGTH, least=LEAST, iterations=ITERATIONS)


def entities(doc: Doc) -> list[tuple[str, set[str]]]:
    """Type and normalised names of each thing of an article that is no place."""
    spans = list(doc.spans["mentions"])
    rows = [(spans[chain[0]].label_, {normalise(spans[at].text) for at in chain}) for chain in doc._.chains]
    return [row for row in rows if row[0] != "place"]


def count_entities(doc: Doc, gold: GoldArticle) -> tuple[int, int, int]:
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


def evaluate(model: LinearModel, examples: list[Example], factor: float) -> tuple[int, int, int]:
    """Entities found rightly, found, and annotated, through mention detection and coreference."""
    mentions, coreference = (
        Mentions("mentions", {kind: factor * value for kind, value in THRESHOLDS.items()}, model),
        Coreference("coreference"),
    )
    rows = [count_entities(coreference(mentions(example.doc)), example.gold) for example in examples]
    hits, found, wanted = (sum(column) for column in zip(*rows, strict=True))
    return hits, found, wanted


def cross_validate(examples: list[Example], folds: int = 5) -> None:
    """Print F1 on each held-out fold together, with the thresholds and multiples of them."""
    totals = {factor: [0, 0, 0] for factor in (0.6, 0.8, 1.0, 1.25, 1.5)}
    for fold in range(folds):
        model = train([example for at, example in enumerate(examples) if at % folds != fold])
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
    examples = prepare(read_gold(*paths), paths[1])
    if "--cv" in sys.argv:
        cross_validate(examples)
        return
    TARGET.write_bytes(train(examples).dump())
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
