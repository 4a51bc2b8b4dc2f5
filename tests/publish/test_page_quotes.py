"""Quotes are cut so that nothing is lost and the words of both ends of a fact are marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.core.types import Entity, Evidence, LinkedMention, Mention, Statement
from graph.publish.page.links import web_address
from graph.publish.page.quotes import Quotes

TEXT = "Rain. The Bank of Korea, in Korea, met Ada Vell. She left."
QUOTE = TEXT[6:48]
ENTITIES = {
    "bank": Entity("bank", "government_body", "Bank of Korea", ("BoK",)),
    "korea": Entity("korea", "place", "Korea"),
    "ada": Entity("ada", "person", "Ada Vell", ("Ada",)),
}


def mention(entity, surface, start=None):
    at = TEXT.index(surface) if start is None else start
    return LinkedMention(Mention("a1", at, at + len(surface), surface, ENTITIES[entity].type), entity)


def segments(subject, object_, mentions=(), quote=QUOTE, start=6):
    evidence = Evidence("a1", start, start + len(quote), quote)
    return Quotes(mentions, ENTITIES).segments(Statement("s", subject, "meets", object_), evidence)


def test_mentions_in_the_quote_are_marked():
    both = (mention("bank", "Bank of Korea"), mention("ada", "Ada Vell"))
    assert segments("bank", "ada", both) == ["The ", (1, "Bank of Korea"), ", in Korea, met ", (2, "Ada Vell"), "."]


def test_a_name_inside_a_name_is_marked_for_both():
    nested = (mention("bank", "Bank of Korea"), mention("korea", "Korea"), mention("korea", "Korea", 28))
    assert segments("bank", "korea", nested) == [
        "The ", (1, "Bank of "), (3, "Korea"), ", in ", (2, "Korea"), ", met Ada Vell.",
    ]  # fmt: skip


def test_without_mentions_the_longest_name_in_the_quote_is_marked():
    assert segments("ada", "bank") == ["The ", (2, "Bank of Korea"), ", in Korea, met ", (1, "Ada Vell"), "."]


def test_a_mention_elsewhere_in_the_article_does_not_count():
    assert segments("ada", "korea", (mention("ada", "She"),), "Rain. The", 0) == ["Rain. The"]


def test_a_name_is_not_found_inside_a_word():
    assert segments("ada", "bank", (), "Adamant bokeh", 0) == ["Adamant bokeh"]


def test_a_mention_that_runs_out_of_the_quote_is_cut():
    assert segments("bank", "ada", (mention("bank", "Bank of Korea"),), QUOTE[:12]) == ["The ", (1, "Bank of ")]


def test_unknown_entities_and_empty_quotes():
    assert segments("nobody", "nothing") == [QUOTE]
    assert segments("ada", "bank", (), "", 0) == []


SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 12), st.sampled_from(["bank", "ada", "korea"])), max_size=6
)


@given(st.text(max_size=30), SPANS, st.integers(0, 5))
def test_joined_segments_are_the_quote(quote, spans, start):
    mentions = [LinkedMention(Mention("a1", at, at + size, "x", "person"), entity) for at, size, entity in spans]
    found = segments("bank", "ada", mentions, quote, start)
    assert "".join(one if isinstance(one, str) else one[1] for one in found) == quote
    assert all(one if isinstance(one, str) else one[1] for one in found)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://news.example/a?b=c&d=%20#e", True),
        ("http://news.example", True),
        ("HTTPS://news.example", True),
        ("https://bücher.example/ä", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("ftp://news.example", False),
        ("//news.example", False),
        ("news.example", False),
        ("https://", False),
        ("https:/x", False),
        ("https://news.example/a b", False),
        ("https://news.example/\u202egpj", False),
        ("https://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(url, kept):
    assert web_address(url) == (url if kept else None)
