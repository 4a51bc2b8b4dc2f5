"""Facts and chains of facts as plain values for programs: every fact with its evidence, ready to be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.query.facts import label_of
from graph.query.names import id_of

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.query.facts import Fact, Quote
    from graph.query.paths import Chain, Step

Told = dict[str, Any]


def tell_node(store: ox.Store, iri: str) -> Told:
    """An entity by id, name and IRI."""
    return {"id": id_of(iri), "name": label_of(store, iri), "iri": iri}


def tell_fact(store: ox.Store, fact: Fact) -> Told:
    """A fact with all its evidence; what is not known is None."""
    return {
        "id": id_of(fact.iri),
        "subject": tell_node(store, fact.subject),
        "predicate": fact.predicate,
        "label": fact.kind.label,
        "object": tell_node(store, fact.object),
        "role": fact.role,
        "status": fact.status,
        "confidence": fact.confidence,
        "valid_from": fact.valid_from or None,
        "valid_to": fact.valid_to or None,
        "evidence": [tell_quote(quote) for quote in fact.quotes],
    }


def tell_quote(quote: Quote) -> Told:
    """A quote with its article: what a citation needs."""
    source = quote.source
    return {
        "quote": quote.text,
        "article": source.title or source.iri,
        "published": source.published or None,
        "publisher": source.publisher or None,
        "url": source.url or None,
        "iri": source.iri,
        "start": quote.start,
        "end": quote.end,
    }


def tell_step(store: ox.Store, step: Step) -> Told:
    """A step with the facts that make it, surest first."""
    return {
        "from": tell_node(store, step.source),
        "to": tell_node(store, step.target),
        "strength": round(step.strength, 4),
        "facts": [tell_fact(store, fact) for fact in step.facts],
    }


def tell_chain(store: ox.Store, chain: Chain) -> Told:
    """A chain of steps; ``strength`` is the estimated probability that all of them hold."""
    return {"strength": round(chain.strength, 4), "steps": [tell_step(store, step) for step in chain.steps]}
