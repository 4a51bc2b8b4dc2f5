"""Train a smaller encoder on what larger ones say about articles, annotated and not (Hinton, Vinyals & Dean 2015).

    python -m training.distil CORPUS SILVER TARGET --teacher START CHECKPOINT FROZEN ... --student START
        [--start-from CHECKPOINT] [--layers 0,2,3,5] [--epochs N] [--hold-out K]

CORPUS is from ``training/corpus.py``, SILVER from ``training/silver.py``. Teachers are checkpoints of
``training/encoder.py`` with the folders they started from and the number of layers that stayed frozen; their
probabilities are pooled, and kept in TARGET.soft. A student has the given layers of its start, or of --start-from, a
checkpoint of the same model. An annotated article's targets are the mean of its annotation and the teachers' opinion.
"""

from __future__ import annotations

import argparse
import pickle
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from training import encoder
from training.encoder import SEED, Network, scores, states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.corpus import Sample
    from training.encoder import Lesson

ANNOTATED = 0.5
"""Weight of an annotation against the teachers' opinion."""


@dataclass(slots=True)
class Soft:
    """An article with the wanted probabilities of its candidates and of its pairs, ``float16[rows, classes]``."""

    sample: Sample
    names: np.ndarray
    pairs: np.ndarray


def joined(gold: Sample, silver: Sample | None) -> Sample:
    """An annotated article with the pairs of names that the package finds and no annotation names, without class."""
    if silver is None or len(silver.pieces.ids) != len(gold.pieces.ids):
        return gold
    known = {tuple(row) for row in gold.pairs[:, :4].tolist()}
    rows = [row for row in silver.pairs.tolist() if tuple(row[:4]) not in known]
    return replace(gold, pairs=np.concatenate([gold.pairs, np.array(rows, np.int32).reshape(-1, 11)]))


@torch.no_grad()
def opinion(teachers: Sequence[Network], sample: Sample) -> Soft:
    """The teachers' pooled probabilities (a logarithmic opinion pool)."""
    rows = [scores(network, sample, states(network, [sample])[0]) for network in teachers]
    pooled = [sum(functional.log_softmax(row[at], 1) for row in rows) / len(rows) for at in range(2)]
    names, pairs = (torch.as_tensor(one).softmax(1).numpy().astype(np.float16) for one in pooled)
    return Soft(sample, names, pairs)


def with_annotation(soft: Soft) -> Soft:
    """The mean of annotation and opinion; pairs beyond the annotated ones keep the opinion."""
    wanted = encoder.targets(soft.sample)
    for table, classes in zip((soft.names, soft.pairs), wanted, strict=True):
        kinds = classes.numpy()
        table[: len(kinds)] *= 1 - ANNOTATED
        table[np.arange(len(kinds)), kinds] += ANNOTATED
    return soft


def lesson(soft: Soft) -> Lesson:
    """An article and the probabilities that its teachers give."""
    return soft.sample, torch.from_numpy(soft.names).float(), torch.from_numpy(soft.pairs).float()


def load(start: Path, checkpoint: Path, frozen: int) -> Network:
    """A trained network, with as many layers as it was saved with; one from before there was a head for named
    entities has an untrained one."""
    network, saved = Network(start, frozen), torch.load(checkpoint, weights_only=True)["network"]
    network.base.layers = network.base.layers[: len({name.split(".")[2] for name in saved if ".layers." in name})]
    missing, unknown = network.load_state_dict(saved, strict=False)
    if unknown or any(not name.startswith("entity_") for name in missing):
        raise ValueError(f"{checkpoint}: not a checkpoint of training/encoder.py from {start}: {missing + unknown}")
    return network


def student(start: Path, layers: tuple[int, ...], checkpoint: Path | None) -> Network:
    """A network of some layers of a model, with the weights and heads of a trained one where there is one."""
    network = Network(start) if checkpoint is None else load(start, checkpoint, 0)
    network.base.layers = nn.ModuleList([network.base.layers[at] for at in layers])
    return network


def judged(given: argparse.Namespace, kept: Sequence[Sample], silver: Sequence[Sample]) -> list[Soft]:
    """All articles to learn from, judged by the teachers once."""
    file = given.target.with_suffix(".soft")
    if not file.exists():
        teachers = [load(Path(start), Path(checkpoint), int(frozen)) for start, checkpoint, frozen in given.teacher]
        for teacher in teachers:
            teacher.eval().keeps = False
        by_id = {sample.id: sample for sample in silver}
        found = [with_annotation(opinion(teachers, joined(one, by_id.pop(one.id, None)))) for one in kept]
        print(f"{len(found)} annotated articles judged", flush=True)
        found += [opinion(teachers, sample) for sample in by_id.values()]
        file.write_bytes(pickle.dumps(found))
    result: list[Soft] = pickle.loads(file.read_bytes())
    return [one for one in result if len(one.names) and len(one.pairs)]


def main() -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corpus", "silver", "target"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--teacher", nargs=3, action="append", required=True, metavar=("START", "CHECKPOINT", "FROZEN"))
    parser.add_argument("--student", type=Path, required=True)
    parser.add_argument("--start-from", type=Path)
    parser.add_argument("--layers", default="0,2,3,5")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--hold-out", type=int, default=8)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    samples: list[Sample] = pickle.loads(given.corpus.read_bytes())
    kept, held = encoder.split(samples, given.hold_out)
    left_out = {sample.id for sample in held}
    others = [one for one in pickle.loads(given.silver.read_bytes()) if one.id not in left_out]
    from training import distil  # pickled classes are then this module's, not those of __main__

    softs = distil.judged(given, kept, others)
    layers = tuple(int(at) for at in given.layers.split(","))
    print(f"{len(softs)} articles", flush=True)
    network = student(given.student, layers, given.start_from)
    encoder.train(network, softs, held, given.epochs, given.target, lesson)


if __name__ == "__main__":
    main()
