"""CSV files for ``neo4j-admin database import``: entities and articles as nodes, facts and mentions as relationships.

    neo4j-admin database import full --multiline-fields=true --array-delimiter="U+001F" \\
      --nodes=neo4j-entities.csv --nodes=neo4j-articles.csv \\
      --relationships=neo4j-facts.csv --relationships=neo4j-mentions.csv neo4j

A node has the labels ``Entity`` and its type's (``GovernmentBody``), a relationship the type of its predicate
(``HOLDS_POSITION``) whatever its status: filter by ``status``. Values of a list are parted by U+001F, which is in no
text. Text is as it is, for a database: open `csv_tables`, not these, in a spreadsheet.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, Any, BinaryIO

from graph.network.graph import all_statements
from graph.publish.terms import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.core.config import PublishSettings
    from graph.core.types import Article, Dataset, Entity, Statement

LIST = "\x1f"
"""Between the values of a list; `plain` leaves it in no text."""

Properties = dict[str, Any]


def label(entity_type: str) -> str:
    """The label of an entity type.

    >>> label("government_body")
    'GovernmentBody'
    """
    return "".join(word.capitalize() for word in entity_type.split("_"))


def entity_properties(one: Entity) -> Properties:
    """What a node says of an entity."""
    ids = {system: one.ids.get(system) for system in ("wikidata", "iso3166", "lei", "iptc")}
    return {
        "id": one.id,
        "name": one.name,
        "type": one.type,
        "aliases": list(one.aliases),
        "articles": one.articles,
    } | ids


def article_properties(one: Article) -> Properties:
    """What a node says of an article."""
    named = {"title": one.title, "published": one.published, "url": one.url}
    return {"id": article_id(one.id)} | named | {"publisher": one.publisher, "source": one.source}


def article_id(article: str) -> str:
    """Articles and entities are nodes of one id space, and an article's id may be anything."""
    return f"article:{article}"


def fact_properties(one: Statement) -> Properties:
    """What a relationship says of a statement: with the words and the articles of its evidence, in one order."""
    evidence = sorted(one.evidence)
    held: Properties = {"id": one.id, "role": one.role or None, "status": one.status}
    held |= {"valid_from": one.valid_from, "valid_to": one.valid_to, "confidence": one.confidence}
    return held | {"quotes": [e.quote for e in evidence], "sources": [e.article for e in evidence]}


_ENTITY = ("id:ID", "name", "type", "aliases:string[]", "articles:int", "wikidata", "iso3166", "lei", "iptc", ":LABEL")
_ARTICLE = ("id:ID", "title", "published", "url", "publisher", "source", ":LABEL")
_FACT: tuple[str, ...] = (
    ":START_ID",
    ":END_ID",
    ":TYPE",
    "id",
    "role",
    "status",
    "valid_from",
    "valid_to",
    "confidence:double",
)
_FACT += ("quotes:string[]", "sources:string[]")
_MENTION = (":START_ID", ":END_ID", ":TYPE", "count:int")


def entities(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write the nodes of entities."""
    ordered = sorted(dataset.entities, key=lambda one: one.id)
    _write(_ENTITY, ((*entity_properties(one).values(), ["Entity", label(one.type)]) for one in ordered), file)


def articles(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write the nodes of articles."""
    ordered = sorted(dataset.articles, key=lambda one: one.id)
    _write(_ARTICLE, ((*article_properties(one).values(), "Article") for one in ordered), file)


def facts(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write the relationships of statements and of the themes of entities."""
    rows = (
        (one.subject, one.object, one.predicate.upper(), *fact_properties(one).values())
        for one in all_statements(dataset)
    )
    _write(_FACT, rows, file)


def mentions(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write the relationships from articles to the entities that they name."""
    rows = ((article_id(article), entity, "MENTIONS", number) for article, entity, number in named(dataset))
    _write(_MENTION, rows, file)


def named(dataset: Dataset) -> list[tuple[str, str, int]]:
    """Which article names which entity how often, sorted."""
    counted = Counter((linked.mention.article, linked.entity) for linked in dataset.mentions)
    return [(*pair, counted[pair]) for pair in sorted(counted)]


def _write(head: Sequence[str], rows: Iterable[Sequence[Any]], file: BinaryIO) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")  # with "\n" a lone carriage return would not be quoted
    writer.writerow(head)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return LIST.join(plain(one) for one in value)
    return plain(value) if isinstance(value, str) else value
