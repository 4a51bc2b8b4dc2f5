"""Entries of a file of corrections that contradict each other word for word, found in one pass.

Each entry is looked up among those before it by what a contradiction needs to have in common: two entities that one
entry joins and another keeps apart, an entity that gets two names or types, a fact that is wrong and right.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graph.core.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from pathlib import Path

    from graph.resolve.corrections.file import Correction, Reference

    Naming = tuple[Correction, frozenset[Reference]]  # an entry and what it names

OPPOSITE = {"merge": "apart", "apart": "merge"}
GIVES = {"rename": "name", "retype": "type"}
WRONG = {"drop": True, "add": False, "confirm": False}


def agree(path: Path, entries: Iterable[Correction]) -> None:
    """Raise `ConfigError` for two entries that say of the same things what cannot both be."""
    seen = _Seen()
    for entry in entries:
        if found := seen.against(entry):
            one, reason = found
            where = f"{path}:{entry.line}: [[{entry.kind}]] contradicts [[{one.kind}]] at {path.name}:{one.line}"
            raise ConfigError(f"{where}: {reason}; remove one of them")
        seen.add(entry)


class _Seen:
    """The entries so far, by what a later one could contradict."""

    def __init__(self) -> None:
        self._sets: defaultdict[tuple[str, Reference], list[Naming]] = defaultdict(list)
        self._given: dict[Hashable, Correction] = {}

    def add(self, entry: Correction) -> None:
        if entry.kind in OPPOSITE:
            references = frozenset(entry.references)
            for one in references:
                self._sets[entry.kind, one].append((entry, references))
        else:
            self._given.setdefault(_key(entry), entry)

    def against(self, entry: Correction) -> tuple[Correction, str] | None:
        """The first entry that this one contradicts, and how."""
        if entry.kind in OPPOSITE:
            return self._both(entry)
        if entry.kind in GIVES:
            one = self._given.get(_key(entry))
            what = GIVES[entry.kind]
            if one and getattr(one.values, what) != getattr(entry.values, what):
                return one, f"{entry.references[0]} gets two {what}s"
        elif one := self._given.get((not WRONG[entry.kind], entry.fact)):
            return one, "a fact cannot be wrong and right"
        return None

    def _both(self, entry: Correction) -> tuple[Correction, str] | None:
        """The first entry of the opposite kind that shares two entities with this one.

        At least one of two shared entities is not the one that most entries name, so those of that one, which may be
        thousands, need not be gone through.
        """
        own = frozenset(entry.references)
        *fewer, _ = sorted((self._sets.get((OPPOSITE[entry.kind], one), []) for one in own), key=len)
        found = [(one, own & others) for row in fewer for one, others in row if len(own & others) > 1]
        if not found:
            return None
        first, shared = min(found, key=lambda pair: pair[0].line)
        return first, f"{' and '.join(sorted(map(str, shared)))} cannot be one and apart"


def _key(entry: Correction) -> Hashable:
    if entry.kind in GIVES:
        return entry.kind, entry.references[0]
    return WRONG[entry.kind], entry.fact
