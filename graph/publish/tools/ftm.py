"""FollowTheMoney entities (followthemoney.tech), as Aleph, OpenAleph and OpenSanctions' tools read them: JSON Lines.

``data/ftm.toml`` says what becomes what. FollowTheMoney states facts: what is planned or denied is left out, what is
former says so in its ``status``, and a former link of no known kind (UnknownLink) too. Each relation keeps its words
(``description``), its articles (``proof``) and its statement's id (``recordId``). An id is that of the graph.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, BinaryIO

import pycountry

from graph.core.ids import digest
from graph.core.ontology import PREDICATES
from graph.publish.terms import plain, url
from graph.publish.tools.drawn import dumped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.core.config import PublishSettings
    from graph.core.types import Article, Dataset, Entity, Statement

Properties = dict[str, list[str]]
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_QID, _COUNTRY, _LEI = (re.compile(text, re.ASCII) for text in (r"Q[1-9]\d*", r"[A-Z]{2}", r"[0-9A-Z]{18}\d\d"))


@dataclass(frozen=True, slots=True)
class Relation:
    """A schema for a predicate between entities of certain schemas; ``post``: by way of a Position."""

    predicate: str
    schema: str
    source: str
    target: str
    subjects: frozenset[str]
    objects: frozenset[str]
    roles: frozenset[str] = frozenset()
    post: bool = False


_LINK = Relation("", "UnknownLink", "subject", "object", frozenset(), frozenset())


@cache
def mapping() -> tuple[Mapping[str, str], tuple[Relation, ...]]:
    """The schema of each entity type that has one, and the relations in the order of the file."""
    raw = tomllib.loads(files("graph.publish").joinpath("data/ftm.toml").read_text("utf-8"))

    def schemas(names: str | list[str]) -> frozenset[str]:
        return frozenset(raw["kinds"][names] if isinstance(names, str) else names)

    relations = tuple(
        Relation(
            row["predicate"],
            row["schema"],
            row["source"],
            row["target"],
            schemas(row["from"]),
            schemas(row["to"]),
            frozenset(row.get("roles", ())),
            row.get("post", False),
        )
        for row in raw["relations"]
    )
    return raw["types"], relations


def relation(one: Statement, subject: str, object_: str) -> Relation:
    """The relation that a statement becomes, by the schemas of its ends."""
    words = frozenset(re.findall(r"[\w-]+", one.role.casefold()))
    for found in mapping()[1]:
        fits = found.predicate == one.predicate and subject in found.subjects and object_ in found.objects
        if fits and (not found.roles or words & found.roles) and (one.role or not found.post):
            return found
    return _LINK


def write(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write the entities, then posts, articles and relations, a line each, sorted by id within these."""
    schemas = {one.id: schema for one in dataset.entities if (schema := mapping()[0].get(one.type))}
    known = {one.id: one for one in dataset.entities}
    held = [
        one
        for one in sorted(dataset.statements, key=lambda one: one.id)
        if one.status in ("stated", "former") and one.subject in schemas and one.object in schemas
    ]
    for part in (
        _entities(dataset, schemas, known),
        _posts(held, schemas, known),
        (_article(one) for one in sorted(dataset.articles, key=lambda one: one.id)),
        _relations(held, schemas, dataset),
    ):
        for key, schema, properties in part:
            full = {name: sorted({plain(text) for text in texts if text.strip()}) for name, texts in properties.items()}
            value = {"id": key, "schema": schema, "properties": {name: texts for name, texts in full.items() if texts}}
            file.write(dumped(value) + b"\n")


Made = tuple[str, str, Properties]


