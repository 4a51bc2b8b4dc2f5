"""Gold files: what a careful reader finds in articles, as plain text that people write (docs/evaluation.md)::

    ## budget-2023
    E official; Teo Barrandal; Aldar Teo
    R holds_position; Teo Barrandal; Kelmara / government; Finance Minister
    R funds; government; Ministry of Health !planned
    T government budget; public finance

Beside ``NAME.txt`` may lie ``NAME_evidence.jsonl``: for a fact, by its number in its article (from 1), the sentences
that say it, as character offsets: alternatives, each a list of sentences needed together::

    {"article": "budget-2023", "fact": 1, "spans": [[[684, 1055]], [[12, 60], [90, 130]]]}

Everything that cannot be used is an `InputError` that names file, line and remedy: a slip would else pass for a miss.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.core.errors import InputError, UsageError
from graph.core.ontology import PREDICATES, TYPES
from graph.core.types import STATUSES, Status
from graph.evaluate.sentences import Spans, read_sentences
from graph.evaluate.topics import load_topics

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

GOVERNMENT = "government"
"""The end of a fact that stands for an unnamed "the government"."""
ANNOTATED = tuple(name for name in TYPES if name not in ("place", "theme"))
"""Types of E lines; places stand in R lines only, themes in T lines."""
STATED = tuple(name for name in PREDICATES if name != "concerns")
"""Predicates of R lines."""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An E line: ``names`` are all forms that the article uses, the fullest first."""

    type: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldFact:
    """An R line; each end is a tuple of alternative names.

    ``needed``, if annotated, has the alternatives of its evidence, each of sentences (character offsets) that say it
    together.
    """

    predicate: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    role: str = ""
    status: Status = "stated"
    needed: tuple[Spans, ...] = ()

    @property
    def sentences(self) -> Spans:
        """All sentences that say the fact or help to."""
        return tuple(span for together in self.needed for span in together)


@dataclass(slots=True)
class GoldArticle:
    """What is to be found in one article; ``line`` is that of its heading, ``themes`` are labels of Media Topics."""

    entities: list[GoldEntity] = field(default_factory=list)
    facts: list[GoldFact] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    line: int = 0


def read_gold(path: Path) -> dict[str, GoldArticle]:
    """The annotated articles by id, in the order of the file, with the sentences of its neighbour file.

    Raises `UsageError` where the file cannot be opened, `InputError` for a line that cannot be used.
    """
    gold: dict[str, GoldArticle] = {}
    article: GoldArticle | None = None
    for number, line in enumerate(_text(path).splitlines(), 1):
        mark, _, rest = line.partition(" ")
        if mark in ("", "#"):
            continue
        try:
            if mark == "##":
                article = _begin(gold, rest.strip(), number)
            elif article is None:
                raise ValueError("no article yet; begin it with a line: ## ARTICLE-ID")
            else:
                _add(article, mark, rest)
        except ValueError as error:
            raise InputError(str(path), str(error), number) from error
    if not gold:
        raise InputError(str(path), "no article in this file; begin each with a line: ## ARTICLE-ID")
    _add_sentences(gold, path.with_name(f"{path.stem}_evidence.jsonl"))
    return gold


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"{path}: {error.strerror or error}; give a file annotated as docs/evaluation.md says"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), "not UTF-8 text; save the file as UTF-8") from error


def _begin(gold: dict[str, GoldArticle], name: str, line: int) -> GoldArticle:
    if not name:
        raise ValueError("no id; write it as: ## ARTICLE-ID")
    if name in gold:
        raise ValueError(f"article {name!r} is annotated in line {gold[name].line} already; join the two")
    gold[name] = GoldArticle(line=line)
    return gold[name]


def _add(article: GoldArticle, mark: str, rest: str) -> None:
    if mark == "E":
        article.entities.append(_entity(rest))
    elif mark == "R":
        article.facts.append(_fact(rest))
    elif mark == "T":
        article.themes.extend(_one_of("theme", label, load_topics().codes) for label in _fields(rest))
    else:
        raise ValueError(f"begins with {mark!r}; begin a line with ##, E, R or T and a space, or with # for a comment")


def _fields(text: str, separator: str = ";") -> list[str]:
    pattern = separator if separator == ";" else rf"(?<!\S){separator}(?!\S)"  # "24/7" is no two names
    parts = [part.strip() for part in re.split(pattern, text)]
    if "" in parts:
        raise ValueError(f"an empty field; leave no {separator!r} without words on both sides")
    return parts


def _one_of(what: str, word: str, known: Collection[str]) -> str:
    """The word, if it is known. The few types and predicates are all told, of the many themes those that are near."""
    if word in known:
        return word
    if what == "theme":
        near = difflib.get_close_matches(word, known, n=3, cutoff=0.5)
        hint = f"the English label of an IPTC Media Topic{''.join(f', {one!r}' for one in near)}"
    else:
        hint = f"one of {', '.join(known)}"
    raise ValueError(f"unknown {what} {word!r}; take {hint}")


def _entity(text: str) -> GoldEntity:
    kind, *names = _fields(text)
    if not names:
        raise ValueError("an entity has a type and a name; write it as: E type; name; alias")
    return GoldEntity(_one_of("type", kind, ANNOTATED), tuple(names))


def _fact(text: str) -> GoldFact:
    said, _, mark = text.partition(" !")
    predicate, *rest = _fields(said)
    _one_of("predicate", predicate, STATED)
    if len(rest) not in ((2, 3) if PREDICATES[predicate].role else (2,)):
        role = "; role" if PREDICATES[predicate].role else ""
        raise ValueError(f"not {len(rest) + 1} fields; write it as: R {predicate}; subject; object{role}")
    subject, object_ = (tuple(_fields(end, "/")) for end in rest[:2])
    status = next((one for one in STATUSES if one == (mark.strip() or "stated")), None)
    if status is None:
        raise ValueError(f"unknown status {mark.strip()!r}; end the line in nothing or !former, !planned or !denied")
    return GoldFact(predicate, subject, object_, rest[2] if len(rest) > 2 else "", status)


def _add_sentences(gold: dict[str, GoldArticle], path: Path) -> None:
    for row in read_sentences(path):
        facts = gold[row.article].facts if row.article in gold else []
        if not 1 <= row.fact <= len(facts):
            known = f"of which there are {len(facts)}" if row.article in gold else "an article that is not annotated"
            raise InputError(
                str(path), f"fact {row.fact} of {row.article!r}, {known}; correct it or take it out", row.line
            )
        facts[row.fact - 1] = replace(facts[row.fact - 1], needed=row.needed)
