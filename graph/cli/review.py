"""``newsgraph review``: the least certain merges and facts, one question each; answers become corrections."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.console import clean, out, plural, say
from graph.cli.options import Built, BuiltStore  # noqa: TC001 - typer reads annotations at run time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.core.types import Article
    from graph.review.questions import FactQuestion, MergeQuestion

ANSWERS = ("y", "n", "s", "q")
QUOTES = 3


class Kind(StrEnum):
    """What is asked about."""

    all = "all"
    merges = "merges"
    facts = "facts"


def review(
    folder: Built,
    kind: Annotated[Kind, typer.Option("--kind", metavar="KIND", help="Ask about merges, facts or all.")] = Kind.all,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Questions of a kind at most.")] = 20,
    corrections: Annotated[
        Path | None,
        typer.Option("--corrections", metavar="FILE", help="Where answers go. Default: DIR/corrections.toml."),
    ] = None,
    store: BuiltStore = None,
) -> None:
    """Walk through the least certain merges and facts of a build and write what you answer to its corrections.

    Answer y (right), n (wrong), s (skip) or q (stop). Each answer is kept at once; build again to apply them.
    """
    from graph.knowledge import load
    from graph.resolve.corrections import Corrections, read_corrections
    from graph.review.answers import append
    from graph.review.questions import fact_questions, merge_questions
    from graph.store.memory import read_merges

    dataset = load(folder).dataset
    path = corrections or folder / "corrections.toml"
    known = read_corrections(path) if path.exists() else Corrections()
    asked: list[MergeQuestion | FactQuestion] = []
    if kind is not Kind.facts:
        asked += merge_questions(read_merges(store or folder / ".newsgraph"), dataset, known)[:limit]
    if kind is not Kind.merges:
        asked += fact_questions(dataset, known)[:limit]
    articles = {one.id: one for one in dataset.articles}
    answered = 0
    for entry in _ask(asked, articles):
        append(path, entry)
        answered += 1
    if answered:
        say(f"{plural(answered, 'answer')} in {path}; build again to apply {'it' if answered == 1 else 'them'}")
    else:
        say("nothing was answered" if asked else "nothing to ask")


def _ask(asked: list[MergeQuestion | FactQuestion], articles: Mapping[str, Article]) -> Iterator[str]:
    """Ask each question and yield the entry of each answer; stop at q and where the input ends."""
    from rich.prompt import Prompt

    from graph.review.answers import fact_entry, merge_entry
    from graph.review.questions import MergeQuestion

    for number, one in enumerate(asked, 1):
        print(f"\n{number} of {len(asked)}")
        for line in _merge(one) if isinstance(one, MergeQuestion) else _fact(one, articles):
            out().print(clean(line))
        try:
            answer = Prompt.ask("right?", console=out(), choices=list(ANSWERS), default="s")
        except EOFError:
            print()
            return
        if answer == "q":
            return
        if answer in "yn":
            right = answer == "y"
            yield merge_entry(one, right) if isinstance(one, MergeQuestion) else fact_entry(one, right)


def _merge(one: MergeQuestion) -> Iterator[str]:
    yield f"one {one.entity.type.replace('_', ' ')}, {one.entity.name}:"
    for mention, article in zip((one.merge.left, one.merge.right), one.articles, strict=True):
        where = ", ".join(filter(None, (article.title or article.id, article.published, article.publisher)))
        yield f"  “{mention.text}” in: {where}"
    yield f"  because: {one.merge.reason} ({one.merge.score:.2f})"


def _fact(one: FactQuestion, articles: Mapping[str, Article]) -> Iterator[str]:
    from graph.core.ontology import PREDICATES
    from graph.review.questions import quotes_of

    fact = one.statement
    role = f" ({fact.role})" if fact.role else ""
    status = "" if fact.status == "stated" else f", {fact.status}"
    yield f"{one.subject.name} {PREDICATES[fact.predicate].label}{role} {one.object.name}{status}:"
    quotes = quotes_of(fact, articles)
    for quote, where in quotes[:QUOTES]:
        yield f"  “{quote}” {where}"
    if len(quotes) > QUOTES:
        yield f"  … and {plural(len(quotes) - QUOTES, 'more quote')}"
    yield f"  confidence {fact.confidence:.2f}"
