"""Every format gives the same article; bad input is told with file, line and remedy, and the rest is read."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.articles import read_articles
from graph.articles.read import MAX_TEXT
from graph.core.config import InputSettings
from graph.core.errors import InputError, UsageError
from graph.core.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from graph.core.types import Article

TITLE = "Orchard Board opens a hall in Port Vesper"
TEXT = (
    "The Orchard Board of Vesperland opened a new market hall in Port Vesper on Monday, its chairwoman Ada Quill said.\n"
    "The hall has room for two hundred growers, and the ministry of agriculture paid a third of what it cost to build.\n"
    "Growers from the northern valleys had asked for such a place for many years, as the old one was much too small."
)
URL = "https://news.example/orchard"
RECORD = {
    "id": "orchard-1",
    "title": TITLE,
    "text": TEXT,
    "date": "2024-03-05",
    "url": URL,
    "publisher": "The Vesper Post",
}
FRENCH = (
    "Le ministre de l'agriculture a ouvert lundi une nouvelle halle au port, où deux cents producteurs pourront vendre leurs "
    "fruits toute l'année, selon la présidente du conseil, qui a remercié les habitants de la ville pour leur patience."
)


def read(*sources: object, report: Report | None = None, **settings: Any) -> list[Article]:
    return list(read_articles([str(source) for source in sources], InputSettings(**settings), report or Report()))


def problems(*sources: object, **settings: Any) -> list[str]:
    report = Report()
    read(*sources, report=report, **settings)
    return [f"{problem.severity} {problem}" for problem in report.problems]


def table(separator: str) -> bytes:
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, list(RECORD), delimiter=separator)
    rows.writeheader()
    rows.writerow(RECORD)
    return out.getvalue().encode()


def parquet(**columns: list[Any]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def paragraphs() -> str:
    return "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))


HTML = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="The Vesper Post">
<meta property="article:published_time" content="2024-03-05T08:00:00+01:00"><link rel="canonical" href="{URL}"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{TITLE}</h1>{paragraphs()}</article><footer>All rights</footer></body></html>"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Vesper Post</title><language>en-GB</language>
<item><guid isPermaLink="false">orchard-1</guid><title>{TITLE}</title><link>{URL}</link><pubDate>Tue, 05 Mar 2024 23:30:00 -0500</pubDate>
<description><![CDATA[{paragraphs()}<script>alert(1)</script>]]></description></item></channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Vesper Post</title><entry><id>orchard-1</id>
<title>{TITLE}</title><link href="{URL}"/><updated>2024-03-05T10:00:00Z</updated><content type="html"><![CDATA[{paragraphs()}]]></content>
</entry></feed>"""

FILES: dict[str, bytes] = {
    "a.jsonl": json.dumps(RECORD).encode(),
    "a.ndjson": b"\xef\xbb\xbf\n" + json.dumps(RECORD).encode() + b"\n\n",
    "wide.jsonl": json.dumps(RECORD).encode("utf-16"),
    "pretty.jsonl": json.dumps(RECORD, indent=1).encode(),
    "one.json": json.dumps(RECORD, indent=1).encode(),
    "list.json": json.dumps([RECORD]).encode(),
    "wrapped.json": json.dumps({"status": "ok", "response": {"results": [RECORD]}}).encode(),
    "hits.json": json.dumps({"hits": {"total": 1, "hits": [{"_id": "orchard-1", "_source": RECORD}]}}).encode(),
    "lines.json": json.dumps(RECORD).encode() + b"\n",
    "a.csv": table(","),
    "semicolon.csv": table(";"),
    "a.tsv": table("\t"),
    "a.parquet": parquet(**{key: [value] for key, value in RECORD.items()}),
    "a.html": HTML.encode(),
    "a.rss": RSS.encode(),
    "a.xml": RSS.encode(),
    "a.atom": ATOM.encode(),
    "a.txt": f"date 2024-03-05 {TITLE}\n{TEXT}".encode(),
}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize("name", FILES)
def test_formats(tmp_path: Path, name: str, packed: bool) -> None:
    path = tmp_path / (name + ".gz" if packed else name)
    path.write_bytes(gzip.compress(FILES[name]) if packed else FILES[name])
    report = Report()
    (article,) = read(path, report=report)
    assert report.problems == []
    assert (article.title, article.published, article.language) == (TITLE, "2024-03-05", "en")
    assert [article.text[part.start : part.end] for part in article.parts if part.kind == "body"] == TEXT.split("\n")
    assert article.source.split(":")[0] == path.name
    if not name.endswith(".txt"):
        assert (article.url, article.publisher) == (URL, "The Vesper Post")
    assert article.id == ("a" if name.endswith((".txt", ".html")) else "orchard-1")


