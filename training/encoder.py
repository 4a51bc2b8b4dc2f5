"""Train the encoder and its heads on the articles of a corpus file, several tasks at once.

    python -m training.encoder CORPUS START TARGET [--epochs N] [--hold-out K] [--freeze L]

CORPUS is what ``training/corpus.py`` wrote; START a folder with a BERT or MPNet model (config.json, model.safetensors);
TARGET the checkpoint, from which a stopped run goes on. Every K-th article is held out and measured after each epoch.
--freeze leaves the lowest L layers as they are, which makes a large model affordable.
Word embeddings stay as they are; all other weights are trained (AdamW, linear warm-up and decay), in bfloat16 where
that is faster. Losses: cross-entropy over the types of candidate names, over the predicates of pairs, and over the
tags that spaCy's recogniser gives each word.
"""

from __future__ import annotations

import argparse
import math
import pickle
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from graph.extract.encoder.entities import TAGS
from graph.extract.encoder.model import BEGIN, END
from graph.extract.encoder.pieces import SHAPES, windows
from graph.extract.encoder.units import CLASSES, GAPS, KINDS, LABELS
from training.base import MASK, Base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from training.corpus import Sample

BATCH = 4
RATE, HEAD_RATE, DECAY, WARM = 1.5e-4, 1e-3, 0.01, 0.1
LARGE_RATE = 6e-5
"""The rate of a model with frozen layers, which is a large one."""
MASKED, UNTYPED = 0.06, 0.1
"""Share of pieces that are masked and of pairs whose types are withheld in training."""
SEED = 20251


Lesson = tuple["Sample", Tensor, Tensor]
"""An article with the wanted classes, or probabilities of all classes, of its candidates and of its pairs."""
Article = TypeVar("Article")


