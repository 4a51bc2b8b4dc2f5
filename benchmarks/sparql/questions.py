"""The twelve saved queries that are measured, with parameters as people give them, and lookups of one thing.

Left out of the fourteen: ``connections`` and ``companies-of-ministry``, which follow chains of facts and take minutes
on a graph of millions of triples whatever answers them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.publish.terms import entity_iri
from graph.query.saved import bind, saved_queries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.sparql.generate import World

ASKED: Mapping[str, Mapping[str, str]] = {
    "articles-of-entity": {"name": "official"},
    "events": {"event": "event"},
    "former-posts": {"person": "official"},
    "funding": {"funder": "company"},
    "meetings": {"who": "official"},
    "members": {"body": "organization"},
    "most-mentioned": {},
    "owners": {"owner": "company"},
    "planned-deals": {"who": "company"},
    "posts": {"person": "official"},
    "theme-overview": {},
    "themes-of-ministry": {"ministry": "ministry"},
}
"""Saved query → its parameters, each the name of the world's best known entity of that type."""


def questions(world: World) -> dict[str, str]:
    """The SPARQL of the twelve by name."""
    known = saved_queries()
    return {
        name: bind(known[name], {key: world.entities[kind][0].name for key, kind in given.items()})
        for name, given in ASKED.items()
    }


def lookups(world: World, base: str = "https://newsgraph.example/") -> dict[str, str]:
    """What a page or a tool asks about one thing: its facts with their quotes, its name, its articles."""
    official, company, ministry = (world.entities[kind][3] for kind in ("official", "company", "ministry"))
    facts = """SELECT ?predicate ?other ?status ?quote WHERE {{
      VALUES ?entity {{ <{iri}> }}
      ?fact rdf:subject ?entity ; rdf:predicate ?predicate ; rdf:object/skos:prefLabel ?other ;
        newsgraph:status ?status ; newsgraph:evidence/oa:hasSelector/oa:exact ?quote . }}"""
    named = 'SELECT ?entity ?type WHERE {{ ?entity skos:prefLabel "{name}" ; a ?type }}'
    articles = """SELECT ?title ?issued WHERE {{
      ?article schema:mentions <{iri}> ; dcterms:title ?title ; dcterms:issued ?issued
    }} ORDER BY DESC(?issued) LIMIT 20"""
    return {
        "facts of an official": facts.format(iri=entity_iri(base, official).value),
        "facts of a ministry": facts.format(iri=entity_iri(base, ministry).value),
        "an entity by its name": named.format(name=company.name),
        "newest articles that name a company": articles.format(iri=entity_iri(base, company).value),
    }
