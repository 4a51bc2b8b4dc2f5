"""Countries in names, countries of articles, general names."""

import pytest
from resolve_builders import story

from graph.core.types import Article, Part
from graph.resolve.countries import Countries, learn_countries
from graph.resolve.generic import has_year, is_generic
from graph.resolve.jurisdiction import article_jurisdiction

IN_NAMES = [
    ("German Foreign Ministry", "DE", "Foreign Ministry"),
    ("Malaysia's Ministry of Health", "MY", "Ministry of Health"),
    ("Ministry of Health Malaysia", "MY", "Ministry of Health"),
    ("Central Bank of Nigeria", "NG", "Central Bank"),
    ("Ministry of Health of South Korea", "KR", "Ministry of Health"),
    ("Embassy of the United States", "US", "Embassy"),
    ("Malaysia", "MY", ""),
    ("Bank Negara", None, "Bank Negara"),
    ("Bavarian Parliament", None, "Bavarian Parliament"),
    ("", None, ""),
]


@pytest.mark.parametrize(("name", "code", "rest"), IN_NAMES)
def test_country_in_a_name(name: str, code: str | None, rest: str) -> None:
    assert Countries().country_in(name) == (code, rest)


ARTICLES = [
    ("Paris and Lyon cheered. France won against Spain.", "FR"),
    ("German and French ministers met.", None),
    ("One German spoke.", None),
    ("Nobody spoke.", None),
    ("The New York court and the US Senate agreed with China.", "US"),
]


@pytest.mark.parametrize(("text", "code"), ARTICLES)
def test_country_of_an_article(text: str, code: str | None) -> None:
    assert article_jurisdiction(Article("a", "", text), Countries()) == code


def test_the_dateline_decides() -> None:
    article = Article("a", "", "IPOH - Germany, Germany, Germany.", parts=(Part("place", 0, 4), Part("body", 7, 33)))
    assert article_jurisdiction(article, Countries()) == "MY"


def test_one_vote_is_enough_for_a_learnt_country() -> None:
    known = Countries({"kelmora": "kelmora", "kelmoran": "kelmora"})
    assert article_jurisdiction(Article("a", "", "Kelmoran banks rose."), known) == "kelmora"
    assert article_jurisdiction(Article("a", "", "Kelmoran and German banks rose."), known) is None


def test_names_of_people_do_not_vote() -> None:
    article, extraction = story("a", "[person:1 Paris Lee] and [person:1 Paris] met a Malaysian and a Malaysian.")
    assert article_jurisdiction(article, Countries(), extraction.mentions) == "MY"
    assert article_jurisdiction(article, Countries()) is None


def test_small_towns_have_a_dateline_but_no_vote() -> None:
    known = Countries()
    assert (known.lies_in("Ramallah"), known.lies_in("Ramallah", smallest=100_000)) == ("PS", None)


def test_a_country_is_learnt_from_two_articles_and_an_adjective() -> None:
    first = story("a", "Otavia | In [place:1 Kelmora] Kelmorans rejoice.")
    second = story("b", "[place:1 Kelmora] and [place:2 Sandrin]")
    known = learn_countries([first, second])
    assert known.country_in("Kelmoran Foreign Ministry") == ("kelmora", "Foreign Ministry")
    assert known.lies_in("Otavia") == "kelmora"
    assert known.lies_in("Sandrin") is None
    assert learn_countries([first]).country_in("Kelmoran Foreign Ministry")[0] is None


def test_no_region_is_learnt_as_a_country() -> None:
    stories = [story(id_, "[place:1 Europe] and European ways") for id_ in "ab"]
    assert learn_countries(stories).country_in("European Union")[0] is None


@pytest.mark.parametrize(
    ("key", "happening", "expected"),
    [
        ("supreme court", False, True),
        ("coral affairs ministry", False, True),
        ("central bank", False, True),
        ("kelora health trust", False, False),
        ("general election", True, True),
        ("4th annual conference 2031", True, True),
        ("coral roads conference", True, False),
    ],
)
def test_general_names(key: str, happening: bool, expected: bool) -> None:
    assert is_generic(key, happening=happening) is expected


@pytest.mark.parametrize(
    ("key", "expected"), [("budget 2031", True), ("route 66", False), ("covid 19", False), ("plan 12031", False)]
)
def test_years(key: str, expected: bool) -> None:
    assert has_year(key) is expected
