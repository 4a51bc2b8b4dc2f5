"""``newsgraph_coreference``: groups the mentions of an article into chains and gives each chain one type."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

from graph.core.names import normalise
from graph.extract.components.interface import MENTIONS
from graph.extract.coreference.link import chain
from graph.extract.coreference.rules import Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from graph.core.types import Article


@dataclass(slots=True)
class Coreference:
    """Sets ``doc._.chains`` and retypes mentions so that a chain has one type, the likeliest for its names together."""

    name: str

    def __call__(self, doc: Doc) -> Doc:
        """Chain the mentions of a Doc; without mentions there are no chains."""
        spans = list(doc.spans[MENTIONS]) if MENTIONS in doc.spans else []
        chances: list[dict[str, float] | None] = doc._.chances or [None] * len(spans)
        article: Article | None = doc._.article
        agencies = {part.start for part in article.parts if part.kind == "agency"} if article else set()
        names = [
            Name(
                span.text,
                normalise(span.text),
                span.label_,
                span.start_char,
                span.end_char,
                chances[at],
                span.start_char in agencies,
            )
            for at, span in enumerate(spans)
        ]
        chains = chain(names, doc.text)
        labels = [span.label_ for span in spans]
        for members in chains:
            kind = agreed([names[at] for at in members])
            for at in members:
                labels[at] = kind
        doc.spans[MENTIONS] = [
            Span(doc, span.start, span.end, label=label) for span, label in zip(spans, labels, strict=True)
        ]
        doc._.chains = chains
        return doc


def agreed(names: Sequence[Name]) -> str:
    """The type of a chain: by the summed log-probabilities of its different names, or by their number without any.

    >>> agreed([Name("Merkel", "merkel", "person", 0, 6), Name("Merkel", "merkel", "person", 9, 15)])
    'person'
    """
    total: dict[str, float] = {}
    for name in {name.key: name for name in reversed(names)}.values():
        chances = name.chances or {name.type: 0.9}
        for kind in {*chances, *(kind for other in names for kind in (other.chances or {other.type: 0}))}:
            total[kind] = total.get(kind, 0.0) + math.log(max(chances.get(kind, 0.0), 1e-3))
    return min(total, key=lambda kind: (-round(total[kind], 6), kind))


@Language.factory("newsgraph_coreference", requires=["doc.spans"], assigns=["doc._.chains", "doc.spans"])
def make_coreference(nlp: Language, name: str) -> Coreference:
    """Factory of `Coreference`; has no settings."""
    return Coreference(name)
