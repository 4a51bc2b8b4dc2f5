"""Groups that grow by joining two at a time: disjoint sets (union-find, Tarjan 1975)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class DisjointSets:
    """Numbers in groups; the root of a group is its least number, whatever order the joins came in.

    >>> sets = DisjointSets(range(4))
    >>> sets.join(3, 1), sets.join(1, 3), sets.root(3), sets.groups()
    ((1, 3), None, 1, [[0], [1, 3], [2]])
    """

    def __init__(self, members: Iterable[int] = ()) -> None:
        """Each member in a group of its own."""
        self._parent = {member: member for member in members}

    def __contains__(self, member: object) -> bool:
        return member in self._parent

    def add(self, member: int) -> None:
        """Give a new member a group of its own."""
        self._parent.setdefault(member, member)

    def root(self, member: int) -> int:
        """The least number of a member's group. Raises `KeyError` for a number that is no member."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, one: int, other: int) -> tuple[int, int] | None:
        """Make one group of two members' groups: the roots that they had, the lower first; None if they were one."""
        low, high = sorted((self.root(one), self.root(other)))
        if low == high:
            return None
        self._parent[high] = low
        return low, high

    def groups(self) -> list[list[int]]:
        """Each group in the order in which its members were given, groups by the first of these."""
        found: dict[int, list[int]] = {}
        for member in self._parent:
            found.setdefault(self.root(member), []).append(member)
        return list(found.values())