def _entities(dataset: Dataset, schemas: Mapping[str, str], known: Mapping[str, Entity]) -> Iterator[Made]:
    themes, places = defaultdict(list), defaultdict(list)
    for link in dataset.themes:
        if link.entity is not None:
            themes[link.entity].append(known[link.theme].name)
    for one in dataset.statements:
        if one.predicate == "based_in" and one.status == "stated":
            places[one.subject].append(known[one.object])
    for entity in sorted(dataset.entities, key=lambda one: one.id):
        if (schema := schemas.get(entity.id)) is None or not _name(entity.name):
            continue
        where = places[entity.id]
        made: Properties = {"name": [_name(entity.name)], "alias": [_name(name) for name in entity.aliases]}
        made |= {"keywords": themes[entity.id], "wikidataId": _matching(entity, "wikidata", _QID)}
        made["country"] = [code for one in (entity, *where) for code in _country(one)]
        if schema == "Event":
            made["location"] = [one.name for one in where]
        elif schema not in ("Person", "Territory"):
            made |= {"address": [one.name for one in where], "leiCode": _lei(entity)}
        yield _id(entity.id), schema, made


def _name(text: str) -> str:
    """A name as FollowTheMoney keeps them: on one line, single spaces."""
    return " ".join(plain(text).split())


def _matching(entity: Entity, system: str, pattern: re.Pattern[str]) -> list[str]:
    value = entity.ids.get(system, "")
    return [value] if pattern.fullmatch(value) else []


def _country(place: Entity) -> list[str]:
    """The code of a country that there is, in lower case; the codes of parts of countries have no property."""
    codes = _matching(place, "iso3166", _COUNTRY)
    return [code.lower() for code in codes if pycountry.countries.get(alpha_2=code)]


def _lei(entity: Entity) -> list[str]:
    """The LEI where its check digits are right (ISO 17442, ISO 7064 mod 97-10)."""
    return [code for code in _matching(entity, "lei", _LEI) if int("".join(str(int(c, 36)) for c in code)) % 97 == 1]


def _id(key: str) -> str:
    return f"newsgraph-{plain(key)}"


def _post_id(one: Statement) -> str:
    return _id(f"post-{digest(plain(one.role), one.object)}")


def _posts(held: list[Statement], schemas: Mapping[str, str], known: Mapping[str, Entity]) -> Iterator[Made]:
    posts = {_post_id(one): one for one in held if relation(one, schemas[one.subject], schemas[one.object]).post}
    for key in sorted(posts):
        one = posts[key]
        place = known[one.object]
        made: Properties = {"name": [_name(f"{one.role}, {place.name}")]}
        if schemas[one.object] == "Territory":
            made |= {"country": _country(place)}
        else:
            made |= {"organization": [_id(one.object)]}
        yield key, "Position", made


def _article(one: Article) -> Made:
    made: Properties = {"title": [one.title], "publishedAt": _date(one.published), "publisher": [one.publisher or ""]}
    return _article_id(one.id), "Article", made | {"sourceUrl": _url(one.url)}


def _article_id(article: str) -> str:
    return _id(f"article-{digest(article)}")


def _url(text: str | None) -> list[str]:
    found = url(text) if text else None
    return [found.value] if found else []


def _date(text: str | None) -> list[str]:
    return [text] if text and _DATE.fullmatch(text) else []


def _relations(held: list[Statement], schemas: Mapping[str, str], dataset: Dataset) -> Iterator[Made]:
    told = {one.id: one for one in dataset.articles}
    for one in held:
        kind = relation(one, schemas[one.subject], schemas[one.object])
        articles = [told[piece.article] for piece in sorted(one.evidence) if piece.article in told]
        made: Properties = {
            kind.source: [_id(one.subject)],
            kind.target: [_post_id(one) if kind.post else _id(one.object)],
            "startDate": _date(one.valid_from),
            "endDate": _date(one.valid_to),
            "recordId": [one.id],
            "description": [piece.quote for piece in sorted(one.evidence)],
            "proof": [_article_id(article.id) for article in articles],
            "publisher": [article.publisher or "" for article in articles],
            "sourceUrl": [address for article in articles for address in _url(article.url)],
        }
        yield _id(f"statement-{one.id}"), kind.schema, made | _said(one, kind)


def _said(one: Statement, kind: Relation) -> Properties:
    """The role of a relation and whether it still holds. A post has its role as its name, and no property for it."""
    former = one.status == "former"
    if kind.post:
        return {"status": ["ended"]} if former else {}
    role = PREDICATES[one.predicate].label if kind is _LINK else ""
    return {"role": [one.role, role], "status": ["former"] if former else []}
