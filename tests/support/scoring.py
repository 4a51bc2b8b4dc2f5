"""How near a build comes to a gold graph: precision, recall and F1 of entities, facts and themes.

``score(build, read_gold(path))`` compares article by article. An entity is found when one of its surface forms in
the article is one of the gold's and the type is right, each used once; a fact when predicate and both ends are
(``cooperates_with`` and ``meets`` either way round); a theme by its IPTC code, with all broader codes when a hierarchy
is given (hierarchical F1: Kiritchenko et al. 2005). Articles without gold are not counted.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counts import Count, Scores
from goldfile import GoldArticle, GoldFact, read_gold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.core.types import Dataset

__all__ = ["Count", "Scores", "normal", "read_gold", "score"]

SYMMETRIC = frozenset({"cooperates_with", "meets"})
UNSCORED = frozenset({"place", "theme"})
"""Types that a gold has no E lines for."""
GOVERNMENT = frozenset({"government_body", "place"})
"""Types of an entity that may stand for the gold's unnamed ``government``."""
_TITLES = re.compile(
    r"(?:(?:aldara?|ambassador|dr|judge|justice|minister|mr|mrs|ms|president|prof|professor|sir|the) )+(?=.)"
)
_SUFFIXES = re.compile(r"(?<=.)(?: (?:ag|co|company|corp|group|holdings|inc|ltd|plc))+$")


@dataclass(slots=True)
class _Found:
    """What a build says of one article; ``named`` has the normal surface forms of the entities mentioned there."""

    named: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    facts: list[Mapping[str, Any]] = field(default_factory=list)
    themes: set[str] = field(default_factory=set)


def normal(name: str) -> str:
    """A name without case, accents, punctuation, possessive, leading titles and trailing legal form."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode().casefold()
    words = " ".join(re.findall(r"[a-z0-9&]+", re.sub(r"'s\b", "", plain).replace(".", "")))
    return _SUFFIXES.sub("", words[match.end() :] if (match := _TITLES.match(words)) else words)


def _rows(path: Path) -> Iterator[Any]:
    return (json.loads(line) for line in path.read_text("utf-8").split("\n") if line)


def _plain(build: Path | Dataset) -> tuple[Any, Any, Any, Any]:
    """Entities, mentions, statements and themes of a build as mappings with the keys of the interchange files."""
    if isinstance(build, Path):
        entities, mentions, statements, themes = (
            list(_rows(build / f"{name}.jsonl")) for name in ("entities", "mentions", "statements", "themes")
        )
        return entities, mentions, statements, themes
    entities = [
        {"id": e.id, "type": e.type, "name": e.name, "aliases": e.aliases, "ids": e.ids} for e in build.entities
    ]
    mentions = [{"article": m.mention.article, "entity": m.entity, "text": m.mention.text} for m in build.mentions]
    keys = ("predicate", "subject", "object", "role", "status")
    statements = [
        {key: getattr(s, key) for key in keys} | {"evidence": [{"article": e.article} for e in s.evidence]}
        for s in build.statements
    ]
    return entities, mentions, statements, [{"article": t.article, "theme": t.theme} for t in build.themes]


def score(
    build: Path | Dataset,
    gold: Mapping[str, GoldArticle],
    topics: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
) -> Scores:
    """Score a build (its folder, or the graph in memory) against a gold.

    ``topics`` are the IPTC codes by label and the next broader code by code; without them no theme is scored.
    """
    entities, mentions, statements, themes = _plain(build)
    known = {row["id"]: row for row in entities}
    found: defaultdict[str, _Found] = defaultdict(_Found)
    for row in mentions:
        found[row["article"]].named[row["entity"]].add(normal(row["text"]))
    for row in statements:
        for article in sorted({one["article"] for one in row["evidence"]}):
            found[article].facts.append(row)
    for row in (row for row in themes if row.get("article")):
        found[row["article"]].themes.add(str(known[row["theme"]]["ids"].get("iptc", row["theme"])))
    scores = Scores()
    for article, wanted in sorted(gold.items()):
        _score_entities(scores, known, found[article], wanted)
        _score_facts(scores, known, found[article], wanted)
        _score_themes(scores.theme, found[article], wanted, *topics)
    return scores


def _score_entities(scores: Scores, known: Mapping[str, Any], found: _Found, gold: GoldArticle) -> None:
    free = sorted(one for one in found.named if known[one]["type"] not in UNSCORED)
    for one in free:
        for count in (scores.entity, scores.by_type[known[one]["type"]]):
            count.add(found=1)
    for kind, names in gold.entities:
        forms = {normal(name) for name in names}
        hits = [one for one in free if known[one]["type"] == kind and found.named[one] & forms]
        free = [one for one in free if one not in hits[:1]]
        for count in (scores.entity, scores.by_type[kind]):
            count.add(hit=bool(hits), wanted=1)


def _score_facts(scores: Scores, known: Mapping[str, Any], found: _Found, gold: GoldArticle) -> None:
    forms: defaultdict[str, set[str]] = defaultdict(set)  # any gold name -> all names of what it names
    for _, names in gold.entities:
        for name in names:
            forms[normal(name)] |= {normal(each) for each in names}

    def is_one(entity: str, names: Iterable[str]) -> bool:
        row = known[entity]
        have = found.named.get(entity, set()) | {normal(name) for name in (row["name"], *row["aliases"])}
        wanted = {form for name in names for form in {normal(name)} | forms[normal(name)]}
        return bool(have & wanted) or ("government" in names and row["type"] in GOVERNMENT)

    def says(row: Mapping[str, Any], fact: GoldFact) -> bool:
        ends = (row["subject"], row["object"])
        ways = [ends, ends[::-1]] if fact.predicate in SYMMETRIC else [ends]
        return row["predicate"] == fact.predicate and any(
            is_one(one, fact.subject) and is_one(other, fact.object) for one, other in ways
        )

    free = [row for row in found.facts if row["predicate"] != "concerns"]
    for row in free:
        for count in (scores.fact, scores.by_predicate[row["predicate"]]):
            count.add(found=1)
    for fact in gold.facts:
        best = max((row for row in free if says(row, fact)), key=lambda row: _nearness(row, fact), default=None)
        for count in (scores.fact, scores.by_predicate[fact.predicate]):
            count.add(hit=best is not None, wanted=1)
        if best is not None:
            free = [row for row in free if row is not best]
            _judge_details(scores, best, fact)


def _nearness(row: Mapping[str, Any], fact: GoldFact) -> tuple[float, bool]:
    return _overlap(row["role"], fact.role), row["status"] == fact.status


def _overlap(one: str | None, other: str) -> float:
    first, second = (set(normal(text or "").split()) - {"of", "and", "for"} for text in (one, other))
    return len(first & second) / max(len(first), len(second), 1)


def _judge_details(scores: Scores, row: Mapping[str, Any], fact: GoldFact) -> None:
    scores.status.add(hit=row["status"] == fact.status, found=1, wanted=1)
    if fact.role:
        scores.role.add(hit=_overlap(row["role"], fact.role) >= 0.5, found=1, wanted=1)


def _score_themes(
    count: Count, found: _Found, gold: GoldArticle, codes: Mapping[str, str], broader: Mapping[str, str]
) -> None:
    def extended(themes: Iterable[str]) -> set[str]:
        every: set[str] = set()
        for theme in themes:
            code: str | None = theme
            while code and code not in every:
                every.add(code)
                code = broader.get(code)
        return every

    if codes and gold.themes:
        wanted, have = extended(codes[label] for label in gold.themes), extended(found.themes)
        count.add(hit=len(wanted & have), found=len(have), wanted=len(wanted))
