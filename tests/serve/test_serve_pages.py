"""The pages: what they show, that nothing of a stranger runs in them, who may read them, and that keys are enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from graph.serve.run import allowed_hosts
from tests.serve.conftest import HOSTILE, ORIGIN, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PAGES = [
    "/",
    "/query",
    "/query?saved=posts",
    "/search?q=okello",
    "/entity/ministry-of-arts-e3",
    "/statement/s0",
    "/help",
]


@pytest.mark.parametrize("path", [*PAGES, "/nowhere"])
def test_every_page_lets_only_our_own_files_run(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers=BROWSER)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "'unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "<style" not in answer.text
    assert "onclick" not in answer.text
    assert 'lang="en"' in answer.text


def test_the_first_page_has_one_heading_one_search_and_leads_to_the_explorer(client: httpx.Client) -> None:
    page = client.get("/", headers=BROWSER).text
    assert (page.count("<h1"), page.count('role="search"'), page.count("<iframe")) == (1, 1, 0)
    assert '<a class="button main" href="/explore">' in page
    assert "9 entities" in page
    assert page.index("Vell Chamber") < page.index("Mara Okello")  # named in more articles


def test_the_page_that_may_ask_is_the_page_that_may_not_but_for_its_policy(client: httpx.Client, folder: Path) -> None:
    page, asking = client.get("/graph.html"), client.get("/explore")
    assert asking.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert "connect-src" not in page.text.partition("<body>")[0]
    told = '<meta name="newsgraph-server" content="/explore/">\n'
    assert asking.text.replace(told, "").replace("connect-src &#x27;self&#x27;; ", "") == page.text
    assert page.content == (folder / "graph.html").read_bytes()
    assert page.headers["content-security-policy"] == "frame-ancestors 'self'"


def test_a_saved_query_is_answered_with_links_and_a_download(client: httpx.Client) -> None:
    page = client.get("/query", params={"saved": "posts", "$person": "okello"}, headers=BROWSER)
    assert page.status_code == 200
    assert "<h1>Who holds which post</h1>" in page.text
    assert '<a href="/entity/mara-okello-e1"><bdi>Mara Okello</bdi></a>' in page.text
    assert "Ivo Tarn" not in page.text
    assert 'value="okello"' in page.text
    link = page.text.split('">Download as CSV')[0].rpartition('href="')[2].replace("&amp;", "&")
    csv = client.get(link)
    assert csv.headers["content-disposition"] == 'attachment; filename="answer.csv"'
    assert csv.text.startswith(
        "person,role,body,status,reported,quote\r\nMara Okello,minister,Ministry of Arts,stated,"
    )


def test_a_query_of_ones_own_is_answered_in_each_form(client: httpx.Client) -> None:
    def shown(query: str) -> str:
        return client.get("/query", params={"query": query}, headers=BROWSER).text

    rows = shown("SELECT ?x ?n WHERE { ?x a newsgraph:Ministry ; newsgraph:articleCount ?n }")
    assert '<td><a href="/entity/ministry-of-arts-e3"><bdi>Ministry of Arts</bdi></a></td><td><bdi>3</bdi></td>' in rows
    assert ">1 row" in rows.replace("\n", "")
    assert "Yes" in shown("ASK {}")
    assert "newsgraph:funds entity:lumen-press-e5" in shown(
        "CONSTRUCT { ?x ?p ?y } WHERE { ?x ?p ?y . ?y a newsgraph:Company }"
    )


def test_a_wrong_query_is_shown_with_its_place(client: httpx.Client) -> None:
    page = client.get("/query", params={"query": "SELECT *\nWHERE { ?s <b> ?p"}, headers=BROWSER)
    assert page.status_code == 400
    assert "query: line 2, column" in page.text
    assert 'data-line="2"' in page.text
    assert "<code>WHERE { ?s &lt;b&gt; ?p\n" in page.text
    unknown = client.get("/query", params={"saved": "post"}, headers=BROWSER)
    assert unknown.status_code == 400
    assert "no saved query &#39;post&#39; (did you mean posts?)" in unknown.text


def test_only_the_origins_allowed_may_read_from_scripts(client: httpx.Client, folder: Path) -> None:
    allowed = client.get("/reconcile", headers={"Origin": ORIGIN})
    assert allowed.headers["access-control-allow-origin"] == ORIGIN
    other = client.get("/reconcile", headers={"Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in other.headers
    with serving(folder, "--workers", "1") as address:
        usual = httpx.get(f"{address}reconcile", headers={"Origin": ORIGIN})
        assert usual.status_code == 200
        assert not any(name.startswith("access-control") for name in usual.headers)


def test_a_name_that_was_made_to_point_here_is_refused(client: httpx.Client) -> None:
    assert client.get("/sparql", headers={"Host": "elsewhere.example"}).status_code == 400
    assert client.get("/reconcile", headers={"Host": "localhost:1"}).status_code == 200


def test_which_names_a_server_has() -> None:
    assert allowed_hosts("127.0.0.1", "https://graph.example/") == ["127.0.0.1", "localhost", "graph.example"]
    assert allowed_hosts("0.0.0.0", "https://graph.example/") == ["*"]
    assert allowed_hosts("::1", "urn:x:") == ["127.0.0.1", "localhost", "::1", "[::1]"]


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.browser
def test_everything_can_be_done_by_keyboard_and_nothing_else_is_loaded(browser_page: Page, address: str) -> None:
    seen: list[str] = []
    complaints: list[str] = []
    browser_page.on("request", lambda request: seen.append(request.url))
    browser_page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))
    browser_page.on("dialog", lambda dialog: complaints.append(dialog.message))
    browser_page.goto(f"{address}/query")
    browser_page.focus("#query")
    browser_page.keyboard.press("Control+A")
    browser_page.keyboard.type("SELECT ?c WHERE { ?c a newsgraph:Company }")
    browser_page.keyboard.press("Control+Enter")
    browser_page.wait_for_selector("table")
    assert browser_page.inner_text("td:has-text('Lumen')") == "Lumen Press"
    browser_page.focus("td a >> nth=0")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/entity/**")
    browser_page.goto(f"{address}/entity/e7")
    assert browser_page.inner_text("h1").split() == HOSTILE.split()
    assert all(url.startswith(address) for url in seen)
    assert complaints == []


@pytest.mark.browser
def test_the_cursor_stands_where_the_error_is(browser_page: Page, address: str) -> None:
    browser_page.goto(f"{address}/query?query=SELECT%20*%0AWHERE%20%7B%20%3Fs%20no:p%20%3Fo%20%7D%0ALIMIT%201")
    place = browser_page.evaluate("document.activeElement.selectionStart")
    text = browser_page.input_value("#query")
    assert text[:place] == "SELECT *\nWHERE { ?s no:p "
