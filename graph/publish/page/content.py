"""Everything that a page shows, as one JSON object; its keys are documented in docs/page.md."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graph.core.ontology import PREDICATES, TYPES
from graph.core.types import STATUSES
from graph.publish.page.drawing import draw
from graph.publish.page.links import web_address
from graph.publish.page.quotes import Quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.core.types import Article, Dataset, Entity, Statement
    from graph.publish.page.selection import Selection

ARTICLES_SHOWN = 30
"""At most so many articles are listed for a node, newest first."""
ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def content(dataset: Dataset, selection: Selection, title: str) -> dict[str, Any]:
    """The page's data: about, vocabulary, articles, statements, and what `draw` makes with details added to nodes."""
    looks = tomllib.loads(files("graph.publish").joinpath("data/page/looks.toml").read_text("utf-8"))
    quotes = Quotes(dataset.mentions, {one.id: one for one in dataset.entities})
    naming = _naming(dataset)
    library = _Library(dataset.articles)
    statements = [_statement(one, quotes, library) for one in selection.statements]
    drawing = draw(selection, looks["types"])
    for node, entity in zip(drawing["nodes"], selection.entities, strict=True):
        newest = sorted(naming[entity.id], key=library.age)[:ARTICLES_SHOWN]
        node.update(_details(entity, selection.measures[entity.id].community, [library.index(one) for one in newest]))
    return {
        "about": _about(dataset, selection, title),
        "types": {
            name: {"label": kind.label, "plural": kind.plural} | looks["types"][name] for name, kind in TYPES.items()
        },
        "predicates": {
            name: {"label": one.label, "inverse": one.inverse, "symmetric": one.symmetric}
            for name, one in PREDICATES.items()
        },
        "statuses": STATUSES,
        "articles": library.shown,
        "statements": statements,
    } | drawing


def to_json(data: Mapping[str, Any]) -> str:
    """JSON that may stand inside an HTML script element: no ``<``, ``>`` or ``&``, no line separators.

    >>> to_json({"name": "</script>"})
    '{"name":"\\\\u003c/script\\\\u003e"}'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


class _Library:
    """The articles that a page refers to, each once; numbered as they are first asked for."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {one.id: one for one in articles}
        self._numbers: dict[str, int] = {}
        self.shown: list[dict[str, str]] = []

    def index(self, article: str) -> int:
        if article not in self._numbers:
            self._numbers[article] = len(self.shown)
            self.shown.append(self._record(article))
        return self._numbers[article]

    def age(self, article: str) -> tuple[int, str]:
        """Sort key: newest first, undated last."""
        known = self._articles.get(article)
        digits = (known.published or "").replace("-", "") if known else ""
        return (-int(digits) if digits.isdecimal() else 0, article)

    def _record(self, article: str) -> dict[str, str]:
        known = self._articles.get(article)
        if known is None:
            return {"title": article}
        fields = {
            "title": known.title or known.id,
            "published": known.published,
            "url": web_address(known.url),
            "publisher": known.publisher,
        }
        return {key: value for key, value in fields.items() if value}


def _statement(statement: Statement, quotes: Quotes, library: _Library) -> dict[str, Any]:
    """A fact; what has its usual value is left out."""
    fields: dict[str, Any] = {
        "id": statement.id,
        "subject": statement.subject,
        "predicate": statement.predicate,
        "object": statement.object,
        "role": statement.role or None,
        "status": None if statement.status == "stated" else statement.status,
        "from": statement.valid_from,
        "to": statement.valid_to,
        "confidence": round(statement.confidence, 2),
        "evidence": [
            {"article": library.index(one.article), "quote": quotes.segments(statement, one)}
            | ({"published": one.published} if one.published else {})
            for one in statement.evidence
        ],
    }
    return {key: value for key, value in fields.items() if value is not None}


def _details(entity: Entity, community: int, articles: list[int]) -> dict[str, Any]:
    return {
        "type": entity.type,
        "aliases": entity.aliases,
        "count": entity.articles,
        "ids": dict(sorted(entity.ids.items())),
        "community": community,
        "articles": articles,
    }


def _naming(dataset: Dataset) -> defaultdict[str, set[str]]:
    """Ids of the articles that name each entity or, for a theme, are about it."""
    naming: defaultdict[str, set[str]] = defaultdict(set)
    for linked in dataset.mentions:
        naming[linked.entity].add(linked.mention.article)
    for link in dataset.themes:
        if link.article is not None:
            naming[link.theme].add(link.article)
    return naming


def _about(dataset: Dataset, selection: Selection, title: str) -> dict[str, Any]:
    dates = sorted(one.published for one in dataset.articles if one.published)
    return {
        "title": title,
        "articles": len(dataset.articles),
        "first": dates[0] if dates else "",
        "last": dates[-1] if dates else "",
        "entities": len(selection.entities),
        "facts": len(selection.statements),
        "allEntities": selection.all_entities,
        "allFacts": selection.all_facts,
    }
