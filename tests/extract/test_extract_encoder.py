"""The trained encoder: pieces and windows, what it says of names and pairs, and that the same article gives the same."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from graph.core.config import ExtractSettings
from graph.core.types import Article
from graph.extract.encoder.blend import blend
from graph.extract.encoder.model import BEGIN, END, load_encoder
from graph.extract.encoder.pieces import MOST, OVERLAP, SHAPES, WINDOW, pieces, shape, windows
from graph.extract.encoder.units import CLASSES, LABELS, across, numbers
from graph.extract.pipeline import extract, load_pipeline
from graph.extract.relations.sentences import Sentence, Slot

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = "Fisheries Minister Mara Holt met Borealis Oil chief executive Tom Verne in Lyon on Monday."


@cache
def blank() -> Language:
    return spacy.blank("en")


@given(st.integers(0, 5000))
def test_windows_cover_every_piece_once_and_are_equally_long(size: int) -> None:
    found = list(windows(size))
    assert [at for _, _, start, end in found for at in range(start, end)] == list(range(size))
    assert len({end - start for start, end, _, _ in found}) <= 1
    for start, end, from_, to in found:
        assert 0 <= start <= from_ < to <= end <= size
        assert end - start <= WINDOW


def test_a_piece_has_context_on_both_sides_but_at_the_ends() -> None:
    found = list(windows(1000))
    for (start, end, from_, to), last in zip(found, [False] * (len(found) - 1) + [True], strict=True):
        assert start == 0 or from_ - start >= OVERLAP // 2
        assert last or end - to >= OVERLAP // 2


@pytest.mark.parametrize(
    ("word", "kind"),
    [("Hanoi", "X"), ("VNA", "A"), ("the", "x"), ("2019", "9"), ("McCain", "M"), ("A", "I"), ("5.2", "."), ("€", ".")],
)
def test_shapes(word: str, kind: str) -> None:
    assert SHAPES[shape(word)] == kind


def test_every_word_has_pieces_and_white_space_has_none() -> None:
    doc = blank()("Zolda's\n\n über-envoy \u200b😀 \u202eabc 漢字")
    found = pieces(doc)
    for token in doc:
        assert (found.last[token.i] > found.first[token.i]) != token.is_space or not token.text.strip("\u200b\u202e")
    assert len(found.ids) == len(found.shapes) == found.last.max()


def test_a_word_of_many_pieces_is_cut() -> None:
    assert len(pieces(blank()("x9q" * 30)).ids) <= MOST


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b"])
def test_a_text_without_words_is_not_encoded(text: str) -> None:
    nlp = load_pipeline(ExtractSettings())
    assert extract(nlp, Article("a", "", text)).mentions == ()


def test_scores_have_the_shapes_that_the_heads_promise() -> None:
    doc = blank()(TEXT)
    view = load_encoder()(doc)
    assert view is not None
    assert view.states.shape == (len(view.pieces.ids), 384)
    assert view.names([(2, 4), (5, 7)]).shape == (2, len(CLASSES))
    pair = numbers(Slot(0, 2, 4, 3, "official"), Slot(1, 5, 7, 6, "company"), apart=False)
    assert view.pairs([pair]).shape == (1, len(LABELS))
    assert view.names([]).shape == (0, len(CLASSES))


def test_the_encoder_tells_what_names_are() -> None:
    doc = blank()(TEXT)
    view = load_encoder()(doc)
    assert view is not None
    at = {doc[start:end].text: (start, end) for start in range(len(doc)) for end in (start + 1, start + 2)}
    wanted = {"Mara Holt": "official", "Borealis Oil": "company", "Lyon": "place", "on": "none"}
    found = view.names([at[name] for name in wanted]).argmax(1)
    assert dict(zip(wanted, (CLASSES[kind] for kind in found), strict=True)) == wanted


def test_a_window_is_read_by_itself() -> None:
    """What stands in other windows changes no bit of a piece's state."""
    encoder, doc = load_encoder(), blank()(" ".join([TEXT] * 60))
    whole = encoder(doc)
    assert whole is not None
    start, end, from_, to = list(windows(len(whole.pieces.ids)))[1]
    ids, shapes = (np.pad(row[start:end], 1).astype(np.int64) for row in (whole.pieces.ids, whole.pieces.shapes))
    ids[0], ids[-1] = BEGIN, END
    alone = encoder.session.run(None, {"ids": ids[None], "shapes": shapes[None]})[0][0]
    assert np.array_equal(alone[1 + from_ - start : 1 + to - start], whole.states[from_:to])


def test_two_opinions_are_weighed() -> None:
    sure, other = [[0.9, 0.1]], np.array([[0.0, 5.0]])
    assert blend(sure, other, (1.0, 0.0)) == [[0.9, 0.1]]
    assert blend(sure, other, (0.0, 1.0))[0][1] > 0.99
    both = blend(sure, other, (0.5, 0.5))[0]
    assert 0.1 < both[1] < 0.99
    assert sum(both) == pytest.approx(1)


def test_a_zero_of_one_opinion_is_no_veto() -> None:
    assert blend([[1.0, 0.0]], np.array([[0.0, 12.0]]), (0.5, 0.5))[0][1] > 0.1


def test_pairs_of_two_sentences_are_near_and_of_two_things() -> None:
    doc = blank()("Acme grew . Mara Holt leads it")
    first = Sentence(doc, 0, 3, [Slot(0, 0, 1, 0, "company")], parsed=False)
    slots = [Slot(1, 3, 5, 4, "person"), Slot(0, 6, 7, 6, "company", anaphor=True)]
    assert [(a.mention, b.mention) for a, b in across(first, Sentence(doc, 3, 7, slots, parsed=False))] == [(0, 1)]


def test_extraction_works_without_the_encoder() -> None:
    settings = ExtractSettings(components={"encoder": ""})
    found = extract(load_pipeline(settings), Article("a", "", TEXT))
    assert {"Mara Holt", "Lyon"} <= {mention.text for mention in found.mentions}
