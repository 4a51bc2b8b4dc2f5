"""An evaluation as plain values that JSON can hold: percentages to two digits, confidence in [0, 1] to four."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.evaluate.calibration import expected_error, reliability
from graph.evaluate.gold import ANNOTATED, STATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.evaluate.coreference import Ratio
    from graph.evaluate.counts import Count, Share
    from graph.evaluate.run import Evaluation
    from graph.evaluate.scores import Scores


def figures(evaluation: Evaluation) -> dict[str, Any]:
    """All figures of an evaluation; the keys are listed in docs/evaluation.md."""
    rate = evaluation.speed.words_per_second
    speed = None if rate is None else round(rate)
    return {"articles": evaluation.articles, **quality(evaluation.scores), "words_per_second": speed}


def quality(scores: Scores) -> dict[str, Any]:
    """The figures that do not depend on the machine."""
    bins = reliability(scores.judged)
    return {
        "entities": _rows(scores.by_type, ANNOTATED, scores.entity),
        "facts": _rows(scores.by_predicate, STATED, scores.fact),
        "themes": _count(scores.theme),
        "status": _share(scores.status),
        "role": _share(scores.role),
        "evidence": _share(scores.evidence),
        "calibration": {
            "ece": round(expected_error(bins), 4),
            "bins": [
                {
                    "low": one.low,
                    "high": one.high,
                    "facts": one.facts,
                    "confidence": round(one.confidence, 4),
                    "right": round(one.right, 4),
                }
                for one in bins
            ],
        },
        "coreference": {
            "muc": _ratio(scores.coreference.muc),
            "b_cubed": _ratio(scores.coreference.b_cubed),
            "ceaf_e": _ratio(scores.coreference.ceaf_e),
            "conll": round(scores.coreference.conll, 2),
        },
    }


def _rows(counts: Mapping[str, Count], order: Iterable[str], total: Count) -> dict[str, dict[str, float]]:
    return {**{name: _count(counts[name]) for name in order if name in counts}, "all": _count(total)}


def _count(count: Count) -> dict[str, float]:
    measures = {"precision": count.precision, "recall": count.recall, "f1": count.f1}
    return {**{name: round(value, 2) for name, value in measures.items()}, "gold": count.wanted, "found": count.found}


def _share(share: Share) -> dict[str, float | None]:
    return {"accuracy": round(share.accuracy, 2) if share.of else None, "of": share.of}


def _ratio(ratio: Ratio) -> dict[str, float]:
    measures = {"precision": ratio.precision, "recall": ratio.recall, "f1": ratio.f1}
    return {name: round(value, 2) for name, value in measures.items()}
