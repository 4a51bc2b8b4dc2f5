"""Words with offsets, phrases of the lexicon, features of the classifier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.themes.lexicon import NAME, TERM, build_lexicon
from graph.extract.themes.scheme import load_scheme
from graph.extract.themes.words import BREAK, count_features, features, phrase, read_words, stem


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Policies", "policy"),
        ("taxes", "tax"),
        ("classes", "class"),
        ("banks", "bank"),
        ("crisis", "crisis"),
        ("virus", "virus"),
        ("press", "press"),
        ("gas", "gas"),
        ("Series", "sery"),
        ("ties", "tie"),
    ],
)
def test_stem(word, expected):
    assert stem(word) == expected
    assert stem(expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Patents, copyrights", ("patent", "copyright")),
        ("women's rights", ("women", "right")),
        ("Covid-19", ("covid", "19")),
        ("…", ()),
    ],
)
def test_phrase(text, expected):
    assert phrase(text) == expected


@given(st.text(max_size=200))
def test_words_lie_where_they_say(text):
    words = read_words(text)
    assert len(words.stems) == len(words.starts) == len(words.ends)
    assert all(a < b for a, b in zip(words.starts, words.ends, strict=True))
    assert all(a <= b for a, b in zip(words.ends, words.starts[1:], strict=False))
    for one, start, end in zip(words.stems, words.starts, words.ends, strict=True):
        assert one == (stem(text[start:end]) if text[start].isalnum() else BREAK)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tax cuts agreed\nMPs voted.", 3),
        ("  \n Tax cuts agreed\n\nMPs voted.", 3),
        ("MPs voted on tax cuts.", 0),
        ("Tax cuts agreed\n \n", 0),
        ("word " * 26 + "\nMore.", 0),
        ("", 0),
    ],
)
def test_the_headline(text, expected):
    words = read_words(text)
    assert sum(one != BREAK for one in words.stems[: words.title]) == expected


def test_features_pair_neighbours_within_a_sentence_and_the_headline_counts_twice():
    words = read_words("Tax cuts\nThe tax on oil. Gas is out.")
    assert count_features(features(words), words) == {"tax": 3, "cut": 2, "tax cut": 2, "oil": 1, "gas": 1}


def test_the_lexicon_finds_names_and_terms_where_they_stand():
    text = "New laws protect Intellectual Properties, not sentences. Intellectual. Property"
    words = read_words(text)
    found = {
        (text[words.starts[hit.start] : words.ends[hit.end - 1]], hit.phrase.themes["intellectual-property"])
        for hit in build_lexicon(load_scheme()).find(words)
        if "intellectual-property" in hit.phrase.themes
    }
    assert found == {("Intellectual Properties", NAME)}
    piracy = next(hit for hit in build_lexicon(load_scheme()).find(read_words("pirated films")))
    assert piracy.phrase.themes["intellectual-property"] == TERM
