"""Popolo JSON (popoloproject.com): persons, organizations, posts, memberships, events and areas.

Popolo says who holds which post and who belongs to which body: ``holds_position``, ``member_of`` and ``part_of`` (an
organization's ``parent_id``), each with its sources. It has no word for "no longer" but a date, so a former fact is
there only with an ``end_date``; what is planned or denied, and every other predicate, has no place and is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from graph.core.ids import digest
from graph.core.ontology import BODY, HUMAN
from graph.publish.terms import plain
from graph.publish.tools.drawn import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.core.config import PublishSettings
    from graph.core.types import Article, Dataset, Entity, Evidence, Statement

Json = dict[str, Any]


def write(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write one JSON object whose keys are lists, an object a line."""
    known = {one.id: one for one in dataset.entities}
    told = {one.id: one for one in dataset.articles}
    entities = sorted(dataset.entities, key=lambda one: one.id)
    facts = [one for one in sorted(dataset.statements, key=lambda one: one.id) if _holds(one)]
    parents = {one.subject: one.object for one in reversed(facts) if one.predicate == "part_of" and not one.valid_to}
    held = [one for one in facts if one.predicate in ("holds_position", "member_of") and _fits(one, known)]
    collections = {
        "persons": (_thing(one) for one in entities if one.type in HUMAN),
        "organizations": (_organization(one, parents) for one in entities if one.type in BODY),
        "posts": _posts(held, known),
        "memberships": (_membership(one, known, told) for one in held),
        "events": (_thing(one) for one in entities if one.type == "event"),
        "areas": (_thing(one) for one in entities if one.type == "place"),
    }
    file.write(b"{")
    for number, (name, values) in enumerate(collections.items()):
        file.write((b",\n" if number else b"\n") + f'"{name}":['.encode())
        lines(values, file)
        file.write(b"]")
    file.write(b"\n}\n")


def _holds(one: Statement) -> bool:
    return one.status == "stated" or (one.status == "former" and one.valid_to is not None)


def _fits(one: Statement, known: Mapping[str, Entity]) -> bool:
    """Whether the ends are such as a membership has: a person or a body, and a body or, for a post, a place."""
    hosts = BODY | {"place"} if one.predicate == "holds_position" else BODY
    return known[one.subject].type in HUMAN | BODY and known[one.object].type in hosts


def _thing(one: Entity) -> Json:
    names = [{"name": alias} for alias in one.aliases if alias != one.name]
    ids = [{"scheme": system, "identifier": value} for system, value in sorted(one.ids.items())]
    made: Json = {"id": one.id, "name": one.name}
    return made | ({"other_names": names} if names else {}) | ({"identifiers": ids} if ids else {})


def _organization(one: Entity, parents: Mapping[str, str]) -> Json:
    made = _thing(one) | {"classification": one.type.replace("_", " ")}
    return made | ({"parent_id": parents[one.id]} if one.id in parents else {})


def _post_id(one: Statement) -> str:
    return digest("post", plain(one.role), one.object)


def _posts(held: list[Statement], known: Mapping[str, Entity]) -> Iterator[Json]:
    """A post for each role in each body or place, whoever holds it."""
    roles = {_post_id(one): one for one in held if one.predicate == "holds_position" and one.role}
    for key in sorted(roles):
        one = roles[key]
        yield {"id": key, "label": f"{one.role}, {known[one.object].name}", "role": one.role, **_where(one, known)}


def _where(one: Statement, known: Mapping[str, Entity]) -> Json:
    return {"area_id" if known[one.object].type == "place" else "organization_id": one.object}


def _membership(one: Statement, known: Mapping[str, Entity], told: Mapping[str, Article]) -> Json:
    person = known[one.subject].type in HUMAN
    member = {"person_id": one.subject} if person else {"member": {"id": one.subject, "name": known[one.subject].name}}
    made: Json = {"id": one.id, **member, **_where(one, known)}
    made |= {"role": one.role or "member"} if one.role or one.predicate == "member_of" else {}
    made |= {"post_id": _post_id(one)} if one.predicate == "holds_position" and one.role else {}
    made |= {"start_date": one.valid_from} if one.valid_from else {}
    made |= {"end_date": one.valid_to} if one.valid_to else {}
    return made | {"sources": [_source(piece, told) for piece in sorted(one.evidence)]}


def _source(piece: Evidence, told: Mapping[str, Article]) -> Json:
    """Where a fact is from: the article's address, else the file that it was read from, and the words."""
    article = told.get(piece.article)
    return {"url": (article and (article.url or article.source)) or piece.article, "note": piece.quote}
