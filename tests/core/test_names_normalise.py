"""Keys of names: titles, legal forms, word order of ministries, folding."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.core.names import normalise, strip_titles

TITLES = [
    ("Datuk Seri Dr. Amin Baki", "Amin Baki"),
    ("Lt. Gen. Mohd Alias", "Mohd Alias"),
    ("Lt-Gen Otto Vale", "Otto Vale"),
    ("The Rt Hon. Ann Lee", "Ann Lee"),
    ("Dato' Sri Nazri", "Nazri"),
    ("Deputy Prime Minister Ann Lee", "Ann Lee"),
    ("former President Ann Lee", "Ann Lee"),
    ("Prof", "Prof"),
    ("Dr Sir", "Sir"),
    ("Pope Linus", "Pope Linus"),
    ("King Otto II", "Otto II"),
    ("Duke of Vale", "Duke of Vale"),
    ("Prince of Vale", "Prince of Vale"),
    ("Prime Minister's Department", "Prime Minister's Department"),
    ("Conservative leader Ann Lee", "Ann Lee"),
    ("Kelora Trade and Roads Minister Sir Otto Vale", "Otto Vale"),
    ("Kelora ex-president Vale", "Vale"),
    ("President of Kelora", "President of Kelora"),
    ("Minister's Ann Lee", "Minister's Ann Lee"),
    ("Ann Lee", "Ann Lee"),
    ("", ""),
]

SAME = [
    ("Finance Ministry", "the Ministry for Finance"),
    ("Ministry of Culture, Sports & Tourism", "Culture, Sports and Tourism Ministry"),
    ("Ministry of the Interior", "Interior Ministry"),
    ("Ministry of Foreign Affairs", "Foreign Ministry"),
    ("Department of Justice", "Justice Department"),
    ("Office of the Attorney General", "Attorney-General's Office"),
    ("German Ministry of Defense", "German Defence Ministry"),
    ("Varo Foods Sdn. Bhd.", "Varo Foods"),
    ("Varo A/S", "VARO AS"),
    ("PT Varo Energi Tbk", "Varo Energi"),
    ("World Trade Organization", "World Trade Organisation"),
    ("Tan Sri Noor Amin", "Noor Amin"),
    ("U.S.", "US"),
    ("Malaysia's", "Malaysia’s"),
    ("Françoise Đinh", "Francoise Dinh"),
    ("AT&T", "AT and T"),
]

DIFFERENT = [
    ("General Motors", "Motors"),
    ("Premier League", "League"),
    ("Finance Ministry", "Finance Department"),
    ("Ministry of Health", "Ministry of Higher Education"),
    ("German Finance Ministry", "Finance Ministry"),
]


@pytest.mark.parametrize(("name", "expected"), TITLES)
def test_strip_titles(name: str, expected: str) -> None:
    assert strip_titles(name) == expected


@pytest.mark.parametrize(("a", "b"), SAME)
def test_spellings_of_one_name_share_a_key(a: str, b: str) -> None:
    assert normalise(a) == normalise(b)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_different_names_keep_different_keys(a: str, b: str) -> None:
    assert normalise(a) != normalise(b)


WORDS = st.sampled_from(
    ["Ministry", "of", "for", "the", "Dr", "Sdn", "Bhd", "Finance", "PT", "Co", "AG", "'s", "U.S.", "Affairs", "&"]
)
NAMES = st.one_of(st.text(max_size=30), st.lists(WORDS, max_size=8).map(" ".join))


@given(NAMES)
@example("Ministry of Ministry of Finance")
@example("Office for Office of Co")
def test_normalising_twice_changes_nothing(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)


@given(NAMES)
def test_a_name_with_a_letter_or_digit_has_a_key(name: str) -> None:
    if any(c.isalnum() for c in name):
        assert normalise(name)


@given(NAMES)
def test_stripping_titles_keeps_the_last_word(name: str) -> None:
    words = name.split()
    assert strip_titles(name).split()[-1:] == words[-1:]
    assert strip_titles(strip_titles(name)) == strip_titles(name)
