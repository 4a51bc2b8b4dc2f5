"""The interchange files: the way out, the way back, and what is said of a damaged folder."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.core.errors import DataError
from graph.core.types import (
    STATUSES,
    Article,
    Copy,
    Dataset,
    Entity,
    Evidence,
    LinkedMention,
    Mention,
    Statement,
    ThemeLink,
)
from graph.publish.interchange import INTERCHANGE, read_interchange, write_file, write_interchange

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {
    "articles.jsonl": "id title published url publisher source",
    "mentions.jsonl": "article entity start end text score",
    "entities.jsonl": "id type name aliases articles ids",
    "statements.jsonl": "id subject predicate object role status valid_from valid_to confidence evidence",
    "themes.jsonl": "article theme score evidence",
}


def written(dataset: Dataset, name: str) -> bytes:
    file = io.BytesIO()
    write_file(dataset, name, file)
    return file.getvalue()


def bare(dataset: Dataset) -> Dataset:
    """What of a data set the files hold."""
    kinds = {one.id: one.type for one in dataset.entities}
    mentions = (LinkedMention(replace(one.mention, type=kinds[one.entity]), one.entity) for one in dataset.mentions)
    return replace(
        dataset,
        articles=tuple(replace(one, text="", parts=(), language=None) for one in dataset.articles),
        mentions=tuple(mentions),
    )


@pytest.mark.parametrize("name", INTERCHANGE)
def test_keys_are_those_of_the_design_in_its_order(dataset: Dataset, name: str) -> None:
    rows = [json.loads(line) for line in written(dataset, name).splitlines()]
    assert rows
    assert all(
        " ".join(key for key in row if key != "copies") in (KEYS[name], KEYS[name].replace("article ", "entity ", 1))
        for row in rows
    )


def test_evidence_has_the_keys_of_the_design(dataset: Dataset) -> None:
    row = json.loads(written(dataset, "statements.jsonl").splitlines()[0])
    assert list(row["evidence"][0]) == ["article", "start", "end", "quote", "published"]


def test_lines_are_sorted_and_compact(dataset: Dataset) -> None:
    shuffled = replace(
        dataset, entities=dataset.entities[::-1], statements=dataset.statements[::-1], mentions=dataset.mentions[::-1]
    )
    for name in INTERCHANGE:
        assert written(shuffled, name) == written(dataset, name)
    first = written(dataset, "entities.jsonl").splitlines()[0].decode()
    assert (
        first
        == '{"id":"b1","type":"government_body","name":"Office of Letters","aliases":["OOL"],"articles":1,"ids":{}}'
    )


def test_text_and_parts_of_articles_are_not_written(dataset: Dataset) -> None:
    assert b"He was minister" not in written(dataset, "articles.jsonl")


def test_only_articles_with_copies_have_that_key(dataset: Dataset) -> None:
    rows = {row["id"]: row for row in map(json.loads, written(dataset, "articles.jsonl").splitlines())}
    assert rows["gala"]["copies"][0]["id"] == "gala-2"
    assert "copies" not in rows["deal"]


def test_round_trip(dataset: Dataset, tmp_path: Path) -> None:
    write_interchange(dataset, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(INTERCHANGE)
    assert read_interchange(tmp_path) == bare(dataset)


texts = st.text(st.characters(), max_size=12)
maybe = st.none() | texts
scores = st.floats(0, 1)
periods = st.sampled_from((None, "2019", "2019-05", "2019-05-04"))
statuses = st.sampled_from((None, *STATUSES))


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Any strings, lone surrogates and separators included, wherever text may come from outside."""
    copies = st.lists(st.builds(Copy, texts, texts, maybe, maybe, maybe), max_size=2).map(tuple)
    article = Article(
        "a", draw(texts), "", draw(maybe), draw(maybe), draw(maybe), source=draw(texts), copies=draw(copies)
    )
    ids = draw(st.dictionaries(texts, texts, max_size=2))
    entities = (
        Entity("e", "ministry", draw(texts), tuple(draw(st.lists(texts, max_size=2))), 1, ids),
        Entity("t", "theme", draw(texts)),
    )
    own = {"status": draw(statuses), "valid_from": draw(periods), "valid_to": draw(periods)}
    evidence = (Evidence("a", 0, 3, draw(texts), draw(maybe), **own),)
    return Dataset(
        articles=(article,),
        mentions=(LinkedMention(Mention("a", 0, 3, draw(texts), "ministry", draw(scores)), "e"),),
        entities=entities,
        statements=(
            Statement(
                "s", "e", "part_of", "e", draw(texts), "denied", draw(periods), draw(periods), draw(scores), evidence
            ),
        ),
        themes=(ThemeLink("t", draw(scores), article="a", evidence=evidence), ThemeLink("t", draw(scores), entity="e")),
    )


