"""``evaluate``: build the graph of annotated articles and score it; what it is made of serves alone, too."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.articles import read_articles
from graph.core.config import Settings
from graph.core.errors import InputError
from graph.core.report import Report
from graph.evaluate.gold import read_gold
from graph.evaluate.scores import score
from graph.pipeline import assemble

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.core.types import Article, Dataset
    from graph.evaluate.gold import GoldArticle
    from graph.evaluate.scores import Scores
    from graph.pipeline import Progress


@dataclass(frozen=True, slots=True)
class Speed:
    """``words`` were read in ``seconds``, by one process, models loaded."""

    words: int
    seconds: float

    @property
    def words_per_second(self) -> float | None:
        """None where nothing was timed."""
        return self.words / self.seconds if self.words and self.seconds else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What `evaluate` yields: the scores, of how many articles, and how quickly they were read."""

    scores: Scores
    articles: int
    speed: Speed


def evaluate(
    gold: Path,
    articles: Path,
    settings: Settings | None = None,
    *,
    report: Report | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Build the graph of the annotated articles, as the settings say, and score it against the annotation.

    ``gold`` is a file in the format of `graph.evaluate.gold`, ``articles`` a folder or file that `graph.build` reads;
    what it holds beside the annotated articles is left aside. Raises `InputError` for a line of the gold that cannot be
    used and for an article whose text is missing, `UsageError` for a file that does not exist, `ConfigError` for
    settings that cannot be used.

        >>> evaluate(Path("gold.txt"), Path("articles")).scores.fact.f1  # doctest: +SKIP
        39.4
    """
    settings, report = settings or Settings(), report or Report()
    wanted = read_gold(gold)
    texts = read_annotated(wanted, gold, articles, settings, report)
    dataset, speed = build_timed(texts, settings, report, progress)
    scores = score(dataset, wanted, {article.id: article.text for article in texts})
    return Evaluation(scores, len(wanted), speed)


def read_annotated(
    gold: Mapping[str, GoldArticle], gold_path: Path, source: Path, settings: Settings, report: Report
) -> list[Article]:
    """The annotated articles. One that is there but cannot be read goes to ``report`` and counts as missed.

    Raises `InputError` for one that is not there.
    """
    met = Report()
    found = [article for article in read_articles([str(source)], settings.input, met) if article.id in gold]
    lost = {Path(one.source).stem: one for one in met.problems if one.severity == "error"}
    for missing in gold.keys() - {article.id for article in found}:
        if missing not in lost:
            remedy = f"add {source}/{missing}.txt, or take its annotation out"
            raise InputError(
                str(gold_path), f"no text of article {missing!r} in {source}; {remedy}", gold[missing].line
            )
        report.warning(lost[missing].source, f"counts as missed: {lost[missing].reason}", lost[missing].line)
    return found


def build_timed(
    articles: Sequence[Article], settings: Settings, report: Report, progress: Progress | None = None
) -> tuple[Dataset, Speed]:
    """The graph of some articles, built by one process, and how quickly.

    The clock starts when the first article is done, for by then the models are loaded; its words do not count.
    """
    began: list[float] = []

    def listen(stage: str, done: int, total: int | None) -> None:
        if stage == "extracting" and done == 1:
            began.append(time.perf_counter())
        if progress is not None:
            progress(stage, done, total)

    alone = settings.model_copy(update={"extract": settings.extract.model_copy(update={"jobs": 1})})
    dataset = assemble(articles, alone, report, listen)
    seconds = time.perf_counter() - began[0] if began else 0.0
    return dataset, Speed(sum(len(article.text.split()) for article in articles[1:]), seconds)
