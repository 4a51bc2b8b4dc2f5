"""Names matched to entities: which score a spelling gets, who comes first, and what holds for any name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.core.errors import DataError
from graph.core.types import Entity
from graph.query.names import ALIAS, NAME, NameIndex, id_of, read_entities
from graph.query.store import store_of
from tests.query.conftest import TYPES, small

ENTITIES = [
    Entity("e1", "ministry", "Ministry of Health", ("MoH", "Health Ministry of Vell"), 9),
    Entity("e2", "official", "Noor Hisham Abdullah", ("Noor Hisham",), 4),
    Entity("e3", "official", "Anwar Ibrahim", ("Anwar",), 8),
    Entity("e4", "company", "YTL Corporation", ("YTL",), 3),
    Entity("e5", "company", "Anwar", (), 1),
    Entity("e6", "place", "Đà Nẵng", (), 2),
    Entity("e7", "ministry", "Ministry of Finance", (), 5),
]
INDEX = NameIndex(ENTITIES)


@pytest.mark.parametrize(
    ("name", "expected", "score"),
    [
        ("Ministry of Health", "e1", NAME),
        ("the Health Ministry", "e1", NAME),
        ("MINISTRY OF HEALTH", "e1", NAME),
        ("MoH", "e1", ALIAS),
        ("Datuk Seri Anwar bin Ibrahim", "e3", NAME),
        ("Tan Sri Noor Hisham", "e2", ALIAS),
        ("YTL Corp. Bhd", "e4", NAME),
        ("da nang", "e6", NAME),
    ],
)
def test_spellings_of_one_name_are_that_name(name: str, expected: str, score: float) -> None:
    first = INDEX.search(name)[0]
    assert (first.entity.id, first.score) == (expected, score)


@pytest.mark.parametrize(("name", "expected"), [("Minstry of Helth", "e1"), ("Abdullah Noor", "e2"), ("Ibrahim", "e3")])
def test_slips_and_parts_come_close(name: str, expected: str) -> None:
    first = INDEX.search(name)[0]
    assert first.entity.id == expected
    assert 50 < first.score < ALIAS


def test_of_equals_the_type_and_then_the_news_decide() -> None:
    assert [match.entity.id for match in INDEX.search("Anwar")][:2] == ["e5", "e3"]
    assert [match.entity.id for match in INDEX.search("Anwar", {"official"})] == ["e3"]
    assert [match.entity.id for match in INDEX.search("Ministry")] == ["e1", "e7"]


def test_what_one_types_is_completed() -> None:
    assert [match.entity.id for match in INDEX.suggest("minis")] == ["e1", "e7"]
    assert [match.entity.id for match in INDEX.suggest("ministry of f")] == ["e7"]
    assert [match.entity.id for match in INDEX.suggest("da n")] == ["e6"]
    assert INDEX.suggest("") == INDEX.suggest("zz") == []


def test_the_best_is_chosen_where_nobody_can_be_asked() -> None:
    assert [match.entity.id for match in INDEX.best("e6")] == ["e6"]
    assert [match.entity.id for match in INDEX.best("Anwar")] == ["e5", "e3"]
    assert [match.entity.id for match in INDEX.best("Noor Hisham Abdulah")] == ["e2"]
    with pytest.raises(DataError, match=r"^nothing is called 'Qqqq'$"):
        INDEX.best("Qqqq")


@given(st.text(max_size=20))
def test_any_text_is_answered_in_order_and_with_scores(name: str) -> None:
    found = INDEX.search(name, least=0)
    assert all(0 <= match.score <= NAME for match in found)
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    assert len({match.entity.id for match in found}) == len(found)
    INDEX.suggest(name)


@given(st.permutations(ENTITIES), st.sampled_from([entity.name for entity in ENTITIES]))
def test_the_order_of_entities_does_not_matter(entities: list[Entity], name: str) -> None:
    assert NameIndex(entities).search(name) == INDEX.search(name)


@given(st.text(st.characters(categories=("L", "N", "Zs")), min_size=1, max_size=12))
def test_every_name_finds_its_entity(name: str) -> None:
    entity = Entity("x", "company", name, (), 1)
    found = NameIndex([entity]).search(name)
    assert not name.strip() or not found or (found[0].entity, found[0].score) == (entity, NAME)


def test_entities_are_read_from_the_rdf() -> None:
    read = {entity.id: entity for entity in read_entities(store_of(small())).values()}
    assert {entity.name: entity.type for entity in read.values()} == TYPES
    assert read["e6"].aliases == ("VC",)
    assert read["e4"].articles == 2


def test_the_id_is_what_follows_the_slug() -> None:
    assert id_of("https://newsgraph.example/entity/9f5e4cea82bb") == "9f5e4cea82bb"
    assert id_of("https://newsgraph.example/entity/a-b-c-x%2Ey") == "x.y"
