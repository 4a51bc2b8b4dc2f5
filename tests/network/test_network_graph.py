"""The networkx graph holds the entities that are used, the statements by their ids, and themes as edges."""

import pytest

from graph.core.errors import DataError
from graph.core.types import Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.network.graph import all_statements, theme_statements, to_networkx

ADA = Entity("e1", "person", "Ada Vell", ("A. Vell",), 2, {"wikidata": "Q1"})
CORRIN = Entity("e2", "company", "Corrin")
LONE = Entity("e3", "place", "Velport")
UNUSED = Entity("e4", "theme", "fisheries")
TRADE = Entity("t1", "theme", "trade")
LATER = Evidence("a1", 0, 4, "Ada ", "2031-02-03")
EARLIER = Evidence("a2", 0, 4, "Ada ", "2030-01-01")
UNDATED = Evidence("a3", 0, 4, "Ada ")
HOLDS = Statement("s1", "e1", "holds_position", "e2", "chair", "former", "2029", None, 0.5, (LATER, EARLIER, UNDATED))


def dataset(**changes):
    values = {
        "mentions": (LinkedMention(Mention("a1", 0, 7, "Velport", "place"), "e3"),),
        "entities": (ADA, CORRIN, LONE, UNUSED, TRADE),
        "statements": (HOLDS,),
        "themes": (ThemeLink("t1", 0.5, entity="e2", evidence=(LATER,)), ThemeLink("t1", 0.7, article="a1")),
    }
    return Dataset(**(values | changes))


def test_nodes_are_what_is_mentioned_stated_or_a_theme():
    assert list(to_networkx(dataset())) == ["e1", "e2", "e3", "t1"]


@pytest.mark.parametrize(
    ("changes", "nodes"),
    [
        ({"mentions": ()}, ["e1", "e2", "t1"]),
        ({"statements": (), "themes": ()}, ["e3"]),
        ({"statements": (), "mentions": (), "themes": (ThemeLink("t1", 1.0, article="a1"),)}, ["t1"]),
        ({"entities": (), "statements": (), "mentions": (), "themes": ()}, []),
    ],
)
def test_nodes_by_what_there_is(changes, nodes):
    assert list(to_networkx(dataset(**changes))) == nodes


def test_attributes():
    network = to_networkx(dataset())
    assert network.nodes["e1"] == {
        "type": "person",
        "name": "Ada Vell",
        "aliases": ("A. Vell",),
        "articles": 2,
        "ids": {"wikidata": "Q1"},
    }
    assert network.edges["e1", "e2", "s1"] == {
        "predicate": "holds_position",
        "role": "chair",
        "status": "former",
        "confidence": 0.5,
        "valid_from": "2029",
        "valid_to": None,
        "evidence": 3,
        "first": "2030-01-01",
        "last": "2031-02-03",
    }


def test_a_theme_of_an_entity_is_an_edge_but_one_of_an_article_is_not():
    (theme,) = theme_statements(dataset())
    assert (theme.subject, theme.predicate, theme.object, theme.confidence) == ("e2", "concerns", "t1", 0.5)
    assert theme.evidence == (LATER,)
    assert to_networkx(dataset()).number_of_edges("e2", "t1") == 1


def test_a_theme_that_is_stated_already_is_not_said_twice():
    stated = Statement("s2", "e2", "concerns", "t1")
    assert theme_statements(dataset(statements=(stated,))) == ()
    assert theme_statements(dataset(themes=dataset().themes * 2)) == theme_statements(dataset())


def test_parallel_statements_are_parallel_edges():
    second = Statement("s2", "e1", "owns", "e2")
    network = to_networkx(dataset(statements=(HOLDS, second)))
    assert set(network["e1"]["e2"]) == {"s1", "s2"}
    assert [one.id for one in all_statements(dataset(statements=(second, HOLDS)))] == sorted(
        ["s1", "s2", theme_statements(dataset())[0].id]
    )


def test_a_statement_about_an_unknown_entity_is_named():
    with pytest.raises(DataError, match="statement s9: no entity has the id nobody; build the graph again"):
        to_networkx(dataset(statements=(Statement("s9", "nobody", "owns", "e2"),)))
