"""A dossier as people read it in a terminal: a heading, then facts by kind, each with the words that say it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from graph.cli.console import clean, out, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from graph.cli.dossier import Dossier, Fact, Quote
    from graph.core.types import Entity

QUOTES = 3
"""How many quotes of one fact are printed; --json prints all."""


def print_card(dossier: Dossier) -> None:
    """Print an entity and its facts on stdout; long quotes fold under their indent on a terminal."""
    console = out()
    for line in _heading(dossier.entity):
        console.print(line)
    if not dossier.facts:
        console.print("\nno facts")
    for label, facts in groupby(dossier.facts, key=lambda fact: fact.label):
        console.print(Text(f"\n{label}", style="bold"))
        for fact in facts:
            for indent, line in _lines(fact):
                # Padding would fill lines with spaces in a pipe.
                console.print(Padding(line, (0, 0, 0, indent)) if console.is_terminal else Text(" " * indent) + line)


def _heading(entity: Entity) -> Iterator[RenderableType]:
    yield Text.assemble((clean(entity.name), "bold"), f"  {entity.type}, {plural(entity.articles, 'article')}")
    yield Text(f"id {entity.id}", style="dim")
    if entity.aliases:
        yield Text(f"also {'; '.join(map(clean, entity.aliases))}")
    for system, value in sorted(entity.ids.items()):
        yield Text(f"{clean(system)} {clean(value)}")


def _lines(fact: Fact) -> Iterator[tuple[int, Text]]:
    yield 2, Text.assemble((clean(fact.other.name), "cyan"), clean(_particulars(fact)))
    for quote in fact.quotes[:QUOTES]:
        yield 4, _quoted(quote)
    if len(fact.quotes) > QUOTES:
        yield 4, Text(f"… and {plural(len(fact.quotes) - QUOTES, 'more quote')} (--json prints all)", style="dim")


def _particulars(fact: Fact) -> str:
    one = fact.statement
    words = [one.role] if one.role else []
    if one.status != "stated":
        words.append(one.status)
    if one.valid_from or one.valid_to:
        words.append(f"{one.valid_from or '…'} to {one.valid_to or '…'}")
    return "".join(f", {word}" for word in words) + f"  ({fact.other.type})"


def _quoted(quote: Quote) -> Text:
    """The quote with the names of both ends set off, then the date and title of its article."""
    text, at = Text("“"), 0
    for start, end in quote.marks:
        text.append(clean(quote.text[at:start]))
        text.append(clean(quote.text[start:end]), style="bold yellow")
        at = end
    text.append(clean(quote.text[at:]) + "”")
    where = " ".join(clean(part) for part in (quote.published, quote.title or quote.article) if part)
    return text.append(f" — {where}", style="dim")
