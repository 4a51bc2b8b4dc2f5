"""What the explorer page does not hold: entities by name, and facts with what they lead to, a piece at a time.

Of an entity beyond the page all facts are told, of another those that lead beyond. They come in the terms of the page's
own data (docs/page.md), but that the ends of a fact go by ids, and articles come whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyoxigraph as ox

from graph.core.ids import digest
from graph.core.types import Evidence, Statement
from graph.publish.page.fields import TELLING, article_fields, entity_fields, evidence_fields, fact_fields
from graph.publish.page.quotes import Quotes
from graph.publish.vocabulary import DCTERMS, NEWSGRAPH, RDF, node
from graph.query.facts import DEFAULT, articles_of, fact_of
from graph.query.names import CANDIDATES, id_of
from graph.serve.search import find

if TYPE_CHECKING:
    from graph.core.types import Entity
    from graph.query.facts import Fact, Source
    from graph.serve.site import Site

FACTS, ARTICLES = 100, 30
"""At most so many facts and articles come at once."""
KEPT = 5000
"""Entities of which it is kept what the page lacks."""


def found_beyond(site: Site, name: str, limit: int) -> list[dict[str, Any]]:
    """Entities that the page lacks and that a name, or the beginning of one, may mean."""
    matches = [match for match in find(site, name, frozenset(), CANDIDATES) if match.entity.id not in site.held][:limit]
    return [
        _node(site, match.entity)
        | {"matched": match.form, "about": _about(site, match.entity), "source": _title(site, match.entity)}
        for match in matches
    ]


def piece(site: Site, iri: str, skip: int) -> dict[str, Any]:
    """Facts of an entity that the page lacks from the ``skip``-th on, and their other ends.

    ``next`` is where the facts after these begin; None if there are none.
    """
    missing = _missing(site, iri)
    facts = [fact for one in missing[skip : skip + FACTS] if (fact := fact_of(site.store, one)) is not None]
    ends = dict.fromkeys((iri, *(end for fact in facts for end in (fact.subject, fact.object))))
    known = [site.entities[end] for end in ends if end in site.entities]
    nodes = [_node(site, one) | _lack(site, one) for one in known]
    nodes[0]["articles"] = [_article(site, source) for source in articles_of(site.store, iri, ARTICLES)[0]]
    return {
        "entity": site.entities[iri].id,
        "nodes": nodes,
        "statements": [_statement(site, fact) for fact in facts],
        "next": skip + FACTS if skip + FACTS < len(missing) else None,
    }


def _lack(site: Site, entity: Entity) -> dict[str, int]:
    """How many facts an entity beyond the page has; of the others the page itself knows it."""
    return {} if entity.id in site.held else {"more": len(_missing(site, site.iris[entity.id]))}


def _missing(site: Site, iri: str) -> list[str]:
    """IRIs of the facts of an entity, and of its theme links, with an end beyond the page; facts come first.

    Of facts, those come first that lead to what most articles name.
    """
    if (known := site.missing.get(iri)) is not None:
        return known
    found: dict[tuple[bool, int, str], None] = {}
    held = site.entities[iri].id in site.held
    for end, far in ((RDF.subject, RDF.object), (RDF.object, RDF.subject)):
        for quad in site.store.quads_for_pattern(None, node(end), ox.NamedNode(iri), DEFAULT):
            if not isinstance(quad.subject, ox.NamedNode):
                continue
            other = site.entities.get(_value(site, quad.subject, far))
            link = ox.Quad(quad.subject, node(RDF.type), node(NEWSGRAPH.Statement), DEFAULT) not in site.store
            if other is None or (held and other.id in site.held):
                continue
            if not link or _value(site, quad.subject, RDF.predicate) == str(NEWSGRAPH.concerns):
                found[link, -other.articles, quad.subject.value] = None
    if len(site.missing) > KEPT:
        site.missing.clear()
    missing = [one for _, _, one in sorted(found)]
    site.missing[iri] = missing
    return missing  # another thread may have cleared what is kept by now


def _value(site: Site, subject: ox.NamedNode, predicate: str) -> str:
    quads = site.store.quads_for_pattern(subject, node(predicate), None, DEFAULT)
    return next((quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)), "")


def _about(site: Site, entity: Entity) -> str:
    """What tells an entity from a namesake: its post, or what it is part of or based in, where that is stated."""
    iri = site.iris[entity.id]
    facts = [fact for one in _missing(site, iri)[:20] if (fact := fact_of(site.store, one)) is not None]
    own = [fact for fact in facts if fact.subject == iri and fact.status == "stated"]
    telling = [fact for fact in own if fact.predicate in TELLING]
    if not telling:
        return ""
    best = min(telling, key=lambda fact: TELLING.index(fact.predicate))
    return ", ".join(filter(None, (best.role, site.entities[best.object].name)))


def _title(site: Site, entity: Entity) -> str:
    """An article that names the entity, the newest: where nothing else tells namesakes apart."""
    sources, _ = articles_of(site.store, site.iris[entity.id], 1)
    return sources[0].title if sources else ""


def _node(site: Site, entity: Entity) -> dict[str, Any]:
    return entity_fields(entity, site.iris[entity.id], site.base)


def _statement(site: Site, fact: Fact) -> dict[str, Any]:
    subject, other = site.entities[fact.subject].id, site.entities[fact.object].id
    link = fact.iri.startswith(f"{site.base}tag/")
    statement = Statement(fact.iri, fact.subject, fact.predicate, fact.object)
    marked = Quotes((), site.entities)  # by their names: the graph does not tell where in an article each mention is
    proofs = [(quote, Evidence(quote.source.iri, quote.start, quote.end, quote.text)) for quote in fact.quotes]
    return {
        "id": digest(subject, "concerns", other, "") if link else unquote(fact.iri.rpartition("/")[2]),
        "subject": subject,
        "object": other,
        **fact_fields(fact, link),
        "evidence": [
            evidence_fields(_article(site, quote.source), marked.segments(statement, proof), quote.source.published)
            for quote, proof in proofs
        ],
    }


def _article(site: Site, source: Source) -> dict[str, Any]:
    """An article with the names of its themes: the page numbers its own alone."""
    about = site.store.quads_for_pattern(ox.NamedNode(source.iri), node(DCTERMS.subject), None, DEFAULT)
    iris = {quad.object.value for quad in about if isinstance(quad.object, ox.NamedNode)}
    themes = sorted(site.entities[iri].name for iri in iris if iri in site.entities)
    return article_fields(id_of(source.iri), source.iri, source, themes)
