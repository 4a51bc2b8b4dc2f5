"""The MCP server as an assistant sees it: through the SDK's own client, over standard input and output."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from graph.serve.mcp import server
from tests.serve.conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from mcp.server import MCPServer

    from graph.serve.site import Site


def through(target: Any, work: Callable[[Client], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        async with Client(target) as client:
            await work(client)

    with ThreadPoolExecutor(1) as thread:  # other tests' browsers keep a loop in this one
        thread.submit(anyio.run, run).result()


@pytest.fixture(scope="module")
def made(site: Site) -> MCPServer:
    return server(site)


def call(made: MCPServer, tool: str, /, **arguments: Any) -> Any:
    found: list[Any] = []

    async def work(client: Client) -> None:
        answer = await client.call_tool(tool, arguments)
        assert not answer.is_error, answer.content
        text = answer.content[0]
        assert text.type == "text"
        found.append(answer.structured_content if answer.structured_content is not None else text.text)

    through(made, work)
    return found[0]


def failure(made: MCPServer, tool: str, /, **arguments: Any) -> str:
    found: list[str] = []

    async def work(client: Client) -> None:
        answer = await client.call_tool(tool, arguments)
        assert answer.is_error
        found.append(answer.content[0].text)  # type: ignore[union-attr]

    through(made, work)
    return found[0]


def test_the_command_speaks_the_protocol(folder: Path) -> None:
    """One conversation with the real process: tools are listed, one is called, nothing else is on stdout."""
    command = StdioServerParameters(command=sys.executable, args=["-m", "graph", "mcp", str(folder)])

    async def work(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {"search", "entity", "path", "posts", "sparql"}
        assert all(tool.description for tool in tools)
        answer = await client.call_tool("posts", {"person": "Okello"})
        assert "Mara Okello holds_position Ministry of Arts." in answer.content[0].text  # type: ignore[union-attr]
        rows = await client.call_tool("sparql", {"query": "ASK { ?x a newsgraph:Ministry }"})
        assert json.loads(rows.content[0].text)["boolean"] is True  # type: ignore[union-attr]

    through(stdio_client(command), work)


def test_search_gives_ids(made: MCPServer) -> None:
    found = call(made, "search", name="the Arts Ministry")["results"]
    assert (found[0]["id"], found[0]["type"]) == ("e3", "ministry")
    assert call(made, "search", name="Okello", type="Human")["results"][0]["id"] == "e1"


def test_an_entity_comes_with_citations(made: MCPServer) -> None:
    told = call(made, "entity", name_or_id="e3")
    assert told["name"] == "Ministry of Arts"
    facts = {(fact["subject"]["name"], fact["predicate"], fact["status"]): fact for fact in told["facts"]}
    said = facts["Mara Okello", "holds_position", "stated"]["evidence"][0]
    assert said["quote"] == "Mara Okello holds_position Ministry of Arts."
    assert (said["article"], said["published"], said["publisher"]) == ("News <a1>", "2031-05-02", "Vell Herald")
    assert said["url"] == "https://herald.example/a1?a=1&b=2"
    assert ("Ivo Tarn", "holds_position", "former") in facts
    assert told["themes"] == ["Cultural industries"]
    assert call(made, "entity", name_or_id="e3", limit=1)["more_facts"] is True


def test_a_path_has_the_words_of_each_step(made: MCPServer) -> None:
    told = call(made, "path", one="Brightsea", other="Mara Okello", by="strongest")
    steps = told["chains"][0]["steps"]
    assert [step["to"]["name"] for step in steps] == ["Vell Chamber", "Ministry of Arts", "Mara Okello"]
    assert all(fact["evidence"][0]["quote"] for step in steps for fact in step["facts"])
    assert told["chains"][0]["strength"] == pytest.approx(0.95 * 0.9 * 0.9, abs=1e-4)
    assert call(made, "path", one="Port Vell", other="Okello")["chains"] == []


def test_posts_are_found_by_person_body_and_role(made: MCPServer) -> None:
    held = call(made, "posts", body="Arts Ministry")["posts"]
    assert {(post["subject"]["name"], post["status"]) for post in held} == {
        ("Mara Okello", "stated"),
        ("Ivo Tarn", "former"),
    }
    assert len(call(made, "posts", person="Ivo Tarn", body="e3", role="MINI")["posts"]) == 1
    assert call(made, "posts", person="Ivo Tarn", role="director")["posts"] == []
    assert "give person, body or both" in failure(made, "posts")


def test_what_cannot_be_answered_is_told(made: MCPServer) -> None:
    assert "line 1, column" in failure(made, "sparql", query="SELECT ?s {")
    assert "INSERT is an update" in failure(made, "sparql", query="INSERT DATA { <a:a> <a:b> 1 }")
    assert "SERVICE asks another machine" in failure(
        made, "sparql", query="SELECT * { SERVICE <http://a.example/> {} }"
    )
    assert "nothing is called 'Zzyzx'" in failure(made, "entity", name_or_id="Zzyzx")
    assert "no entity type 'robot'" in failure(made, "search", name="a", type="robot")


def test_a_hostile_name_stays_data(made: MCPServer) -> None:
    assert call(made, "entity", name_or_id="e7")["name"] == HOSTILE
