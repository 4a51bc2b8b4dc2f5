"""The generated graph is the same every time, of the size asked for, and such as a build makes."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from benchmarks.writers.__main__ import OURS, Sink, measure
from benchmarks.writers.generate import generate
from graph.core.config import PublishSettings
from graph.publish.quads import quads, triples
from graph.publish.validate import validate


def test_it_is_the_same_every_time_and_of_the_size_asked_for() -> None:
    one = generate(20_000)
    assert one == generate(20_000)
    assert len(list(triples(one, PublishSettings()))) == pytest.approx(20_000, rel=0.1)


def test_it_keeps_to_the_shapes() -> None:
    store = ox.Store()
    store.extend(quads(generate(5_000), PublishSettings()))
    assert validate(store) == []


def test_a_measurement_tells_what_was_written() -> None:
    one = measure("serialize", 5_000)
    assert one["bytes"] > 50_000
    assert one["triples"] == len(list(triples(generate(5_000), PublishSettings())))
    assert set(OURS) >= {"turtle", "ntriples"}
    assert Sink().write(b"abc") == 3
