"""Bytes become text without a character lost or translated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.articles.decode import BINARY, decode
from graph.core.errors import InputError

ENGLISH = (
    "The minister’s café budget rose by £5 million – “a naïve plan”, said the opposition in Zürich.\r\nIt fell.\n" * 3
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding), "a.txt") == ENGLISH


def test_declared_encoding_is_tried_after_utf8() -> None:
    assert decode("Đặng".encode("cp1258", "ignore") or b"x", "a.html", "cp1258").startswith("Đ")
    assert decode("café".encode(), "a.html", "latin-1") == "café"


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03", b"MZ\x90\x00\x03\x00\x00", bytes(range(1, 32)) * 4, b"text\0text"]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=BINARY):
        decode(data, "a.txt")


def test_damaged_utf16_is_refused() -> None:
    with pytest.raises(InputError, match="damaged utf-16-le text"):
        decode("rain".encode("utf-16") + b"\x00", "a.txt")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_utf8_comes_back_and_decoding_twice_changes_nothing(text: str) -> None:
    once = decode(text.encode(), "a.txt")
    assert once == text.lstrip("\ufeff")
    assert decode(once.encode(), "a.txt") == once


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except InputError:
        return
    assert "\0" not in text
