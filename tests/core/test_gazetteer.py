"""Places under the names that news gives them."""

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.core.gazetteer import country_name, demonym, find_place

FOUND = [
    ("UK", "United Kingdom", "country", "GB"),
    ("U.S.", "United States", "country", "US"),
    ("Britain", "United Kingdom", "country", "GB"),
    ("Russia", "Russia", "country", "RU"),
    ("South Korea", "South Korea", "country", "KR"),
    ("the Netherlands", "Netherlands", "country", "NL"),
    ("Malaysia's", "Malaysia", "country", "MY"),
    ("Malaysia’s", "Malaysia", "country", "MY"),
    ("Türkiye", "Turkey", "country", "TR"),
    ("Kosovo", "Kosovo", "country", "XK"),
    ("Georgia", "Georgia", "country", "GE"),
    ("England", "England", "subdivision", "GB"),
    ("Bavaria", "Bavaria", "subdivision", "DE"),
    ("Bayern", "Bavaria", "subdivision", "DE"),
    ("North Rhine-Westphalia", "North Rhine-Westphalia", "subdivision", "DE"),
    ("Johor", "Johor", "subdivision", "MY"),
    ("PENANG", "Penang", "subdivision", "MY"),
    ("Selangor", "Selangor", "subdivision", "MY"),
    ("California", "California", "subdivision", "US"),
    ("Southeast Asia", "South-East Asia", "region", None),
    ("euro zone", "Eurozone", "region", None),
    ("the Middle East", "Middle East", "region", None),
    ("KUALA LUMPUR", "Kuala Lumpur", "city", "MY"),
    ("KL", "Kuala Lumpur", "city", "MY"),
    ("Johor Baru", "Johor Bahru", "city", "MY"),
    ("Cologne", "Cologne", "city", "DE"),
    ("New York", "New York City", "city", "US"),
    ("Washington, D.C.", "Washington", "city", "US"),
    ("Hanoi", "Hanoi", "city", "VN"),
    ("Hue", "Huế", "city", "VN"),
]


@pytest.mark.parametrize(("name", "usual", "kind", "country"), FOUND)
def test_found(name: str, usual: str, kind: str, country: str | None) -> None:
    place = find_place(name)
    assert place is not None
    assert (place.name, place.kind, place.country) == (usual, kind, country)


@pytest.mark.parametrize(
    "name", ["us", "Us", "kl", "hanoi", "Reading", "Clinton", "Most", "BAM", "Nowhereton", "", "  ", "-", "the"]
)
def test_not_found(name: str) -> None:
    assert find_place(name) is None


DEMONYMS = [
    ("Malaysian", "MY"),
    ("Swedes", "SE"),
    ("South Korean", "KR"),
    ("Burkinabé", "BF"),
    ("German's", "DE"),
    ("polish", None),
    ("EU", None),
    ("", None),
]


@pytest.mark.parametrize(("word", "code"), DEMONYMS)
def test_demonym(word: str, code: str | None) -> None:
    assert demonym(word) == code


def test_every_country_is_found_under_its_short_name() -> None:
    missed = [
        code
        for code in (row.alpha_2 for row in pycountry.countries)
        if getattr(find_place(country_name(code)), "country", "") != code
    ]
    assert missed == []


def test_a_city_has_the_population_geonames_gives() -> None:
    cologne = find_place("Cologne")
    assert cologne is not None
    assert cologne.population > 900_000


def test_unknown_country_code() -> None:
    with pytest.raises(KeyError, match="QQ"):
        country_name("qq")


@given(st.text(max_size=20))
def test_a_place_found_is_found_under_its_own_name(name: str) -> None:
    place = find_place(name)
    assert place is None or find_place(place.name) == place
