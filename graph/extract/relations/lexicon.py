"""The trigger words of relation patterns, read from ``graph/extract/data/relations_*.toml`` (documented there)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graph.core.ontology import PREDICATES, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """Verbs that state a fact: which argument is its subject (``source``) and which its object (``target``)."""

    predicate: str
    lemmas: frozenset[str]
    source: str
    target: tuple[str, ...]
    needs: frozenset[str]
    status: str
    score: float


@dataclass(frozen=True, slots=True)
class NounFrame:
    """Nouns that state a fact: ``self`` and ``of`` tell which side ("subject", "object") each fills."""

    predicate: str
    lemmas: frozenset[str]
    self: str
    of: str
    score: float


@dataclass(frozen=True, slots=True)
class ActFrame:
    """Nouns of an act or a gift: the prepositions behind which stand who does it and upon whom."""

    predicate: str
    lemmas: frozenset[str]
    by: tuple[str, ...]
    upon: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists; each set is lower case."""

    verbs: Mapping[str, tuple[VerbFrame, ...]]
    nouns: Mapping[str, tuple[NounFrame, ...]]
    between: Mapping[str, tuple[NounFrame, ...]]
    acts: Mapping[str, tuple[ActFrame, ...]]
    role_heads: frozenset[str]
    abstract: Mapping[str, str]
    homes: Mapping[str, str]
    role_suffixes: frozenset[str]
    role_linkers: frozenset[str]
    role_qualifiers: frozenset[str]
    role_openers: frozenset[str]
    role_outside: frozenset[str]
    role_prepositions: frozenset[str]
    national: frozenset[str]
    regional: frozenset[str]
    some_countries: tuple[tuple[frozenset[str], frozenset[str]], ...]
    no_countries: tuple[tuple[frozenset[str], frozenset[str]], ...]
    private: frozenset[str]
    surnames: frozenset[str]
    generic: frozenset[str]
    portfolios: frozenset[str]
    honorifics: frozenset[str]
    joint: frozenset[str]
    base_prepositions: frozenset[str]
    base_links: frozenset[str]
    base_verbs: frozenset[str]
    status: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, frozenset[str]]
    descriptions: Mapping[str, frozenset[str]]
    thresholds: Mapping[str, float]
    trusted: frozenset[str]
    doubtful: Mapping[str, frozenset[tuple[str, str]]]
    triggers: Mapping[str, tuple[str, ...]]
    calibration: Mapping[str, float]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("graph.extract").joinpath(f"data/{name}.toml").read_text("utf-8"))


def _by_lemma(frames: list[Any]) -> dict[str, tuple[Any, ...]]:
    table: dict[str, list[Any]] = {}
    for frame in frames:
        if frame.predicate not in PREDICATES:
            raise ValueError(f"relations_frames.toml: unknown predicate {frame.predicate!r}")
        for lemma in sorted(frame.lemmas):
            table.setdefault(lemma, []).append(frame)
    return {lemma: tuple(found) for lemma, found in table.items()}


def _triggers(frames: list[Any], more: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """The predicates that each lemma hints at."""
    table: dict[str, set[str]] = {}
    rows = [(frame.predicate, frame.lemmas) for frame in frames] + list(more.items())
    for predicate, lemmas in rows:
        for lemma in lemmas:
            table.setdefault(lemma, set()).add(predicate)
    return {lemma: tuple(sorted(found)) for lemma, found in table.items()}


def _sets(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table.items()}


def _doubtful(table: Mapping[str, list[str]]) -> dict[str, frozenset[tuple[str, str]]]:
    """Pairs of types (subject's, object's) whose facts are not kept, by predicate. "*" stands for every type."""
    found: dict[str, frozenset[tuple[str, str]]] = {}
    for predicate, rows in table.items():
        pairs = {(one, other) for row in rows for one, other in [row.split()]}
        found[predicate] = frozenset(
            (subject, object_)
            for one, other in pairs
            for subject in (TYPES if one == "*" else (one,))
            for object_ in (TYPES if other == "*" else (other,))
        )
    return found


def read_lexicon() -> Lexicon:
    """The lexicon from the package's data files. Raises ValueError for a predicate that the ontology lacks."""
    frames, words = _load("relations_frames"), _load("relations_words")
    verbs = [
        VerbFrame(
            row["predicate"],
            frozenset(row["lemmas"]),
            row["source"],
            tuple(row["target"]),
            frozenset(row.get("needs", ())),
            row.get("status", ""),
            row["score"],
        )
        for row in frames["verbs"]
    ]
    nouns = [
        NounFrame(row["predicate"], frozenset(row["lemmas"]), row["self"], row["of"], row["score"])
        for row in frames["nouns"]
    ]
    between = [NounFrame(row["predicate"], frozenset(row["lemmas"]), "", "", row["score"]) for row in frames["between"]]
    acts = [
        ActFrame(row["predicate"], frozenset(row["lemmas"]), tuple(row["by"]), tuple(row["upon"]), row["score"])
        for row in frames["acts"]
    ]
    roles, base = words["roles"], words["based_in"]
    return Lexicon(
        verbs=_by_lemma(verbs),
        nouns=_by_lemma(nouns),
        between=_by_lemma(between),
        acts=_by_lemma(acts),
        role_heads=frozenset(roles["heads"]) | frozenset(roles["abstract"]),
        abstract=roles["abstract"],
        homes={name.lower(): code for code, names in _load("homes").items() for name in names},
        role_suffixes=frozenset(roles["suffixes"]),
        role_linkers=frozenset(roles["linkers"]),
        role_qualifiers=frozenset(roles["qualifiers"]),
        role_openers=frozenset(roles["qualifiers"] + roles["openers"]),
        role_outside=frozenset(roles["qualifiers"] + roles["openers"] + roles["outside"]),
        role_prepositions=frozenset(roles["prepositions"]),
        national=frozenset(roles["national"]),
        regional=frozenset(roles["regional"]),
        some_countries=_of_posts(roles["some_countries"]),
        no_countries=_of_posts(roles["no_countries"]),
        private=frozenset(roles["private"]),
        surnames=frozenset(roles["surnames"]),
        generic=frozenset(words["generic"]["words"]),
        portfolios=frozenset(roles["portfolios"]),
        honorifics=frozenset(words["honorifics"]["words"]),
        joint=frozenset(words["joint"]["words"]),
        base_prepositions=frozenset(base["prepositions"]),
        base_links=frozenset(base["links"]),
        base_verbs=frozenset(base["verbs"]),
        status=_sets(words["status"]),
        pronouns=_sets(words["anaphora"]["pronouns"]),
        descriptions=_sets(words["anaphora"]["descriptions"]),
        thresholds=words["thresholds"],
        trusted=frozenset(words["scorer"]["trusted"]),
        doubtful=_doubtful(words["doubtful"]),
        calibration=words["calibration"],
        triggers=_triggers([*verbs, *nouns, *between, *acts], words["triggers"]),
    )


def _of_posts(rows: Sequence[Mapping[str, Sequence[str]]]) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Words of posts with codes of countries."""
    return tuple((frozenset(row["words"]), frozenset(row["countries"])) for row in rows)


LEXICON = read_lexicon()
"""Read once at import: two small files."""
