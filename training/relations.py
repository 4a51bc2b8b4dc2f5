"""Train the scorer of relations on annotated articles, and measure patterns and scorer on articles held out.

    python -m training.relations GOLD ARTICLES [--halves]     e.g. ../shared/gold/train.txt ../shared/gold/train

Writes graph/extract/data/relations.npz. GOLD's neighbour ``STEM_evidence.jsonl`` names the sentences of each fact.
The annotated entities are marked wherever a name of theirs stands, places wherever the gazetteer knows one; a pair of
names in a sentence is of the class of the fact that the sentence is evidence for, else ``none``; a pair that a fact
links but another sentence says is left out. With --halves trains on every other article and prints precision, recall
and F1 of facts on the rest at the thresholds of the package, without and with the scorer; writes nothing.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from graph.core.config import ExtractSettings
from graph.core.gazetteer import country_name, demonym, find_place
from graph.core.names import normalise, strip_titles
from graph.core.ontology import PREDICATES
from graph.core.types import Article
from graph.extract.components.interface import MENTIONS, Fact
from graph.extract.components.relations import Relations, propose_all
from graph.extract.pipeline import load_pipeline, parse
from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.scorer import NONE, Pair, pairs
from graph.extract.relations.select import evidence
from training.gold import GoldArticle, read_gold
from training.linear import fit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.linear import LinearModel

TARGET = Path("graph/extract/data/relations.npz")
STRENGTH, LEAST, ITERATIONS = 2.5, 3, 60
LONGEST_PLACE = 3
Spans = list[tuple[int, int]]
Links = dict[tuple[str, str], list[tuple[str, int]]]


@dataclass(slots=True)
class Example:
    """An annotated article with its names marked on ``doc``; ``things`` gives each mention its entity or place."""

    gold: GoldArticle
    doc: Doc
    things: list[str]
    evidence: dict[int, Spans]
    names: dict[str, set[str]] = field(default_factory=dict)

    def is_one(self, thing: str, name: str) -> bool:
        """Whether an annotation's name may mean this entity or place."""
        return normalise(name) in self.names[thing]


def _titled(name: str, names: list[str]) -> bool:
    """Whether a person's name is another of theirs with a post in front, which is no part of a mention."""
    return strip_titles(name) != name and any(name != other and name.endswith(f" {other}") for other in names)


def _entities(gold: GoldArticle) -> Iterator[tuple[int, int, str, str]]:
    """Characters of each name of an entity, longest names first, none overlapping, with its type and key."""
    forms = []
    for number, (kind, names) in enumerate(gold.entities):
        people = kind in {"official", "person"}
        forms += [
            (name, kind, f"E{number}") for name in names if len(name) > 1 and not (people and _titled(name, names))
        ]
    taken: set[int] = set()
    for name, kind, key in sorted(forms, key=lambda form: (-len(form[0]), form)):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", gold.text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                yield *match.span(), kind, key


