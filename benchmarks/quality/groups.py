"""Which publisher an annotated article is from, by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.evaluate import GoldArticle

PREFIXES = {
    "BBC": ("business-", "entertainment-", "politics-", "sport-", "tech-"),
    "Deutsche Welle": ("DW_",),
    "Malaysian": ("article_",),
    "seed article": ("000_",),
}
OTHER = "other"


def group_of(article: str) -> str:
    """The publisher of an article.

    >>> group_of("politics-194"), group_of("budget-2023")
    ('BBC', 'other')
    """
    return next((name for name, prefixes in PREFIXES.items() if article.startswith(prefixes)), OTHER)


def groups(gold: Mapping[str, GoldArticle]) -> dict[str, dict[str, GoldArticle]]:
    """The whole gold, then what it has of each publisher."""
    parts = {name: {id_: one for id_, one in gold.items() if group_of(id_) == name} for name in (*PREFIXES, OTHER)}
    return {"all": dict(gold), **{name: part for name, part in parts.items() if part}}
