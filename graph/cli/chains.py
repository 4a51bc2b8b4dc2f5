"""Chains and neighbours as people read them in a terminal: each step, then the words that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from graph.cli.console import clean, err, out, plural
from graph.query.facts import label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyoxigraph as ox

    from graph.query.facts import Fact, Quote
    from graph.query.names import Match
    from graph.query.paths import Chain, Step

QUOTES = 2
"""How many quotes of one fact are printed; --json prints all."""


def print_chain(store: ox.Store, chain: Chain, title: str) -> None:
    """Print a chain: a heading, then step by step its facts with quotes."""
    console = out()
    names = [label_of(store, chain.steps[0].source), *(label_of(store, step.target) for step in chain.steps)]
    length = plural(len(chain.steps), "step")
    console.print(Text.assemble((f"{title}: ", "bold"), " → ".join(map(clean, names))))
    console.print(Text(f"{length}, holds with probability {chain.strength:.2f}", style="dim"))
    for step in chain.steps:
        print_step(store, step)
    console.print()


def print_step(store: ox.Store, step: Step) -> None:
    """Print the facts of a step, each as a sentence with its quotes."""
    console = out()
    for fact in step.facts:
        sentence = f"{clean(label_of(store, fact.subject))} – {fact.kind.label} – {clean(label_of(store, fact.object))}"
        console.print(Text.assemble("  ", (sentence, "cyan"), clean(_particulars(fact))))
        for quote in fact.quotes[:QUOTES]:
            console.print(Text("    ") + _quoted(quote))
        if len(fact.quotes) > QUOTES:
            more = plural(len(fact.quotes) - QUOTES, "more quote")
            console.print(Text(f"    … and {more} (--json prints all)", style="dim"))


def _particulars(fact: Fact) -> str:
    words = [fact.role] if fact.role else []
    words += [fact.status] if fact.status != "stated" else []
    return "".join(f", {word}" for word in words) + f"  ({fact.confidence:.2f})"


def _quoted(quote: Quote) -> Text:
    source = quote.source
    where = " ".join(clean(part) for part in (source.published, source.title, source.url) if part)
    return Text.assemble(f"“{clean(quote.text)}”", (f" — {where}", "dim"))


def say_choice(asked: str, found: Sequence[Match]) -> None:
    """On stderr: which entity a name was taken to mean, where it could mean others or is spelt another way."""
    chosen = found[0].entity
    if len(found) == 1 and found[0].form == asked:
        return
    others = f"; others: {', '.join(f'{one.entity.name} ({one.entity.id})' for one in found[1:4])}" * (len(found) > 1)
    err().print(clean(f"{asked!r} is taken as {chosen.name} ({chosen.type}, {chosen.id}){others}"), soft_wrap=True)
