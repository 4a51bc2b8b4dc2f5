"""Names, titles, quotes and addresses are text on the page and never run, whatever they hold."""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import quote

import pytest

from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement

PAYLOADS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "\"><iframe srcdoc='<script>parent.alert(1)</script>'>",
    "' autofocus onfocus=alert(1) x='",
    "{{ 7 * 7 }}{% raw %}",
    "${alert(1)}`${alert(1)}`",
    "javascript:alert(1)",
    "]]><style>*{display:none}</style>",
    "</title></style></noscript></table><b id=injected>",
    "<a href=javascript:alert(1) id=injected>x</a>",
    "\u2028alert(1)\u2029",
    "\u202eevil\u202c \u2066x\u2069",
    "__proto__",
    "a\x00b\x1bc",
    "&lt;b&gt; &amp; &#106;",
]
ADDRESSES = [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:alert(1)",
    "file:///etc/passwd",
    "//evil.example/x",
    "https://",
    'https://news.example/" onclick="alert(1)',
]


def hostile(names: list[str], addresses: list[str]) -> Dataset:
    """Each name owns Quill, says an article of this title; the articles stand at the addresses."""
    articles, entities, mentions, statements = [], [Entity("quill", "company", "Quill")], [], []
    for number, name in enumerate(names):
        key, length = f"e{number:02}", len(name)
        quote = f"{name} owns Quill. {name}"
        address = addresses[number % len(addresses)] if addresses else None
        articles.append(Article(key, name, quote, name if length < 14 else None, address, name))
        entities.append(Entity(key, "company", name, (f"{name} alias",), 1, {"wikidata": name}))
        mentions.append(LinkedMention(Mention(key, 0, length, name, "company"), key))
        mentions.append(LinkedMention(Mention(key, length + 6, length + 11, "Quill", "company"), "quill"))
        proof = (Evidence(key, 0, len(quote), quote, "2031-01-01"),)
        statements.append(Statement(key, key, "owns", "quill", name, evidence=proof))
    return Dataset(tuple(articles), tuple(mentions), tuple(sorted(entities, key=lambda one: one.id)), tuple(statements))


def visible(text: str) -> str:
    """Text without white space and without the character that HTML cannot hold."""
    return "".join(text.replace("\x00", "").replace("\ufffd", "").split())


def text_of(opened, selector: str) -> str:
    return visible(opened.page.locator(selector).evaluate("(element) => element.textContent"))


def test_payloads_are_shown_as_text_and_run_nothing(open_page):
    opened = open_page(hostile(PAYLOADS, []))
    for payload in PAYLOADS:
        opened.search(f"{payload} alias")
        opened.page.keyboard.press("Enter")
        shown = text_of(opened, "#panel")
        assert shown.startswith(visible(f"Company{payload}Also:{payload}alias")), payload
        quoted = f"Quill,{payload}100%{payload}ownsQuill.{payload}2031-01-01·{payload}·{payload}"
        assert visible(quoted) in shown, payload
        assert opened.page.locator("#panel mark.subject").count() >= 1, payload
    opened.page.click("#table-button")
    table = text_of(opened, "#facts")
    for payload in PAYLOADS:
        row = f"{payload}owns:{payload}Quillreported 2031-01-01100%{payload}ownsQuill.{payload}"
        assert visible(row) in table, payload
    assert opened.page.locator("#injected, main script, img, svg[onload], iframe, [onclick]").count() == 0
    assert opened.page.locator("#facts tbody tr").count() == len(PAYLOADS)
    opened.quiet()


def test_the_title_of_the_page_is_text_too(open_page):
    opened = open_page(hostile(["Tarn"], []), title="</title><script>alert(1)</script>")
    assert opened.page.inner_text("h1") == "</title><script>alert(1)</script>"
    assert opened.page.title() == "</title><script>alert(1)</script>"
    opened.quiet()


def test_addresses_that_are_not_of_the_web_are_no_links(open_page):
    opened = open_page(hostile([f"Tarn {number}" for number in range(len(ADDRESSES))], ADDRESSES))
    opened.search("quill")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#panel figure").count() == len(ADDRESSES)
    assert opened.page.locator("a:not(.iri a)").count() == 0
    opened.quiet()


def test_the_policy_stops_a_script_that_got_in(open_page):
    opened = open_page(hostile(["Tarn"], []))
    opened.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          document.body.append(Object.assign(document.createElement("img"), { src: "https://evil.example/x.png" }));
        }"""
    )
    for _ in range(200):
        if len([one for one in opened.complaints if "Content Security Policy" in one]) == 2:
            break
        opened.page.wait_for_timeout(25)
    assert not opened.page.evaluate("window.ran === true")
    assert len([one for one in opened.complaints if "Content Security Policy" in one]) == 2
    # Playwright reports the image as asked for and blocked; nothing left the browser.
    assert set(opened.failures) == set(opened.requests)


def test_a_spreadsheet_takes_no_cell_of_the_csv_for_a_formula(open_page):
    names = ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("https://evil.example","x")']
    opened = open_page(hostile(names, []))
    opened.page.click("#tools summary")
    with opened.page.expect_download() as waiting:
        opened.page.get_by_role("button", name="Facts (CSV)").click()
    rows = list(csv.DictReader(Path(waiting.value.path()).read_text("utf-8-sig").splitlines()))
    assert sorted(row["subject"] for row in rows) == sorted(f"'{name}" for name in names)
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@")]
    assert {row["confidence"] for row in rows} == {"1"}


@pytest.mark.parametrize("payload", PAYLOADS[:9])
def test_an_address_with_markup_runs_nothing(open_file, small_file, payload):
    opened = open_file(
        small_file,
        f"#node={quote(payload)}&no-type={quote(payload)}&path={quote(payload)},brandt&pin={quote(payload)}~1~1~0&view={quote(payload)}",
    )
    assert opened.page.inner_text("#panel h2") == "Overview"
    assert opened.page.locator("#injected, main script, img, iframe").count() == 0
    opened.quiet()
