"""What spaCy's steps remember is what they find without."""

from pathlib import Path

import pytest
import spacy

from graph.core.config import ExtractSettings
from graph.core.types import Article
from graph.extract.memory import WHOLE, Lemmas, remember
from graph.extract.parse import parse
from graph.extract.pipeline import load_pipeline

ARCHIVE = Path(__file__).parents[2] / "examples/archive"
TEXT = (
    "She found that they had found better ministries. Founding one was worse; the saws saw the geese.\n\n"
    "There's none: there are two, he gets what I got. What does it do? It'd do.  \t They're meeting on 12 May."
)


@pytest.fixture(scope="module")
def pipelines():
    return spacy.load(ExtractSettings().model), load_pipeline(ExtractSettings(), steps=set())


def row(token):
    return token.text, token.tag_, token.pos_, str(token.morph), token.lemma_, token.dep_


@pytest.mark.parametrize(
    "text", [TEXT, "", " \n ", *(path.read_text("utf-8") for path in sorted(ARCHIVE.glob("*.txt"))[:3])]
)
def test_tokens_are_those_of_the_pipeline_alone(pipelines, text):
    plain, ours = pipelines
    wanted = [row(token) for token in plain(text)]
    assert [row(token) for token in parse(ours, Article("a", "", text))] == wanted
    assert [row(token) for token in parse(ours, Article("a", "", text))] == wanted  # now from memory
    assert [row(token) for token in ours(text)] == wanted


class Asked:
    """Stands for a rule lemmatizer, whose lemmas are parts of speech."""

    overwrite = False

    def __init__(self):
        self.asked = []

    def rule_lemmatize(self, token):
        self.asked.append(token.pos_)
        return [token.pos_, "other"]


def test_a_word_is_asked_for_once_for_each_way_it_is_used():
    doc = spacy.blank("en")("saw saw saw")
    doc[0].pos_, doc[1].pos_, doc[2].pos_ = "NOUN", "VERB", "VERB"
    lemmatizer = Asked()
    assert [token.lemma_ for token in Lemmas(lemmatizer)(doc)] == ["NOUN", "VERB", "VERB"]
    assert lemmatizer.asked == ["NOUN", "VERB"]


def test_a_lemma_that_is_set_stays_unless_all_are_set_anew():
    doc = spacy.blank("en")("saw saw")
    doc[0].lemma_ = "see"
    lemmatizer = Asked()
    assert [token.lemma_ for token in Lemmas(lemmatizer)(doc)] == ["see", ""]
    lemmatizer.overwrite = True
    doc[0].pos_ = "VERB"
    assert [token.lemma_ for token in Lemmas(lemmatizer)(doc)] == ["VERB", ""]


def test_the_later_of_two_patterns_has_the_last_word_a_longer_one_too():
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "rain"}]], {"POS": "NOUN"})
    ruler.add([[{"LOWER": "will"}, {"LOWER": "rain"}], [{"LOWER": "to"}, {"LOWER": "rain"}]], {"POS": "VERB"}, index=1)
    ruler.add([[{"LOWER": {"IN": ["may", "will"]}}]], {"POS": "AUX", "LEMMA": "will"})
    wanted = [(token.pos_, token.lemma_) for token in nlp("Rain will rain , to rain may rain")]
    remember(nlp)
    assert [(token.pos_, token.lemma_) for token in nlp("Rain will rain , to rain may rain")] == wanted
    assert [pos for pos, _ in wanted] == ["NOUN", "AUX", "VERB", "", "", "VERB", "AUX", "NOUN"]


def test_a_ruler_that_looks_at_more_is_left_alone():
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"TEXT": {"REGEX": "^r"}}]], {"POS": "NOUN"})
    remember(nlp)
    assert [token.pos_ for token in nlp("rain falls")] == ["NOUN", ""]


def test_a_lemmatizer_by_table_is_left_alone():
    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    remember(nlp)
    assert not hasattr(nlp.get_pipe("lemmatizer"), WHOLE)
