"""What an article says comes back from the store as it went in, every field of it."""

from dataclasses import fields, replace
from typing import Any

import pytest

from graph.core.types import Article, Claim, Extraction, Mention, ThemeTag
from graph.store.columns import EXTRACTIONS, Rows, extraction
from graph.store.memory import article_key

TEXT = "Ann Lee has led the Reef Trust since 2019."
ARTICLE = Article("a", "", TEXT)
ANN, TRUST = Mention("a", 0, 7, "Ann Lee", "official", 0.75), Mention("a", 20, 30, "Reef Trust", "organization", 0.5)
CLAIM = Claim("a", "holds_position", ANN, TRUST, 0, 42, "leader", "former", 0.25, valid_from="2019", valid_to="2020-05")
TAG = ThemeTag("a", "fisheries", 0.5, 0, 7, TRUST)


def through(value: Extraction) -> Extraction:
    return extraction(Rows(EXTRACTIONS.pack([("other", Extraction("b")), ("key", value)])), 1, ARTICLE)


@pytest.mark.parametrize(
    "value",
    [
        Extraction("a"),
        Extraction("a", (ANN, TRUST), ((0,), (1,)), (CLAIM,), (TAG,)),
        Extraction(
            "a",
            (ANN, TRUST),
            ((0, 1),),
            (CLAIM, replace(CLAIM, valid_from=None, valid_to=None)),
            (replace(TAG, mention=None),),
        ),
    ],
)
def test_what_went_in_comes_out(value: Extraction) -> None:
    assert through(value) == value


def test_a_corrected_date_is_read_anew() -> None:
    """Dates of facts are worked out from the article's: "on Tuesday"."""
    dated = replace(ARTICLE, published="2024-03-05")
    assert len({article_key(one) for one in (ARTICLE, dated, replace(dated, published="2024-03-12"))}) == 3
    assert article_key(replace(dated, id="b", title="x", url="https://a.example/")) == article_key(dated)


@pytest.mark.parametrize("kind", [Claim, Mention, ThemeTag])
def test_the_values_above_have_no_field_at_its_default(kind: Any) -> None:
    """A field added to a type must be added to the columns, and to the values here, or this fails."""
    value = {Claim: CLAIM, Mention: ANN, ThemeTag: TAG}[kind]
    assert [one.name for one in fields(kind) if getattr(value, one.name) == one.default] == []
