"""Bodies known beforehand: one under all their names, none confused with them, ids where the table has them."""

import re
import tomllib
from importlib.resources import files

import pytest
from resolve_builders import entity, linked, same, story

from graph.core.names import normalise
from graph.resolve.bodies import bodies, body_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("EU", "EU"),
        ("EU", "European Union"),
        ("UN Security Council", "Security Council"),
        ("White House", "White House"),
        ("German Bundestag", "Bundestag"),
    ],
)
def test_one_body(one: str, other: str) -> None:
    assert same(one, other, "government_body")


@pytest.mark.parametrize(
    ("one", "other"), [("EU", "EU Commission"), ("Security Council", "State Council"), ("WHO", "Who")]
)
def test_two_bodies(one: str, other: str) -> None:
    assert not same(one, other, "government_body")


def test_a_fuller_name_in_one_article_does_not_swallow_it() -> None:
    found = linked(
        story("a", "The [organization:1 European Union Chamber of Commerce], or [organization:1 EU], met."),
        story("b", "The [organization:1 European Union] met."),
        story("c", "The [organization:1 European Union] ([organization:1 EU]) met."),
    )
    assert entity(found, "European Union", "b") == entity(found, "European Union", "c")
    assert entity(found, "European Union", "b") != entity(found, "EU", "a")


def test_initials_that_an_article_explains_otherwise_are_what_it_says() -> None:
    found = linked(
        story("a", "The [organization:1 Island Oarsmen Club] ([organization:1 IOC]) met."),
        story("b", "The [organization:1 IOC] met."),
    )
    assert entity(found, "IOC", "b").name == "Island Oarsmen Club"


def test_ids() -> None:
    found = linked(
        story("a", "The [organization:1 EU] and the [organization:2 Kelora Reef Trust] met in [place:3 Rome].")
    )
    assert entity(found, "EU").ids == {"wikidata": "Q458"}
    assert entity(found, "Kelora Reef Trust").ids == {}


def test_the_table_is_sound() -> None:
    table = tomllib.loads(files("graph.resolve").joinpath("data/bodies.toml").read_text("utf-8"))["body"]
    ids = [body["wikidata"] for body in table if "wikidata" in body]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"Q[1-9]\d*", one) for one in ids)
    assert set(bodies().ids) == {normalise(body["name"]) for body in table if "wikidata" in body}
    assert all(body_key(body["name"]) for body in table)
