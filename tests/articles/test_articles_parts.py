"""An article's text is taken apart without losing or shifting a character."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.articles.parts import split_parts
from graph.articles.readers.text import from_text

PROSE = " The minister met the press on a wet day, and nobody minded."


def furniture(text: str) -> list[tuple[str, str]]:
    """Kind and words of all parts but prose."""
    parts = split_parts(text)[0]
    return [(part.kind, text[part.start : part.end]) for part in parts if part.kind not in ("title", "body")]


def marked(line: str) -> str:
    """A dateline as places/agencies, for the table below."""
    kinds = [(kind, words) for kind, words in furniture(line + PROSE)]
    places = [words for kind, words in kinds if kind == "place"]
    agencies = [words for kind, words in kinds if kind == "agency"]
    return f"{','.join(places)}|{','.join(agencies)}" if kinds else ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Hanoi (VNA) – The", "Hanoi|VNA"),
        ("KUALA LUMPUR, Jan 8 — The", "KUALA LUMPUR|"),
        ("PUTRAJAYA: The", "PUTRAJAYA|"),
        ("KUALA LUMPUR (Bernama) -- The", "KUALA LUMPUR|Bernama"),
        ("LONDON — The", "LONDON|"),
        ("JOHOR BARU, Feb 25: The", "JOHOR BARU|"),
        ("WASHINGTON, Jan. 8, 2024 (Reuters) - The", "WASHINGTON|Reuters"),
        ("NEW YORK/LONDON (Reuters) - The", "NEW YORK,LONDON|Reuters"),
        ("NEW DELHI, 8 January 2024 (PTI): The", "NEW DELHI|PTI"),
        ("GENEVA, Switzerland (AP) — The", "GENEVA,Switzerland|AP"),
        ("SEMATAN (Sarawak), Dec 11 — The", "SEMATAN,Sarawak|"),
        ("KUALA, LUMPUR, Feb 23 — The", "KUALA, LUMPUR|"),
        ("RIO DE JANEIRO, June 1 (EFE).- The", "RIO DE JANEIRO|EFE"),
        ("JERUSALEM, May 5 /PRNewswire/ -- The", "JERUSALEM|PRNewswire"),
        ("PORT VESPER, May 5 — The", "PORT VESPER|"),
        ("VESPERVILLE: The", "VESPERVILLE|"),
        ("(VNA) – The", "|VNA"),
        ("Ankara – Turkey", "Ankara|"),
        ('NAYPYITAW — "We', "NAYPYITAW|"),
        # what only looks like one
        ("However — the", ""),
        ("BREAKING: The", ""),
        ("UNESCO: The", ""),
        ("UMNO: The UMNO", ""),
        ("DW: What", ""),
        ('Merkel: "We', ""),
        ("Merkel (CDU) – The", ""),
        ("Germany: a country", ""),
        ("China - the world's largest market - grew", ""),
        ("Iran - The", ""),
        ("NATO — The", ""),
        ("Monday – The", ""),
        ("Jan 8 — The", ""),
        ("Boeing, Airbus – The", ""),
        ("Bank Negara Malaysia (BNM): The", ""),
        ("TERENGGANU coach Nafuzi", ""),
    ],
)
def test_datelines(line: str, expected: str) -> None:
    assert marked(line) == expected


def test_a_dateline_without_date_or_agency_is_only_at_the_start() -> None:
    assert furniture(f"First words.{PROSE}\nLONDON — It rained.") == []
    assert furniture(f"First words.{PROSE}\nLONDON (AP) — It rained.")[0] == ("place", "LONDON")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("WASHINGTON, Jan. 8, 2024 (Reuters) - The", "2024-01-08"),
        ("NEW DELHI, 8 January 2024 (PTI): The", "2024-01-08"),
        ("KUALA LUMPUR, Jan 8 — The", None),
        ("The", None),
    ],
)
def test_a_dateline_with_a_year_dates_the_article(line: str, expected: str | None) -> None:
    assert split_parts(line + PROSE)[1] == expected


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        ("./.", [("end_mark", "/.")]),
        (".\n/./.", [("end_mark", "/./.")]),
        (". -30-", [("end_mark", "-30-")]),
        (". ###", [("end_mark", "###")]),
        (". — Bernama", [("credit", "—"), ("agency", "Bernama")]),
        (".\n- Reuters", [("credit", "-"), ("agency", "Reuters")]),
        (".'BLOOMBERG", [("agency", "BLOOMBERG")]),
        (". (AFP)", [("credit", "("), ("agency", "AFP"), ("credit", ")")]),
        (
            ". rs/kl (AFP, dpa)",
            [("credit", "rs/kl ("), ("agency", "AFP"), ("credit", ","), ("agency", "dpa"), ("credit", ")")],
        ),
        (". sp/AFP/dpa", [("credit", "sp/"), ("agency", "AFP"), ("credit", "/"), ("agency", "dpa")]),
        (
            ". Author: Ada Quill (AP) Editor: Holly Fox",
            [
                ("credit", "Author:"),
                ("byline", "Ada Quill"),
                ("credit", "("),
                ("agency", "AP"),
                ("credit", ")"),
                ("credit", "Editor:"),
                ("byline", "Holly Fox"),
            ],
        ),
        (". Interview: Ada Quill", [("credit", "Interview:"), ("byline", "Ada Quill")]),
        (". Ada Quill — Bernama/./.", [("credit", "—"), ("agency", "Bernama"), ("end_mark", "/./.")]),
        # prose
        (" in the war (the second).", []),
        (" and asked the BBC.", []),
        (" (see above).", []),
        (" in 1930.", []),
        (" as the editor: it was Ada.", []),
    ],
)
def test_endings(ending: str, expected: list[tuple[str, str]]) -> None:
    assert furniture(PROSE.strip()[:-1] + ending) == expected


LEAD = "Experts met in Port Vesper on Monday to discuss how the orchard industry grows in the digital era."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"Experts meet to discuss how the orchard industry grows. (Photo: VNA)Hanoi (VNA) – {LEAD}",
            ["repeat", "credit", "agency", "credit", "place", "dateline", "agency", "dateline", "body"],
        ),
        (
            f"A basket of pears at the market hall. (Photo: Ada Quill)\n{LEAD}",
            ["caption", "credit", "body"],
        ),
        (
            f"A basket of pears at the market hall. — Picture by Ada Quill\nPUTRAJAYA, Jan 8 — {LEAD}",
            ["caption", "credit", "place", "dateline", "body"],
        ),
        (
            f"A basket of pears at the market hall. — Bernama pic\n{LEAD}",
            ["caption", "credit", "agency", "credit", "body"],
        ),
        (f"Photo by Ada Quill\n{LEAD}", ["credit", "body"]),
        (f"PUTRAJAYA, Jan 8 — {LEAD}\nIt ended. — Photo by Ada Quill", ["place", "dateline", "body", "body", "credit"]),
        (f"{LEAD} The photo: a surprise.", ["body"]),
    ],
)
def test_captions(text: str, expected: list[str]) -> None:
    assert [part.kind for part in split_parts(text)[0]] == expected


@pytest.mark.parametrize(
    ("text", "title", "date", "kinds"),
    [
        (" date 2023-08-23 Rain in Hanoi\nIt rained.", "Rain in Hanoi", "2023-08-23", ["header", "title"]),
        ("date: 2023-08-23\nRain in Hanoi\nIt rained.", "Rain in Hanoi", "2023-08-23", ["header", "title"]),
        ("date 2023-08-23\r\nIt rained.", "", "2023-08-23", ["header"]),
        ("Rain in Hanoi\n\nIt rained.", "Rain in Hanoi", None, ["title"]),
        ("Who owns the rain?\nNobody does.", "Who owns the rain?", None, ["title"]),
        ("It rained.\nIt went on.", "", None, []),
        ("Rain in Hanoi", "", None, []),
        ("x" * 200 + "\nIt rained.", "", None, []),
        ("Title: Rain\nDate: 2023-08-23\n\nIt rained.", "Rain", "2023-08-23", ["header", "title", "header"]),
        (
            "Date: 2023-08-23\nURL: https://a.example/1\nRain in Hanoi\nIt rained.",
            "Rain in Hanoi",
            "2023-08-23",
            ["header", "header", "title"],
        ),
        ("Source: our own\nIt rained.", "Source: our own", None, ["title"]),
    ],
)
def test_headers_and_titles(text: str, title: str, date: str | None, kinds: list[str]) -> None:
    record = from_text(text)
    assert (record.title, record.date, [part.kind for part in record.parts]) == (title, date, kinds)
    assert record.text == text


PIECES = st.sampled_from(
    [
        "\n",
        "\r\n",
        " ",
        ".",
        "(Photo: VNA)",
        "Hanoi (VNA) – ",
        "./.",
        "— Bernama",
        "rs/kl (AFP, dpa)",
        "Author: Ada Quill",
        "date 2023-08-23 ",
        "Title: Rain",
        "\u2028",
        "###",
        "LONDON: ",
        "It rained",
        "\u3000",
        " — Picture by X",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=14).map("".join)))
@example("\x1c\x85 ")
def test_every_character_but_white_space_is_in_exactly_one_part(text: str) -> None:
    record = from_text(text)
    parts, _ = split_parts(text, record.title, record.parts)
    position = 0
    for part in parts:
        assert position <= part.start < part.end <= len(text)
        assert not text[position : part.start].strip()
        words = text[part.start : part.end]
        assert words == words.strip()
        position = part.end
    assert not text[position:].strip()


def test_no_part_of_prose_crosses_a_line_break() -> None:
    parts, _ = split_parts("One line.\nAnother.\r\n\r\nA third.")
    assert [part.kind for part in parts] == ["body"] * 3


@pytest.mark.parametrize(
    "piece",
    ["./.", "(Photo: VNA) ", "(AP A", "Author: A.a", "- AFP ", "### ", "\n.", "It rained. (Photo: VNA)\n", "(( "],
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    assert split_parts(text)[0]
    assert time.process_time() - began < 10  # seconds; a pattern that backtracks would take hours
