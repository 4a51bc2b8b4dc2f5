"""Clusters of units: connected components of the merges (union-find, Tarjan 1975), then short forms looked up."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from graph.core.disjoint import DisjointSets
from graph.core.names import acronyms, is_acronym_of, looks_like_acronym, normalise
from graph.resolve.blocking import ANYWHERE, person_words
from graph.resolve.compare import Merge, same_name
from graph.resolve.holdings import holdings
from graph.resolve.surnames import surnames
from graph.resolve.variants import variants

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.resolve.blocking import Key, Keys
    from graph.resolve.units import Unit

DOMINANCE = 4
"""A short form that several names share goes to one that so many times more articles give it than any other."""

_UNBOUND_LETTERS = 4
"""Acronyms that no article explains are matched by their letters from this length on: shorter ones fit too much."""


_PROBABLE = {2: 0.8, 3: 0.9}
"""Scores of a spelling variant by the points of evidence for it."""


class Clusters:
    """Units joined one by one; ``merges`` are the decisions that joined two clusters until then apart."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._sets = DisjointSets(range(len(units)))
        self.merges: list[Merge] = []

    def root(self, unit: int) -> int:
        """The earliest unit of the cluster."""
        return self._sets.root(unit)

    def join(self, left: int, right: int, reason: str, score: float) -> None:
        """Make one cluster of two; nothing happens if they are one already."""
        if self._sets.join(left, right):
            self.merges.append(Merge(self._units[left].first, self._units[right].first, reason, score))

    def groups(self) -> list[list[int]]:
        """The units of each cluster in order, clusters in the order of their earliest units."""
        return self._sets.groups()


def cluster(units: Sequence[Unit], keys: Sequence[Keys], titles: frozenset[str] = frozenset()) -> Clusters:
    """Cluster units given in `Unit.order` by their keys. The result does not depend on the order of articles.

    ``titles`` are words to take off people's names, as for `graph.resolve.blocking.keys_of`.
    """
    clusters = Clusters(units)
    blocks: dict[Key, list[int]] = defaultdict(list)
    for unit, one in enumerate(keys):
        for key in one.same:
            blocks[key].append(unit)
    for key in sorted(blocks):
        for (left, right), reason, score in same_name(blocks[key], units, key):
            clusters.join(left, right, reason, score)
    for variant in variants(blocks, units, clusters.root):
        score = _PROBABLE[min(len(variant.evidence), 3)]
        clusters.join(blocks[variant.left][0], blocks[variant.right][0], variant.reason, score)
    for full, unit, reason in list(surnames(units, lambda name: person_words(name, titles), clusters.root)):
        clusters.join(full, unit, reason, 0.8)
    _join_short_forms(clusters, units, keys, blocks)
    return clusters


def _join_short_forms(
    clusters: Clusters, units: Sequence[Unit], keys: Sequence[Keys], blocks: Mapping[Key, list[int]]
) -> None:
    """Join units known by a short form only to the cluster that it stands for. All are decided before any is joined."""
    bound, spelt = _bound(clusters, keys), _spelt(clusters, units, keys)
    held = holdings(keys, clusters.root)
    decided: list[tuple[int, int, str, float]] = []
    alone: dict[Key, list[int]] = defaultdict(list)
    for unit, one in enumerate(keys):
        if (found := _look_up(one.seeks, clusters.root(unit), bound, spelt, held)) is not None:
            decided.append((found[0], unit, *found[1:]))
            continue
        for key in one.alone:
            if len(bound.get((*key[:2], ANYWHERE), ())) < 2:  # of an acronym with two meanings nothing is known
                alone[key].append(unit)
    for full, unit, reason, score in decided:
        clusters.join(full, unit, reason, score)
    for key, found_none in sorted(alone.items()):
        block = sorted({*found_none, *blocks.get(key, ())})
        for other in block[1:]:
            clusters.join(block[0], other, f"same acronym: {key[1]}", 0.8)


def _look_up(
    seeks: Sequence[Key],
    own: int,
    bound: Mapping[Key, Counter[int]],
    spelt: Mapping[Key, set[int]],
    held: Mapping[str, set[int]],
) -> tuple[int, str, float] | None:
    """The cluster that the first of some short forms to stand for one stands for, with reason and score."""
    for key in seeks:
        if (full := _choose(bound.get(key, {}), own)) is not None:
            return full, f"short form that an article explains: {key[1]}", 0.9
        if key not in bound and (full := _only(spelt.get(key, set()), own)) is not None:
            return full, f"only name in the build with these initials: {key[1]}", 0.7
        unexplained = key[0] == "body" and (*key[:2], ANYWHERE) not in bound
        if unexplained and (full := _only(held.get(key[1], set()), own)) is not None:
            return full, f"only holding in the build of this name: {key[1]}", 0.7
    return None


def _bound(clusters: Clusters, keys: Sequence[Keys]) -> Mapping[Key, Counter[int]]:
    """For each short form the clusters that articles give it to, with the number of units that do."""
    bound: dict[Key, Counter[int]] = defaultdict(Counter)
    for unit, one in enumerate(keys):
        for scoped in {(*key[:2], scope) for key in one.short for scope in (key[2], ANYWHERE)}:
            bound[scoped][clusters.root(unit)] += 1
    return bound


def _choose(candidates: Mapping[int, int], own: int) -> int | None:
    """The cluster that a short form is given to far more often than any other, unless it is the unit's own."""
    ranked = sorted(candidates, key=lambda root: (-candidates[root], root))
    if not ranked or own in candidates:
        return None
    return ranked[0] if len(ranked) == 1 or candidates[ranked[0]] >= DOMINANCE * candidates[ranked[1]] else None


def _only(candidates: set[int], own: int) -> int | None:
    """The one candidate, unless it is the unit's own cluster."""
    return next(iter(candidates)) if len(candidates) == 1 and own not in candidates else None


def _spelt(clusters: Clusters, units: Sequence[Unit], keys: Sequence[Keys]) -> Mapping[Key, set[int]]:
    """For each acronym that a unit seeks, the clusters whose full names it spells; a short one in its country only."""
    sought: dict[str, set[str]] = defaultdict(set)
    for unit, one in enumerate(keys):
        if one.alone:
            for surface in filter(looks_like_acronym, units[unit].surfaces):
                sought[normalise(surface)].add(surface)
    found: dict[Key, set[int]] = defaultdict(set)
    for unit, one in enumerate(keys):
        scopes = {key[2] for key in one.same if key[0] == "body"}
        names = [name for name in units[unit].surfaces if scopes and " " in name]
        for name in names:
            for initials in sorted(acronyms(name)):
                if any(is_acronym_of(surface, name) for surface in sought.get(initials, ())):
                    for scope in scopes | {ANYWHERE} if len(initials) >= _UNBOUND_LETTERS else scopes - {""}:
                        found["body", initials, scope].add(clusters.root(unit))
    return found
