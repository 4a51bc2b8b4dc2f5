"""The encoder and its heads at run time: onnxruntime for the transformer, NumPy for the small layers on top.

The transformer is a MiniLM (Wang et al. 2020) whose weights are int8; the heads are feed-forward layers over the
states of a name's first and last piece and their mean (after Lee et al. 2017, "End-to-end neural coreference
resolution"). Trained by ``training/encoder.py``.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime as ort

from graph.extract.encoder.pieces import Pieces, pieces, windows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from spacy.tokens import Doc

BEGIN, END = 101, 102
"""Piece numbers of the marks around each window, [CLS] and [SEP]."""

SLOW = ("SkipLayerNormFusion",)
"""Optimizers that are left out: onnxruntime's sum and normalisation in one takes longer than both by themselves."""

ROWS = 2048
"""Names or pairs that the heads judge at once, which bounds the memory that a long article takes."""


def _relu(values: np.ndarray) -> np.ndarray:
    result: np.ndarray = np.maximum(values, 0)
    return result


@dataclass(frozen=True, slots=True)
class Encoded:
    """A Doc as the encoder sees it: its pieces and their states, ``float32[pieces, size]``."""

    pieces: Pieces
    states: np.ndarray
    heads: Mapping[str, np.ndarray]
    sums: np.ndarray
    """Sums of the states before each piece, ``float64[pieces + 1, size]``."""

    @classmethod
    def of(cls, pieces_: Pieces, states: np.ndarray, heads: Mapping[str, np.ndarray]) -> Encoded:
        """With the sums of the states."""
        sums = np.zeros((len(states) + 1, states.shape[1]))
        np.cumsum(states, axis=0, dtype=np.float64, out=sums[1:])
        return cls(pieces_, states, heads, sums)

    def ranges(self, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """First and last piece (exclusive) of token ranges, ``[ranges, 2]``."""
        return np.stack([self.pieces.first[start], self.pieces.last[end - 1]], 1)

    def means(self, ranges: np.ndarray) -> np.ndarray:
        """The mean state of each piece range, zeros for an empty one."""
        start, end = ranges[:, 0], np.maximum(ranges[:, 1], ranges[:, 0])
        result: np.ndarray = (self.sums[end] - self.sums[start]) / np.maximum(end - start, 1)[:, None]
        return result.astype(np.float32)

    def spans(self, ranges: np.ndarray) -> np.ndarray:
        """First, last and mean state of piece ranges side by side."""
        first, last = self.states[ranges[:, 0]], self.states[np.maximum(ranges[:, 1] - 1, 0)]
        return np.concatenate([first, last, self.means(ranges)], 1)

    def words(self, found: np.ndarray) -> np.ndarray:
        """First and last state of tokens side by side, ``float32[tokens, 2 * size]``; white space has none."""
        return np.concatenate([self.states[self.pieces.first[found]], self.states[self.pieces.last[found] - 1]], 1)

    def entities(self, found: np.ndarray) -> list[int]:
        """The tag of each token (see `graph.extract.encoder.entities`)."""
        hidden = _relu(self._layer("entity_in", self.words(found)))
        result: list[int] = self._layer("entity_out", hidden).argmax(1).tolist()
        return result

    def _layer(self, name: str, values: np.ndarray) -> np.ndarray:
        result: np.ndarray = values @ self.heads[f"{name}.weight"].T + self.heads[f"{name}.bias"]
        return result

    def names(self, found: Sequence[tuple[int, int]]) -> np.ndarray:
        """Log-odds of each class (see ``training/encoder.py``) for token ranges, ``[ranges, classes]``."""
        return _in_parts(self._names, np.array(found, np.int64).reshape(-1, 2))

    def _names(self, table: np.ndarray) -> np.ndarray:
        spans = self.spans(self.ranges(table[:, 0], table[:, 1]))
        return self._layer("name_out", _relu(self._layer("name_in", spans)))

    def pairs(self, found: Sequence[tuple[int, ...]]) -> np.ndarray:
        """Log-odds of each of `graph.extract.encoder.units.LABELS` for pairs as `units.numbers` gives them."""
        return _in_parts(self._pairs, np.array(found, np.int64).reshape(-1, 11))

    def _ends(self, side: int, ranges: np.ndarray, kinds: np.ndarray) -> np.ndarray:
        """A row for the name on one side of each pair; each name is in many pairs and is computed once."""
        ends, places = np.unique(np.column_stack([ranges, kinds]), axis=0, return_inverse=True)
        known = self.heads[f"kinds.{side}.weight"][ends[:, 2]]
        rows = _relu(self._layer(f"ends.{side}", self.spans(ends[:, :2])) + known)
        return rows[places.reshape(-1)]

    def _pairs(self, table: np.ndarray) -> np.ndarray:
        first, second = self.ranges(table[:, 0], table[:, 1]), self.ranges(table[:, 2], table[:, 3])
        between = np.stack([first[:, 1], np.maximum(first[:, 1], second[:, 0])], 1)
        one, two = self._ends(0, first, table[:, 4]), self._ends(1, second, table[:, 5])
        around = self.heads["gap.weight"][table[:, 6]] + self._layer("flags", table[:, 7:].astype(np.float32))
        way = _relu(self._layer("between", self.means(between)) + around)
        return self._layer("pair_out", _relu(self._layer("pair_in", np.concatenate([one, two, one * two, way], 1))))


def _in_parts(judge: Callable[[np.ndarray], np.ndarray], table: np.ndarray) -> np.ndarray:
    parts = [judge(table[at : at + ROWS]) for at in range(0, max(len(table), 1), ROWS)]
    return np.concatenate(parts)


@dataclass(frozen=True)
class Encoder:
    """The transformer and the weights of the heads, by the names that training gives them."""

    session: ort.InferenceSession
    heads: Mapping[str, np.ndarray]

    def __call__(self, doc: Doc) -> Encoded | None:
        """The states of a Doc's pieces; None for a Doc without words."""
        own = pieces(doc)
        rows = list(windows(len(own.ids)))
        if not rows:
            return None
        parts = []
        for start, end, from_, to in rows:  # one at a time, which is faster than several and needs less memory
            ids = np.concatenate([[BEGIN], own.ids[start:end], [END]])
            shapes = np.concatenate([[0], own.shapes[start:end], [0]])
            found = self.session.run(None, {"ids": ids[None].astype(np.int64), "shapes": shapes[None].astype(np.int64)})
            parts.append(found[0][0, 1 + from_ - start : 1 + to - start])
        return Encoded.of(own, np.concatenate(parts), self.heads)


@cache
def load_encoder() -> Encoder:
    """The encoder that the package ships; it computes in one thread: processes share the cores among them."""
    folder = files("graph.extract.encoder").joinpath("data")
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = ort.InferenceSession(
        folder.joinpath("encoder.onnx").read_bytes(), options, ["CPUExecutionProvider"], disabled_optimizers=list(SLOW)
    )
    with np.load(io.BytesIO(folder.joinpath("heads.npz").read_bytes()), allow_pickle=False) as data:
        return Encoder(session, {name: data[name].astype(np.float32) for name in data.files})
