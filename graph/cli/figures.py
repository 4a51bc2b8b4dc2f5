"""What a built graph holds, as values: counts, the most connected entities, communities, the period covered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from graph.core.ontology import PREDICATES, TYPES
from graph.core.types import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.core.types import Dataset
    from graph.network.measures import Measures

TOP = 10
"""How many of the most connected entities, communities, publishers and themes are named."""
MEMBERS = 5
"""How many members stand for a community."""


def figures(dataset: Dataset) -> dict[str, Any]:
    """All figures as plain values that JSON can hold. Counts come in the ontology's order, lists largest first."""
    from graph.network.graph import to_networkx
    from graph.network.measures import measure

    measures = measure(to_networkx(dataset))
    return {
        "articles": len(dataset.articles),
        "mentions": len(dataset.mentions),
        "entities": len(dataset.entities),
        "statements": len(dataset.statements),
        "theme_links": len(dataset.themes),
        "period": period(article.published for article in dataset.articles),
        "undated": sum(article.published is None for article in dataset.articles),
        "types": count((entity.type for entity in dataset.entities), TYPES),
        "predicates": count((one.predicate for one in dataset.statements), PREDICATES),
        "statuses": count((one.status for one in dataset.statements), STATUSES),
        "top": top_entities(dataset, measures),
        "communities": communities(dataset, measures),
        "publishers": most(article.publisher for article in dataset.articles if article.publisher),
        "themes": top_themes(dataset),
    }


def count(values: Iterable[str], order: Iterable[str]) -> dict[str, int]:
    """How often each value comes, in the given order; what is absent is left out, what is unknown comes last."""
    counts = Counter(values)
    names = dict.fromkeys([*order, *sorted(counts)])
    return {name: counts[name] for name in names if counts[name]}


def most(values: Iterable[str]) -> list[dict[str, Any]]:
    """The `TOP` most frequent values, largest first, of equals by name."""
    ranked = sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))
    return [{"name": name, "articles": number} for name, number in ranked[:TOP]]


def period(dates: Iterable[str | None]) -> list[str] | None:
    """First and last of the ISO dates; None when there is none."""
    known = [date for date in dates if date]
    return [min(known), max(known)] if known else None


def top_entities(dataset: Dataset, measures: Mapping[str, Measures]) -> list[dict[str, Any]]:
    """The entities of highest PageRank, themes left out: they have their own list."""
    named = [entity for entity in dataset.entities if entity.type != "theme" and entity.id in measures]
    named.sort(key=lambda one: (-measures[one.id].pagerank, one.id))
    return [
        {
            "id": entity.id,
            "name": entity.name,
            "type": entity.type,
            "degree": measures[entity.id].degree,
            "pagerank": measures[entity.id].pagerank,
            "community": measures[entity.id].community,
        }
        for entity in named[:TOP]
    ]


def communities(dataset: Dataset, measures: Mapping[str, Measures]) -> dict[str, Any]:
    """How many communities of two or more there are, and the largest with their most central members."""
    names = {entity.id: entity.name for entity in dataset.entities}
    members: dict[int, list[str]] = {}
    for node in sorted(measures, key=lambda node: (-measures[node].pagerank, node)):
        members.setdefault(measures[node].community, []).append(node)
    groups = sorted(((number, nodes) for number, nodes in members.items() if len(nodes) > 1))
    largest = [
        {"community": number, "size": len(nodes), "members": [names[node] for node in nodes[:MEMBERS]]}
        for number, nodes in groups[:TOP]
    ]
    return {"number": len(groups), "single": len(members) - len(groups), "largest": largest}


def top_themes(dataset: Dataset) -> list[dict[str, Any]]:
    """The themes that most articles have."""
    names = {entity.id: entity.name for entity in dataset.entities}
    pairs = {(link.theme, link.article) for link in dataset.themes if link.article is not None}
    return most(names[theme] for theme, _ in pairs)


def flat(values: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """The single figures as label and value, for printing."""
    span = values["period"]
    days = "no dates" if span is None else f"{span[0]} to {span[1]}"
    if values["undated"]:
        days += f" ({values['undated']:,} undated)"
    names = ("articles", "mentions", "entities", "statements", "theme_links")
    rows = [(name.replace("_", " "), f"{values[name]:,}") for name in names]
    return [*rows, ("period", days), ("communities", f"{values['communities']['number']:,}")]
