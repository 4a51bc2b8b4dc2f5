"""Sentences never cross the parts of an article."""

import spacy

from graph.core.types import Article, Part
from graph.extract.components.boundaries import make_boundaries


def starts(text: str, parts: tuple[Part, ...] = ()) -> list[str]:
    nlp = spacy.blank("en")
    doc = nlp.make_doc(text)
    doc._.article = Article("a", "", text, parts=parts)
    doc = make_boundaries(nlp, "boundaries")(doc)
    return [token.text for token in doc if token.is_sent_start]


def test_a_line_starts_a_sentence() -> None:
    assert starts("Ministry renamed\nThe cabinet met.\n\nIt rained.") == ["Ministry", "The", "It"]


def test_a_part_starts_a_sentence() -> None:
    text = "Belhaven The cabinet met."
    assert starts(text, (Part("place", 0, 8), Part("body", 9, 25))) == ["Belhaven", "The"]


def test_other_tokens_are_left_to_the_parser() -> None:
    nlp = spacy.blank("en")
    doc = nlp.make_doc("One. Two.")
    doc = make_boundaries(nlp, "boundaries")(doc)
    assert doc[2].is_sent_start is None or doc[2].is_sent_start is False
