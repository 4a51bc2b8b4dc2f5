"""What the exporters look up while they go through a data set: facts by entity; evidence, names and themes by article.

It holds references to the data set's values and makes no RDF, so that beside the data set itself an exporter needs
little memory; the triples of one entity or one article are made when it is their turn.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.ontology import PREDICATES
from graph.core.types import Evidence, Statement, ThemeLink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.core.types import Dataset, LinkedMention

Support = tuple[Evidence, Statement | ThemeLink]
"""A piece of evidence and what rests on it."""


@dataclass(frozen=True, slots=True)
class Index:
    """The values of a data set by the id of the entity or the article that they are about.

    ``facts`` are the stated facts of which an entity is the subject (or either end, where the predicate is symmetric).
    """

    types: Mapping[str, str]
    facts: Mapping[str, list[Statement]]
    concerns: Mapping[str, list[ThemeLink]]
    said: Mapping[str, list[Support]]
    named: Mapping[str, list[LinkedMention]]
    tagged: Mapping[str, list[ThemeLink]]

    @classmethod
    def of(cls, dataset: Dataset) -> Index:
        """Index a data set.

        >>> from graph.core.types import Dataset, Entity
        >>> met = Statement("s1", "e1", "meets", "e2")
        >>> sorted(Index.of(Dataset(statements=(met,))).facts)
        ['e1', 'e2']
        """
        facts: defaultdict[str, list[Statement]] = defaultdict(list)
        said: defaultdict[str, list[Support]] = defaultdict(list)
        for one in dataset.statements:
            if one.status == "stated":
                facts[one.subject].append(one)
                if PREDICATES[one.predicate].symmetric and one.object != one.subject:
                    facts[one.object].append(one)
            for evidence in one.evidence:
                said[evidence.article].append((evidence, one))
        concerns, tagged, named = defaultdict(list), defaultdict(list), defaultdict(list)
        for link in dataset.themes:
            if link.article is not None:
                tagged[link.article].append(link)
            else:
                concerns[link.entity or ""].append(link)
            for evidence in link.evidence:
                said[evidence.article].append((evidence, link))
        for linked in dataset.mentions:
            named[linked.mention.article].append(linked)
        return cls({one.id: one.type for one in dataset.entities}, facts, concerns, said, named, tagged)

    def names(self, article: str) -> list[str]:
        """The ids of the entities that an article names, sorted."""
        return sorted({linked.entity for linked in self.named.get(article, ())})

    def themes(self, article: str) -> list[str]:
        """The ids of the themes of an article, sorted."""
        return sorted({link.theme for link in self.tagged.get(article, ())})
