"""The way back: interchange files to values, each line checked, so that a damaged folder is named and not half used."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from graph.core.config import PublishSettings
from graph.core.errors import DataError
from graph.core.ontology import PREDICATES, TYPES
from graph.core.periods import first_day
from graph.core.types import (
    STATUSES,
    Article,
    Copy,
    Dataset,
    Entity,
    Evidence,
    LinkedMention,
    Mention,
    Statement,
    ThemeLink,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

REPORT = "report.json"
"""What a build tells about itself, beside the interchange files."""

Row = dict[str, Any]
T = TypeVar("T")

_TEXT, _MAYBE, _COUNT, _NUMBER = (str,), (str, type(None)), (int,), (int, float)
_COPY = {"id": _TEXT, "published": _MAYBE, "url": _MAYBE, "publisher": _MAYBE, "source": _TEXT}
_ARTICLE = {**_COPY, "title": _TEXT}
_MENTION = {"article": _TEXT, "entity": _TEXT, "start": _COUNT, "end": _COUNT, "text": _TEXT, "score": _NUMBER}
_ENTITY = {"id": _TEXT, "type": _TEXT, "name": _TEXT, "aliases": (list,), "articles": _COUNT, "ids": (dict,)}
_EVIDENCE = {"article": _TEXT, "start": _COUNT, "end": _COUNT, "quote": _TEXT, "published": _MAYBE}
_THEME = {"theme": _TEXT, "score": _NUMBER, "evidence": (list,)}
_STATEMENT = {
    **dict.fromkeys(("id", "subject", "predicate", "object", "role", "status"), _TEXT),
    "valid_from": _MAYBE,
    "valid_to": _MAYBE,
    "confidence": _NUMBER,
    "evidence": (list,),
}


def remedy(folder: Path) -> str:
    """What to do about a folder that cannot be used."""
    return f"rebuild with: newsgraph build SRC... --out {folder}"


def read_interchange(folder: Path) -> Dataset:
    """The data set of a build's output folder, without the articles' text and parts.

    A mention gets the type of its entity, for the file does not hold its own. Raises `DataError` naming the folder,
    file or line for what is missing, malformed or refers to an entity or article that is not there.
    """
    if not folder.is_dir():
        raise DataError(f"{folder}: no such folder; {remedy(folder)}")
    articles = tuple(_read(folder, "articles.jsonl", _article))
    entities = tuple(_read(folder, "entities.jsonl", _entity))
    known = {entity.id: entity.type for entity in entities}
    told = frozenset(article.id for article in articles)
    return Dataset(
        articles=articles,
        entities=entities,
        mentions=tuple(_read(folder, "mentions.jsonl", lambda row: _mention(row, known, told))),
        statements=tuple(_read(folder, "statements.jsonl", lambda row: _statement(row, known, told))),
        themes=tuple(_read(folder, "themes.jsonl", lambda row: _theme(row, known, told))),
    )


def _read(folder: Path, name: str, make: Callable[[Row], T]) -> Iterator[T]:
    path = folder / name
    try:
        with path.open("rb") as lines:  # bytes: a text file would also end lines at U+2028
            for number, line in enumerate(lines, 1):
                try:
                    if line.strip():
                        yield make(_object(json.loads(line)))
                except (ValueError, RecursionError) as error:
                    raise DataError(f"{path}:{number}: {error}; {remedy(folder)}") from error
    except OSError as error:
        raise DataError(f"{path}: {error.strerror or error}; {remedy(folder)}") from error


def _object(value: object) -> Row:
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return value


def _checked(value: object, fields: Mapping[str, tuple[type, ...]]) -> Row:
    """The row if it has these keys with values of these types. Raises `ValueError` naming the key."""
    row = _object(value)
    for key, types in fields.items():
        if key not in row:
            raise ValueError(f"key {key!r} is missing")
        if not isinstance(row[key], types) or isinstance(row[key], bool):
            raise ValueError(f"key {key!r} has the wrong type: {type(row[key]).__name__}")
    return row


def _one_of(value: Any, known: object, what: str) -> Any:
    if value not in known:  # type: ignore[operator]
        raise ValueError(f"unknown {what} {value!r}")
    return value


def _texts(values: list[object], key: str) -> tuple[str, ...]:
    if not all(isinstance(value, str) for value in values):
        raise ValueError(f"key {key!r} holds something that is not text")
    return tuple(str(value) for value in values)


def _article(row: Row) -> Article:
    _checked(row, _ARTICLE)
    copies = tuple(Copy(**{key: c[key] for key in _COPY}) for c in (_checked(c, _COPY) for c in row.get("copies", ())))
    return Article(
        row["id"],
        row["title"],
        "",
        published=row["published"],
        url=row["url"],
        publisher=row["publisher"],
        source=row["source"],
        copies=copies,
    )


def _entity(row: Row) -> Entity:
    _checked(row, _ENTITY)
    ids = dict(zip(_texts(list(row["ids"]), "ids"), _texts(list(row["ids"].values()), "ids"), strict=True))
    kind = _one_of(row["type"], TYPES, "entity type")
    _checked({"replaces": [], **row}, {"replaces": (list,)})
    aliases, replaces = _texts(row["aliases"], "aliases"), _texts(row.get("replaces", []), "replaces")
    return Entity(row["id"], kind, row["name"], aliases, row["articles"], ids, replaces)


def _mention(row: Row, known: dict[str, str], told: frozenset[str]) -> LinkedMention:
    _checked(row, _MENTION)
    kind = known[_one_of(row["entity"], known, "entity")]
    article = _one_of(row["article"], told, "article")
    return LinkedMention(Mention(article, row["start"], row["end"], row["text"], kind, row["score"]), row["entity"])


def _evidence(rows: list[object], told: frozenset[str]) -> tuple[Evidence, ...]:
    checked = [_checked(row, _EVIDENCE) for row in rows]
    for row in checked:
        _one_of(row["article"], told, "article")
        _one_of(row.get("status"), (*STATUSES, None), "status")
    return tuple(
        Evidence(**{key: row[key] for key in _EVIDENCE}, status=row.get("status"), **_dates(row)) for row in checked
    )


def _dates(row: Row) -> Row:
    """``valid_from`` and ``valid_to`` where a row has them. Raises `ValueError` for what is no ISO date."""
    dates = {key: row[key] for key in ("valid_from", "valid_to") if row.get(key) is not None}
    for key, value in dates.items():
        try:
            first_day(value)
        except (TypeError, ValueError) as error:
            raise ValueError(f"key {key!r}: {error}") from error
    return dates


def _statement(row: Row, known: dict[str, str], told: frozenset[str]) -> Statement:
    _checked(row, _STATEMENT)
    _one_of(row["subject"], known, "entity")
    _one_of(row["object"], known, "entity")
    _one_of(row["predicate"], PREDICATES, "predicate")
    _one_of(row["status"], STATUSES, "status")
    _dates(row)
    given = {key: row[key] for key in _STATEMENT}
    return Statement(**{**given, "evidence": _evidence(row["evidence"], told)})


def _theme(row: Row, known: dict[str, str], told: frozenset[str]) -> ThemeLink:
    _checked(row, _THEME)
    holder = "article" if "article" in row else "entity"
    _checked(row, dict.fromkeys((holder,), _TEXT))
    _one_of(row[holder], told if holder == "article" else known, holder)
    theme = _one_of(row["theme"], known, "entity")
    return ThemeLink(theme, row["score"], **{holder: row[holder]}, evidence=_evidence(row["evidence"], told))


def settings_of(folder: Path) -> PublishSettings:
    """What a build's report tells of how it was published (base, title, licence), else the defaults.

    With these the same graph written again gives the same bytes, and the IRIs of its RDF files.
    """
    settings = PublishSettings()
    try:
        report = json.loads((folder / REPORT).read_text("utf-8"))
        for key in ("base", "title", "license"):
            if key in report:
                settings = PublishSettings.model_validate({**settings.model_dump(), key: report[key]})
    except (OSError, ValueError, TypeError):
        return settings
    return settings
