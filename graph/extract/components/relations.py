"""``newsgraph_relations``: facts between mentions, by patterns over words and parse, weighed by a learnt model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.language import Language

import graph.extract.components.interface  # noqa: F401  (declares doc._.claims)
from graph.extract.models import load_model
from graph.extract.relations.adjacency import find_neighbours
from graph.extract.relations.anaphora import add_anaphors
from graph.extract.relations.bases import find_bases
from graph.extract.relations.frames import find_nouns, find_verbs
from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.posts import Background, find_posts, read_background
from graph.extract.relations.scorer import pairs, rate, read_across, rescore
from graph.extract.relations.select import allowed, select
from graph.extract.relations.sentences import read_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from graph.extract.linear import LinearModel
    from graph.extract.relations.proposal import Proposal
    from graph.extract.relations.scorer import Pair, Rated
    from graph.extract.relations.sentences import Sentence


def propose(sentence: Sentence, background: Background) -> Iterator[Proposal]:
    """Everything that any pattern reads in a sentence."""
    yield from find_posts(sentence, background)
    yield from find_bases(sentence)
    yield from find_neighbours(sentence)
    yield from find_nouns(sentence)
    yield from find_verbs(sentence)


def propose_all(doc: Doc) -> tuple[list[Sentence], list[list[Proposal]]]:
    """The sentences of a Doc with their anaphors, and for each what patterns read in it and the ontology allows."""
    sentences = add_anaphors(read_sentences(doc))
    background = read_background(sentences)
    return sentences, [[one for one in propose(sentence, background) if allowed(doc, one)] for sentence in sentences]


def weigh(
    proposals: Sequence[Sequence[Proposal]],
    found: Sequence[Sequence[Pair]],
    rated: Sequence[Rated],
    status: LinearModel | None = None,
) -> Iterator[Proposal]:
    """Proposals and pairs by sentence, rescored; ``rated`` has the classes of all pairs, one after the other."""
    classes = iter(rated)
    for row, linked in zip(proposals, found, strict=True):
        yield from rescore(row, linked, [next(classes) for _ in linked], status)


def read(doc: Doc, model: LinearModel | None, status: LinearModel | None = None) -> Iterator[Proposal]:
    """Proposals of a whole Doc, weighed by the model where there is one."""
    sentences, proposals = propose_all(doc)
    if model is None:
        yield from (one for row in proposals for one in row)
        return
    found = [list(pairs(sentence, row)) for sentence, row in zip(sentences, proposals, strict=True)]
    rated = rate([pair for row in found for pair in row], model, doc._.encoded)
    yield from weigh(proposals, found, rated, status)
    if doc._.encoded is not None:
        yield from read_across(sentences, doc._.encoded)


@dataclass(slots=True)
class Relations:
    """Sets ``doc._.claims``."""

    name: str
    thresholds: Mapping[str, float] = field(default_factory=dict)
    model: LinearModel | None = None
    status: LinearModel | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Read the facts of a Doc."""
        doc._.claims = select(doc, read(doc, self.model, self.status), self.thresholds)
        return doc


@Language.factory(
    "newsgraph_relations",
    default_config={"scorer": True, "thresholds": {}, "models": ""},
    requires=["doc.spans"],
    assigns=["doc._.claims"],
)
def make_relations(nlp: Language, name: str, scorer: bool, thresholds: dict[str, float], models: str = "") -> Relations:
    """Factory of `Relations`.

    ``scorer`` false leaves the patterns alone. ``thresholds`` gives a predicate another least score, in [0, 1], than
    ``relations_words.toml`` does; of patterns alone all facts are kept by default.
    ``models`` is a folder of models.
    """
    if not scorer:
        return Relations(name, thresholds)
    learnt = load_model("relations", models), load_model("status", models)
    return Relations(name, {**LEXICON.thresholds, **thresholds}, *learnt)
