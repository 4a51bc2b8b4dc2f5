"""Products of matrices in blocks: right, and to the last bit the same for a row whatever stands beside it."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from thinc.api import Model, NumpyOps

from graph.core.config import ExtractSettings
from graph.extract.ops import OPS, ROWS, BlockOps, use_blocks
from graph.extract.pipeline import load_pipeline

CHANCE = np.random.default_rng(0)
TALL = CHANCE.standard_normal((3 * ROWS + 77, 96), dtype=np.float32)
WIDE = CHANCE.standard_normal((50, 96), dtype=np.float32)
WHOLE = OPS.gemm(TALL, WIDE, trans2=True)


@given(st.integers(0, len(TALL) - 1), st.integers(1, len(TALL)))
def test_a_row_is_the_same_wherever_it_stands(start: int, size: int) -> None:
    rows = np.ascontiguousarray(TALL[start : start + size])
    assert np.array_equal(OPS.gemm(rows, WIDE, trans2=True), WHOLE[start : start + size])


@pytest.mark.parametrize("trans1", [False, True])
@pytest.mark.parametrize("trans2", [False, True])
@pytest.mark.parametrize("rows", [0, 1, ROWS, ROWS + 1])
def test_products_are_right(rows: int, trans2: bool, trans1: bool) -> None:
    left = CHANCE.standard_normal((40, rows) if trans1 else (rows, 40)).astype(np.float32)
    right = CHANCE.standard_normal((30, 40) if trans2 else (40, 30)).astype(np.float32)
    wanted = (left.T if trans1 else left) @ (right.T if trans2 else right)
    found = OPS.gemm(left, right, trans1=trans1, trans2=trans2)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-4)
    out = np.zeros_like(wanted)
    assert OPS.gemm(left, right, out=out, trans1=trans1, trans2=trans2) is out
    np.testing.assert_allclose(out, wanted, rtol=1e-4, atol=1e-4)


def test_models_on_the_cpu_use_them_and_others_stay() -> None:
    nlp = load_pipeline(ExtractSettings(), steps=set())
    models = [one.model for _, one in nlp.pipeline if isinstance(getattr(one, "model", None), Model)]
    assert len(models) > 2
    assert all(node.ops is OPS for model in models for node in model.walk())

    class Other(NumpyOps):  # type: ignore[misc]
        """Stands for those of another device."""

    plain = spacy.load(ExtractSettings().model)
    node = plain.get_pipe("tagger").model
    node.ops = other = Other()
    use_blocks(plain)
    assert node.ops is other
    assert isinstance(plain.get_pipe("ner").model.ops, BlockOps)
