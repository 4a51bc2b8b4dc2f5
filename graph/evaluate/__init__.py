"""Measure a build against articles annotated by hand: what `newsgraph evaluate` prints, as functions and values.

In the order of the work: `gold` reads the annotation (with `sentences` and `topics`), `matching` tells which entity and
which statement of a build is which of the gold's (by `names`), `scores` counts (`counts`, `calibration`, and
`coreference` over `spans`), `run` builds and times, `figures` turns all into plain values.
"""

from __future__ import annotations

from graph.evaluate.figures import figures
from graph.evaluate.gold import GoldArticle, GoldEntity, GoldFact, read_gold
from graph.evaluate.run import Evaluation, evaluate
from graph.evaluate.scores import Scores, score

__all__ = ["Evaluation", "GoldArticle", "GoldEntity", "GoldFact", "Scores", "evaluate", "figures", "read_gold", "score"]
