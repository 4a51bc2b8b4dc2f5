"""Statements of the graph from claims of articles: linked, checked against the ontology, their evidence joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import prod
from typing import TYPE_CHECKING

from graph.core.ids import digest
from graph.core.names import normalise
from graph.core.ontology import PREDICATES
from graph.core.types import STATUSES, Evidence, Statement
from graph.resolve.units import clean
from graph.resolve.validity import settled, with_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.core.types import Article, Claim, Extraction, Mention, Status
    from graph.resolve.resolver import Resolution

HIGHEST = 0.99
"""No amount of evidence makes a machine's reading certain."""

ONE_WAY = frozenset({"owns", "part_of", "succeeds"})
"""Predicates that cannot hold in both directions at once."""

Fact = tuple[str, str, str, str]


def statements(
    articles: Sequence[Article], extractions: Sequence[Extraction], resolution: Resolution
) -> tuple[Statement, ...]:
    """All statements sorted by id; each has every distinct stretch of text that says it as evidence.

    A claim is dropped when both its sides are one entity or when the ontology does not allow its predicate between
    their types; of two opposite readings of the same words the surer stays. Statements with the
    same subject, predicate, object and role (compared by `normalise`) are one; a symmetric one has the smaller id as
    subject. Its status is that of the latest evidence (an undated article is the
    earliest), of the same day the first of stated, planned, former, denied. Its dates are those of
    `graph.resolve.validity.settled`.
    """
    by_id = {article.id: article for article in articles}
    entity = {one.mention: one.entity for one in resolution.links}
    types = {one.id: one.type for one in resolution.entities}
    facts: dict[Fact, list[Claim]] = defaultdict(list)
    for extraction in extractions:
        for claim in extraction.claims:
            if claim.article in by_id and (fact := _fact(claim, entity, types)):
                facts[fact].append(claim)
    found = {fact: _statement(fact, claims, by_id) for fact, claims in facts.items()}
    return tuple(sorted((one for fact, one in found.items() if not _reversed(fact, found)), key=lambda one: one.id))


def _reversed(fact: Fact, found: Mapping[Fact, Statement]) -> bool:
    """Whether the same words are read as the opposite with more confidence: two cannot each own the other."""
    subject, predicate, object_, role = fact
    other = found.get((object_, predicate, subject, role))
    if predicate not in ONE_WAY or other is None:
        return False
    one = found[fact]
    same = {(each.article, each.start) for each in one.evidence} & {
        (each.article, each.start) for each in other.evidence
    }
    return bool(same) and (one.confidence, one.id) < (other.confidence, other.id)


def _fact(claim: Claim, entity: Mapping[Mention, str], types: Mapping[str, str]) -> Fact | None:
    """(subject, predicate, object, folded role) between entities, None for a claim that must be dropped."""
    subject, object_ = entity.get(claim.subject), entity.get(claim.object)
    predicate = PREDICATES.get(claim.predicate)
    if subject is None or object_ is None or subject == object_ or predicate is None:
        return None
    if not predicate.allows(types[subject], types[object_]):
        return None
    if predicate.symmetric and object_ < subject:
        subject, object_ = object_, subject
    return subject, predicate.name, object_, normalise(claim.role) if predicate.role else ""


def _statement(fact: Fact, claims: Sequence[Claim], articles: Mapping[str, Article]) -> Statement:
    subject, predicate, object_, role = fact
    wordings = Counter(clean(claim.role) for claim in claims if role)
    found = evidence_of(((claim.article, claim.start, claim.end, claim.score) for claim in claims), articles)
    found = with_claims(found, claims)
    begins, ends = settled(found)
    return Statement(
        id=digest(subject, predicate, object_, role),
        subject=subject,
        predicate=predicate,
        object=object_,
        role=min(wordings, key=lambda one: (-wordings[one], one), default=""),
        status=_status(claims, articles),
        valid_from=begins,
        valid_to=ends,
        confidence=confidence(found),
        evidence=found,
    )


def _status(claims: Sequence[Claim], articles: Mapping[str, Article]) -> Status:
    latest = max(articles[claim.article].published or "" for claim in claims)
    statuses = {claim.status for claim in claims if (articles[claim.article].published or "") == latest}
    return min(statuses, key=STATUSES.index)


def evidence_of(
    stretches: Iterable[tuple[str, int, int, float]], articles: Mapping[str, Article]
) -> tuple[Evidence, ...]:
    """Evidence for stretches (article id, start, end, score), sorted, each stretch once with its best score."""
    best: dict[tuple[str, int, int], float] = {}
    for id_, start, end, score in stretches:
        best[id_, start, end] = max(score, best.get((id_, start, end), 0.0))
    return tuple(
        Evidence(id_, start, end, articles[id_].text[start:end], articles[id_].published, best[id_, start, end])
        for id_, start, end in sorted(best)
    )


def confidence(evidence: Sequence[Evidence]) -> float:
    """1 − Π(1 − score) over the evidence, as if each were independent (noisy-or), at most 0.99, four digits.

    >>> confidence([Evidence("a", 0, 1, "x", score=0.5), Evidence("b", 0, 1, "x", score=0.5)])
    0.75
    """
    return round(min(HIGHEST, 1 - prod(1 - min(max(one.score, 0.0), 1.0) for one in evidence)), 4)
