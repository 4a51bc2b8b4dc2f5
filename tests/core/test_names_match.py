"""Acronyms of full names and short forms of people's names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.core.names import acronyms, is_acronym_of, looks_like_acronym, normalise, person_key, same_person

ACRONYMS = [
    ("MOF", "Ministry of Finance"),
    ("MoHE", "Ministry of Higher Education"),
    ("MOHE", "Ministry of Higher Education"),
    ("VarCham", "Varonian Chamber of Trade in Otava"),
    ("V.U.", "Varonian Union"),
    ("MACC", "Malaysian Anti-Corruption Commission"),
    ("OSCE", "Organization for Security and Co-operation in Europe"),
    ("ICTY", "International Criminal Tribunal for the former Yugoslavia"),
    ("ECOWAS", "Economic Community of West African States"),
    ("UKIP", "UK Independence Party"),
    ("VNB", "Varo Nasional Bhd"),
    ("MoU", "memorandum of understanding"),
]
NO_ACRONYMS = [
    ("MOF", "Ministry of Foreign Trade"),
    ("VarCham", "Varonian Chemical Champions League"),
    ("VU", "Varonian Unity League"),
    ("Varo", "Varonian Authority for Roads"),
    ("AB", "Abu"),
    ("EU", "Ministry of Finance"),
    ("", "European Union"),
]
PEOPLE = [
    ("Saravanan", "Datuk Seri M. Saravanan", True),
    ("Dr Mahathir", "Mahathir Mohamad", True),
    ("Anwar", "Anwar bin Ibrahim", True),
    ("Anwar bin Ibrahim", "Anwar Ibrahim", True),
    ("Hoa", "Nguyen Phuong Hoa", True),
    ("J. Smith", "John Smith", True),
    ("John Smith", "John A. Smith", True),
    ("Mohd Alias", "Mohammad Alias", True),
    ("S. Raman a/l Kumar", "Raman Kumar", True),
    ("Otto Vale", "Ann Vale", False),
    ("Otto Vale", "Otto Vale Jr", False),
    ("Muhammad", "Muhammad Alias", False),
    ("J. S.", "John Smith", False),
    ("Tan", "Tan Sri Lim", False),
    ("", "Ann Lee", False),
]


@pytest.mark.parametrize(("short", "long"), ACRONYMS)
def test_acronym(short: str, long: str) -> None:
    assert is_acronym_of(short, long)


@pytest.mark.parametrize(("short", "long"), NO_ACRONYMS)
def test_no_acronym(short: str, long: str) -> None:
    assert not is_acronym_of(short, long)


@pytest.mark.parametrize(("a", "b", "same"), PEOPLE)
def test_same_person_either_way_round(a: str, b: str, same: bool) -> None:
    assert same_person(a, b) is same
    assert same_person(b, a) is same


@pytest.mark.parametrize(
    ("name", "expected"), [("MoHE", True), ("U.N.", True), ("Netflix", False), ("A", False), ("iOS", False)]
)
def test_looks_like_acronym(name: str, expected: bool) -> None:
    assert looks_like_acronym(name) is expected


@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,6}", fullmatch=True), min_size=2, max_size=6))
def test_plain_initials_are_an_acronym_and_a_key(words: list[str]) -> None:
    initials = "".join(word[0] for word in words)
    assert is_acronym_of(initials, " ".join(words))
    assert normalise(initials) in acronyms(" ".join(words)) or any(word.casefold() in UNSAID for word in words)


UNSAID = {
    "and",
    "the",
    "for",
    "from",
    "und",
    "mit",
    "dan",
    "des",
    "with",
    "bhd",
    "berhad",
    "sdn",
    "pte",
    "pty",
    "ltd",
    "plc",
    "inc",
    "corp",
    "tbk",
}


@given(st.text(max_size=20))
def test_everyone_is_the_same_person_as_oneself(name: str) -> None:
    assert same_person(name, name) is bool(person_key(name))
