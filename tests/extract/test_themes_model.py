"""The classifier's numbers: decoding, the model file, evidence."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.core.errors import DataError
from graph.extract.themes.classify import Classifier, count_names, load_classifier
from graph.extract.themes.decode import MOST, choose
from graph.extract.themes.evidence import LONGEST
from graph.extract.themes.lexicon import build_lexicon
from graph.extract.themes.model import ThemeModel, load_theme_model
from graph.extract.themes.scheme import load_scheme
from graph.extract.themes.words import count_features, features, read_words

MODEL = files("graph.extract.themes").joinpath("data/model.npz")
# Three topics under one root: themes 0 and 1 are below topic 0, theme 2 is topic 0 itself.
CLOSURE = np.array([[1, 1, 0], [1, 0, 1], [1, 0, 0]])


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ([0.9, 0.8, 0.8], [0, 1]),
        ([0.9, 0.8, 0.2], [0]),
        ([0.9, 0.1, 0.1], [2]),
        ([0.2, 0.1, 0.1], []),
        ([0.2, 0.9, 0.1], [0]),
        ([0.3, 0.3, 0.3], []),
    ],
)
def test_decoding_gives_what_is_worth_its_topics(chances, expected):
    assert choose(np.array(chances), CLOSURE, 0.3) == expected


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3), st.floats(0.05, 0.95))
def test_decoding_adds_value_and_a_lower_threshold_never_finds_fewer_topics(chances, threshold):
    def topics(at: float) -> np.ndarray:
        return CLOSURE[choose(np.array(chances), CLOSURE, at)].any(axis=0)

    found = topics(threshold)
    assert np.all(((np.array(chances) - threshold) * found).sum() >= 0)
    assert found.sum() <= topics(threshold / 2).sum()


def test_an_article_gets_few_themes():
    chances = np.ones(20)
    assert len(choose(chances, np.eye(20, dtype=int), 0.5)) == MOST


def test_the_model_is_of_the_scheme():
    model = load_theme_model()
    assert model.themes == tuple(load_scheme().themes)
    assert [model.topics[column] for column in model.own] == [one.iptc for one in load_scheme().themes.values()]
    assert all(model.closure[row, column] for row, column in enumerate(model.own))


def test_the_model_file_is_small_and_reading_and_writing_it_changes_nothing():
    data = MODEL.read_bytes()
    assert len(data) < 1_500_000
    assert load_theme_model().dump() == data


@pytest.mark.parametrize("data", [b"", b"not a model", MODEL.read_bytes()[:5000]])
def test_a_damaged_model_is_named(tmp_path: Path, data):
    broken = tmp_path / "model.npz"
    broken.write_bytes(data)
    with pytest.raises(DataError, match=r"model\.npz: not a theme model .*; run python -m training\.themes"):
        ThemeModel.load(broken)


@given(st.text("abc tax war film. \n", max_size=80))
def test_probabilities_are_probabilities_and_a_broader_topic_is_not_forgotten(text):
    classifier = load_classifier()
    words = read_words(text)
    vector = classifier.model.vector(count_features(features(words), words))
    chances = classifier.model.probabilities(vector, classifier.lexicon.find(words), words)
    assert chances.shape == (len(classifier.model.topics),)
    assert np.all((chances >= 0) & (chances <= 1))
    assert np.array_equal(chances, np.round(chances, 6))


def test_a_plain_name_counts_twice_in_the_headline_and_once_where_names_overlap():
    words = read_words("Intellectual property law\nIntellectual property rights and a patent. Digital economy.")
    counts = count_names(build_lexicon(load_scheme()).find(words), words)
    assert counts["intellectual-property"] == 3
    assert counts["digital-economy"] == 1


def test_a_theme_that_is_named_in_passing_once_is_not_given():
    sport = "A striker scored twice in the cup final and the coach was happy. " * 6
    text = sport + "The sponsor is a digital economy firm."
    found = {one.theme for one in load_classifier().classify(text, [(0, len(sport)), (len(sport), len(text))]).themes}
    assert "digital-economy" not in found
    assert found & {"sport-events", "sport-disciplines"}


def test_a_threshold_of_one_leaves_only_what_is_plainly_named():
    strict = Classifier(load_classifier().lexicon, load_theme_model(), 1.0)
    text = "Intellectual property rules\nThe court heard of intellectual property and a patent."
    assert [one.theme for one in strict.classify(text, [(0, 27), (28, 83)]).themes] == ["intellectual-property"]


@given(st.integers(0, 400), st.integers(0, 400))
def test_evidence_of_a_long_sentence_is_cut_about_the_words_that_say_it(before, after):
    text = "lorem " * before + "intellectual property and intellectual property rights" + " ipsum" * after + "."
    strict = Classifier(load_classifier().lexicon, load_theme_model(), 1.0)
    for one in strict.classify(text, [(0, len(text))]).themes:
        quote = text[one.start : one.end]
        assert 0 < len(quote) <= LONGEST
        assert quote == quote.strip()
        assert one.theme != "intellectual-property" or "intellectual property" in quote
