"""Named entities read off the encoder: tags and spans, and who sets ``doc.ents`` of which pipeline."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from graph.core.config import ExtractSettings
from graph.extract.components.encoder import ReadWithEncoder
from graph.extract.encoder.entities import ONTONOTES, TAGS, spans_of, tags_of
from graph.extract.pipeline import load_pipeline

TEXT = "Fisheries Minister Mara Holt met\n\nBorealis Oil chief Tom Verne in Lyon on Monday for two hours."


@st.composite
def entities(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, str]]]:
    edges = sorted(draw(st.sets(st.integers(0, 40), max_size=12)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return 41, [(start, end, draw(st.sampled_from(ONTONOTES))) for start, end in pairs]


@given(entities())
def test_tags_tell_what_they_were_made_of(given_: tuple[int, list[tuple[int, int, str]]]) -> None:
    size, spans = given_
    assert list(spans_of(tags_of(spans, size).tolist())) == spans


@given(st.lists(st.integers(0, TAGS - 1), max_size=40))
def test_any_tags_give_spans_in_order_without_overlap(tags: list[int]) -> None:
    found = list(spans_of(tags))
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert [at for start, end, _ in found for at in range(start, end)] == [at for at, tag in enumerate(tags) if tag]


def test_the_encoder_finds_entities_and_the_model_s_recogniser_is_not_loaded() -> None:
    nlp = load_pipeline(ExtractSettings(), steps={"boundaries", "encoder"})
    assert "ner" not in nlp.pipe_names
    found = {span.text: span.label_ for span in nlp(TEXT).ents}
    assert found["Mara Holt"] == found["Tom Verne"] == "PERSON"
    assert found["Borealis Oil"] == "ORG"
    assert found["Lyon"] == "GPE"


def test_without_the_encoder_the_model_s_recogniser_stays() -> None:
    assert "ner" in load_pipeline(ExtractSettings(components={"encoder": ""})).pipe_names


def test_entities_that_a_component_before_has_set_stay() -> None:
    doc = spacy.blank("en")(TEXT)
    doc.ents = [Span(doc, 0, 2, label="POST")]
    assert [span.label_ for span in ReadWithEncoder("encoder")(doc).ents] == ["POST"]


@pytest.mark.parametrize("text", ["", " \n ", "Lyon\n", "\n\nLyon", "A \n B \n C"])
def test_white_space_never_begins_or_ends_an_entity(text: str) -> None:
    doc: Doc = ReadWithEncoder("encoder")(spacy.blank("en")(text))
    assert all(span.text == span.text.strip() for span in doc.ents)
