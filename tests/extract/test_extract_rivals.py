"""Which of several facts that exclude each other stay."""

from types import SimpleNamespace

import pytest

from graph.extract.relations.proposal import Proposal
from graph.extract.relations.rivals import settle


def one(predicate, subject, object_, score, role="", sentence=0):
    place = SimpleNamespace(start=sentence)
    return Proposal(predicate, subject, object_, place, 0, role, "stated", score, "test")  # type: ignore[arg-type]


def kept(*proposals, chain=tuple(range(9))):
    return [(p.predicate, p.subject, p.object) for p in settle(proposals, chain)]


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ([one("based_in", 0, 1, 0.8), one("based_in", 0, 2, 0.5)], [0]),
        ([one("based_in", 0, 1, 0.8), one("based_in", 0, 2, 0.75)], [0, 1]),
        ([one("based_in", 0, 1, 0.8), one("based_in", 3, 2, 0.4)], [0, 1]),
        ([one("holds_position", 0, 1, 0.5, "Mayor"), one("holds_position", 0, 2, 0.9, "mayor")], [1]),
        ([one("holds_position", 0, 1, 0.5, "mayor"), one("holds_position", 0, 2, 0.9, "director")], [0, 1]),
        ([one("holds_position", 0, 1, 0.2, "mayor"), one("holds_position", 0, 2, 0.9, "director")], [1]),
        ([one("holds_position", 0, 2, 0.8, "mayor"), one("holds_position", 1, 2, 0.3, "mayor")], [0, 1]),
        ([one("owns", 0, 1, 0.8), one("part_of", 1, 0, 0.5)], [0]),
        ([one("owns", 0, 1, 0.8), one("cooperates_with", 0, 1, 0.7)], [0, 1]),
        ([one("owns", 0, 1, 0.8), one("owns", 0, 2, 0.2)], [0, 1]),
        ([one("member_of", 0, 1, 0.8), one("member_of", 0, 2, 0.5)], [0]),
        ([one("member_of", 0, 1, 0.8), one("member_of", 0, 2, 0.5, sentence=9)], [0, 1]),
        ([one("member_of", 0, 1, 0.8), one("member_of", 3, 2, 0.5)], [0, 1]),
        ([], []),
    ],
)
def test_rivals_need_a_share_of_the_surest(facts, wanted):
    assert kept(*facts) == [(facts[at].predicate, facts[at].subject, facts[at].object) for at in wanted]


def test_mentions_of_one_thing_have_its_rivals():
    chain = (0, 1, 2, 0)
    assert kept(one("based_in", 0, 1, 0.8), one("based_in", 3, 2, 0.5), chain=chain) == [("based_in", 0, 1)]
