"""Every registered format comes back as the same graph, whatever the text in it, and as the same bytes from the same graph."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers import READERS, Files, norm, unzipped

from graph.core.config import PublishSettings
from graph.core.ontology import HUMAN
from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement, ThemeLink
from graph.publish.interchange import read_interchange, write_interchange
from graph.publish.registry import BUILT_IN, find

NAMES = [one.name for one in BUILT_IN]
PARTIAL = {"popolo": {"part_of", "member_of", "holds_position"}, "ftm": {"holds_position"}}
"""Formats with no word for some entities and facts, and the predicates whose facts the reader takes from them."""


def written(dataset: Dataset, name: str) -> Files:
    files = {}
    for filename, write in find(name).outputs():
        file = io.BytesIO()
        write(dataset, file, PublishSettings())
        files[filename] = file.getvalue()
    return files


def _texts(dataset: Dataset) -> dict[str, str]:
    return {one.id: one.name for one in dataset.entities}


def expected(dataset: Dataset, name: str) -> tuple[set[str], set[tuple[str, str, str, str]]]:
    names = {key: norm(text) for key, text in _texts(dataset).items()}
    kinds = {one.id: one.type for one in dataset.entities}
    facts = {(one.subject, one.predicate, one.object, one.status) for one in dataset.statements}
    if name == "html":  # the page has a question mark where UTF-8 has no form
        names = {key: norm(text.encode("utf-8", "replace").decode()) for key, text in _texts(dataset).items()}
    if name in PARTIAL:
        told = {"stated", "former"}
        left_out = {"theme", "instrument"}
        facts = {fact for fact in facts if fact[1] in PARTIAL[name] and fact[3] in told}
        if name == "ftm":  # what it knows a place by is a position of its own, without the place
            facts = {fact for fact in facts if kinds[fact[2]] != "place"}
        names_told = {names[one] for one in names if kinds[one] not in left_out}
    else:
        names_told = set(names.values())
    return names_told, {(names[a], predicate, names[b], status) for a, predicate, b, status in facts}


def test_there_is_a_reader_for_each_format() -> None:
    assert list(READERS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_comes_back_as_the_same_graph(dataset: Dataset, name: str) -> None:
    names, facts = READERS[name](written(dataset, name))
    known = {one.id: one for one in dataset.entities}
    told = dataset
    if name == "popolo":  # a former post without an end does not stand there
        told = replace(dataset, statements=tuple(s for s in dataset.statements if s.status != "former" or s.valid_to))
    wanted = expected(told, name)
    assert {norm(one) for one in names} == wanted[0]
    assert facts == wanted[1]
    assert facts
    assert any(known[one.subject].type in HUMAN for one in dataset.statements)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_graph_gives_the_same_bytes(dataset: Dataset, name: str, tmp_path: Path) -> None:
    files = written(dataset, name)
    fields = ("articles", "mentions", "entities", "statements", "themes")
    assert written(Dataset(*(getattr(dataset, field)[::-1] for field in fields)), name) == files
    write_interchange(dataset, tmp_path)
    assert written(read_interchange(tmp_path), name) == files


@pytest.mark.parametrize("name", NAMES)
def test_gzipped_it_is_the_same(dataset: Dataset, name: str) -> None:
    packed = written(dataset, f"{name}.gz")
    assert unzipped(packed) == written(dataset, name)
    assert all(content[4:8] == b"\0\0\0\0" for content in packed.values())  # no time in the header


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_graph_can_be_written_and_read(name: str) -> None:
    assert READERS[name](written(Dataset(), name)) == (set(), set())


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib, io, conftest; from graph.core.config import PublishSettings; from graph.publish.registry import BUILT_IN\n"
        "for one in BUILT_IN:\n"
        "    for _, write in one.outputs():\n"
        "        file = io.BytesIO(); write(conftest.small(), file, PublishSettings())\n"
        "        print(hashlib.sha256(file.getvalue()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert len(runs.pop().split()) == sum(len(one.filenames) for one in BUILT_IN)


AWKWARD = [
    "<b>\"'&amp;]]>",
    "a\r\nb\rc\n\td",
    "\u202eright to left\u202c\u200f",
    "\x00\x0b\x1b\x1f\x7f\x85\u2028\ufffe",
    "\ud800 alone \udfff",
    "{|}^`\\ %zz",
    "=1+1",
    "'=2+2",
    "@SUM(A1)",
    "-1",
    "\\u0027 }) DETACH DELETE n //",
    "'; DROP TABLE entities; --",
    "\\",
    "\\'",
    "_x000D_ _x0041_",
    '""',
    ",;\t|",
    "emoji \U0001f600",
]
# A name of a build has a letter or digit in it; a role may be empty.
texts = st.sampled_from(AWKWARD) | st.text(st.characters(), max_size=8)
names = texts.map(lambda text: f"N {text}")


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    article = Article(f"a{draw(texts)}", draw(texts), "", "2031-02-03", f"http://a.example/{draw(texts)}", draw(texts))
    quote = draw(texts)
    evidence = (Evidence(article.id, 0, len(quote), quote, "2031-02-03"),)
    ids = {"wikidata": draw(texts), "iso3166": draw(texts), draw(texts) or "x": draw(texts)}
    entities = tuple(
        Entity(f"{number}{draw(texts)}", kind, f"{number} {draw(names)}", (draw(names),), 1, ids)
        for number, kind in enumerate(("official", "ministry", "company", "theme"))
    )
    person, ministry, company, theme = (one.id for one in entities)
    return Dataset(
        articles=(article,),
        mentions=tuple(LinkedMention(Mention(article.id, 0, 3, draw(texts), "x"), one.id) for one in entities[:3]),
        entities=entities,
        statements=(
            Statement(f"s1{draw(texts)}", person, "holds_position", ministry, draw(names), evidence=evidence),
            Statement("s2", company, "owns", company, status="denied", confidence=0.5, evidence=evidence),
        ),
        themes=(ThemeLink(theme, 0.5, article=article.id), ThemeLink(theme, 0.5, entity=company, evidence=evidence)),
    )


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(dataset=datasets())
def test_any_text_can_be_written_and_read(name: str, dataset: Dataset) -> None:
    found, facts = READERS[name](written(dataset, name))
    wanted = expected(dataset, name)
    assert {norm(one) for one in found} == wanted[0]
    assert {tuple(map(norm, fact)) for fact in facts} == wanted[1]


FORMULAS = ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "'=1", "＝1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_spreadsheet_takes_no_name_for_a_formula(dataset: Dataset, text: str) -> None:
    changed = replace(dataset, entities=(replace(dataset.entities[0], name=text), *dataset.entities[1:]))
    for row in csv.reader(io.StringIO(written(changed, "csv")["entities.csv"].decode(), newline="")):
        assert all(cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "＝") for cell in row)
    sheet = openpyxl.load_workbook(io.BytesIO(written(changed, "xlsx")["graph.xlsx"]))["entities"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_a_number_below_zero_stays_a_number(dataset: Dataset) -> None:
    (first, *rest) = dataset.statements
    changed = replace(dataset, statements=(replace(first, confidence=-1.0), *rest))
    row = next(csv.DictReader(io.StringIO(written(changed, "csv")["statements.csv"].decode(), newline="")))
    assert row["confidence"] == "-1.0"


def test_a_text_too_long_for_a_cell_is_cut(dataset: Dataset) -> None:
    long = replace(dataset.entities[0], name="n" * 40_000)
    book = openpyxl.load_workbook(
        io.BytesIO(written(replace(dataset, entities=(long, *dataset.entities[1:])), "xlsx")["graph.xlsx"])
    )
    assert book["entities"]["C2"].value == "n" * 32_766 + "…"


def test_a_table_too_long_for_a_sheet_goes_on_in_another(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.publish.tools import xlsx

    monkeypatch.setattr(xlsx, "ROWS", 5)
    book = openpyxl.load_workbook(io.BytesIO(written(dataset, "xlsx")["graph.xlsx"]))
    found = [sheet for sheet in book if sheet.title.startswith("entities")]
    assert [sheet.title for sheet in found] == ["entities", "entities 2", "entities 3"]
    assert [row[0].value for sheet in found for row in sheet.iter_rows(min_row=2)] == sorted(
        one.id for one in dataset.entities
    )
