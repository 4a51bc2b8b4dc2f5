"""Coreference measures against published worked examples, and the places of names."""

from __future__ import annotations

import pytest

from graph.evaluate import GoldEntity
from graph.evaluate.coreference import Coreference, Ratio, compare
from graph.evaluate.spans import gold_spans, partitions


def clusters(*texts: str) -> list[set[str]]:
    """Each letter is a mention."""
    return [set(text) for text in texts]


@pytest.mark.parametrize(
    ("found", "muc", "b_cubed", "ceaf_e"),
    [
        (("12345", "6789ABC"), 0.947, 0.865, 0.733),
        (("1234589ABC", "67"), 0.947, 0.737, 0.667),
        (("123456789ABC",), 0.900, 0.545, 0.294),
        (tuple("123456789ABC"), 0.0, 0.400, 0.178),
    ],
)
def test_the_four_responses_of_luo(found, muc, b_cubed, ceaf_e):
    """Luo 2005, On coreference resolution performance metrics, figure 1 and table 1 (F-measures)."""
    got = compare(clusters("12345", "67", "89ABC"), clusters(*found))
    assert [round(one.f1 / 100, 3) for one in (got.muc, got.b_cubed, got.ceaf_e)] == [muc, b_cubed, ceaf_e]


def test_the_example_of_the_reference_implementation():
    """Pradhan et al. 2014, section 4: mentions that only one side has."""
    got = compare(clusters("abc", "defg"), clusters("ab", "cd", "fghi"))
    assert [round(value) for value in (got.muc.recall, got.muc.precision, got.muc.f1)] == [40, 40, 40]
    assert [round(value) for value in (got.b_cubed.recall, got.b_cubed.precision)] == [42, 50]
    assert [round(value) for value in (got.ceaf_e.recall, got.ceaf_e.precision, got.ceaf_e.f1)] == [65, 43, 52]


@pytest.mark.parametrize(
    ("found", "common", "recall", "precision"),
    [
        (("a", "bc", "def"), 3, 3, 3),
        (("a", "de"), 1 + 4 / 5, 3, 2),
        (("a", "bcx", "defy", "z"), 1 + 4 / 5 + 6 / 7, 3, 4),
        (("a", "bcx", "dy", "z"), 1 + 4 / 5 + 2 / 5, 3, 4),
    ],
)
def test_cases_of_the_reference_scorer(found, common, recall, precision):
    """CEAF-e of the first four cases of the CoNLL scorer's own tests (TestCases.README)."""
    got = compare(clusters("a", "bc", "def"), clusters(*found)).ceaf_e
    assert (got.right_gold, got.of_gold, got.of_found) == (pytest.approx(common), recall, precision)


def test_second_case_of_the_reference_scorer_in_links_and_mentions():
    got = compare(clusters("a", "bc", "def"), clusters("a", "de"))
    assert got.muc == Ratio(1, 3, 1, 1)
    assert (got.b_cubed.recall, got.b_cubed.precision) == (pytest.approx(100 * 7 / 18), 100)


def test_nothing_found_and_nothing_to_find_are_0():
    assert compare([], []).conll == 0
    assert compare(clusters("ab"), []).conll == 0
    assert compare([], clusters("ab")).conll == 0


def test_articles_are_summed_before_they_are_divided():
    one, two = compare(clusters("ab"), clusters("ab")), compare(clusters("abc"), clusters("a", "bc"))
    assert (one + two).muc == Ratio(2, 3, 2, 2)
    assert one + Coreference() == one
    assert (one + two).conll == pytest.approx(
        sum(m.f1 for m in ((one + two).muc, (one + two).b_cubed, (one + two).ceaf_e)) / 3
    )


TEXT = "Ada Ko of Ko Ports met\nthe Bank of Ko. Kong and Ada\n  Ko left; Ko stayed."
ADA = GoldEntity("person", ("Ada Ko", "Ko"))


def words(spans) -> list[str]:
    return [TEXT[slice(*span)] for span in spans]


def test_names_are_found_whole_longest_first_and_across_lines():
    spans, shared = gold_spans(
        TEXT, [ADA, GoldEntity("company", ("Ko Ports",)), GoldEntity("company", ("Bank of Ko",))]
    )
    assert words(spans) == ["Ada Ko", "Ko Ports", "Bank of Ko", "Ada\n  Ko", "Ko"]
    assert list(spans.values()) == [0, 1, 2, 0, 0]
    assert shared == []


def test_a_name_of_two_entities_is_left_out_on_both_sides():
    gold = [ADA, GoldEntity("person", ("Bo Ko", "Ko"))]
    spans, shared = gold_spans(TEXT, gold)
    assert words(spans) == ["Ada Ko", "Ada\n  Ko"]
    assert sorted(words(shared)) == ["Ko", "Ko", "Ko"]
    last = TEXT.rindex("Ko")
    _, found = partitions(TEXT, gold, [(0, 6, "e1"), (last, last + 2, "e2")])
    assert found == [{(0, 6)}]


@pytest.mark.parametrize(
    ("name", "mention", "same"),
    [("Ada Ko", "Dr Ada Ko", True), ("Dr Ada Ko", "Ada Ko", True), ("Ada Ko", "Ko", False), ("Ko", "Ada Ko", False)],
)
def test_a_mention_is_the_golds_where_it_overlaps_under_the_same_name(name, mention, same):
    text = "Yesterday Dr Ada Ko left."
    start = text.index(mention)
    wanted, found = partitions(text, [GoldEntity("person", (name,))], [(start, start + len(mention), "e1")])
    assert (wanted == found) is same


def test_two_mentions_at_one_place_count_once():
    wanted, found = partitions("Ada left.", [GoldEntity("person", ("Ada",))], [(0, 3, "e1"), (0, 3, "e2")])
    assert wanted == found == [{(0, 3)}]
