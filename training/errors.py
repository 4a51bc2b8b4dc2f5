"""Sort what extraction misses and gets wrong by cause, on articles that no model was trained on (docs/errors.md).

    python -m training.errors GOLD ARTICLES [--hold-out K] [--cache FOLDER] [--list]

Every K-th article is held out; FOLDER has the linear models that ``training.tune`` trained on the others. Prints
entities and facts, missed and wrong, by type or predicate and cause. --list prints each case first: names, no text.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from graph.core.names import normalise
from graph.core.ontology import PREDICATES
from graph.extract.components import coreference, encoder, mentions, types
from graph.extract.linear import LinearModel
from graph.extract.mentions.model import NONE, rate
from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.scorer import FLOOR_ACROSS, WEIGHTS
from graph.learn.annotated import Annotated, read_examples
from training.mentions import prepare
from training.tune import Linked, arguments, facts, fitted, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Span

    from graph.extract.components.interface import Fact
    from graph.learn.names import NamesOf

    Case = tuple[str, str, str, str, str]  # part, type or predicate, cause, article, names
    Sides = tuple[set[int], set[int]]  # the mentions that may be a fact's subject and object


def keys(names: Iterable[str]) -> set[str]:
    """Normalised names."""
    return {normalise(name) for name in names}


def touches(doc: Doc, spans: Iterable[Span], names: Iterable[str]) -> bool:
    """Whether the article writes one of the names where it has a span, in part at least."""
    hits = [hit.span() for name in names for hit in re.finditer(re.escape(name), doc.text)]
    return any(span.start_char < end and start < span.end_char for span in spans for start, end in hits)


def rated(example: NamesOf, model: LinearModel) -> dict[str, bool]:
    """Normalised names of the candidates, and whether their scores alone would let them be chosen."""
    found = {}
    for group, row in zip(example.groups, rate(example.groups, model, example.doc._.encoded), strict=True):
        _, likeliest = max((p, kind) for p, kind in zip(row, model.classes, strict=True) if kind != NONE)
        least = mentions.THRESHOLDS.get(likeliest, mentions.THRESHOLDS[""])
        found[group.key] = 1 - row[model.classes.index(NONE)] >= least
    return found


def entity_cases(doc: Doc, gold: Annotated, candidates: dict[str, bool]) -> Iterator[Case]:
    """Entities missed and wrong; ``candidates``: see `rated`."""
    chains = [[doc.spans["mentions"][at] for at in chain] for chain in doc._.chains]
    found = [(chain[0].label_, keys(span.text for span in chain), chain) for chain in chains]
    free, missed = [one for one in found if one[0] != "place"], []
    for kind, forms in gold.entities:
        match = next((one for one in free if one[0] == kind and one[1] & keys(forms)), None)
        missed += [] if match else [(kind, forms)]
        free = [one for one in free if one is not match]
    for kind, forms in missed:
        if same := [label for label, own, _ in found if own & keys(forms)]:
            cause = "joined with another" if kind in same else f"wrong type: {same[0]}"
        elif any(candidates.get(key) for key in keys(forms)):
            cause = "lost to an overlapping name"
        elif any(touches(doc, chain, forms) for _, _, chain in free):
            cause = "wrong bounds"
        else:
            cause = "below threshold" if keys(forms) & candidates.keys() else "not a candidate"
        yield "entity missed", kind, cause, gold.id, "; ".join(forms)
    for kind, own, chain in free:
        if same := [other for other, forms in gold.entities if own & keys(forms)]:
            cause = "cut in two" if kind in same else f"wrong type: {same[0]}"
        else:
            bounds = any(touches(doc, chain, forms) for _, forms in gold.entities)
            cause = "wrong bounds" if bounds else "not annotated"
        yield "entity wrong", kind, cause, gold.id, "; ".join(sorted({span.text for span in chain}))


def links(fact: Fact, sides: Sides, predicate: str = "") -> bool:
    """Whether a fact has a predicate and ends; without a predicate whether it has the ends, either way round."""
    there = fact.subject in sides[0] and fact.object in sides[1]
    back = fact.object in sides[0] and fact.subject in sides[1]
    either = not predicate or PREDICATES[predicate].symmetric
    return predicate in {"", fact.predicate} and (there or (either and back))


def why_missed(row: Linked, gold: tuple, sides: Sides, low: list[Fact]) -> str:
    """Why an annotated fact is not among those kept; ``low`` are all that were proposed."""
    for side, names, name in zip(sides, gold[1:3], ("subject", "object"), strict=True):
        if not side:
            kinds = [kind for kind, forms in row.gold.entities if keys(forms) & keys(names)]
            return f"no {name}: {[*kinds, 'place'][0]}"
    if any(links(fact, sides) for fact in row.doc._.claims):
        return "linked otherwise"
    if any(links(fact, sides, gold[0]) for fact in low):
        return "below threshold"
    chain = {at: set(members) for members in row.doc._.chains for at in members}
    one, other = (set[int]().union(*(chain[at] for at in side)) for side in sides)
    weighed = [{pair.first.mention, pair.second.mention} for some in row.found for pair in some]
    return "pair not proposed" if any(ends & one and ends & other for ends in weighed) else "pair never met"


def fact_cases(row: Linked, low: list[Fact]) -> Iterator[Case]:
    """Facts missed and wrong; ``low`` are all that were proposed."""
    gold, spans, known = row.gold, row.doc.spans["mentions"], fitted(row.gold, row.doc)
    text, free, wanted = normalise(gold.text), list(row.doc._.claims), []
    states = {at for at, span in enumerate(spans) if span.label_ in {"place", "government_body"}}
    for fact in gold.facts:
        one, other = ({at for at, own in enumerate(known) if own & keys(names)} for names in fact[1:3])
        written = any(name == "government" or normalise(name) in text for name in fact[2])
        sides = (one, other | states if "government" in fact[2] else other if written else set(range(len(spans))))
        match = next((one for one in free if links(one, sides, fact[0])), None)
        free = [one for one in free if one is not match]
        wanted += [(fact[0], sides)] if written else []
        if not match:
            cause = why_missed(row, fact, sides, low) if written else "object not written"
            yield "fact missed", fact[0], cause, gold.id, f"{' / '.join(fact[1])} > {' / '.join(fact[2])} {fact[3:]}"
    forms = [form for _, names in gold.entities for form in names]
    for one in free:
        bare = [at for at in (one.subject, one.object) if spans[at].label_ != "place" and not known[at] & keys(forms)]
        if bare:
            bounds = touches(row.doc, [spans[at] for at in bare], forms)
            cause = "end of wrong bounds" if bounds else "end not annotated"
        elif same := {predicate for predicate, sides in wanted if links(one, sides)}:
            cause = "twice or reversed" if one.predicate in same else "other predicate"
        else:
            cause = "pair not annotated"
        names = f"{spans[one.subject].text} > {spans[one.object].text} {(one.role, one.status)}"
        yield "fact wrong", one.predicate, cause, gold.id, names


def main() -> None:
    """Command line; see the module's docstring."""
    parser = arguments(__doc__)
    parser.add_argument("--list", action="store_true")
    given = parser.parse_args()
    names, pairs = (LinearModel.load(given.cache / f"{name}.npz") for name in ("mentions", "relations"))
    see, find = encoder.ReadWithEncoder("encoder"), mentions.Mentions("mentions", mentions.THRESHOLDS, names)
    join, retype = coreference.Coreference("coreference"), types.Types("types", 0.3)
    cases: list[Case] = []
    for one in prepare(read_examples(given.gold, given.articles)[:: given.hold_out]):
        row = link(join(find(see(one.doc))), one.gold, pairs)
        row.doc._.claims = facts(row, pairs, WEIGHTS, dict(LEXICON.thresholds), FLOOR_ACROSS)
        cases += fact_cases(row, facts(row, pairs, WEIGHTS, {}, FLOOR_ACROSS))
        cases += entity_cases(retype(row.doc), one.gold, rated(one, names))
    for case in cases if given.list else ():
        print(*case, sep="\t")
    totals = Counter(case[:2] for case in cases)
    for (part, kind), many in sorted(totals.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        causes = Counter(case[2] for case in cases if case[:2] == (part, kind)).most_common()
        print(f"{part:14} {kind:16} {many:4}  {', '.join(f'{cause} {count}' for cause, count in causes)}")


if __name__ == "__main__":
    main()
