"""Which names chain together, as a truth table, and what type a chain gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.core.names import normalise
from graph.extract.components.coreference import agreed
from graph.extract.coreference import link
from graph.extract.coreference.link import chain
from graph.extract.coreference.rules import SIEVE, Name, Rule


def names(text: str, *found: tuple[str, str]) -> list[Name]:
    """Names at their places in a text, in order of the text."""
    made, at = [], 0
    for words, kind in found:
        at = text.index(words, at)
        made.append(Name(words, normalise(words), kind, at, at + len(words)))
        at += len(words)
    return made


@pytest.mark.parametrize(
    ("long", "short", "kind", "same"),
    [
        ("Lena Marsh", "Marsh", "person", True),
        ("Lena Marsh", "Lena", "person", True),
        ("Lena Marsh", "Ms Marsh", "person", True),
        ("Lena Marsh", "Tom Marsh", "person", False),
        ("Marsh", "Lena Ford", "person", False),
        ("Coral Fisheries Board", "CFB", "government_body", True),
        ("Coral Fisheries Board", "XYZ", "government_body", False),
        ("Harvest Party", "Harvest", "organization", True),
        ("Harvest Party", "Party", "organization", False),
        ("Meridian Holdings Bhd", "Meridian Holdings", "company", True),
        ("Finance Ministry", "Ministry of Finance", "ministry", True),
        ("US Congress", "Congress", "government_body", True),
        ("Coral Congress", "Congress", "government_body", False),
        ("conference in Hanoi", "conference", "event", True),
        ("Coastal Bill", "Inland Bill", "instrument", False),
        ("Petrel Resources", "Petrel", "company", True),
        ("Tarn Evening Radio", "TARN", "company", False),
        ("Coral Parliament Trade Commission", "Coral Parliament", "government_body", False),
        ("Northern Defence Ministry", "Defence Ministry", "ministry", True),
        ("Royal Harvest Guild", "Harvest Guild", "organization", True),
        ("Petrel Clean Water Plan", "Petrel", "instrument", False),
        ("United States", "American", "place", True),
        ("United States", "British", "place", False),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_two_names_are_one_thing(long: str, short: str, kind: str, same: bool, order: int) -> None:
    text = " met ".join((long, short)[::order])
    found = names(text, *[(words, kind) for words in (long, short)[::order]])
    assert (len(chain(found, text)) == 1) is same


def test_a_name_in_brackets_is_the_short_form_of_the_one_before() -> None:
    text = "the Office for Better Seas (OBSEA) said"
    assert chain(names(text, ("Office for Better Seas", "government_body"), ("OBSEA", "government_body")), text) == [
        [0, 1]
    ]


def test_the_agency_of_a_dateline_is_no_short_form() -> None:
    text = "KNA Kelmara Nurses Association"
    agency, union = names(text, ("KNA", "company"), ("Kelmara Nurses Association", "organization"))
    signed = Name(agency.text, agency.key, agency.type, agency.start, agency.end, signed=True)
    assert chain([agency, union], text) == [[0, 1]]
    assert chain([signed, union], text) == [[0], [1]]


def test_a_bare_surname_follows_the_nearest_bearer_before_it() -> None:
    text = "Tom Marsh left. Lena Marsh came. Marsh spoke."
    found = names(text, ("Tom Marsh", "person"), ("Lena Marsh", "person"), ("Marsh", "person"))
    assert chain(found, text) == [[0], [1, 2]]


def test_types_that_cannot_name_one_thing_stay_apart() -> None:
    text = "Lena Marsh of Marsh"
    assert chain(names(text, ("Lena Marsh", "person"), ("Marsh", "company")), text) == [[0], [1]]


def test_an_unsure_short_form_follows_the_long_one() -> None:
    text = "Lena Marsh said. Marsh left."
    long, short = names(text, ("Lena Marsh", "person"), ("Marsh", "company"))
    unsure = Name(short.text, short.key, short.type, short.start, short.end, {"company": 0.5, "person": 0.4})
    assert chain([long, unsure], text) == [[0, 1]]


@given(
    st.lists(st.sampled_from(["Lena Marsh", "Marsh", "CFB", "Coral Fisheries Board", "Tom Marsh", "US"]), max_size=12)
)
def test_every_mention_is_in_exactly_one_chain(words: list[str]) -> None:
    text = ". ".join(words)
    found = names(text, *[(word, "person" if "Marsh" in word else "organization") for word in words])
    chains = chain(found, text)
    assert sorted(at for members in chains for at in members) == list(range(len(words)))
    assert [members[0] for members in chains] == sorted(members[0] for members in chains)


def test_a_chain_has_the_likeliest_type_of_its_names_together() -> None:
    sure = Name("Premier Lena Marsh", "premier lena marsh", "official", 0, 1, {"official": 0.9, "person": 0.1})
    doubtful = Name("Marsh", "marsh", "person", 2, 3, {"official": 0.4, "person": 0.6})
    assert agreed([sure, doubtful, doubtful]) == "official"


def test_a_piece_of_two_names_stays_apart() -> None:
    text = "Petrel Resources and Petrel Foods are owned by Petrel."
    found = names(text, ("Petrel Resources", "company"), ("Petrel Foods", "company"), ("Petrel", "company"))
    assert chain(found, text) == [[0], [1], [2]]


def test_a_short_form_in_brackets_follows_the_whole_name_whatever_lies_inside_it() -> None:
    text = "The Coral Health Department (JKNS) spoke."
    whole, short = names(text, ("Coral Health Department", "government_body"), ("JKNS", "government_body"))
    place = Name("Coral", "coral", "place", whole.start, whole.start + 5)
    assert chain([whole, place, short], text) == [[0, 2], [1]]


def test_only_names_that_share_something_are_compared(monkeypatch):
    """An article of thousands of names must not take millions of comparisons."""
    compared = []
    rules = [
        Rule(lambda long, short, fits=rule.fits: compared.append(short) or fits(long, short), rule.long, rule.short)
        for rule in SIEVE
    ]
    monkeypatch.setattr(link, "SIEVE", rules)
    letters = "abcdefghijklmnop"
    words = [f"{a.upper()}{b}{c}on" for a in letters for b in letters for c in letters][:2000]
    names = [_name(f"{word} Holdings", at * 20, "company") for at, word in enumerate(words)]
    assert len(link.chain([*names, _name("Aaaon", 50000, "company")], "")) == 2000
    assert len(compared) < 20 * len(names)


def _name(text, start, kind):
    return Name(text, normalise(text) or text.lower(), kind, start, start + len(text))
