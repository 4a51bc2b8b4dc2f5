"""Transformers to start from: BERT and MPNet models, whose lower layers may stay as they are.

Both read the same word pieces; MPNet numbers them differently (Song et al. 2020, "MPNet: Masked and Permuted
Pre-training for Language Understanding"). What the frozen layers make of an article never changes, so it is computed
once and kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from transformers import AutoModel

if TYPE_CHECKING:
    from pathlib import Path

MASK = 103
"""Number of the piece [MASK] in BERT's vocabulary."""

MPNET_SHIFT, MPNET_SPECIAL = 4, {100: 3, 101: 0, 102: 2, MASK: 30526}
"""MPNet's vocabulary has four entries before BERT's, and other places for the marks [UNK], [CLS], [SEP], [MASK]."""


class Base(nn.Module):
    """A transformer in two parts, the lower without training; word shapes come in between."""

    def __init__(self, start: Path, frozen: int = 0, layers: tuple[int, ...] = ()) -> None:
        super().__init__()
        loaded: Any = AutoModel.from_pretrained(
            start, add_pooling_layer=False, attention_probs_dropout_prob=0.0, attn_implementation="eager"
        )
        self.embeddings, self.layers = loaded.embeddings, loaded.encoder.layer
        if layers:
            self.layers = nn.ModuleList([self.layers[at] for at in layers])
        self.bias = loaded.encoder if loaded.config.model_type == "mpnet" else None
        if self.bias is not None:
            self.bias.layer = nn.ModuleList()
        self.frozen, self.size = frozen, int(loaded.config.hidden_size)
        still = [self.embeddings.word_embeddings, *(self.layers[:frozen])]
        still += [self.embeddings] if frozen else []
        for part in still:
            part.requires_grad_(False)

    def numbers(self, ids: Tensor) -> Tensor:
        """BERT's piece numbers as this model's."""
        if self.bias is None:
            return ids
        result = ids + MPNET_SHIFT
        for one, other in MPNET_SPECIAL.items():
            result[ids == one] = other
        return result

    def _run(self, layers: Any, states: Tensor, mask: Tensor | None = None) -> Tensor:
        given = {} if self.bias is None else {"position_bias": self.bias.compute_position_bias(states)}
        for layer in layers:
            found = layer(states, mask, **given)
            states = found[0] if isinstance(found, tuple) else found
        return states

    def lower(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """States below the trained layers, ``float[windows, pieces, size]``; ``shapes`` are vectors of word shapes."""
        vectors = self.embeddings.word_embeddings(self.numbers(ids))
        if not self.frozen:
            return self.embeddings(inputs_embeds=vectors + shapes)  # type: ignore[no-any-return]
        with torch.no_grad():
            self.embeddings.eval()
            return self._run(self.layers[: self.frozen].eval(), self.embeddings(inputs_embeds=vectors))

    def upper(self, states: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        """States above the trained layers; ``mask``, ``float[windows, 1, 1, pieces]``, is added to attention scores."""
        return self._run(self.layers[self.frozen :], states + shapes if self.frozen else states, mask)