@pytest.mark.parametrize(
    "name", [name for name in FILES if not name.startswith(("wide", "semicolon", "a.tsv", "a.csv", "lines"))]
)
def test_standard_input_shows_its_format(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FILES[name])))
    (article,) = read("-")
    assert (article.title, article.published) == (TITLE, "2024-03-05")
    assert article.source.split(":")[0] == "stdin"


@pytest.mark.parametrize(
    "record",
    [
        {
            "Headline": TITLE,
            "BODY": TEXT,
            "publishedAt": "2024-03-05T01:00:00Z",
            "source": {"id": None, "name": "The Vesper Post"},
            "link": URL,
        },
        {
            "webTitle": TITLE,
            "content": TEXT,
            "pubDate": "Tue, 05 Mar 2024 01:00:00 GMT",
            "site": "The Vesper Post",
            "webUrl": URL,
        },
        {
            "title": {"rendered": TITLE},
            "content": {"rendered": TEXT},
            "date": "2024-03-05T01:00:00",
            "outlet": "The Vesper Post",
            "link": URL,
        },
        {
            "article": {
                "title": TITLE,
                "text": TEXT,
                "published_at": 1709596800,
                "publisher": "The Vesper Post",
                "url": URL,
            }
        },
        {
            "title": TITLE,
            "paragraphs": 3,
            "text": TEXT.split("\n"),
            "date": {"$date": "2024-03-05T00:00:00Z"},
            "source": "The Vesper Post",
            "url": URL,
        },
        {
            "title": TITLE,
            "text": TEXT,
            "description": "A summary.",
            "published": "5 March 2024",
            "publisher": ["The Vesper Post"],
            "url": URL,
        },
        {
            "content": TEXT,
            "title": TITLE,
            "publishedAt": "2024-03-05",
            "url": URL,
            "source": {"name": "The Vesper Post", "description": "A paper."},
        },
        {"data": {"body": TEXT, "title": TITLE, "date": "2024-03-05", "url": URL, "publisher": "The Vesper Post"}},
    ],
)
def test_key_variants(tmp_path: Path, record: dict[str, Any]) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    (article,) = read(tmp_path / "a.jsonl")
    assert (article.title, article.text, article.published) == (TITLE, TEXT, "2024-03-05")
    assert (article.publisher, article.url) == ("The Vesper Post", URL)


