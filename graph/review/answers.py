"""Answers as entries of ``corrections.toml``, appended so that whatever people wrote there stays as it is."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

from graph.core.errors import ConfigError
from graph.publish.files import atomic

if TYPE_CHECKING:
    from pathlib import Path

    from graph.core.types import Entity, Mention
    from graph.review.questions import FactQuestion, MergeQuestion

HEADER = (
    "# Corrections to the graph, applied by every build: docs/corrections.md of newsgraph tells what may stand here.\n"
)


def merge_entry(question: MergeQuestion, right: bool) -> str:
    """The entry that says that two mentions name one thing, or two."""
    left, other = question.ids
    lines = [
        f"[[{'merge' if right else 'apart'}]]",
        "entities = [",
        f"  {_mention(left, question.merge.left)},",
        f"  {_mention(other, question.merge.right)},",
        "]",
        f"because = {_text('reviewed; merged as ' + question.merge.reason)}",
    ]
    return "\n".join(lines) + "\n"


def fact_entry(question: FactQuestion, right: bool) -> str:
    """The entry that says that a fact is right, or wrong."""
    lines = [
        f"[[{'confirm' if right else 'drop'}]]",
        f"subject = {_entity(question.subject)}",
        f'predicate = "{question.statement.predicate}"',
        f"object = {_entity(question.object)}",
    ]
    if question.statement.role:
        lines.append(f"role = {_text(question.statement.role)}")
    return "\n".join([*lines, 'because = "reviewed"']) + "\n"


def append(path: Path, entry: str) -> None:
    """Add an entry to the file, which is replaced as a whole. Raises `ConfigError` where it cannot be."""
    try:
        before = path.read_text("utf-8") if path.exists() else HEADER
        text = before + ("" if before.endswith("\n") else "\n") + "\n" + entry
        tomllib.loads(text)
        with atomic(path) as file:
            file.write(text.encode("utf-8"))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(f"{path}: the answer cannot be added: {reason}; give --corrections another file") from error


def _mention(id_: str, mention: Mention) -> str:
    return f'{{ id = "{id_}", name = {_text(mention.text)}, article = {_text(mention.article)} }}'


def _entity(entity: Entity) -> str:
    return f'{{ id = "{entity.id}", name = {_text(entity.name)} }}'


def _text(text: str) -> str:
    """A TOML basic string (TOML 1.0): JSON's escapes, on one line, without what neither can hold."""
    plain = "".join(one for one in " ".join(text.split()) if one.isprintable())
    return json.dumps(plain, ensure_ascii=False)
