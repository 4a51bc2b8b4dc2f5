"""The fields of entities, facts and articles that the page and the server that adds to it tell in the same terms.

What has its usual value is left out; the keys are documented in docs/page.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from graph.publish.page.links import web_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.core.types import Entity
    from graph.publish.page.quotes import Segment

TELLING = ("holds_position", "part_of", "based_in", "member_of")
"""Predicates of facts that tell namesakes apart, the most telling first; only facts that are stated do."""


class _Told(Protocol):
    """What is said of a fact beside its ends: a statement of a data set, or a fact of a graph."""

    @property
    def predicate(self) -> str: ...
    @property
    def role(self) -> str | None: ...
    @property
    def status(self) -> str: ...
    @property
    def valid_from(self) -> str | None: ...
    @property
    def valid_to(self) -> str | None: ...
    @property
    def confidence(self) -> float: ...


class _Published(Protocol):
    """What is known of an article: one of a data set, or a source of a graph."""

    @property
    def title(self) -> str: ...
    @property
    def published(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...


def entity_fields(entity: Entity, iri: str, base: str) -> dict[str, Any]:
    """An entity; its ``iri`` is told by what follows ``base``.

    >>> from graph.core.types import Entity
    >>> entity_fields(Entity("e1", "place", "Hanoi"), "https://n.example/entity/hanoi-e1", "https://n.example/")
    {'id': 'e1', 'label': 'Hanoi', 'type': 'place', 'iri': 'entity/hanoi-e1', 'count': 0}
    """
    fields = {
        "id": entity.id,
        "label": entity.name,
        "type": entity.type,
        "iri": iri.removeprefix(base),
        "aliases": entity.aliases,
        "count": entity.articles,
        "replaces": entity.replaces,
    }
    return {key: value for key, value in fields.items() if value != ()}


def fact_fields(fact: _Told, link: bool) -> dict[str, Any]:
    """A fact without its id, its ends and its evidence; ``link``: it only tells that an entity has a theme."""
    fields = {
        "predicate": fact.predicate,
        "role": fact.role,
        "status": fact.status if fact.status != "stated" else "",
        "from": fact.valid_from,
        "to": fact.valid_to,
        "link": link,
    }
    return _filled(fields) | {"confidence": round(fact.confidence, 2)}


def evidence_fields(article: object, quote: Sequence[Segment], published: str | None) -> dict[str, Any]:
    """One proof of a fact; ``article`` is its number on the page, or the whole article."""
    return {"article": article, "quote": quote} | _filled({"published": published})


def article_fields(id_: str, title: str, article: _Published, themes: Sequence[object]) -> dict[str, Any]:
    """An article; ``title`` stands for one that has none, ``themes`` are those that it is about."""
    fields = {
        "id": id_,
        "title": article.title or title,
        "published": article.published,
        "url": web_address(article.url),
        "publisher": article.publisher,
        "themes": themes,
    }
    return _filled(fields)


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}
