"""Which post a role names, and whether one person holds it at a time."""

import doctest

import pytest

from graph.core import posts
from graph.core.posts import portfolio_of, post_of


def test_docstrings_hold():
    assert doctest.testmod(posts).failed == 0


@pytest.mark.parametrize(
    ("role", "kind", "name", "single"),
    [
        ("Finance Minister", "place", "finance minister", True),
        ("Minister of Finance", "place", "finance minister", True),
        ("minister for health", "ministry", "health minister", True),
        ("Minister of Culture, Sports and Tourism", "place", "culture sports and tourism minister", True),
        ("minister", "ministry", "minister", True),
        ("minister", "place", "minister", False),
        ("deputy finance minister", "place", "deputy finance minister", False),
        ("Deputy Minister of Health", "ministry", "deputy minister of health", False),
        ("minister of state", "place", "state minister", False),
        ("shadow home secretary", "place", "shadow home secretary", False),
        ("Minister in the Prime Minister's Department", "place", "minister in prime minister department", False),
        ("Prime Minister", "place", "prime minister", True),
        ("PM", "place", "prime minister", True),
        ("deputy prime minister", "place", "deputy prime minister", False),
        ("Secretary of State", "place", "secretary of state", True),
        ("Secretary of State for Health", "place", "health secretary", True),
        ("home secretary", "place", "home secretary", True),
        ("press secretary", "place", "press secretary", False),
        ("private secretary", "ministry", "private secretary", False),
        ("permanent secretary", "ministry", "permanent secretary", True),
        ("president", "place", "president", True),
        ("president", "organization", "president", True),
        ("president", "company", "president", False),
        ("vice president", "place", "vice president", False),
        ("governor", "government_body", "governor", True),
        ("governor", "company", "governor", False),
        ("deputy governor", "government_body", "deputy governor", False),
        ("CEO", "company", "chief executive", True),
        ("Chief Executive Officer", "company", "chief executive", True),
        ("chairwoman", "organization", "chair", True),
        ("co-chairman", "company", "co chairman", False),
        ("non-executive chairman", "company", "non executive chairman", False),
        ("General Secretary", "organization", "secretary general", True),
        ("coach", "organization", "head coach", True),
        ("assistant coach", "organization", "assistant coach", False),
        ("director", "organization", "director", False),
        ("spokesman", "government_body", "spokesman", False),
        ("member", "organization", "member", False),
        ("analyst", "company", "analyst", False),
        ("", "company", "", False),
    ],
)
def test_post_and_its_seats(role, kind, name, single):
    found = post_of(role, kind)
    assert (found.name, found.single, found.acting) == (name, single, False)


@pytest.mark.parametrize(
    ("role", "name", "acting"),
    [
        ("acting prime minister", "prime minister", True),
        ("Interim President", "president", True),
        ("former president", "president", False),
        ("acting", "acting", False),
    ],
)
def test_qualifiers_are_no_part_of_the_name(role, name, acting):
    found = post_of(role, "place")
    assert (found.name, found.acting) == (name, acting)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("energy and environment minister", {"energy", "environment"}),
        ("prime minister", set()),
        ("minister", set()),
        ("deputy health minister", set()),
        ("press secretary", set()),
        ("governor", set()),
    ],
)
def test_portfolio(name, words):
    assert portfolio_of(name) == words