LONG = "Rain fell on the hills of Vesperland. "


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"", "error a.txt: empty file"),
        ("a.txt", b" \r\n", "error a.txt: empty file"),
        ("a.txt", b"\x00\x01\x02PNG", "error a.txt: binary file, not text; convert it or leave it out"),
        ("a.txt", FRENCH.encode(), "error a.txt: not in English (looks like fr)"),
        ("a.txt", LONG.encode(), "warning a.txt: no publication date; facts of this article cannot be placed in time"),
        (
            "a.txt",
            (LONG * (MAX_TEXT // len(LONG) + 1)).encode(),
            f"error a.txt: text of {len(LONG) * (MAX_TEXT // len(LONG) + 1):,} characters, more than 2,000,000; split it into articles",
        ),
        ("a.foo", b"\x00\x01", "error a.foo: binary file, not text; convert it or leave it out"),
        ("a.jsonl", b"", "error a.jsonl: empty file"),
        (
            "a.jsonl",
            b'{"text": "x"',
            "error a.jsonl:1: malformed JSON: Expecting ',' delimiter at column 13",
        ),
        (
            "a.jsonl",
            b'\n\n{"text":\n',
            "error a.jsonl:3: malformed JSON: Expecting value at column 9",
        ),
        (
            "a.json",
            b'[\n{"text": "x"}\n{"text": "y"}]',
            "error a.json:3: malformed JSON: Expecting ',' delimiter at column 1",
        ),
        ("a.jsonl", b"[1]", "error a.jsonl:1: not a JSON object but a list; each line must be one article"),
        (
            "a.jsonl",
            b'{"titel": "x", "n": 1}',
            "error a.jsonl:1: no text: it has n, titel; name the article's text one of text, body, content",
        ),
        (
            "a.jsonl",
            b'{"text": "x", "date": "soon"}',
            "warning a.jsonl:1: publication date 'soon' not understood; write it as YYYY-MM-DD",
        ),
        (
            "a.jsonl",
            b'{"text": "x\\u0000y", "date": "2024-03-05"}',
            "error a.jsonl:1: binary text (it holds NUL characters); leave the article out",
        ),
        (
            "a.jsonl",
            b'{"text": "' + b"x" * 10_000_000 + b'"}',
            "error a.jsonl:1: line of 9.5 MiB, longer than 8 MiB; split the article or leave it out",
        ),
        ("a.jsonl", b"[" * 200_000, "error a.jsonl:1: malformed JSON: nested too deeply"),
        ("a.jsonl", b"\xff\x00\xfe", "error a.jsonl:1: binary line, not text; convert it or leave it out"),
        (
            "a.json",
            b"{",
            "error a.json:1: malformed JSON: Expecting property name enclosed in double quotes at column 2",
        ),
        ("a.json", b"[]", "error a.json: no articles in this JSON: it is a list; see docs/reading.md"),
        ("a.json", b"7", "error a.json: no articles in this JSON: it is a number; see docs/reading.md"),
        ("a.csv", b"text,date\n", "error a.csv: no article in this file"),
        (
            "a.csv",
            b"name,age\nx,1\n",
            "error a.csv:1: no column for the text among name, age; name it text, body or content",
        ),
        (
            "a.csv",
            b"text,date\n,2024-03-05\n",
            "error a.csv:2: no text: it has date, text; name the article's text one of text, body, content",
        ),
        ("a.parquet", b"PAR1 no", "error a.parquet: damaged Parquet file: "),
        (
            "b.parquet",
            parquet(name=["x"]),
            "error b.parquet:1: no column for the text among name; name it text, body or content",
        ),
        (
            "a.html",
            b"<html><body></body></html>",
            "error a.html: no article text found in this page; save the article's own page",
        ),
        ("a.xml", b"<catalog><book/></catalog>", "error a.xml: not an RSS or Atom feed; other XML is not read"),
        ("a.rss", b'<rss version="2.0"><channel></channel></rss>', "error a.rss: feed without entries"),
        ("a.txt.gz", b"not gzip", "error a.txt.gz: cannot be read: Not a gzipped file (b'no')"),
        (
            "a.txt.gz",
            gzip.compress(b"x" * 9999)[:-9],
            "error a.txt.gz: cannot be read: Compressed file ended before the end-of-stream marker was reached",
        ),
        (
            "a.txt.gz",
            gzip.compress(b"0" * 70_000_000),
            "error a.txt.gz: unpacks to over 100 times its size; unpack it yourself if it is sound",
        ),
        (
            "a.jsonl.gz",
            gzip.compress(b"0" * 70_000_000),
            "error a.jsonl.gz: unpacks to over 100 times its size; unpack it yourself if it is sound",
        ),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else "",
)
def test_bad_input_is_told(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(data)
    (problem,) = problems(tmp_path / name)
    assert problem == expected or (expected.endswith(": ") and problem.startswith(expected))


def test_the_rest_is_read_after_bad_lines(tmp_path: Path) -> None:
    good = json.dumps(RECORD)
    (tmp_path / "a.jsonl").write_text(f"{good}\n{{broken\n\n{good.replace('orchard-1', 'orchard-2')}")
    report = Report()
    articles = read(tmp_path / "a.jsonl", report=report)
    assert [(article.id, article.source) for article in articles] == [
        ("orchard-1", "a.jsonl:1"),
        ("orchard-2", "a.jsonl:4"),
    ]
    assert [(problem.source, problem.line) for problem in report.problems] == [("a.jsonl", 2)]


def test_a_strict_report_stops_at_the_first_error(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{broken\n" + json.dumps(RECORD))
    with pytest.raises(InputError, match=r"^a\.jsonl:1: malformed JSON"):
        read(tmp_path / "a.jsonl", report=Report(strict=True))


@pytest.mark.parametrize("source", ["nowhere", "nowhere.txt", "a\0b"])
def test_a_source_that_is_not_there_is_a_usage_error_at_once(source: str) -> None:
    with pytest.raises(UsageError, match=r"no such file or folder|not a path"):
        read_articles([source], InputSettings(), Report())


def test_folders_are_read_recursively_in_order_and_hidden_files_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    for name in ("b/2.txt", "a.txt", "b/1.txt", ".hidden.txt", ".git/x.txt", "b/notes.md", "b.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"date 2024-03-05 {name}\n{TEXT}")
    report = Report()
    articles = read(folder, report=report)
    assert [article.source for article in articles] == ["news/a.txt", "news/b/1.txt", "news/b/2.txt", "news/b.txt"]
    assert [str(problem) for problem in report.problems] == [
        "news/b/notes.md: skipped: files ending in .md are not read"
    ]


def test_where_the_archive_lies_and_how_it_is_given_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = []
    for place in ("here", "there/deep"):
        folder = tmp_path / place / "news"
        folder.mkdir(parents=True)
        for number in range(3):
            (folder / f"{number}.txt").write_text(f"date 2024-03-05 Title\n{TEXT} {number}")
        monkeypatch.chdir(folder)
        results += [
            read(folder),
            read("."),
            read("../news"),
            read(folder, folder / "1.txt", folder)[:0] or read(folder),
        ]
    assert all(result == results[0] for result in results)


def test_the_order_of_sources_changes_nothing(tmp_path: Path) -> None:
    for name in ("x/news", "y/news", "z"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "1.txt").write_text(f"date 2024-03-05 Title\n{TEXT} In {name}.")
    sources = [tmp_path / name for name in ("x", "y/news", "x/news", "z")]
    assert read(*sources) == read(*reversed(sources))


def test_ids_are_unique_and_the_later_file_gives_way(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(f"date 2024-03-05 Title\n{TEXT}")
    first, second = read(tmp_path / "b", tmp_path / "a")
    assert (first.id, first.source) == ("1", "a/1.txt")
    assert second.id.startswith("1-")
    assert len(second.id) == 14


def test_an_id_given_twice_is_told_with_place_and_new_id(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({**RECORD, "text": f"{TEXT} {n}"}) + "\n" for n in range(2)))
    report = Report()
    first, second = read(tmp_path / "a.jsonl", report=report)
    assert first.id == "orchard-1"
    assert [(str(problem), problem.severity) for problem in report.problems] == [
        (
            f"a.jsonl:2: duplicate id: 'orchard-1' is that of a.jsonl:1 already; this article gets the id '{second.id}'",
            "warning",
        )
    ]


def test_files_of_one_name_and_records_without_id_are_no_duplicates(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(f"date 2024-03-05 Title\n{TEXT}")
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"id": 17}, "17"),
        ({"_id": {"$oid": "abc"}}, "abc"),
        ({"id": " ../../etc/pass\nwd\x1b[0m "}, "../../etc/pass wd[0m"),
        ({"guid": "https://a.example/?p=1"}, "https://a.example/?p=1"),
    ],
)
def test_own_ids(tmp_path: Path, record: dict[str, Any], expected: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT, **record}))
    assert [article.id for article in read(tmp_path / "a.jsonl")] == [expected]


