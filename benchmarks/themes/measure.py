"""Hierarchical F1, evidence and speed of theme classification on annotated articles.

    python -m benchmarks.themes.measure GOLD ARTICLES TOPICS
    e.g. ../shared/gold/dev.txt ../shared/gold/articles ../shared/data/iptc-mediatopics.ttl

Runs the spaCy component alone, on sentences split by rule, so a figure shows this step and no other. F1 compares sets
of IPTC Media Topics with all broader ones (Kiritchenko et al. 2005), summed over articles.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import spacy

from graph.extract.components.themes import make_themes
from graph.extract.themes.scheme import load_scheme
from graph.learn.annotated import read_examples
from training.themes import read_topics


def main(gold: Path, articles: Path, topics_file: Path) -> None:
    """Print the figures."""
    topics, themes = read_topics(topics_file), load_scheme().themes
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    component = make_themes(nlp, "themes")
    annotated = [one for one in read_examples(gold, articles) if one.themes]
    docs = [nlp(one.text) for one in annotated]
    component(nlp("A first article fills the caches."))
    begin = time.process_time()
    docs = [component(doc) for doc in docs]
    seconds = time.process_time() - begin
    right = given = wanted = number = longest = 0
    for one, doc in zip(annotated, docs, strict=True):
        want = frozenset().union(*(topics.above[topics.codes[label]] for label in one.themes))
        spans = doc._.themes
        have = frozenset().union(*(topics.above[themes[span.theme].iptc] for span in spans))
        right, given, wanted = right + len(want & have), given + len(have), wanted + len(want)
        number += len(spans)
        longest = max([longest, *(span.end - span.start for span in spans)])
    print(f"articles {len(docs)}, themes an article {number / len(docs):.1f}, longest evidence {longest} characters")
    print(f"P {100 * right / given:.1f} R {100 * right / wanted:.1f} F1 {200 * right / (given + wanted):.1f}")
    print(f"{1000 * seconds / len(docs):.2f} ms an article")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
