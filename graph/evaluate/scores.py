"""``score``: how near a build comes to a gold: entities, facts, themes, confidence and coreference.

Entities and facts are matched as `graph.evaluate.matching` says, article by article. Of the facts found, status, role
(half of its words or more) and evidence (`graph.evaluate.sentences.quotes`) are judged. Themes are sets of IPTC Media
Topics, each side with all that are broader (hierarchical F1: Kiritchenko, Matwin & Famili 2005). Articles without gold
are not counted, nor are types and predicates that a gold has nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.evaluate.calibration import Judged
from graph.evaluate.coreference import Coreference, compare
from graph.evaluate.counts import Count, Share
from graph.evaluate.matching import by_article, match_entities, match_facts
from graph.evaluate.names import words_of
from graph.evaluate.sentences import quotes
from graph.evaluate.spans import partitions
from graph.evaluate.topics import load_topics

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.core.types import Dataset, Statement
    from graph.evaluate.gold import GoldArticle, GoldFact
    from graph.evaluate.matching import Said

UNNAMED = frozenset({"place", "theme"})
"""Types of which a gold lists no names."""


def _counts() -> defaultdict[str, Count]:
    return defaultdict(Count)


@dataclass(slots=True)
class Scores:
    """Counts over all articles, and by entity type and predicate; ``judged`` are the facts found, right or wrong."""

    entity: Count = field(default_factory=Count)
    fact: Count = field(default_factory=Count)
    theme: Count = field(default_factory=Count)
    by_type: defaultdict[str, Count] = field(default_factory=_counts)
    by_predicate: defaultdict[str, Count] = field(default_factory=_counts)
    status: Share = field(default_factory=Share)
    role: Share = field(default_factory=Share)
    evidence: Share = field(default_factory=Share)
    judged: list[Judged] = field(default_factory=list)
    coreference: Coreference = field(default_factory=Coreference)


def score(dataset: Dataset, gold: Mapping[str, GoldArticle], texts: Mapping[str, str]) -> Scores:
    """Score a build against a gold; ``texts`` are those of the articles, by id.

    An article without text is scored all the same, but for coreference.

    >>> from graph.core.types import Dataset
    >>> from graph.evaluate.gold import GoldArticle, GoldEntity
    >>> scores = score(Dataset(), {"a": GoldArticle([GoldEntity("person", ("Ada",))])}, {"a": "Ada left."})
    >>> scores.entity
    Count(hit=0, found=0, wanted=1)
    """
    scores, said = Scores(), by_article(dataset)
    for article, wanted in gold.items():
        _score_themes(scores, wanted, said[article])
    _score_entities(scores, dataset, gold, said)
    _score_facts(scores, dataset, gold, said, texts)
    _score_coreference(scores, dataset, gold, texts)
    return scores


def _score_entities(
    scores: Scores, dataset: Dataset, gold: Mapping[str, GoldArticle], said: Mapping[str, Said]
) -> None:
    known = {entity.id: entity for entity in dataset.entities}
    types = {entity.type for wanted in gold.values() for entity in wanted.entities}
    for article, wanted in gold.items():
        pairs, false = match_entities(wanted, said[article], known, types)
        for entity, match in pairs:
            for count in (scores.entity, scores.by_type[entity.type]):
                count.add(wanted=1, hit=match is not None, found=match is not None)
        for one in false:
            for count in (scores.entity, scores.by_type[known[one].type]):
                count.add(found=1)


def _score_facts(
    scores: Scores,
    dataset: Dataset,
    gold: Mapping[str, GoldArticle],
    said: Mapping[str, Said],
    texts: Mapping[str, str],
) -> None:
    known = {entity.id: entity for entity in dataset.entities}
    facts = [fact for wanted in gold.values() for fact in wanted.facts]
    predicates, marked = {fact.predicate for fact in facts}, any(fact.status != "stated" for fact in facts)
    for article, wanted in gold.items():
        pairs, false = match_facts(wanted, said[article], known, predicates, texts.get(article))
        for fact, match in pairs:
            for count in (scores.fact, scores.by_predicate[fact.predicate]):
                count.add(wanted=1, hit=match is not None, found=match is not None)
            if match is not None:
                _judge(scores, article, fact, match, marked)
        for statement in false:
            scores.judged.append(Judged(statement.confidence, False))
            for count in (scores.fact, scores.by_predicate[statement.predicate]):
                count.add(found=1)


def _judge(scores: Scores, article: str, fact: GoldFact, found: Statement, marked: bool) -> None:
    """Count what is right of a fact found; statuses only where the gold marks any (``marked``)."""
    scores.judged.append(Judged(found.confidence, True))
    if fact.sentences:
        scores.evidence.add(any(quotes(one, fact.sentences) for one in found.evidence if one.article == article))
    if marked:
        scores.status.add(found.status == fact.status)
    if fact.role:
        wanted, given = words_of(fact.role), words_of(found.role)
        scores.role.add(2 * len(wanted & given) >= max(len(wanted), len(given)))


def _score_themes(scores: Scores, gold: GoldArticle, said: Said) -> None:
    if gold.themes:
        topics = load_topics()
        wanted = {code for label in gold.themes for code in topics.above(topics.codes[label])}
        have = {code for theme in said.themes for code in topics.above(theme)}
        scores.theme.add(hit=len(wanted & have), found=len(have), wanted=len(wanted))


def _score_coreference(
    scores: Scores, dataset: Dataset, gold: Mapping[str, GoldArticle], texts: Mapping[str, str]
) -> None:
    types = {entity.id: entity.type for entity in dataset.entities}
    mentions: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for one in dataset.mentions:
        if types[one.entity] not in UNNAMED:
            mentions[one.mention.article].append((one.mention.start, one.mention.end, one.entity))
    for article, wanted in gold.items():
        if article in texts:
            scores.coreference += compare(*partitions(texts[article], wanted.entities, mentions[article]))
