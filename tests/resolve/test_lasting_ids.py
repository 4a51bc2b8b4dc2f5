"""Ids that last: a year of articles added month by month changes no id that the comparison does not list."""

import random

import pytest
from resolve_builders import story

from graph.core.ids import mention_id
from graph.diff import compare
from graph.knowledge import KnowledgeGraph
from graph.resolve import resolve

PEOPLE = ("Ann Lee", "Otto Vale", "Mary Hill", "Bo Lind", "Ada Verne", "Karl Osten")
LINES = (
    ("[official:1 {who}] of the [ministry:2 Ministry of Ports] spoke.", [("holds_position", 1, 2, "minister")]),
    ("The [government_body:1 KHA] fined [company:2 Acme Ferries].", [("regulates", 1, 2)]),
    ("The [government_body:1 Kelora Harbour Authority] ([government_body:1 KHA]) fined [company:2 Acme].", []),
    ("[company:1 Acme Ferries] ([company:1 Acme]) hired [person:2 {who}].", []),
    ("KELORA | The [ministry:1 Ministry of Ports] and the [ministry:2 Ports Ministry] of [place:3 Kelora] met.", []),
    ("[official:1 Minister {who}] met the [organization:2 Union of Pilots] ([organization:2 UP]).", [("meets", 1, 2)]),
    ("The [organization:1 UP] and the [organization:2 Union of Painters] ([organization:2 UP]) struck.", []),
)


def year(seed):
    """(month, story) pairs in a random order of kinds; short forms often come before what explains them."""
    chance = random.Random(seed)
    rows = []
    for number in range(60):
        text, facts = chance.choice(LINES)
        month = 1 + number // 5
        day = f"2023-{month:02}-{chance.randrange(1, 28):02}"
        rows.append(
            (
                month,
                story(
                    f"a{number:02}-{chance.randrange(99):02}",
                    text.format(who=chance.choice(PEOPLE)),
                    published=day,
                    facts=facts,
                ),
            )
        )
    return rows


def built(rows):
    return resolve(*(list(part) for part in zip(*(one for _, one in rows), strict=True)))


@pytest.mark.parametrize("seed", [0, 1, 3, 10, 12])
def test_a_year_month_by_month(seed):
    rows = year(seed)
    before, merges = built([row for row in rows if row[0] == 1]), 0
    for month in range(2, 13):
        after = built([row for row in rows if row[0] <= month])
        changes = compare(before, after)
        now = {one.id: one for one in after.entities}
        listed = {one.before[0].id for one in changes.entities.retired}
        held = {mention_id(one.mention): one.entity for one in after.mentions}
        for one in before.entities:
            assert one.id in now or one.id in listed
            assert one.id in listed or held[one.id] == one.id  # an id that stays means what holds its mention
            found = KnowledgeGraph(after).entity(one.id)
            assert found is not None
            assert found.id == held[one.id]
            merges += one.id in listed
        moved = {one.before[0].id for one in (*changes.entities.split, *changes.entities.retired)}
        same = {
            one.id: {m.mention for m in before.mentions if m.entity == one.id}
            for one in before.entities
            if one.id not in moved
        }
        for id_, mentions in same.items():
            assert mentions <= {m.mention for m in after.mentions if m.entity == id_}
        before = after
    assert merges, "the year retired no id, so nothing was tested"


def test_an_article_that_uses_both_names_retires_the_later_id():
    first = story("a1", "The [government_body:1 Kelora Harbour Authority] spoke.", published="2023-01-01")
    second = story("a2", "The [government_body:1 KHA] spoke.", published="2023-02-01")
    third = story(
        "a3",
        "The [government_body:1 Kelora Harbour Authority] ([government_body:1 KHA]) spoke.",
        published="2023-03-01",
    )
    full, short = (built([(1, one)]).entities[0].id for one in (first, second))
    (found,) = built([(1, first), (1, second), (1, third)]).entities
    assert (found.id, found.replaces) == (full, (short,))


def test_an_older_article_gives_another_id_and_the_old_one_still_leads_there():
    first = story("a2", "[company:1 Acme Ferries] grew.", published="2023-05-01")
    older = story("a1", "[company:1 Acme Ferries] began.", published="2021-01-01")
    (old,) = built([(1, first)]).entities
    later = built([(1, first), (1, older)])
    (new,) = later.entities
    assert old.id != new.id
    assert KnowledgeGraph(later).entity(old.id) == new
    assert [one.before[0].id for one in compare(built([(1, first)]), later).entities.retired] == [old.id]


def test_an_id_of_nothing():
    assert KnowledgeGraph(built(year(0))).entity("0123456789ab") is None
