"""Changes told: sections of rows for a table, one object for programs, Markdown for a note to people.

Names and quotes come from articles. In Markdown every character that could be markup there is escaped, so none of them
becomes a link, an image, HTML or a heading.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.core.ontology import PREDICATES, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.core.types import Entity, Statement
    from graph.diff.changes import Changes
    from graph.diff.entities import Moved

_MARKUP = re.compile(r"""[\\`*_\[\]#!|<>&~$^=@]|:(?=//)|(?<=www)\.|^[-+](?=\s)|(?<=^\d)[.)](?=\s)""", re.IGNORECASE)
"""What CommonMark and GitHub's dialect give a meaning: in the middle of a line, before an address, at the beginning."""


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of change: a title, names of columns, rows of text, and for each row the words that say it, if any."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    quotes: tuple[str, ...] = ()


def sections(changes: Changes) -> tuple[Section, ...]:
    """The kinds of change that there are any of, posts first: what readers of a weekly note ask for."""
    entities, links = changes.entities, changes.links
    found = (
        Section(
            "posts that changed hands",
            ("post", "in", "before", "now"),
            tuple(
                (
                    one.role,
                    changes.after[one.body].name,
                    _subjects(one.before, changes.before),
                    _now(one.after, changes),
                )
                for one in changes.posts
            ),
            tuple(_quote(one.after[0]) for one in changes.posts),
        ),
        _statements("new facts", links.new, changes.after),
        _statements("facts no longer stated", links.gone, changes.before),
        Section(
            "facts of another status",
            ("subject", "fact", "object", "before", "now"),
            tuple((*_said(now, changes.after), then.status, now.status) for then, now in links.status),
            tuple(_quote(now) for _, now in links.status),
        ),
        Section(
            "facts of other dates",
            ("subject", "fact", "object", "before", "now"),
            tuple((*_said(now, changes.after), _period(then), _period(now)) for then, now in links.dates),
            tuple(_quote(now) for _, now in links.dates),
        ),
        _entities("new entities", entities.new),
        _entities("vanished entities", entities.vanished),
        _moves("merged entities", ("before", "now"), entities.merged),
        _moves("split entities", ("before", "now"), entities.split),
        _moves("renamed entities", ("before", "now"), entities.renamed),
        Section(
            "entities of another type",
            ("name", "before", "now"),
            tuple((one.after[0].name, _type(one.before[0]), _type(one.after[0])) for one in entities.retyped),
        ),
        Section(
            "retired ids",
            ("id", "name", "now"),
            tuple(
                (one.before[0].id, one.before[0].name, ", ".join(e.id for e in one.after)) for one in entities.retired
            ),
        ),
    )
    return tuple(one for one in found if one.rows)


def _statements(title: str, statements: Sequence[Statement], names: Mapping[str, Entity]) -> Section:
    rows = tuple((*_said(one, names), one.status, f"{one.confidence:.2f}") for one in statements)
    columns = ("subject", "fact", "object", "status", "confidence")
    return Section(title, columns, rows, tuple(map(_quote, statements)))


def _entities(title: str, entities: Sequence[Entity]) -> Section:
    return Section(title, ("name", "type", "id"), tuple((one.name, _type(one), one.id) for one in entities))


def _moves(title: str, columns: tuple[str, ...], moves: Sequence[Moved]) -> Section:
    return Section(title, columns, tuple((_listed(one.before), _listed(one.after)) for one in moves))


def _listed(entities: Sequence[Entity]) -> str:
    return "; ".join(f"{one.name} ({one.id})" for one in entities)


def _said(one: Statement, names: Mapping[str, Entity]) -> tuple[str, str, str]:
    role = f" ({one.role})" if one.role else ""
    return names[one.subject].name, PREDICATES[one.predicate].label + role, names[one.object].name


def _period(one: Statement) -> str:
    """From when until when a fact holds, as far as it is known."""
    days = [f"from {one.valid_from}"] if one.valid_from else []
    return " ".join([*days, *([f"until {one.valid_to}"] if one.valid_to else [])]) or "no dates"


def _subjects(statements: Sequence[Statement], names: Mapping[str, Entity]) -> str:
    return "; ".join(sorted(names[one.subject].name for one in statements))


def _now(statements: Sequence[Statement], changes: Changes) -> str:
    return _subjects(statements, changes.after)


def _type(entity: Entity) -> str:
    return TYPES[entity.type].label


def _quote(statement: Statement) -> str:
    """The newest words that say it, with their date."""
    if not statement.evidence:
        return ""
    last = max(statement.evidence, key=lambda one: (one.published or "", one))
    return f"“{' '.join(last.quote.split())}”" + (f", {last.published}" if last.published else "")


def as_markdown(changes: Changes, title: str = "What changed") -> str:
    """A note in Markdown (CommonMark 0.31): a heading for each kind of change, a line with its quote for each change.

    >>> from graph.core.types import Dataset, Entity
    >>> from graph.diff.changes import compare
    >>> print(as_markdown(compare(Dataset(), Dataset(entities=(Entity("e1", "company", "*Acme*"),)))))
    # What changed
    <BLANKLINE>
    No article was added and none removed.
    <BLANKLINE>
    ## New entities (1)
    <BLANKLINE>
    - \\*Acme\\* · Company · e1
    <BLANKLINE>
    """
    lines = [f"# {escape(title)}", "", _articles(*changes.articles), ""]
    for section in sections(changes):
        heading = section.title[:1].upper() + section.title[1:]
        lines += [f"## {heading} ({len(section.rows)})", "", *_bullets(section), ""]
    if len(lines) == 4:
        lines += ["Nothing changed.", ""]
    return "\n".join(lines)


def _articles(added: int, removed: int) -> str:
    more = f"{added} article{'s were' if added > 1 else ' was'} added" if added else "No article was added"
    return f"{more} and {removed or 'none'} removed."


def _bullets(section: Section) -> Iterator[str]:
    for number, row in enumerate(section.rows):
        quote = section.quotes[number] if section.quotes else ""
        yield "- " + " · ".join(escape(cell) for cell in row if cell) + (f"  \n  {escape(quote)}" if quote else "")


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line.

    >>> print(escape("[x](javascript:1)"))
    \\[x\\](javascript:1)
    """
    plain = "".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in text)
    return _MARKUP.sub(lambda found: "\\" + found[0], " ".join(plain.split()))


def as_json(changes: Changes) -> dict[str, Any]:
    """One object for programs; its keys are described in docs/store.md."""
    entities, links = changes.entities, changes.links
    return {
        "articles": {"added": changes.articles[0], "removed": changes.articles[1]},
        "posts": [
            {
                "role": one.role,
                "body": _named(changes.after[one.body]),
                "before": [_named(changes.before[each.subject]) for each in one.before],
                "after": [_named(changes.after[each.subject]) for each in one.after],
                "statements": [each.id for each in one.after],
            }
            for one in changes.posts
        ],
        "links": {
            "new": [_fact(one, changes.after) for one in links.new],
            "gone": [_fact(one, changes.before) for one in links.gone],
            "status": [{**_fact(now, changes.after), "before": then.status} for then, now in links.status],
            "dates": [
                {**_fact(now, changes.after), **_dates(now), "before": _dates(then)} for then, now in links.dates
            ],
        },
        "entities": {
            "new": [_named(one) for one in entities.new],
            "vanished": [_named(one) for one in entities.vanished],
            **{
                kind: [
                    {"before": [_named(each) for each in one.before], "after": [_named(each) for each in one.after]}
                    for one in getattr(entities, kind)
                ]
                for kind in ("merged", "split", "renamed", "retyped", "retired")
            },
        },
    }


def _named(entity: Entity) -> dict[str, str]:
    return {"id": entity.id, "type": entity.type, "name": entity.name}


def _dates(one: Statement) -> dict[str, str | None]:
    return {"valid_from": one.valid_from, "valid_to": one.valid_to}


def _fact(one: Statement, names: Mapping[str, Entity]) -> dict[str, Any]:
    return {
        "id": one.id,
        "subject": _named(names[one.subject]),
        "predicate": one.predicate,
        "object": _named(names[one.object]),
        "role": one.role,
        "status": one.status,
        "confidence": one.confidence,
        "quotes": [each.quote for each in one.evidence],
    }
