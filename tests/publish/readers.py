"""Each format read back with a tool that others use: what it says of entities and facts, as names."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import networkx as nx
import openpyxl
import pyarrow.parquet as pq
import pyoxigraph as ox

from graph.publish.tools.csv_tables import unguarded
from graph.publish.tools.neo4j import LIST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Facts = set[tuple[str, str, str, str]]
"""Subject, predicate, object, status."""
Read = tuple[set[str], Facts]
Files = dict[str, bytes]

_NG, _RDF = "https://newsgraph.example/ontology#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PREF = "http://www.w3.org/2004/02/skos/core#prefLabel"


def norm(text: object) -> str:
    """Without what formats replace or drop, and with spaces as XML leaves them: names compare by the rest."""
    legal = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]", "", str(text))
    return " ".join(legal.split())


def rdf(kind: ox.RdfFormat) -> Callable[[Files], Read]:
    def read(files: Files) -> Read:
        (content,) = files.values()
        said: dict[str, dict[str, list[Any]]] = {}
        for quad in ox.parse(content, format=kind):
            if quad.graph_name == ox.DefaultGraph():
                said.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
        names = {iri: row[_PREF][0] for iri, row in said.items() if f"{_NG}articleCount" in row}
        facts = {
            (
                names[row[f"{_RDF}subject"][0]],
                row[f"{_RDF}predicate"][0].removeprefix(_NG),
                names[row[f"{_RDF}object"][0]],
                row[f"{_NG}status"][0],
            )
            for row in said.values()
            if f"{_NG}status" in row
        }
        return set(names.values()), facts

    return read


def network(parse: Callable[[bytes], Any], name: str = "label") -> Callable[[Files], Read]:
    def read(files: Files) -> Read:
        (content,) = files.values()
        found = nx.MultiDiGraph(parse(content))
        names = {node: data.get(name, "") for node, data in found.nodes(data=True)}
        facts = {
            (names[a], data["predicate"], names[b], data["status"])
            for a, b, data in found.edges(data=True)
            if data["predicate"] != "concerns"
        }
        return set(names.values()), facts

    return read


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.data, self._inside = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and dict(attrs).get("type") == "application/json"

    def handle_data(self, data: str) -> None:
        self.data += data if self._inside else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def html(files: Files) -> Read:
    page = _Page()
    page.feed(files["graph.html"].decode())
    data = json.loads(page.data or '{"nodes":[],"statements":[]}')  # an empty graph has no drawing
    names = [one["label"] for one in data["nodes"]]  # statements have numbers of nodes
    facts = {
        (names[one["subject"]], one["predicate"], names[one["object"]], one.get("status", "stated"))
        for one in data["statements"]
        if one["predicate"] != "concerns"
    }
    return set(names), facts


def tables(read: Callable[[bytes], list[dict[str, Any]]], ending: str) -> Callable[[Files], Read]:
    def both(files: Files) -> Read:
        rows = {name.removesuffix(ending): read(content) for name, content in files.items()}
        assert sorted(rows) == ["articles", "entities", "evidence", "mentions", "statements", "themes"]
        return _of_rows(rows)

    return both


def _of_rows(rows: dict[str, list[dict[str, Any]]]) -> Read:
    facts = {
        (one["subject_name"] or "", one["predicate"], one["object_name"] or "", one["status"])
        for one in rows["statements"]
    }
    return {one["name"] or "" for one in rows["entities"]}, facts


def _csv(content: bytes) -> list[dict[str, Any]]:
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return [{key: unguarded(cell) for key, cell in row.items()} for row in rows]


def _parquet(content: bytes) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(io.BytesIO(content)).to_pylist()
    return rows


def xlsx(files: Files) -> Read:
    book = openpyxl.load_workbook(io.BytesIO(files["graph.xlsx"]), read_only=False)
    rows = {}
    for sheet in book:
        head, *lines = sheet.iter_rows()
        assert all(cell.data_type != "f" for line in lines for cell in line)
        rows[sheet.title] = [{a.value: _unescaped(b.value) for a, b in zip(head, line, strict=True)} for line in lines]
    return _of_rows(rows)


def _unescaped(value: Any) -> Any:
    """Office Open XML writes ``_x000D_`` for a carriage return (ECMA-376, 22.9.2.19)."""
    if not isinstance(value, str):
        return value
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), value)


def neo4j(files: Files) -> Read:
    def rows(name: str) -> Iterator[dict[str, str]]:
        return csv.DictReader(io.StringIO(files[name].decode(), newline=""))

    nodes = {row["id:ID"]: row for row in rows("neo4j-entities.csv")}
    assert all(row[":LABEL"].split(LIST)[0] == "Entity" for row in nodes.values())  # labels are an array, too
    articles = {row["id:ID"] for row in rows("neo4j-articles.csv")}
    assert all(row[":START_ID"] in articles and row[":END_ID"] in nodes for row in rows("neo4j-mentions.csv"))
    facts = set()
    for row in rows("neo4j-facts.csv"):
        assert len(row["quotes:string[]"].split(LIST)) == len(row["sources:string[]"].split(LIST))
        if row[":TYPE"] != "CONCERNS":
            facts.add(
                (nodes[row[":START_ID"]]["name"], row[":TYPE"].lower(), nodes[row[":END_ID"]]["name"], row["status"])
            )
    return {row["name"] for row in nodes.values()}, facts


_TOKEN = re.compile(
    r"""(?P<string>'(?:[^'\\]|\\.)*'(?:\ \+\ '(?:[^'\\]|\\.)*')*) | (?P<other>[^']+)""", re.VERBOSE | re.DOTALL
)


def cypher(files: Files) -> Read:
    """The script's strings taken out first; what is left holds nothing of an article, and is read as plain text."""
    strings: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if found["other"]:
            return found["other"]
        strings.append("".join(_unquoted(part) for part in re.findall(r"'(?:[^'\\]|\\.)*'", found[0], re.DOTALL)))
        return f"«{len(strings) - 1}»"

    script = files["graph.cypher"].decode()
    assert not re.search(r"\\[uU]", script)
    bare = _TOKEN.sub(keep, script)
    assert re.fullmatch(r"(?:[\w\s«»:{}()\[\],.;=+<>-])*", bare), bare
    names = {}
    for found in re.finditer(r"\{p: \{id: «(\d+)», name: «(\d+)»", bare):
        names[strings[int(found[1])]] = strings[int(found[2])]
    facts = set()
    for block in re.finditer(r"UNWIND \[\n(.*?)\n\] AS row\nMATCH \(a:Entity.*?r:(\w+) ", bare, re.DOTALL):
        for row in re.finditer(r"\{a: «(\d+)», b: «(\d+)», .*?status: «(\d+)»", block[1]):
            a, b, status = (strings[int(one)] for one in row.groups())
            if block[2] != "CONCERNS":
                facts.add((names[a], block[2].lower(), names[b], status))
    return set(names.values()), facts


def _unquoted(text: str) -> str:
    plain = {"n": "\n", "r": "\r", "t": "\t"}
    return re.sub(r"\\(.)", lambda found: plain.get(found[1], found[1]), text[1:-1], flags=re.DOTALL)


def popolo(files: Files) -> Read:
    data = json.loads(files["graph.popolo.json"])
    lists = ("persons", "organizations", "events", "areas")
    names = {one["id"]: one["name"] for kind in lists for one in data[kind]}
    posts = {one["id"] for one in data["posts"]}
    facts = {
        (names[one["id"]], "part_of", names[one["parent_id"]], "stated")
        for one in data["organizations"]
        if "parent_id" in one
    }
    for one in data["memberships"]:
        assert one.get("post_id", next(iter(posts), None)) in posts | {None}
        member = one.get("person_id") or one["member"]["id"]
        where = names[one.get("organization_id") or one["area_id"]]
        held = "holds_position" if "post_id" in one or "role" not in one else "member_of"
        facts.add((names[member], held, where, "former" if "end_date" in one else "stated"))
    return set(names.values()), facts


def ftm(files: Files) -> Read:
    rows = [json.loads(line) for line in files["graph.ftm.json"].splitlines()]
    known = {row["id"]: row["properties"] for row in rows}
    schemas = ("Person", "PublicBody", "Company", "Organization", "Event", "Territory")
    names = {row["id"]: row["properties"]["name"][0] for row in rows if row["schema"] in schemas}
    facts = set()
    for row in rows:
        said = row["properties"]
        for kind, (a, b) in {
            "Employment": ("employee", "employer"),
            "Directorship": ("director", "organization"),
            "Occupancy": ("holder", "post"),
        }.items():
            if row["schema"] == kind:
                post = known[said[b][0]]
                if kind == "Occupancy" and "organization" not in post:
                    continue
                target = names.get(said[b][0]) or names[post["organization"][0]]
                ended = {"former", "ended"} & set(said.get("status", ()))
                facts.add((names[said[a][0]], "holds_position", target, "former" if ended else "stated"))
    return set(names.values()), facts


READERS: dict[str, Callable[[Files], Read]] = {
    "html": html,
    "turtle": rdf(ox.RdfFormat.TURTLE),
    "trig": rdf(ox.RdfFormat.TRIG),
    "nquads": rdf(ox.RdfFormat.N_QUADS),
    "ntriples": rdf(ox.RdfFormat.N_TRIPLES),
    "jsonld": rdf(ox.RdfFormat.JSON_LD),
    "rdfxml": rdf(ox.RdfFormat.RDF_XML),
    "graphml": network(lambda content: nx.read_graphml(io.BytesIO(content))),
    "gexf": network(lambda content: nx.read_gexf(io.BytesIO(content))),
    "cytoscape": network(lambda content: nx.cytoscape_graph(json.loads(content))),
    "nodelink": network(lambda content: nx.node_link_graph(json.loads(content), edges="edges"), "name"),
    "popolo": popolo,
    "ftm": ftm,
    "csv": tables(_csv, ".csv"),
    "parquet": tables(_parquet, ".parquet"),
    "xlsx": xlsx,
    "neo4j": neo4j,
    "cypher": cypher,
}


def unzipped(files: Files) -> Files:
    return {name.removesuffix(".gz"): gzip.decompress(content) for name, content in files.items()}
