"""Corrections of facts: statements dropped, confirmed and added.

An added fact rests on what its entry gives as source. That source becomes an article of the graph, so that whoever
follows the evidence finds it: its text is the quote, or else the source's own words, its address the source's if it has
one, and it tells the entry's file and line as where it was read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.articles.cleaning import one_line, safe_url
from graph.core.errors import ConfigError
from graph.core.ids import digest
from graph.core.names import normalise
from graph.core.ontology import PREDICATES
from graph.core.types import Article, Evidence, Statement
from graph.resolve.corrections.apart import Note
from graph.resolve.corrections.refer import Finder, Unclear

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.resolve.corrections.file import Correction, Corrections
    from graph.resolve.resolver import Resolution

SURE = 1.0
"""The confidence of what a person read and confirmed, or added with its source."""
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class CorrectedFacts:
    """Statements by id, the articles that sources of added ones became, and entries that matched nothing."""

    statements: tuple[Statement, ...]
    articles: tuple[Article, ...] = ()
    notes: tuple[Note, ...] = ()


def correct_facts(statements: Sequence[Statement], resolution: Resolution, corrections: Corrections) -> CorrectedFacts:
    """Apply corrections to statements. Raises `ConfigError` where one entry drops what another confirms or adds."""
    finder = Finder(resolution.entities, resolution.links)
    types = {one.id: one.type for one in resolution.entities}
    found = {one.id: one for one in statements}
    articles: dict[str, Article] = {}
    notes: list[Note] = []
    touched: dict[str, Correction] = {}
    for entry in corrections.of("add", "confirm", "drop"):
        try:
            if entry.kind == "add":
                added, article = _added(entry, finder, types, corrections)
                articles[article.id] = article
                found[added.id] = _joined(found.get(added.id), added)
                about = [added.id]
            else:
                about = _matching(entry, found.values(), finder)
        except Unclear as reason:
            notes.append(Note(entry.line, f"{entry.kind}s nothing: {reason}"))
            continue
        _agree(entry, about, touched, corrections)
        if entry.kind == "confirm":
            found |= {id_: replace(found[id_], confidence=SURE) for id_ in about}
    dropped = {id_ for id_, entry in touched.items() if entry.kind == "drop"}
    kept = tuple(found[id_] for id_ in sorted(found) if id_ not in dropped)
    return CorrectedFacts(kept, tuple(articles.values()), tuple(notes))


def _agree(entry: Correction, about: Iterable[str], touched: dict[str, Correction], corrections: Corrections) -> None:
    for id_ in about:
        before = touched.setdefault(id_, entry)
        if "drop" in (kinds := {before.kind, entry.kind}) and len(kinds) > 1:
            here, there = corrections.place(entry), corrections.place(before)
            raise ConfigError(f"{here}: [[{entry.kind}]] contradicts [[{before.kind}]] at {there}; remove one of them")


def _matching(entry: Correction, statements: Iterable[Statement], finder: Finder) -> list[str]:
    """The ids of the statements that an entry speaks of; without a role of any role. Raises `Unclear`."""
    if not entry.references:
        found = [one.id for one in statements if one.id == entry.values.statement]
    else:
        fact = _fact(entry, finder)
        role = entry.values.role
        found = [
            one.id
            for one in statements
            if (one.subject, one.predicate, one.object) == fact
            and (role is None or normalise(role) == normalise(one.role))
        ]
    if not found:
        raise Unclear("no such fact is in the graph")
    return found


def _fact(entry: Correction, finder: Finder) -> Fact:
    """Subject, predicate and object; of a symmetric predicate the smaller id is the subject."""
    subject, object_ = finder.find(entry.values.subject), finder.find(entry.values.object)
    if PREDICATES[entry.values.predicate].symmetric and object_ < subject:
        subject, object_ = object_, subject
    return subject, entry.values.predicate, object_


def _added(
    entry: Correction, finder: Finder, types: dict[str, str], corrections: Corrections
) -> tuple[Statement, Article]:
    subject, predicate, object_ = _fact(entry, finder)
    if subject == object_:
        raise Unclear("its two sides are one entity")
    if not PREDICATES[predicate].allows(types[subject], types[object_]):
        raise Unclear(f"no {types[subject]} {predicate} a {types[object_]}; see docs/relations.md")
    one = entry.values
    role = (one.role or "") if PREDICATES[predicate].role else ""
    article = _source(entry, corrections)
    evidence = Evidence(article.id, 0, len(article.text), article.text, article.published, SURE)
    evidence = replace(evidence, status=one.status, valid_from=one.valid_from, valid_to=one.valid_to)
    statement = Statement(
        id=digest(subject, predicate, object_, normalise(role)),
        subject=subject,
        predicate=predicate,
        object=object_,
        role=role,
        status=one.status,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        confidence=SURE,
        evidence=(evidence,),
    )
    return statement, article


def _source(entry: Correction, corrections: Corrections) -> Article:
    one = entry.values
    address = _ADDRESS.search(one.source)
    text = one_line(one.quote or one.source)
    return Article(
        id=f"correction-{digest(*map(repr, entry.references), one.predicate, one.role, text, one.source)}",
        title=one_line(one.because or one.source),
        text=text,
        published=one.date,
        url=safe_url(address[0]) if address else None,
        publisher=None,
        source=corrections.place(entry),
    )


def _joined(known: Statement | None, added: Statement) -> Statement:
    """The added statement, with the evidence of the articles if they say it too."""
    if known is None:
        return added
    return replace(
        added,
        valid_from=added.valid_from or known.valid_from,
        valid_to=added.valid_to or known.valid_to,
        evidence=tuple(sorted({*known.evidence, *added.evidence})),
    )