@settings(deadline=None)
@given(dataset=datasets())
def test_round_trip_of_any_text(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("built")
    write_interchange(dataset, folder)
    for name in INTERCHANGE:
        (folder / name).read_bytes().decode("utf-8")
    again = read_interchange(folder)
    assert again == dataset
    (read,), (written,) = (one.statements[0].evidence for one in (again, dataset))
    assert (read.status or "denied", read.valid_from, read.valid_to) == (
        written.status or "denied",
        written.valid_from,
        written.valid_to,
    )


def test_evidence_tells_its_own_status_and_dates_where_it_has_any(dataset: Dataset, tmp_path: Path) -> None:
    said = Evidence("gala", 0, 4, "Mara", "2031-05-02", status="former", valid_to="2031-04")
    same = Evidence("gala", 5, 11, "Okello", "2031-05-02", status="stated")
    one = Statement("s", "p1", "holds_position", "b1", "director", valid_to="2031-04", evidence=(said, same))
    write_interchange(replace(dataset, statements=(one,)), tmp_path)
    rows = json.loads((tmp_path / "statements.jsonl").read_text("utf-8"))["evidence"]
    assert [list(row)[5:] for row in rows] == [["status", "valid_to"], []]
    assert (rows[0]["status"], rows[0]["valid_to"]) == ("former", "2031-04")


REMEDY = "; rebuild with: newsgraph build SRC... --out "
BAD = [
    ("entities.jsonl", b'{"id":', "1: Expecting value"),
    ("entities.jsonl", b"\xff\n", "1: 'utf-8' codec can't decode byte 0xff"),
    ("entities.jsonl", b"[1]\n", "1: not a JSON object"),
    ("entities.jsonl", b"\n" + b"[" * 100_000, "2: "),
    ("articles.jsonl", b'{"id":"a"}\n', "1: key 'published' is missing"),
    (
        "entities.jsonl",
        b'{"id":"e","type":"robot","name":"x","aliases":[],"articles":1,"ids":{}}\n',
        "1: unknown entity type 'robot'",
    ),
    (
        "entities.jsonl",
        b'{"id":"e","type":"place","name":"x","aliases":[1],"articles":1,"ids":{}}\n',
        "1: key 'aliases' holds something that is not text",
    ),
    (
        "entities.jsonl",
        b'{"id":"e","type":"place","name":"x","aliases":[],"articles":true,"ids":{}}\n',
        "1: key 'articles' has the wrong type: bool",
    ),
    (
        "mentions.jsonl",
        b'{"article":"gala","entity":"zz","start":0,"end":1,"text":"x","score":1}\n',
        "1: unknown entity 'zz'",
    ),
    (
        "mentions.jsonl",
        b'{"article":"zz","entity":"b1","start":0,"end":1,"text":"x","score":1}\n',
        "1: unknown article 'zz'",
    ),
    ("themes.jsonl", b'{"theme":"w1","score":1,"evidence":[]}\n', "1: key 'entity' is missing"),
    ("themes.jsonl", b'{"entity":"b1","theme":"w1","score":1,"evidence":[3]}\n', "1: not a JSON object"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD)
def test_a_damaged_file_is_named_with_line_and_remedy(
    dataset: Dataset, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    write_interchange(dataset, tmp_path)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError) as raised:
        read_interchange(tmp_path)
    text = str(raised.value)
    assert text.startswith(f"{tmp_path / name}:{message}")
    assert text.endswith(f"{REMEDY}{tmp_path}")
    assert "\n" not in text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"subject": "zz"}, "unknown entity 'zz'"),
        ({"object": "zz"}, "unknown entity 'zz'"),
        ({"predicate": "eats"}, "unknown predicate 'eats'"),
        ({"status": "odd"}, "unknown status 'odd'"),
        ({"valid_from": "soon"}, "key 'valid_from': 'soon' is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY"),
        ({"valid_to": "2031-02-30"}, "key 'valid_to': '2031-02-30' is no date: day is out of range for month"),
    ],
)
def test_a_statement_refers_to_what_is_there(
    dataset: Dataset, tmp_path: Path, change: dict[str, str], message: str
) -> None:
    write_interchange(dataset, tmp_path)
    lines = (tmp_path / "statements.jsonl").read_text("utf-8").splitlines()
    lines[1] = json.dumps({**json.loads(lines[1]), **change})
    (tmp_path / "statements.jsonl").write_text("\n".join(lines), "utf-8")
    with pytest.raises(DataError, match=f"statements.jsonl:2: {message}; rebuild with"):
        read_interchange(tmp_path)


def test_a_missing_folder_and_a_missing_file_are_named(dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere: no such folder; rebuild with: newsgraph build SRC\.\.\. --out"):
        read_interchange(tmp_path / "nowhere")
    write_interchange(dataset, tmp_path)
    (tmp_path / "themes.jsonl").unlink()
    with pytest.raises(DataError, match=r"themes\.jsonl: No such file or directory; rebuild with"):
        read_interchange(tmp_path)
