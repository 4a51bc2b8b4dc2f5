"""Disjoint sets: the least member is the root, whatever the order of joins."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from graph.core import disjoint
from graph.core.disjoint import DisjointSets


def test_the_example_holds() -> None:
    assert doctest.testmod(disjoint).failed == 0


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))), st.randoms(use_true_random=False))
def test_groups_are_the_connected_components_in_any_order(pairs: list[tuple[int, int]], chance: object) -> None:
    expected = [{member} for member in range(10)]
    for one, other in pairs:
        both = [group for group in expected if one in group or other in group]
        expected = [group for group in expected if group not in both] + [set().union(*both)]
    chance.shuffle(pairs)  # type: ignore[attr-defined]
    sets = DisjointSets(range(10))
    for one, other in pairs:
        sets.join(one, other)
    assert sorted(map(sorted, sets.groups())) == sorted(map(sorted, expected))
    assert all(sets.root(member) == min(group) for group in expected for member in group)