class Network(nn.Module):
    """BERT with word shapes, a head over candidate names and one over pairs of names."""

    def __init__(self, start: Path, frozen: int = 0, width: int = 192) -> None:
        super().__init__()
        self.base = Base(start, frozen)
        size = self.base.size
        self.kept: dict[str, Tensor] = {}
        self.keeps = True
        self.shapes = nn.Embedding(len(SHAPES), size)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.drop = nn.Dropout(0.15)
        self.name_in = nn.Linear(3 * size, 256)
        self.name_out = nn.Linear(256, len(CLASSES))
        self.entity_in, self.entity_out = nn.Linear(2 * size, 128), nn.Linear(128, TAGS)
        self.ends = nn.ModuleList([nn.Linear(3 * size, width), nn.Linear(3 * size, width)])
        self.kinds = nn.ModuleList([nn.Embedding(len(KINDS) + 1, width) for _ in range(2)])
        self.between = nn.Linear(size, width)
        self.gap = nn.Embedding(len(GAPS) + 1, width)
        self.flags = nn.Linear(4, width)
        self.pair_in = nn.Linear(4 * width, 256)
        self.pair_out = nn.Linear(256, len(LABELS))

    def encode(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """States ``float[windows, pieces, size]``."""
        vectors = self.shapes(shapes)
        return self.base.upper(self.base.lower(ids, vectors), vectors)

    def encode_all(self, parts: Sequence[tuple[Tensor, Tensor]], keys: Sequence[str]) -> Tensor:
        """States of several articles' windows below each other, padded; under the keys frozen states are kept."""
        vectors = [self.shapes(shapes) for _, shapes in parts]
        lower = [self._lower(ids, own, key) for (ids, _), own, key in zip(parts, vectors, keys, strict=True)]
        width = max(one.shape[1] for one in lower)
        gaps = [width - one.shape[1] for one in lower]
        mask = None
        if any(gaps):
            rows = [torch.arange(width).expand(len(one), width) >= one.shape[1] for one in lower]
            mask = torch.cat(rows)[:, None, None, :] * -1e4
        one, other = (
            torch.cat([functional.pad(x, (0, 0, 0, gap)) for x, gap in zip(some, gaps, strict=True)])
            for some in (lower, vectors)
        )
        return self.base.upper(one, other, mask)

    def _lower(self, ids: Tensor, vectors: Tensor, key: str) -> Tensor:
        found = self.kept.get(key)
        if found is None:
            found = self.base.lower(ids, vectors)
            if self.base.frozen and self.keeps:
                self.kept[key] = found.bfloat16()
        return found

    def spans(self, states: Tensor, sums: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """First, last and mean state of piece ranges."""
        length = (end - start).clamp(min=1).unsqueeze(1)
        mean = (sums[end] - sums[start]) / length
        return torch.cat([states[start], states[(end - 1).clamp(min=0)], mean], 1)

    def names(self, spans: Tensor) -> Tensor:
        """Scores of `CLASSES` for candidate names."""
        return self.name_out(self.drop(functional.relu(self.name_in(self.drop(spans)))))

    def entities(self, states: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """Scores of the tags of `graph.extract.encoder.entities` for words by their piece ranges."""
        words = torch.cat([states[start], states[end - 1]], 1)
        return self.entity_out(self.drop(functional.relu(self.entity_in(self.drop(words)))))

    def pairs(self, first: Tensor, second: Tensor, between: Tensor, rest: Tensor) -> Tensor:
        """Scores of `LABELS`; ``rest`` holds both types, the distance class and four flags."""
        one = functional.relu(self.ends[0](self.drop(first)) + self.kinds[0](rest[:, 0]))
        two = functional.relu(self.ends[1](self.drop(second)) + self.kinds[1](rest[:, 1]))
        way = functional.relu(self.between(self.drop(between)) + self.gap(rest[:, 2]) + self.flags(rest[:, 3:].float()))
        joined = torch.cat([one, two, one * two, way], 1)
        return self.pair_out(self.drop(functional.relu(self.pair_in(self.drop(joined)))))


def states(network: Network, samples: Sequence[Sample], *, noisy: bool = False) -> list[Tensor]:
    """The states of the articles' pieces, put together from windows, of which one article's are equally long."""
    parts, rows = [], [list(windows(len(sample.pieces.ids))) for sample in samples]
    for sample, own in zip(samples, rows, strict=True):
        ids = torch.from_numpy(_framed(sample.pieces.ids, own, BEGIN, END))
        shapes = torch.from_numpy(_framed(sample.pieces.shapes, own, 0, 0))
        if noisy and not network.base.frozen:
            ids[(torch.rand(ids.shape) < MASKED) & (shapes > 0)] = MASK
        parts.append((ids, shapes))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = network.encode_all(parts, [sample.id for sample in samples]).float()
    result, at = [], 0
    for own in rows:
        pieces = [found[at + row, 1 + from_ - start : 1 + to - start] for row, (start, _, from_, to) in enumerate(own)]
        result.append(torch.cat(pieces))
        at += len(own)
    return result


def _framed(values: np.ndarray, rows: Sequence[tuple[int, int, int, int]], begin: int, end: int) -> np.ndarray:
    return np.stack([[begin, *values[start:stop], end] for start, stop, _, _ in rows]).astype(np.int64)


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


def tagged(network: Network, sample: Sample, found: Tensor) -> tuple[Tensor, Tensor]:
    """Scores and targets of an article's words."""
    words = np.flatnonzero(sample.tags >= 0)
    wanted = torch.from_numpy(sample.tags[words].astype(np.int64))
    return network.entities(found, *ranges(sample, words, words + 1)), wanted


def targets(sample: Sample) -> tuple[Tensor, Tensor]:
    """Classes of an article's candidates and pairs."""
    kinds = np.array([CLASSES.index(kind) for kind in sample.kinds], np.int64)
    return torch.from_numpy(kinds[sample.names]), torch.from_numpy(sample.links.astype(np.int64))


def lesson(sample: Sample) -> Lesson:
    """An annotated article and its classes."""
    return sample, *targets(sample)


def loss(network: Network, lessons: Sequence[Lesson]) -> Tensor:
    """Mean cross-entropy over the candidates plus that over the pairs of a batch."""
    samples = [sample for sample, _, _ in lessons]
    read = states(network, samples, noisy=True)
    found = [scores(network, sample, own) for sample, own in zip(samples, read, strict=True)]
    words = [tagged(network, sample, own) for sample, own in zip(samples, read, strict=True)]
    rows = [(*own, *wanted, *tags) for own, (_, *wanted), tags in zip(found, lessons, words, strict=True)]
    columns = [torch.cat(column) for column in zip(*rows, strict=True)]
    first, second, third = (functional.cross_entropy(columns[at], columns[to]) for at, to in ((0, 2), (1, 3), (4, 5)))
    return first + second + third


def batches(samples: Sequence[Article], generator: np.random.Generator) -> Iterator[list[Article]]:
    """All articles in random order."""
    order = generator.permutation(len(samples))
    for start in range(0, len(order), BATCH):
        yield [samples[at] for at in order[start : start + BATCH]]


@torch.no_grad()
def measure(network: Network, samples: Sequence[Sample]) -> tuple[float, ...]:
    """Loss of windows and pairs, and F1 over windows, over pairs and over words, of all classes but none."""
    network.eval()
    total, counts = 0.0, np.zeros((3, 3))
    for sample in samples:
        found = states(network, [sample])[0]
        judged = [*zip(scores(network, sample, found), targets(sample), strict=True), tagged(network, sample, found)]
        for at, (score, wanted) in enumerate(judged):
            best = score.argmax(1)
            counts[at] += np.array([((best == wanted) & (wanted > 0)).sum(), (best > 0).sum(), (wanted > 0).sum()])
            if at < 2 and len(wanted):
                total += float(functional.cross_entropy(score, wanted)) / len(samples)
    network.train()
    return total, *(200 * float(hits) / float(got + wanted) for hits, got, wanted in counts)


def optimizer(network: Network) -> torch.optim.AdamW:
    """AdamW with a higher rate for the heads."""
    body = [p for p in network.base.parameters() if p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not name.startswith("base.")]
    rate = LARGE_RATE if network.base.frozen else RATE
    groups = [{"params": body, "lr": rate, "top": rate}, {"params": heads, "lr": HEAD_RATE, "top": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=DECAY)


def advance(network: Network, adam: torch.optim.AdamW, value: Tensor, share: float) -> None:
    """One step down the gradient of a loss; ``share`` is how much of the training is done."""
    for group in adam.param_groups:
        group["lr"] = group["top"] * min(share / WARM, (1 - share) / (1 - WARM))
    adam.zero_grad(set_to_none=True)
    value.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    adam.step()


def save(network: Network, adam: torch.optim.AdamW, epoch: int, step: int, target: Path) -> None:
    """Write a checkpoint, never half of one."""
    state = {"network": network.state_dict(), "adam": adam.state_dict(), "epoch": epoch, "step": step}
    torch.save(state, target.with_suffix(".part"))
    target.with_suffix(".part").replace(target)


def resume(network: Network, adam: torch.optim.AdamW, target: Path) -> tuple[int, int]:
    """Go on from a checkpoint where there is one; the epochs and steps that are done."""
    if not target.exists():
        return 0, 0
    saved = torch.load(target, weights_only=True)
    network.load_state_dict(saved["network"])
    adam.load_state_dict(saved["adam"])
    return saved["epoch"], saved["step"]


def train(
    network: Network,
    samples: Sequence[Article],
    held: Sequence[Sample],
    epochs: int,
    target: Path,
    teach: Callable[[Article], Lesson],
) -> None:
    """Train on what ``teach`` makes of each article, with a checkpoint and a line of figures after each epoch."""
    step_all = epochs * math.ceil(len(samples) / BATCH)
    adam = optimizer(network)
    epoch, step = resume(network, adam, target)
    while epoch < epochs:
        torch.manual_seed(SEED + epoch)
        began, running = time.time(), 0.0
        for batch in batches(samples, np.random.default_rng(SEED + epoch)):
            value = loss(network, [teach(one) for one in batch])
            advance(network, adam, value, step / step_all)
            running, step = running + float(value.detach()), step + 1
            if step % 20 == 0:
                print(step, step_all, round(running / (step % math.ceil(len(samples) / BATCH) or 1), 3), flush=True)
        epoch += 1
        seconds = time.time() - began
        figures = measure(network, held) if held else ()
        print(f"epoch {epoch}: {seconds:.0f} s", *(f"{figure:.3f}" for figure in figures), flush=True)
        save(network, adam, epoch, step, target)


def split(samples: Sequence[Sample], every: int) -> tuple[list[Sample], list[Sample]]:
    """The articles to train on, and each one in ``every``, held out; 0 holds none out."""
    kept = [sample for at, sample in enumerate(samples) if not every or at % every]
    return kept, list(samples[::every]) if every else []


def main() -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("start", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--hold-out", type=int, default=0)
    parser.add_argument("--freeze", type=int, default=0)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    samples: list[Sample] = pickle.loads(given.corpus.read_bytes())
    kept, held = split(samples, given.hold_out)
    train(Network(given.start, given.freeze), kept, held, given.epochs, given.target, lesson)


if __name__ == "__main__":
    main()
