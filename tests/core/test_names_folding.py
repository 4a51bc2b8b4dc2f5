"""Folding to plain words."""

import pytest

from graph.core.folding import fold, fold_words, read_table


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Đặng Straße", "dang strasse"), ("ŁÓDŹ", "lodz"), ("Ørsted", "orsted"), ("ﬁn", "fin"), ("", "")],
)
def test_fold(name: str, expected: str) -> None:
    assert fold(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The U.S. Women’s Food & Drink Co.", ["the", "us", "women", "food", "and", "drink", "co"]),
        ("M. Saravanan a/l Raman", ["m", "saravanan", "al", "raman"]),
        ("Multi-Media", ["multi", "media"]),
        ("O'Neill", ["oneill"]),
        ("...", []),
    ],
)
def test_fold_words(name: str, expected: list[str]) -> None:
    assert fold_words(name) == expected


@pytest.mark.parametrize("table", ["titles", "legal_suffixes"])
def test_entries_of_word_lists_are_distinct(table: str) -> None:
    for name, words in read_table(table).items():
        assert len(words) == len(set(words)), name
