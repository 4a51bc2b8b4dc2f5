"""Positions are whole numbers, apart from one another, the same each time, and quick to find."""

import itertools
import math
import random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network.forces import CELL
from graph.network.layout import positions

EDGES = st.lists(st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij")), max_size=25)


def grown(nodes, seed=1):
    """A connected random graph where early nodes are hubs."""
    chance = random.Random(seed)
    return nx.MultiDiGraph([(f"n{one}", f"n{int(one * chance.random() ** 2)}") for one in range(1, nodes)])


def overlapping(places):
    return sum(
        abs(one[0] - other[0]) < CELL[0] * 0.9 and abs(one[1] - other[1]) < CELL[1] * 0.9
        for one, other in itertools.combinations(places, 2)
    )


def test_nothing_and_one_node():
    assert positions(nx.MultiDiGraph()) == {}
    lone = nx.MultiDiGraph()
    lone.add_node("a")
    assert positions(lone) == {"a": (0, 0)}


@given(EDGES)
@settings(max_examples=25, deadline=None)
def test_every_node_has_a_place_of_its_own_whatever_the_order(edges):
    places = positions(nx.MultiDiGraph(edges))
    assert places == positions(nx.MultiDiGraph(edges[::-1]))
    assert set(places) == {end for edge in edges for end in edge}
    assert len(set(places.values())) == len(places)
    assert all(type(number) is int for place in places.values() for number in place)


@pytest.mark.parametrize("nodes", [15, 150])
def test_names_hardly_overlap(nodes):
    places = positions(grown(nodes)).values()
    assert overlapping(places) <= nodes * 0.02


def test_neighbours_are_nearer_than_strangers():
    network = grown(120)
    places = positions(network)

    def distance(one, other):
        return ((places[one][0] - places[other][0]) ** 2 + (places[one][1] - places[other][1]) ** 2) ** 0.5

    near = [distance(one, other) for one, other in network.edges()]
    far = [
        distance(one, other) for one, other in itertools.combinations(network, 2) if not network.has_edge(one, other)
    ]
    assert sum(near) / len(near) < 0.55 * sum(far) / len(far)


def test_components_do_not_overlap_and_single_nodes_lie_below():
    network = nx.MultiDiGraph([(f"{part}{one}", f"{part}{one + 1}") for part in "xyz" for one in range(6)])
    network.add_nodes_from([f"lone{number}" for number in range(5)])
    places = positions(network)
    boxes = []
    for part in "xyz":
        own = [place for node, place in places.items() if node[0] == part]
        boxes.append([min(p[0] for p in own), max(p[0] for p in own), min(p[1] for p in own), max(p[1] for p in own)])
    for one, other in itertools.combinations(boxes, 2):
        assert one[1] < other[0] or other[1] < one[0] or one[3] < other[2] or other[3] < one[2]
    assert min(places[f"lone{number}"][1] for number in range(5)) > max(box[3] for box in boxes)


def test_a_known_graph_keeps_its_places():
    """The same on every machine: only arithmetic that IEEE 754 fixes is used."""
    network = nx.MultiDiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e")])
    assert positions(network) == {"a": (-147, -53), "b": (-172, 85), "c": (-22, 43), "d": (132, 33), "e": (172, -85)}


def test_a_large_graph_fills_a_screen():
    places = list(positions(grown(800)).values())
    width, height = (max(side) - min(side) for side in zip(*places, strict=True))
    assert 0.7 < width / height < 2.2


def communities_of(groups, size, seed=3):
    """So many communities of hubs with leaves, each tied to the next by one edge."""
    chance = random.Random(seed)
    network = nx.MultiDiGraph()
    for group in range(groups):
        for one in range(1, size):
            network.add_edge(f"g{group}n{one}", f"g{group}n{int(one * chance.random() ** 2)}")
        network.add_edge(f"g{group}n0", f"g{(group + 1) % groups}n0")
    return network


def test_communities_of_a_large_graph_lie_in_circles_side_by_side():
    network = communities_of(8, 200)
    known = {node: int(node[1 : node.index("n")]) for node in network}
    places = positions(network, known)
    assert places == positions(network, known)
    circles = []
    for group in range(8):
        spots = [places[node] for node in network if known[node] == group]
        x, y = (sum((min(side), max(side))) / 2 for side in zip(*spots, strict=True))
        circles.append((x, y, max(math.hypot(one - x, other - y) for one, other in spots)))
    for one, other in itertools.combinations(circles, 2):
        assert math.hypot(one[0] - other[0], one[1] - other[1]) > 0.97 * (one[2] + other[2])


def test_a_large_star_that_no_community_splits_is_a_disc_and_quick():
    star = nx.MultiDiGraph([("hub", f"leaf{number}") for number in range(2500)])
    places = positions(star, dict.fromkeys(star, 0))
    assert len(set(places.values())) == 2501
    centre = places["hub"]
    far = [math.hypot(x - centre[0], y - centre[1]) for x, y in places.values()]
    assert max(far) < 4000
