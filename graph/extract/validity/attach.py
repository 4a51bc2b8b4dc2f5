"""From when and until when a fact holds, as its sentence says: dates with a tie to the fact, read by their cues."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from graph.core.periods import first_day, last_day
from graph.extract.validity.phrases import find_phrases, may_date
from graph.extract.validity.ties import tie
from graph.extract.validity.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from graph.extract.relations.proposal import Proposal
    from graph.extract.validity.calendar import Tense
    from graph.extract.validity.phrases import Phrase
    from graph.extract.validity.words import Aspect

Validity = tuple[str | None, str | None]
"""From when and until when: ISO days, months or years, or None."""

NOWHERE: Validity = (None, None)
FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll"})
PRESENT = frozenset({"VBZ", "VBP"})
PAST = frozenset({"has", "have", "had", "was", "were", "been"})


def validity(one: Proposal, start: int, end: int) -> Validity:
    """From when and until when a fact holds, as characters ``start:end`` of its sentence say.

    A denied fact has no dates, and of a planned one only days that had not passed when its article appeared count.
    """
    doc = one.sentence.doc
    text = _text(doc, start, end)
    if one.predicate not in words().verbs or one.status == "denied" or not may_date(text):
        return NOWHERE
    published = _published(doc._.article)
    told: dict[Aspect, set[str]] = {"begins": set(), "ends": set()}
    phrases = list(find_phrases(text))
    for phrase in phrases:
        tokens = doc.char_span(start + phrase.start, start + phrase.end, alignment_mode="expand")
        if tokens is not None:
            for side, days in _told(one, phrase, tokens[0], tokens[-1], published):
                told[side].add(days)
    for phrase in phrases:
        if phrase.cue == "effective":
            later = phrase.first.days(published, "future")
            told = {side: {later} if found and later else set() for side, found in told.items()}
    found = _single(told["begins"]), _single(told["ends"])
    return found if _sound(found, one.status, published) else NOWHERE


def _text(doc: Doc, start: int, end: int) -> str:
    """Characters of a Doc, as ``doc.text[start:end]``, which puts the whole text together each time."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.text[start - span.start_char : end - span.start_char] if span is not None else ""


def _published(article: object) -> date | None:
    told = getattr(article, "published", None)
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        return None


def _single(found: set[str]) -> str | None:
    """The one date, or of a day and its month or year the day; None where two are told."""
    best = max(found, key=len, default=None)
    return best if best and all(best.startswith(other) for other in found) else None


def _sound(found: Validity, status: str, published: date | None) -> bool:
    begins, ends = found
    if begins and ends and first_day(begins) > last_day(ends):
        return False
    if status != "planned" or published is None:
        return True
    return all(last_day(one) >= published.isoformat() for one in found if one)


def _told(
    one: Proposal, phrase: Phrase, first: Token, last: Token, published: date | None
) -> Iterator[tuple[Aspect, str]]:
    """The sides of the fact that a date tells, with the date: ("begins", "2019-05")."""
    aspect, verb = tie(one, phrase, first, last)
    if aspect is None:
        return
    tense = _tense(verb, phrase)
    days = phrase.first.days(published, tense)
    other = phrase.last.days(published, tense) if phrase.last else None
    if days is None or (phrase.last is not None and other is None):
        return
    if other is not None:
        if aspect == "lasts" and first_day(days) <= last_day(other):
            yield "begins", days
            yield "ends", other
    elif phrase.cue == "since":
        if aspect != "ends" and (published is None or first_day(days) <= published.isoformat()):
            yield "begins", days
    elif phrase.cue == "from":
        if aspect != "ends":
            yield "begins", days
    elif phrase.cue == "until":
        if aspect != "ends":
            yield "ends", days
    elif aspect != "lasts" and phrase.cue == "at":
        yield aspect, days


def _tense(verb: Token | None, phrase: Phrase) -> Tense:
    """Whether the date lies before or after the article: by the verb, where there is none by the cue."""
    if phrase.cue == "since":
        return "past"
    if verb is None:
        return "unknown"
    helpers = _helpers(verb) | (_helpers(verb.head) if verb.dep_ == "conj" else set())
    if helpers & FUTURE:
        return "future"
    if "to" in helpers:  # "is to become"; but "went on to become"
        return "future" if verb.head.tag_ in PRESENT else "unknown"
    if verb.tag_ in PRESENT and not helpers:
        return "present"
    return "past" if verb.tag_ in {"VBD", "VBN"} or helpers & PAST else "unknown"


def _helpers(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
