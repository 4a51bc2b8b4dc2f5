"""Choose how far to trust the encoder, and the least scores, on articles that no model was trained on.

    python -m training.tune GOLD ARTICLES [--hold-out K] [--cache FOLDER]

Every K-th article is held out, as ``training/encoder.py --hold-out K`` does. The linear models are trained on the
others and kept in FOLDER. Prints entity F1 for weights of both opinions and multiples of the thresholds, then fact F1
for weights, then for each predicate the best threshold. The figures to take over stand in
graph/extract/mentions/model.py, graph/extract/components/mentions.py, graph/extract/relations/scorer.py and
graph/extract/data/relations_words.toml.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from graph.core.names import normalise
from graph.core.ontology import PREDICATES
from graph.extract.components import mentions as component
from graph.extract.components.coreference import Coreference
from graph.extract.components.encoder import ReadWithEncoder
from graph.extract.components.relations import propose_all, weigh
from graph.extract.encoder.blend import blend
from graph.extract.linear import LinearModel
from graph.extract.mentions import model as names
from graph.extract.relations import scorer
from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.scorer import pairs
from graph.extract.relations.select import logit, select
from graph.learn.annotated import Annotated, read_examples
from graph.learn.names import NamesOf, fit_names
from training import mentions, relations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from graph.extract.relations.proposal import Proposal
    from graph.extract.relations.scorer import Pair

WEIGHTS = [(1.0, 0.0), (0.0, 1.0), (0.5, 0.5), (0.3, 0.7), (0.7, 0.5), (0.4, 0.9), (0.6, 0.8)]


@dataclass(slots=True)
class Linked:
    """What the relation step of an article weighs: proposals and pairs by sentence, and both opinions on them."""

    doc: Doc
    gold: Annotated
    proposals: list[list[Proposal]]
    found: list[list[Pair]]
    linear: list[list[float]]
    encoder: np.ndarray
    across: list[Proposal] = field(default_factory=list)


def f1(counts: Iterable[tuple[int, int, int]]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent of rows (right, found, annotated)."""
    hits, found, wanted = (sum(column) for column in zip(*counts, strict=True))
    return 100 * hits / max(found, 1), 100 * hits / max(wanted, 1), 200 * hits / max(found + wanted, 1)


def fitted(one: Annotated, doc: Doc) -> list[set[str]]:
    """For each mention all names that may mean it: its chain's, and those of the annotated entities among them."""
    spans = list(doc.spans["mentions"])
    result: list[set[str]] = [set() for _ in spans]
    for chain in doc._.chains:
        own = {normalise(spans[at].text) for at in chain}
        for _, forms in one.entities:
            keys = {normalise(form) for form in forms}
            own |= keys if keys & own else set()
        for at in chain:
            result[at] = own
    return result


def count_facts(row: Linked, found: list, counts: dict[str, list[int]]) -> list[bool]:
    """Add an article's facts to the counts of each predicate; for each fact found whether it is right."""
    known = fitted(row.gold, row.doc)
    labels = [span.label_ for span in row.doc.spans["mentions"]]
    text = normalise(row.gold.text)
    right = [False] * len(found)
    for fact in found:
        counts[fact.predicate][1] += 1
    for predicate, subjects, objects, _, _ in row.gold.facts:
        counts[predicate][2] += 1
        implied = all(o != "government" and normalise(o) not in text for o in objects)
        for at, fact in enumerate(found):
            ways = [(fact.subject, fact.object), (fact.object, fact.subject)]
            if fact.predicate != predicate or right[at]:
                continue
            if any(
                any(normalise(n) in known[a] for n in subjects)
                and (
                    implied
                    or any(
                        normalise(n) in known[b] or (n == "government" and labels[b] in {"place", "government_body"})
                        for n in objects
                    )
                )
                for a, b in ways[: 1 + PREDICATES[predicate].symmetric]
            ):
                right[at] = True
                counts[predicate][0] += 1
                break
    return right


def link(doc: Doc, gold: Annotated, model: LinearModel) -> Linked:
    """Everything about an article's facts that does not depend on weights."""
    sentences, proposals = propose_all(doc)
    found = [list(pairs(sentence, row)) for sentence, row in zip(sentences, proposals, strict=True)]
    flat = [pair for row in found for pair in row]
    linear = model.chances([pair.features() for pair in flat])
    scores = scorer.encoder_scores(flat, model, doc._.encoded)
    return Linked(doc, gold, proposals, found, linear, scores, list(scorer.read_across(sentences, doc._.encoded)))


def facts(
    row: Linked, model: LinearModel, weights: tuple[float, float], thresholds: dict[str, float], across: float
) -> list:
    """The facts of an article for some weights and thresholds."""
    rows = blend(row.linear, row.encoder, weights) if len(row.linear) else []
    within = weigh(row.proposals, row.found, [scorer.named(model, one, floor=0.05) for one in rows])
    return select(row.doc, [*within, *(one for one in row.across if one.score >= across)], thresholds)


def cached(path: Path, make) -> LinearModel:
    """A linear model from a file, made where it is missing."""
    if not path.exists():
        path.write_bytes(make().dump())
    return LinearModel.load(path)


