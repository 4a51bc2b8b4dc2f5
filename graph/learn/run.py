"""``train``: the linear models of extraction, taken further on somebody's own annotation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.config import Settings
from graph.core.errors import InputError, UsageError
from graph.core.report import Report
from graph.extract.models import MODELS, load_models
from graph.extract.pipeline import load_pipeline
from graph.learn.annotated import read_examples
from graph.learn.marked import links, mark
from graph.learn.names import fit_names, label_names
from graph.learn.pairs import PairRow, StatusRow, fit_pairs, fit_status, labelled_pairs, status_rows

if TYPE_CHECKING:
    from pathlib import Path

    from graph.extract.linear import LinearModel


@dataclass(frozen=True, slots=True)
class Learnt:
    """What one model has learnt from: examples, and its features before and after."""

    name: str
    rows: int
    before: int
    after: int


def train(
    gold: Path, articles: Path, target: Path, settings: Settings | None = None, *, report: Report | None = None
) -> list[Learnt]:
    """Write models that have learnt from annotated articles to a folder, for ``extract.models`` or ``--models``.

    ``gold`` is a file in the format of `graph.evaluate.gold`, ``articles`` what holds their texts. Learning starts from
    the models of the settings, else from those of the package. The encoder stays as it is.

        >>> train(Path("gold.txt"), Path("articles"), Path("models"))[0].name  # doctest: +SKIP
        'mentions'

    Raises `InputError` for a line of the gold or an article that cannot be used, or too little annotation; `UsageError`
    for a file that does not exist or a folder that cannot be written; `ConfigError` for settings that cannot be used.
    """
    settings = settings or Settings()
    before = load_models(settings.extract.models)
    examples = read_examples(gold, articles, report or Report())
    nlp = load_pipeline(settings.extract, steps={"boundaries", "encoder"})
    names = list(label_names(examples, nlp))
    pairs: list[PairRow] = []
    said: list[StatusRow] = []
    for marked in (mark(one.gold, one.doc) for one in names):
        known = links(marked)
        found = list(labelled_pairs(marked, known))
        pairs += found
        said += status_rows(marked, known, found)
    if not pairs:
        raise InputError(str(gold), "no two annotated names stand in one sentence; annotate more articles")
    after = {
        "mentions": fit_names(names, before["mentions"]),
        "relations": fit_pairs(pairs, before["relations"]),
        "status": fit_status(said, before["status"]) if said else before["status"],
    }
    _write(after, target)
    rows = {"mentions": sum(len(one.groups) for one in names), "relations": len(pairs), "status": len(said)}
    return [Learnt(name, rows[name], len(before[name].rows), len(after[name].rows)) for name in MODELS]


def _write(models: dict[str, LinearModel], target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, model in models.items():
            (target / f"{name}.npz").write_bytes(model.dump())
    except OSError as error:
        raise UsageError(f"{target}: {error.strerror or error}; give a folder that can be written") from error
