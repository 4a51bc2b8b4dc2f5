"""Measures do not depend on the order of nodes or on the hash seed, and are quick enough for 20,000 nodes."""

import os
import random
import subprocess
import sys
import time

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.network.measures import Measures, measure

EDGES = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=25)
CLIQUES = [(f"{side}{one}", f"{side}{other}") for side in "xy" for one in range(4) for other in range(one)]


def test_the_middle_of_a_star_ranks_highest():
    measures = measure(nx.MultiDiGraph([("a", "middle"), ("middle", "b"), ("c", "middle")]))
    assert max(measures, key=lambda node: measures[node].pagerank) == "middle"
    assert measures["middle"].degree == 3


def test_communities_are_the_dense_parts_and_the_largest_is_0():
    measures = measure(nx.MultiDiGraph([*CLIQUES, ("x0", "y0"), ("x0", "x9")]))
    assert {node[0]: {measures[other].community for other in measures if other[0] == node[0]} for node in measures} == {
        "x": {0},
        "y": {1},
    }


def test_no_nodes_and_single_nodes():
    assert measure(nx.MultiDiGraph()) == {}
    lone = nx.MultiDiGraph()
    lone.add_nodes_from(["b", "a"])
    assert measure(lone) == {"a": Measures(0, 0.5, 0), "b": Measures(0, 0.5, 1)}


def test_parallel_facts_weigh_more_and_a_loop_counts_twice_in_the_degree():
    measures = measure(nx.MultiDiGraph([("a", "b"), ("a", "b"), ("a", "c"), ("c", "c")]))
    assert measures["b"].pagerank > measures["c"].pagerank
    assert measures["c"].degree == 3


@given(EDGES, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_ranks_sum_to_one(edges, chance):
    shuffled = list(edges)
    chance.shuffle(shuffled)
    measures = measure(nx.MultiDiGraph(edges))
    assert measures == measure(nx.MultiDiGraph(shuffled))
    assert list(measures) == sorted(measures)
    assert not measures or sum(one.pagerank for one in measures.values()) == pytest.approx(1, abs=1e-5)


def test_hash_seed_does_not_matter():
    code = (
        "import networkx as nx, random; from graph.network.measures import measure; from graph.network.layout import positions;"
        "r = random.Random(3); g = nx.MultiDiGraph([(f'n{r.randrange(60)}', f'n{r.randrange(60)}') for _ in range(90)]);"
        "print(measure(g), positions(g))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_twenty_thousand_nodes_take_less_than_a_minute():
    chance = random.Random(1)
    network = nx.MultiDiGraph()
    network.add_nodes_from(f"n{number}" for number in range(20_000))
    network.add_edges_from(
        (f"n{int(20_000 * chance.random() ** 2)}", f"n{int(20_000 * chance.random() ** 2)}") for _ in range(60_000)
    )
    start = time.perf_counter()
    assert len(measure(network)) == 20_000
    assert time.perf_counter() - start < 60
