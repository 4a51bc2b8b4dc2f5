"""A query past a limit ends with an error that names it, and nobody else notices."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.core.errors import DataError, LimitError
from graph.query.store import place
from graph.serve.answer import Query, answer
from graph.serve.formats import CSV, TABLES, TSV, Kind
from graph.serve.limits import Limits
from graph.serve.pool import BusyError, Pool, StoppedError
from tests.serve.conftest import ROWS, SECONDS, SLOW

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


def test_a_query_past_its_time_is_stopped_and_others_are_answered_meanwhile(client: httpx.Client, address: str) -> None:
    """Order is what counts: others are asked as long as the slow query runs, and each is answered before it ends."""
    ended = threading.Event()
    found: list[httpx.Response] = []

    def ask_slowly() -> None:
        found.append(httpx.get(f"{address}/sparql", params={"query": SLOW}, timeout=120))
        ended.set()

    slow = threading.Thread(target=ask_slowly)
    slow.start()
    before = 0
    while not ended.is_set():
        assert client.post("/sparql", data={"query": "ASK {}"}).status_code == 200
        assert client.get("/search", params={"q": "Okello", "format": "json"}).status_code == 200
        before += not ended.is_set()
    slow.join()
    assert before >= 3
    assert found[0].status_code == 503
    told = found[0].json()["detail"]
    assert told == f"the query took more than {SECONDS} s, the limit here; add LIMIT or ask for less"


def test_processes_that_were_ended_are_replaced(client: httpx.Client, address: str) -> None:
    """The server has two; after three slow queries at once there are two again."""
    slow = [
        threading.Thread(
            target=httpx.get, args=(f"{address}/sparql",), kwargs={"params": {"query": SLOW}, "timeout": 60}
        )
        for _ in range(2)
    ]
    for thread in slow:
        thread.start()
    for thread in slow:
        thread.join()
    assert client.post("/sparql", data={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_too_many_rows_are_an_error_and_as_many_as_allowed_are_not(client: httpx.Client, form: str) -> None:
    ask = {"query": f"{ALL} LIMIT {ROWS + 1}", "format": form}
    told = client.get("/sparql", params=ask)
    assert told.status_code == 400
    assert told.json()["detail"] == f"the answer has more than {ROWS} rows, the limit here; add LIMIT or ask for less"
    assert client.get("/sparql", params={**ask, "query": f"{ALL} LIMIT {ROWS}"}).status_code == 200


def test_too_many_triples_are_an_error(client: httpx.Client) -> None:
    made = "CONSTRUCT WHERE { ?s ?p ?o } LIMIT "
    told = client.get("/sparql", params={"query": f"{made}{ROWS + 1}"})
    assert told.status_code == 400
    assert "more than 400 triples" in told.json()["detail"]
    assert client.get("/sparql", params={"query": f"{made}{ROWS}"}).status_code == 200


TEXTS = st.lists(st.text(alphabet=st.sampled_from('a},{"\\\r\n\t<result>'), max_size=8), max_size=8)


@given(TEXTS, st.sampled_from(TABLES))
def test_rows_are_counted_whatever_their_texts_hold(store: ox.Store, texts: list[str], kind: Kind) -> None:
    rows = " ".join(f'"{text.translate(_ESCAPED)}"' for text in texts)
    query = Query(f"SELECT ?x WHERE {{ VALUES ?x {{ {rows} }} }}", kind)
    assert answer(store, query, {}, Limits(rows=max(len(texts), 1))).body
    if len(texts) > 1:
        with pytest.raises(LimitError, match="rows, the limit here"):
            answer(store, query, {}, Limits(rows=len(texts) - 1))


_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\r": "\\r", "\n": "\\n", "\t": "\\t"})


def test_a_long_answer_is_stopped_while_it_is_written(store: ox.Store) -> None:
    """Ten million rows would take minutes; the limit ends them after some thousand."""
    endless = Query("SELECT ?a ?d WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", TSV)
    with pytest.raises(LimitError, match="more than 1,000 rows"):
        answer(store, endless, {}, Limits(rows=1000))
    with pytest.raises(LimitError, match="more than 1 MB"):
        answer(store, Query(endless.text, CSV), {}, Limits(rows=10**9, size=1 << 20))


@pytest.fixture
def pool(folder: Path) -> Pool:
    return Pool(place(folder), Limits(seconds=1.5, memory=48 << 20), size=1)


def test_a_query_that_takes_too_much_memory_ends_alone(pool: Pool) -> None:
    try:
        with pytest.raises(StoppedError, match=r"more than (48 MB of memory|1\.5 s), the limit here"):
            pool.run(Query("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d"))
        assert pool.run(Query("ASK {}")).body == b'{"head":{},"boolean":true}'
    finally:
        pool.close()


def test_who_waits_too_long_for_a_process_is_told_so(pool: Pool) -> None:
    """Three slow queries for one process: one is stopped, and of the others at least one has waited for nothing."""
    told: list[Exception] = []

    def ask() -> None:
        try:
            pool.run(Query(SLOW))
        except StoppedError as error:
            told.append(error)

    asking = [threading.Thread(target=ask) for _ in range(3)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    pool.close()
    assert len(told) == 3
    assert any(isinstance(error, BusyError) and "busy with other queries for 1.5 s" in str(error) for error in told)


def test_a_store_that_has_been_built_anew_is_not_opened_by_old_servers(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "graph.nq"
    copy.write_bytes((folder / "graph.nq").read_bytes())
    where = place(tmp_path)
    copy.write_bytes(b"")
    with pytest.raises(DataError, match="has been built anew; start again to see it"):
        Pool(where, Limits(), size=1)
