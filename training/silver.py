"""Articles without annotation as the student encoder sees them: what the package finds in them, for teachers to judge.

    python -m training.silver TARGET ARTICLES ... [--leave-out GOLD FOLDER K] ... [--most N]

ARTICLES are files or folders as ``newsgraph build`` reads them. An article that shares a third of its shingles with
every K-th article of a GOLD file (texts in FOLDER) is left out: K is 1 for a development file, and what
``training/encoder.py`` holds out for a file to train on. --most takes N articles of each source, evenly spread. Pairs
are those of the names that the package finds, so a student learns from what it will meet.
"""

from __future__ import annotations

import argparse
import pickle
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from joblib import Parallel, delayed

from graph.articles import read_articles
from graph.core.config import ExtractSettings, InputSettings
from graph.core.report import Report
from graph.extract.encoder.pieces import pieces
from graph.extract.encoder.units import across, consecutive, numbers
from graph.extract.mentions.candidates import candidates
from graph.extract.mentions.features import groups
from graph.extract.parse import parse
from graph.extract.pipeline import load_pipeline
from graph.extract.relations.anaphora import add_anaphors
from graph.extract.relations.scorer import pairs
from graph.extract.relations.sentences import read_sentences
from graph.learn.annotated import read_examples
from training.corpus import Sample
from training.recogniser import recognised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from graph.core.types import Article

STEPS = {"boundaries", "encoder", "mentions", "coreference"}
SHINGLE, SHARED = 4, 0.33
BATCH = 16


def shingles(text: str) -> set[str]:
    """Every four words in a row."""
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}


def fresh(articles: Iterable[Article], known: set[str]) -> Iterator[Article]:
    """Articles that share little with what is left out."""
    for article in articles:
        own = shingles(article.text)
        if len(own & known) < SHARED * len(own):
            yield article


def pair_table(doc: Doc) -> np.ndarray:
    """All pairs of names that the relation step would rate, as `numbers`."""
    sentences = add_anaphors(read_sentences(doc))
    rows = [numbers(p.first, p.second, apart=False) for sentence in sentences for p in pairs(sentence, ())]
    rows += [numbers(*ends, apart=True) for couple in consecutive(sentences) for ends in across(*couple)]
    return np.array(rows, np.int32).reshape(-1, 11)


@cache
def pipeline() -> Language:
    """The steps of the package that find names."""
    return load_pipeline(ExtractSettings(), steps=STEPS)


def read(articles: list[Article]) -> list[Sample]:
    """Samples without classes."""
    found = []
    for article in articles:
        doc = parse(pipeline(), article)
        windows = [window for group in groups(doc, candidates(doc)) for window in group.windows]
        table, none = np.array(windows, np.int32).reshape(-1, 2), np.zeros(0, np.int32)
        found.append(Sample(article.id, pieces(doc), table, none, [], pair_table(doc), none, recognised(doc)))
    return found


def main() -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--leave-out", nargs=3, action="append", default=[], metavar=("GOLD", "FOLDER", "K"))
    parser.add_argument("--most", type=int, default=1000)
    given = parser.parse_args()
    known: set[str] = set()
    for gold, folder, every in given.leave_out:
        for one in read_examples(Path(gold), Path(folder))[:: int(every)]:
            known |= shingles(one.text)
    found: list[Article] = []
    for source in given.articles:
        some = list(fresh(read_articles([source], InputSettings(language=""), Report()), known))
        found += some[:: max(1, -(-len(some) // given.most))]
    batches = [found[at : at + BATCH] for at in range(0, len(found), BATCH)]
    from training import silver  # pickled classes and cached pipelines are then this module's

    samples = [one for row in Parallel(n_jobs=2)(delayed(silver.read)(batch) for batch in batches) for one in row]
    given.target.write_bytes(pickle.dumps(samples))
    print(f"{len(samples)} articles, {sum(len(s.pieces.ids) for s in samples)} pieces")


if __name__ == "__main__":
    main()
