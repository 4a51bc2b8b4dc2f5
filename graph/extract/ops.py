"""Matrix products of spaCy's models by numpy's library, which on many processors is three times as fast as thinc's own.

thinc multiplies by BLIS, built for every processor; numpy's OpenBLAS (Accelerate on a Mac) has kernels for each. But
what it gives a row may differ in the last bit with the number of rows, and a token's tags must not depend on the
articles that are read beside its own. So rows are multiplied in blocks of one size, the last filled up with zeros: a
row's result is then the same wherever it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from spacy.language import Language

ROWS = 256
"""Rows of a block."""


class BlockOps(NumpyOps):  # type: ignore[misc]
    """thinc's operations on the CPU, with products of matrices of ``float32`` in blocks of `ROWS` rows."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """``x @ y``, each transposed first where asked; the same for a row of ``x`` whatever the others are."""
        if trans1 or x.ndim != 2 or x.dtype != np.float32 or not len(x):
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        right = y.T if trans2 else y
        whole = len(x) // ROWS * ROWS
        result = np.empty((len(x), right.shape[1]), x.dtype) if out is None else out
        for start in range(0, whole, ROWS):
            np.matmul(x[start : start + ROWS], right, out=result[start : start + ROWS])
        if whole < len(x):
            last = np.zeros((ROWS, x.shape[1]), x.dtype)
            last[: len(x) - whole] = x[whole:]
            result[whole:] = np.matmul(last, right)[: len(x) - whole]
        return result


OPS = BlockOps()


def use_blocks(nlp: Language) -> None:
    """Let all models of a pipeline that run on the CPU multiply so."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if type(node.ops) is NumpyOps:
                node.ops = OPS
