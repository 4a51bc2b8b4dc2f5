"""Everything that a page shows, as one JSON object; its keys are documented in docs/page.md."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graph.core.ids import digest
from graph.core.ontology import PREDICATES, TYPES
from graph.core.types import STATUSES
from graph.publish.page.drawing import options
from graph.publish.page.fields import TELLING, article_fields, entity_fields, evidence_fields, fact_fields
from graph.publish.page.quotes import Quotes
from graph.publish.terms import entity_iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset, Entity, Statement
    from graph.publish.page.selection import Selection

ARTICLES_SHOWN = 30
"""At most so many articles are listed for a node, newest first."""


def content(dataset: Dataset, selection: Selection, settings: PublishSettings) -> dict[str, Any]:
    """The page's data: about, vocabulary, articles, themes, nodes in order of importance, statements, options."""
    looks = tomllib.loads(files("graph.publish").joinpath("data/page/looks.toml").read_text("utf-8"))
    quotes = Quotes(dataset.mentions, {one.id: one for one in dataset.entities})
    naming = _naming(dataset)
    library = _Library(dataset)
    number = {entity.id: at for at, entity in enumerate(selection.entities)}
    statements = [_statement(one, quotes, library, number, one.id in selection.links) for one in selection.statements]
    nodes = [
        _node(entity, selection, [library.index(one) for one in sorted(naming[entity.id], key=library.age)], settings)
        for entity in selection.entities
    ]
    return {
        "about": _about(dataset, selection, settings),
        "types": {
            name: {"label": kind.label, "plural": kind.plural} | looks["types"][name] for name, kind in TYPES.items()
        },
        "predicates": {
            name: {"label": one.label, "inverse": one.inverse, "symmetric": one.symmetric}
            for name, one in PREDICATES.items()
        },
        "statuses": STATUSES,
        "telling": TELLING,
        "themes": library.themes,
        "articles": library.shown,
        "nodes": nodes,
        "statements": statements,
        "options": options(),
    }


class _Library:
    """The articles, each once, numbered by date; those that only evidence names come after, as they are asked for."""

    def __init__(self, dataset: Dataset) -> None:
        self._articles = {one.id: one for one in dataset.articles}
        self.themes, about = _themes(dataset)
        self._about = about
        self._numbers: dict[str, int] = {}
        self.shown: list[dict[str, Any]] = []
        for article in sorted(dataset.articles, key=lambda one: (one.published or "", one.id)):
            self.index(article.id)

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

    def _record(self, article: str) -> dict[str, Any]:
        known = self._articles.get(article)
        if known is None:
            return {"id": digest(article), "title": article}
        return article_fields(digest(article), known.id, known, self._about.get(article, ()))


def _themes(dataset: Dataset) -> tuple[list[str], dict[str, list[int]]]:
    """Names of the themes of articles, sorted, and for each article the numbers of its own."""
    names = {one.id: one.name for one in dataset.entities}
    found: dict[str, set[str]] = {}
    for link in dataset.themes:
        if link.article is not None:
            found.setdefault(link.article, set()).add(link.theme)
    every: set[str] = {theme for themes in found.values() for theme in themes}
    named = {theme: names.get(theme, theme) for theme in every}
    used = sorted(every, key=lambda theme: (named[theme].casefold(), theme))
    number = {theme: at for at, theme in enumerate(used)}
    about = {article: sorted(number[theme] for theme in themes) for article, themes in found.items()}
    return [named[theme] for theme in used], about


def _statement(
    statement: Statement, quotes: Quotes, library: _Library, number: Mapping[str, int], link: bool
) -> dict[str, Any]:
    """A fact; what has its usual value is left out, and its ends are numbers of nodes. ``link``: it is a theme link."""
    return {
        "id": statement.id,
        "subject": number[statement.subject],
        "object": number[statement.object],
        **fact_fields(statement, link),
        "evidence": [
            evidence_fields(library.index(one.article), quotes.segments(statement, one), one.published)
            for one in statement.evidence
        ],
    }


def _node(entity: Entity, selection: Selection, articles: list[int], settings: PublishSettings) -> dict[str, Any]:
    """An entity with its place; what it lacks is left out. ``articles`` that name it come newest first."""
    x, y = selection.places[entity.id]
    fields: dict[str, Any] = {
        "ids": dict(sorted(entity.ids.items())),
        "articles": articles[:ARTICLES_SHOWN],
        "more": selection.beyond.get(entity.id, 0),
    }
    own = entity_fields(entity, entity_iri(settings.base, entity).value, settings.base)
    community = selection.measures[entity.id].community
    return own | {key: value for key, value in fields.items() if value} | {"community": community, "x": x, "y": y}


def _naming(dataset: Dataset) -> defaultdict[str, set[str]]:
    """Ids of the articles that name each entity or, for a theme, are about it."""
    naming: defaultdict[str, set[str]] = defaultdict(set)
    for linked in dataset.mentions:
        naming[linked.entity].add(linked.mention.article)
    for link in dataset.themes:
        if link.article is not None:
            naming[link.theme].add(link.article)
    return naming


def _about(dataset: Dataset, selection: Selection, settings: PublishSettings) -> dict[str, Any]:
    dates = sorted(one.published for one in dataset.articles if one.published)
    return {
        "title": settings.title,
        "base": settings.base,
        "articles": len(dataset.articles),
        "first": dates[0] if dates else "",
        "last": dates[-1] if dates else "",
        "entities": len(selection.entities),
        "facts": selection.facts,
        "links": len(selection.links),
        "allEntities": selection.all_entities,
        "allFacts": selection.all_facts,
    }
