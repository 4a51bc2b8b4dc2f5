"""``newsgraph_themes`` in a pipeline: themes of articles and mentions, with what says them; figures on annotated articles."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from graph.core.errors import ConfigError
from graph.core.ontology import TYPES
from graph.extract.components.interface import MENTIONS, ThemeSpan
from graph.extract.components.themes import SPEAKERS, make_themes
from graph.extract.themes.scheme import load_scheme

SHARED = Path(__file__).parents[2].parent / "shared"
SEED = SHARED / "seeds" / "000_606ed567cd8213ac.txt"
TEXT = (
    "Ministry drafts software patent law\n"
    "The Ministry of Commerce of Oland said on Monday that a new law will protect intellectual property. "
    "Patents on software and copyright in games will be covered, Minister Ada Vell told parliament. "
    "Bellweather Ltd did not answer calls in Oland."
)


@pytest.fixture(scope="module")
def nlp():
    made = spacy.blank("en")
    made.add_pipe("sentencizer")
    made.add_pipe("newsgraph_themes")
    return made


def read(nlp, text: str, **mentions: str) -> Doc:
    """Run the pipeline on a text in which names are mentions of the types given."""
    doc = nlp.make_doc(text)
    spans = [(doc.char_span(text.index(name), text.index(name) + len(name)), kind) for name, kind in mentions.items()]
    doc.spans[MENTIONS] = [Span(doc, span.start, span.end, label=kind) for span, kind in spans]
    for _, step in nlp.pipeline:
        doc = step(doc)
    return doc


def said(doc: Doc, mention: int | None) -> dict[str, str]:
    return {one.theme: doc.text[one.start : one.end] for one in doc._.themes if one.mention == mention}


def test_an_article_gets_its_theme_with_the_sentence_that_says_it(nlp):
    themes = said(nlp(TEXT), None)
    assert "intellectual-property" in themes
    assert "intellectual property" in themes["intellectual-property"] or "Patents" in themes["intellectual-property"]
    assert set(themes) <= set(load_scheme().themes)


def test_mentions_get_the_themes_that_their_sentence_speaks_of(nlp):
    kinds = {"Ministry of Commerce": "ministry", "Ada Vell": "official", "Bellweather Ltd": "company"}
    doc = read(nlp, TEXT, **kinds)
    assert "intellectual-property" in said(doc, 0)
    assert "Ministry of Commerce" in said(doc, 0)["intellectual-property"]
    assert "Ada Vell" in said(doc, 1)["intellectual-property"]
    assert "intellectual-property" not in said(doc, 2)


def test_places_and_themes_get_none(nlp):
    assert {"place", "theme"} == set(TYPES) - SPEAKERS
    assert said(read(nlp, TEXT, Oland="place"), 0) == {}


def test_likelier_themes_come_first_and_none_twice(nlp):
    doc = read(nlp, TEXT, **{"Ada Vell": "official"})
    article = [one for one in doc._.themes if one.mention is None]
    assert article == sorted(article, key=lambda one: (-one.score, one.theme)) == doc._.themes[: len(article)]
    assert len({(one.theme, one.mention) for one in doc._.themes}) == len(doc._.themes)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "12 345."])
def test_a_text_without_words_is_no_error(nlp, text):
    doc = nlp(text)
    assert all(isinstance(one, ThemeSpan) for one in doc._.themes)
    assert text.strip("… \n") or doc._.themes == []


@given(st.text("abcdeé .,\n’'tax war bank-", max_size=300) | st.text(max_size=100))
@settings(deadline=None)
def test_every_theme_has_evidence_within_the_text(nlp, text):
    doc = nlp(text)
    for one in doc._.themes:
        quote = doc.text[one.start : one.end]
        assert 0 < len(quote) <= 600
        assert quote == quote.strip()
        assert 0 <= one.score <= 1


@pytest.mark.parametrize("threshold", [-0.1, 1.1])
def test_a_threshold_that_is_no_probability_is_refused(nlp, threshold):
    with pytest.raises(ConfigError, match=f"threshold {threshold} is not between 0 and 1"):
        make_themes(nlp, "themes", threshold)


def test_a_higher_threshold_gives_fewer_themes(nlp):
    few, many = (len(make_themes(nlp, "t", at)(nlp(TEXT))._.themes) for at in (0.6, 0.1))
    assert few < many


def test_the_result_does_not_depend_on_the_hash_seed():
    code = (
        "import spacy; from graph.extract.components import themes; nlp = spacy.blank('en'); nlp.add_pipe('sentencizer');"
        "nlp.add_pipe('newsgraph_themes'); import sys; print(nlp(sys.argv[1])._.themes)"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, TEXT],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert b"intellectual-property" in runs.pop()


@pytest.mark.shared
def test_the_seed_article(nlp):
    if not SEED.exists():
        pytest.skip(f"no {SEED}")
    themes = said(nlp(SEED.read_text("utf-8")), None)
    assert "cultural" in themes["cultural-industries"]
    assert "digital" in themes["digital-economy"]
    assert "intellectual property" in themes["intellectual-property"]


@pytest.mark.shared
def test_hierarchical_f1_on_annotated_articles(capsys):
    gold, topics = SHARED / "gold", SHARED / "data" / "iptc-mediatopics.ttl"
    if not gold.exists():
        pytest.skip(f"no {gold}")
    root = Path(__file__).parents[2]
    arguments = [gold / "dev.txt", gold / "articles", topics]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.themes.measure", *map(str, arguments)],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert float(done.stdout.split("F1 ")[1].split()[0]) >= 60