def calibrate(scored: list[tuple[str, float, bool]]) -> dict[str, float]:
    """Slope and, by predicate, offsets of log-odds from which scores become probabilities (Platt 1999).

    Offsets shrink towards their mean: few facts say little. ``scored`` holds predicate, score and whether it is right.
    """
    kinds = sorted({predicate for predicate, _, _ in scored})
    which = np.array([kinds.index(predicate) for predicate, _, _ in scored])
    odds = np.array([logit(score) for _, score, _ in scored])
    right = np.array([float(one) for _, _, one in scored])

    def loss(x: np.ndarray) -> float:
        z = x[0] * odds + x[1] + x[2:][which]
        return float(np.logaddexp(0, z).sum() - (right * z).sum() + 4 * (x[2:] ** 2).sum())

    found = minimize(loss, np.array([1.0, 0.0, *([0.0] * len(kinds))]), method="L-BFGS-B").x
    offsets = {kind: round(float(found[1] + found[2 + at]), 2) for at, kind in enumerate(kinds)}
    return {"slope": round(float(found[0]), 2), **offsets}


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The command line of what measures on articles held out."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--hold-out", type=int, default=8)
    parser.add_argument("--cache", type=Path, default=Path("build/tune"))
    return parser


def main() -> None:
    """Command line; see the module's docstring."""
    given = arguments(__doc__).parse_args()
    given.cache.mkdir(parents=True, exist_ok=True)
    gold = read_examples(given.gold, given.articles)
    held, rest = gold[:: given.hold_out], [one for at, one in enumerate(gold) if at % given.hold_out]
    lin = cached(given.cache / "mentions.npz", lambda: fit_names(mentions.prepare(rest)))
    rel = cached(given.cache / "relations.npz", lambda: relations.train(relations.prepare(rest)))
    reader = ReadWithEncoder("encoder")
    examples = mentions.prepare(held)
    for one in examples:
        reader(one.doc)
    best = tune_entities(examples, lin)
    tune_facts(examples, lin, rel, best)
    print(calibrate(judged(examples, rel)))


def tune_entities(examples: list[NamesOf], model: LinearModel) -> tuple[float, float]:
    """Print entity F1 for weights and multiples of the thresholds; the best weights."""
    best = (0.0, WEIGHTS[0])
    coreference = Coreference("coreference")
    for weights in WEIGHTS:
        names.WEIGHTS = weights
        for factor in (0.7, 1.0, 1.4):
            thresholds = {kind: min(factor * value, 0.9) for kind, value in component.THRESHOLDS.items()}
            step = component.Mentions("mentions", thresholds, model)
            rows = [mentions.count_entities(coreference(step(one.doc)), one.gold) for one in examples]
            figures = f1(rows)
            best = max(best, (figures[2], weights))
            print("entities", weights, factor, *(f"{figure:.1f}" for figure in figures), flush=True)
    return best[1]


def tune_facts(examples: list[NamesOf], model: LinearModel, rel: LinearModel, weights: tuple[float, float]) -> None:
    """Print fact F1 for weights, then for each predicate the best threshold, with patterns trusted and without."""
    names.WEIGHTS = weights
    coreference, step = Coreference("coreference"), component.Mentions("mentions", component.THRESHOLDS, model)
    rows = [link(coreference(step(one.doc)), one.gold, rel) for one in examples]
    for pair in WEIGHTS:
        best = {}
        for trusted in (frozenset(), frozenset(PREDICATES)):
            object.__setattr__(LEXICON, "trusted", trusted)
            for predicate, row in sweep(rows, rel, pair).items():
                best[predicate] = max(best.get(predicate, (0,)), (*row, bool(trusted)))
        total = f1([row[1] for row in best.values()])
        print("facts", pair, *(f"{figure:.1f}" for figure in total), flush=True)
        for predicate, (value, counts, least, trust) in sorted(best.items()):
            print(f"  {predicate:16} {value:5.1f} {counts} from {least:.2f} {'trusted' if trust else ''}")


def judged(examples: list[NamesOf], rel: LinearModel) -> list[tuple[str, float, bool]]:
    """Predicate, score before calibration and rightness of the facts that the package's settings keep."""
    object.__setattr__(LEXICON, "calibration", {})
    result = []
    for one in examples:
        row = link(one.doc, one.gold, rel)
        found = facts(row, rel, scorer.WEIGHTS, dict(LEXICON.thresholds), scorer.FLOOR_ACROSS)
        right = count_facts(row, found, defaultdict(lambda: [0, 0, 0]))
        result += [(fact.predicate, fact.score, ok) for fact, ok in zip(found, right, strict=True)]
    return result


def sweep(
    rows: list[Linked], model: LinearModel, weights: tuple[float, float]
) -> dict[str, tuple[float, tuple[int, int, int], float]]:
    """For each predicate the best F1, its counts and its threshold."""
    scored: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        found = facts(row, model, weights, {}, across=0.3)
        for fact, right in zip(found, count_facts(row, found, counts), strict=True):
            scored[fact.predicate].append((fact.score, right))
    best = {}
    for predicate, facts_ in scored.items():
        wanted = counts[predicate][2]
        options = []
        for least in np.arange(0.1, 0.9, 0.05):
            kept = [right for score, right in facts_ if score >= least]
            options.append((200 * sum(kept) / max(len(kept) + wanted, 1), (sum(kept), len(kept), wanted), float(least)))
        best[predicate] = max(options)
    return best


if __name__ == "__main__":
    main()
