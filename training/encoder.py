"""Train the encoder and its heads on the articles of a corpus file, several tasks at once.

    python -m training.encoder CORPUS START TARGET [--epochs N] [--hold-out K]

CORPUS is what ``training/corpus.py`` wrote; START a folder with a BERT model (config.json, model.safetensors); TARGET
the checkpoint, from which a stopped run goes on. Every K-th article is held out and measured after each epoch.
Word embeddings stay as they are; all other weights are trained (AdamW, linear warm-up and decay), in bfloat16 where
that is faster. Losses: cross-entropy over the types of candidate names and over the predicates of pairs.
"""

from __future__ import annotations

import argparse
import math
import pickle
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from graph.extract.encoder.model import BEGIN, END
from graph.extract.encoder.pieces import SHAPES, windows
from graph.extract.encoder.units import CLASSES, GAPS, KINDS, LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training.corpus import Sample

MASK = 103
"""Number of the piece [MASK]."""
BATCH = 4
RATE, HEAD_RATE, DECAY, WARM = 1.5e-4, 1e-3, 0.01, 0.1
MASKED, UNTYPED = 0.06, 0.1
"""Share of pieces that are masked and of pairs whose types are withheld in training."""
SEED = 20251


class Network(nn.Module):
    """BERT with word shapes, a head over candidate names and one over pairs of names."""

    def __init__(self, start: Path, width: int = 192) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            start, add_pooling_layer=False, attention_probs_dropout_prob=0.0, attn_implementation="eager"
        )
        self.bert.embeddings.word_embeddings.weight.requires_grad = False
        size = self.bert.config.hidden_size
        self.shapes = nn.Embedding(len(SHAPES), size)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.drop = nn.Dropout(0.15)
        self.name_in = nn.Linear(3 * size, 256)
        self.name_out = nn.Linear(256, len(CLASSES))
        self.ends = nn.ModuleList([nn.Linear(3 * size, width), nn.Linear(3 * size, width)])
        self.kinds = nn.ModuleList([nn.Embedding(len(KINDS) + 1, width) for _ in range(2)])
        self.between = nn.Linear(size, width)
        self.gap = nn.Embedding(len(GAPS) + 1, width)
        self.flags = nn.Linear(4, width)
        self.pair_in = nn.Linear(4 * width, 256)
        self.pair_out = nn.Linear(256, len(LABELS))

    def encode(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """States ``float[batch, pieces, size]``."""
        vectors = self.bert.embeddings.word_embeddings(ids) + self.shapes(shapes)
        return self.bert(inputs_embeds=vectors).last_hidden_state

    def spans(self, states: Tensor, sums: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """First, last and mean state of piece ranges."""
        length = (end - start).clamp(min=1).unsqueeze(1)
        mean = (sums[end] - sums[start]) / length
        return torch.cat([states[start], states[(end - 1).clamp(min=0)], mean], 1)

    def names(self, spans: Tensor) -> Tensor:
        """Scores of `CLASSES` for candidate names."""
        return self.name_out(self.drop(functional.relu(self.name_in(self.drop(spans)))))

    def pairs(self, first: Tensor, second: Tensor, between: Tensor, rest: Tensor) -> Tensor:
        """Scores of `LABELS`; ``rest`` holds both types, the distance class and four flags."""
        one = functional.relu(self.ends[0](self.drop(first)) + self.kinds[0](rest[:, 0]))
        two = functional.relu(self.ends[1](self.drop(second)) + self.kinds[1](rest[:, 1]))
        way = functional.relu(self.between(self.drop(between)) + self.gap(rest[:, 2]) + self.flags(rest[:, 3:].float()))
        joined = torch.cat([one, two, one * two, way], 1)
        return self.pair_out(self.drop(functional.relu(self.pair_in(self.drop(joined)))))


def states(network: Network, sample: Sample, *, noisy: bool = False) -> Tensor:
    """The states of an article's pieces, put together from its windows, which are equally long and need no padding."""
    own = sample.pieces
    rows = list(windows(len(own.ids)))
    edges = np.full((len(rows), 1), BEGIN), np.full((len(rows), 1), END), np.zeros((len(rows), 1))
    ids = np.hstack([edges[0], np.stack([own.ids[start:stop] for start, stop, _, _ in rows]), edges[1]])
    shapes = np.hstack([edges[2], np.stack([own.shapes[start:stop] for start, stop, _, _ in rows]), edges[2]])
    given, kinds = torch.from_numpy(ids.astype(np.int64)), torch.from_numpy(shapes.astype(np.int64))
    if noisy:
        given[(torch.rand(given.shape) < MASKED) & (kinds > 0)] = MASK
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = network.encode(given, kinds)
    parts = [found[row, 1 + from_ - start : 1 + to - start] for row, (start, _, from_, to) in enumerate(rows)]
    return torch.cat(parts).float()


def ranges(sample: Sample, start: np.ndarray, end: np.ndarray) -> tuple[Tensor, Tensor]:
    """Piece ranges of token ranges."""
    first, last = sample.pieces.first, sample.pieces.last
    return torch.from_numpy(first[start].astype(np.int64)), torch.from_numpy(last[end - 1].astype(np.int64))


def scores(network: Network, sample: Sample, found: Tensor) -> tuple[Tensor, Tensor]:
    """Scores of an article's candidates and pairs."""
    sums = torch.cat([torch.zeros(1, found.shape[1]), found.cumsum(0)])
    names = network.names(network.spans(found, sums, *ranges(sample, sample.windows[:, 0], sample.windows[:, 1])))
    table = sample.pairs
    if not len(table):
        return names, torch.zeros(0, len(LABELS))
    one, two = ranges(sample, table[:, 0], table[:, 1]), ranges(sample, table[:, 2], table[:, 3])
    after = torch.maximum(one[1], two[0])
    between = (sums[after] - sums[one[1]]) / (after - one[1]).clamp(min=1).unsqueeze(1)
    rest = torch.from_numpy(table[:, 4:].astype(np.int64))
    if network.training:
        rest[:, :2] *= (torch.rand(len(rest), 2) >= UNTYPED).long()
    spans = network.spans(found, sums, *one), network.spans(found, sums, *two)
    return names, network.pairs(*spans, between, rest)


def targets(sample: Sample) -> tuple[Tensor, Tensor]:
    """Classes of an article's candidates and pairs."""
    kinds = np.array([CLASSES.index(kind) for kind in sample.kinds], np.int64)
    return torch.from_numpy(kinds[sample.names]), torch.from_numpy(sample.links.astype(np.int64))


def loss(network: Network, batch: Sequence[Sample]) -> Tensor:
    """Mean cross-entropy over the candidates plus that over the pairs of a batch."""
    names, kinds, pairs, links = [], [], [], []
    for sample in batch:
        one, other = scores(network, sample, states(network, sample, noisy=True))
        a, b = targets(sample)
        names, kinds, pairs, links = [*names, one], [*kinds, a], [*pairs, other], [*links, b]
    first = functional.cross_entropy(torch.cat(names), torch.cat(kinds))
    return first + functional.cross_entropy(torch.cat(pairs), torch.cat(links))


def batches(samples: Sequence[Sample], generator: np.random.Generator) -> Iterator[list[Sample]]:
    """All articles in random order."""
    order = generator.permutation(len(samples))
    for start in range(0, len(order), BATCH):
        yield [samples[at] for at in order[start : start + BATCH]]


@torch.no_grad()
def measure(network: Network, samples: Sequence[Sample]) -> tuple[float, float, float]:
    """Loss, and F1 over windows and over pairs, of all classes but none."""
    network.eval()
    total, counts = 0.0, np.zeros((2, 3))
    for sample in samples:
        found = states(network, sample)
        for row, score, wanted in zip(counts, scores(network, sample, found), targets(sample), strict=True):
            best = score.argmax(1)
            row += np.array([((best == wanted) & (wanted > 0)).sum(), (best > 0).sum(), (wanted > 0).sum()])
            total += float(functional.cross_entropy(score, wanted)) / len(samples) if len(wanted) else 0.0
    network.train()
    return total, *(200 * float(hits) / float(got + wanted) for hits, got, wanted in counts)


def optimizer(network: Network) -> torch.optim.AdamW:
    """AdamW with a higher rate for the heads."""
    body = [p for p in network.bert.parameters() if p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not name.startswith("bert.")]
    groups = [{"params": body, "lr": RATE, "top": RATE}, {"params": heads, "lr": HEAD_RATE, "top": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=DECAY)


def train(network: Network, samples: Sequence[Sample], held: Sequence[Sample], epochs: int, target: Path) -> None:
    """Train, with a checkpoint and a line of figures after each epoch."""
    step_all = epochs * math.ceil(len(samples) / BATCH)
    adam, epoch, step = optimizer(network), 0, 0
    if target.exists():
        saved = torch.load(target, weights_only=True)
        network.load_state_dict(saved["network"])
        adam.load_state_dict(saved["adam"])
        epoch, step = saved["epoch"], saved["step"]
    while epoch < epochs:
        torch.manual_seed(SEED + epoch)
        began, running = time.time(), 0.0
        for batch in batches(samples, np.random.default_rng(SEED + epoch)):
            share = step / step_all
            for group in adam.param_groups:
                group["lr"] = group["top"] * min(share / WARM, (1 - share) / (1 - WARM))
            adam.zero_grad(set_to_none=True)
            value = loss(network, batch)
            value.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            adam.step()
            running, step = running + float(value.detach()), step + 1
            if step % 20 == 0:
                print(step, step_all, round(running / (step % math.ceil(len(samples) / BATCH) or 1), 3), flush=True)
        epoch += 1
        seconds = time.time() - began
        figures = measure(network, held) if held else ()
        print(f"epoch {epoch}: {seconds:.0f} s", *(f"{figure:.3f}" for figure in figures), flush=True)
        state = {"network": network.state_dict(), "adam": adam.state_dict(), "epoch": epoch, "step": step}
        torch.save(state, target.with_suffix(".part"))
        target.with_suffix(".part").replace(target)


def main() -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("start", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--hold-out", type=int, default=0)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    samples: list[Sample] = pickle.loads(given.corpus.read_bytes())
    held = samples[:: given.hold_out] if given.hold_out else []
    kept = [sample for at, sample in enumerate(samples) if not given.hold_out or at % given.hold_out]
    train(Network(given.start), kept, held, given.epochs, given.target)


if __name__ == "__main__":
    main()