def _places(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Tokens of places and demonyms with the place's usual name."""
    at = 0
    while at < len(doc):
        for end in range(min(at + LONGEST_PLACE, len(doc)), at, -1):
            text = doc[at:end].text
            place = find_place(text) if text[:1].isupper() else None
            people = demonym(text) if end == at + 1 else None
            if place or people:
                yield at, end, place.name if place else country_name(str(people))
                at = end - 1
                break
        at += 1


def mark(doc: Doc, gold: GoldArticle) -> tuple[list[str], dict[str, set[str]]]:
    """Set the annotated mentions and chains on a Doc; returns the key of each mention and all names by key."""
    rows: dict[tuple[int, int], tuple[str, str]] = {}
    for start, end, kind, key in _entities(gold):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and all(span.end <= s or span.start >= e for s, e in rows):
            rows[span.start, span.end] = (kind, key)
    outer = sorted(rows)
    for start, end, name in _places(doc):
        around = [(s, e) for s, e in outer if s < end and start < e]
        if not around or (len(around) == 1 and around[0][0] <= start and end <= around[0][1]):
            rows.setdefault((start, end), ("place", f"P{name}"))
    ordered = sorted(rows.items(), key=lambda row: (row[0][0], -row[0][1]))
    doc.spans[MENTIONS] = [Span(doc, *window, label=kind) for window, (kind, _) in ordered]
    things = [key for _, (_, key) in ordered]
    chains, names = defaultdict(list), defaultdict(set)
    for at, key in enumerate(things):
        chains[key].append(at)
        names[key] |= {normalise(doc.spans[MENTIONS][at].text), normalise(key[1:])}
    for key in names:
        if key.startswith("E"):
            names[key] = {normalise(name) for name in gold.entities[int(key[1:])][1]}
    doc._.chains = list(chains.values())
    return things, dict(names)


def prepare(gold: list[GoldArticle], sentences: dict[tuple[str, int], Spans]) -> Iterator[Example]:
    """Parse articles and mark their annotated names."""
    nlp = load_pipeline(ExtractSettings(), steps={"boundaries"})
    for one in gold:
        doc = parse(nlp, Article(one.id, "", one.text))
        things, names = mark(doc, one)
        spans = {number: sentences.get((one.id, number + 1), []) for number in range(len(one.facts))}
        yield Example(one, doc, things, spans, names)


def read_needed(path: Path) -> dict[tuple[str, int], list[Spans]]:
    """For each fact, by article and its number in it (from 1), the alternatives of its evidence: sentences as spans."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return {(row["article"], row["fact"]): [[(s, e) for s, e in some] for some in row["spans"]] for row in rows}


def read_evidence(path: Path) -> dict[tuple[str, int], Spans]:
    """Character spans of all sentences that say a fact or help to, by article and the fact's number in it (from 1)."""
    return {fact: [span for some in needed for span in some] for fact, needed in read_needed(path).items()}


def links(example: Example) -> Links:
    """For each ordered pair of things the facts that link them: predicate and number."""
    found: Links = defaultdict(list)
    for number, (predicate, subjects, objects, _, _) in enumerate(example.gold.facts):
        ends = [[k for k in example.names if any(example.is_one(k, n) for n in side)] for side in (subjects, objects)]
        for one in ends[0]:
            for other in ends[1]:
                found[one, other].append((predicate, number))
    return found


def labelled_pairs(example: Example, known: Links) -> Iterator[tuple[Pair, str]]:
    """Each pair of names in the article's sentences with its class; ``known`` are the article's `links`."""
    for sentence, proposals in zip(*propose_all(example.doc), strict=True):
        for pair in pairs(sentence, proposals):
            if label := _label(example, pair, known):
                yield pair, label


def labelled(example: Example) -> Iterator[tuple[list[str], str]]:
    """Features and class of each pair of names in the article's sentences."""
    return ((pair.features(), label) for pair, label in labelled_pairs(example, links(example)))


def _label(example: Example, pair: Pair, known: Links) -> str:
    """The class of a pair; "" where a fact links it that other sentences say, or where both name one thing."""
    things = example.things[pair.first.mention], example.things[pair.second.mention]
    if things[0] == things[1]:
        return ""
    start, end = evidence(pair.sentence, pair.second.head)
    elsewhere = False
    for ends, kinds, way in (
        (things, (pair.first.kind, pair.second.kind), ">"),
        (things[::-1], (pair.second.kind, pair.first.kind), "<"),
    ):
        for predicate, number in known.get((ends[0], ends[1]), ()):
            if PREDICATES[predicate].allows(*kinds):
                inside = max((min(end, e) - max(start, s) for s, e in example.evidence[number]), default=0)
                if 2 * inside >= end - start:
                    return f"{predicate}{'>' if PREDICATES[predicate].symmetric else way}"
                elsewhere = True
    return "" if elsewhere else NONE


def train(examples: list[Example]) -> LinearModel:
    """Fit the scorer on all pairs of some articles."""
    rows, labels = zip(*(row for example in examples for row in labelled(example)), strict=True)
    return fit(rows, labels, strength=STRENGTH, least=LEAST, iterations=ITERATIONS)


def score(example: Example, facts: list[Fact], counts: dict[str, list[int]]) -> None:
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


def halves(examples: list[Example]) -> None:
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
    sentences = read_evidence(paths[0].with_name(f"{paths[0].stem}_evidence.jsonl"))
    examples = list(prepare(read_gold(*paths), sentences))
    if "--halves" in sys.argv:
        halves(examples)
        return
    TARGET.write_bytes(train(examples).dump())
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
