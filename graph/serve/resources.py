"""Every node of the graph by its own address: as a page, JSON-LD, Turtle or N-Triples, by what the client accepts.

So the graph's IRIs can be looked up where its base is this server's address. An entity is found by the id at the end of
its IRI alone (``/entity/9f5e4cea82bb``), and the client is sent on to the whole address, whatever name it had before.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from starlette.responses import RedirectResponse, Response

from graph.core.ontology import PREDICATES
from graph.core.types import Evidence, Statement
from graph.publish.context import Context
from graph.publish.page.quotes import Quotes
from graph.query.description import description
from graph.query.facts import Fact, Quote, Source, articles_of, facts_of, label_of, source_of, themes_of
from graph.query.names import id_of
from graph.serve.answer import rdf
from graph.serve.formats import GRAPHS, HTML, JSONLD, choose, named
from graph.serve.pages import page
from graph.serve.replies import RequestError, in_thread, pairs, site_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from graph.serve.formats import Kind
    from graph.serve.site import Site

KINDS = ("article", "copy", "dataset", "publisher", "quote", "role", "statement", "tag", "theme")
"""What has addresses beside entities."""
FACTS, ARTICLES = 300, 30
"""At most so many facts and articles are on a page; the RDF has all facts."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a quote; ``mark`` is 1 where it names the fact's subject, 2 its object, 3 both, else 0."""

    text: str
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A quote in pieces, and its article."""

    parts: tuple[Part, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as seen from one of its ends; ``place`` orders its label among others."""

    fact: Fact
    label: str
    place: int
    other: str
    name: str
    quotes: tuple[Words, ...]


async def endpoint(request: Request) -> Response:
    """The description of the node at the address asked for."""
    site = site_of(request)
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    iri = site.base + raw.decode("ascii", "replace").partition("?")[0].lstrip("/")
    given = dict(pairs(request.url.query))
    kinds = (HTML, *GRAPHS)
    kind = named(given["format"], kinds) if given.get("format") else choose(request.headers.get("accept"), kinds)
    if kind is None:
        raise RequestError(406, f"Accept one of: {', '.join(kind.media for kind in kinds)}")
    if iri.startswith(f"{site.base}entity/") and (whole := await in_thread(request, _whole, site, iri)) != iri:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(site.path(whole) + query, 302, {"Vary": "Accept"})
    if kind is HTML:
        return await in_thread(request, _page, site, iri)
    body = await in_thread(request, described, site, iri, kind)
    return Response(body, media_type=kind.media, headers={"Vary": "Accept"})


def _whole(site: Site, iri: str) -> str:
    """The entity's IRI of today, by the id at its end, be it that of another which this one has replaced.

    Raises `RequestError` if there is no such entity.
    """
    if iri in site.entities:
        return iri
    found = site.iris.get(id_of(iri))
    if found is None:
        raise RequestError(404, f"no entity has the id {id_of(iri)!r} in this build; search for its name at /search")
    return found


def _known(site: Site, iri: str) -> bool:
    try:
        quads = site.store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph())
    except ValueError:
        return False
    return next(quads, None) is not None


def described(site: Site, iri: str, kind: Kind) -> bytes:
    """The triples about a node in one of `GRAPHS`. Raises `RequestError` if the graph does not know it."""
    triples = description(site.store, iri) if _known(site, iri) else []
    if not triples:
        raise RequestError(404, f"the graph says nothing of <{iri}>")
    if kind is JSONLD:
        return compact(triples, site.prefixes)
    return rdf(triples, kind, site.prefixes)


def compact(triples: list[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """JSON-LD with the published context."""
    context = Context.of(dict(prefixes))
    groups = groupby(triples, key=lambda triple: triple.subject)
    nodes = [context.node(subject, [(one.predicate, one.object) for one in group]) for subject, group in groups]
    return json.dumps({"@context": context.terms, "@graph": nodes}, ensure_ascii=False).encode()


def _page(site: Site, iri: str) -> Response:
    if iri in site.entities:
        return page(site, "entity", entity_view(site, iri))
    if not _known(site, iri):
        raise RequestError(404, f"the graph says nothing of <{iri}>")
    quads = site.store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph())
    rows = sorted({(quad.predicate, quad.object) for quad in quads}, key=str)
    shown = [(_short(site, predicate.value), value, _name(site, value)) for predicate, value in rows]
    return page(site, "resource", {"iri": iri, "rows": shown, "title": _short(site, iri)})


def entity_view(site: Site, iri: str, facts: int = FACTS) -> dict[str, Any]:
    """What the page of an entity shows."""
    found = facts_of(site.store, iri, facts + 1)
    articles, total = articles_of(site.store, iri, ARTICLES)
    return {
        "iri": iri,
        "entity": site.entities[iri],
        "facts": [_shown(site, fact, iri) for fact in found[:facts]],
        "more": len(found) > facts,
        "themes": themes_of(site.store, iri),
        "articles": articles,
        "total": total,
    }


def _shown(site: Site, fact: Fact, iri: str) -> Shown:
    outgoing = fact.subject == iri
    other = fact.object if outgoing else fact.subject
    place = 2 * list(PREDICATES).index(fact.predicate) + (not outgoing and not fact.kind.symmetric)
    label = fact.kind.label if outgoing else fact.kind.inverse
    quotes = tuple(_words(site, fact, quote) for quote in fact.quotes)
    return Shown(fact, label, place, other, label_of(site.store, other), quotes)


def _words(site: Site, fact: Fact, quote: Quote) -> Words:
    """A quote with the names of both ends marked, as the explorer marks them."""
    statement = Statement(fact.iri, fact.subject, fact.predicate, fact.object)
    evidence = Evidence(quote.source.iri, quote.start, quote.end, quote.text)
    cut = Quotes((), site.entities).segments(statement, evidence)
    return Words(tuple(Part(one) if isinstance(one, str) else Part(one[1], one[0]) for one in cut), quote.source)


def _short(site: Site, iri: str) -> str:
    """``prefix:rest`` where the IRI begins with a prefix of the graph."""
    fits = [(namespace, prefix) for prefix, namespace in site.prefixes.items() if iri.startswith(namespace)]
    if not fits:
        return iri
    namespace, prefix = max(fits, key=lambda fit: len(fit[0]))
    return f"{prefix}:{iri[len(namespace) :]}"


def _name(site: Site, value: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple) -> str:
    """What a value is called: an entity's name, an article's title, else its IRI made short."""
    if not isinstance(value, ox.NamedNode):
        return value.value if isinstance(value, ox.Literal) else str(value)
    return label_of(site.store, value.value) or source_of(site.store, value.value).title or _short(site, value.value)