def test_records_without_id_get_one_from_their_url_or_content(tmp_path: Path) -> None:
    lines = [
        {"text": TEXT, "url": URL},
        {"text": TEXT + " Rain.", "url": URL + "/2"},
        {"text": TEXT, "title": "One"},
        {"text": TEXT, "title": "Two"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, reversed(lines))))
    first, second = read(tmp_path / "a.jsonl"), read(tmp_path / "b.jsonl")
    assert len({article.id for article in first}) == 4
    assert {article.id for article in first} == {article.id for article in second}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("HTTP://a.example", "HTTP://a.example"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("https://a.example/a b\n", "https://a.example/a%20b"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("/relative", None),
        (7, None),
    ],
)
def test_only_web_addresses_are_kept_and_made_safe(tmp_path: Path, url: object, expected: str | None) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT, "url": url}))
    assert read(tmp_path / "a.jsonl")[0].url == expected


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "date 2024-03-05 Title\r\n" + TEXT.replace("\n", "\r\n") + "\r\n \t"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": text + "\ud800"}))
    assert [article.text for article in read(tmp_path / "a.txt", tmp_path / "b.jsonl")] == [text, text + "\ufffd"]


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (problem,) = problems(tmp_path / "empty")
    assert "no readable article in this folder; formats read: .atom .csv" in problem


def test_unknown_suffixes_given_by_name_are_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.story").write_text(f"date 2024-03-05 {TITLE}\n{TEXT}")
    assert [article.title for article in read(tmp_path / "a.story")] == [TITLE]


@pytest.mark.parametrize(("language", "read_ids"), [("en", ["en"]), ("fr", ["fr"]), ("", ["en", "fr"])])
def test_language(tmp_path: Path, language: str, read_ids: list[str]) -> None:
    (tmp_path / "en.txt").write_text(TEXT)
    (tmp_path / "fr.txt").write_text(FRENCH)
    articles = read(tmp_path, language=language)
    assert [(article.id, article.language) for article in articles] == [(name, name) for name in read_ids]


def test_csv_lines_are_those_of_the_file(tmp_path: Path) -> None:
    rows = f'text,date\n"{TEXT}",2024-03-05\n\n"{TEXT} More.",2024-03-06\n'
    (tmp_path / "a.csv").write_text(rows)
    assert [article.source for article in read(tmp_path / "a.csv")] == ["a.csv:2", "a.csv:6"]


def test_a_feed_names_no_file_to_open(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    feed = RSS.replace(
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
    )
    (tmp_path / "a.xml").write_text(
        feed.replace("The hall has", "&x; The hall has").replace("<![CDATA[", "").replace("]]>", "")
    )
    assert all("secret words" not in article.text for article in read(tmp_path / "a.xml"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_and_broken_links_in_a_folder_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(f"date 2024-03-05 {TITLE}\n{TEXT}")
    os.mkfifo(tmp_path / "news" / "pipe.txt")
    (tmp_path / "news" / "link.txt").symlink_to(tmp_path / "nowhere")
    assert problems(tmp_path / "news") == [
        f"warning news/{name}.txt: skipped: not a file but a broken link, pipe or device" for name in ("link", "pipe")
    ]
