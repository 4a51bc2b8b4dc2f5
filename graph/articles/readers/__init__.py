"""The formats that articles are read from: one reader each, found by the file's suffix.

A reader is a function ``read(file) -> Iterator[Record | Flaw]``. It yields what it can, a `Flaw` for each record
that it cannot use, and raises `InputError` where the whole file is unusable. Built-in readers are listed here; an
installed package adds one through the entry point group ``newsgraph.readers`` whose value is a `Reader`. The function
is imported only when a file of its format is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from graph.articles.files import MAX_LINE, SourceFile, read_some
from graph.articles.records import Flaw, Record

ReadFunction = Callable[[SourceFile], Iterator[Record | Flaw]]


@dataclass(frozen=True, slots=True)
class Reader:
    """A format's name, the suffixes of its files (lower case) and ``module:function`` of its reader."""

    name: str
    suffixes: tuple[str, ...]
    function: str

    def load(self) -> ReadFunction:
        """Import the function."""
        module, _, function = self.function.partition(":")
        loaded: ReadFunction = getattr(import_module(module), function)
        return loaded


BUILT_IN = (
    Reader("text", (".txt", ".text"), "graph.articles.readers.text:read"),
    Reader("jsonl", (".jsonl", ".ndjson"), "graph.articles.readers.jsons:read_lines_of_json"),
    Reader("json", (".json",), "graph.articles.readers.jsons:read_document"),
    Reader("table", (".csv", ".tsv"), "graph.articles.readers.tables:read_csv"),
    Reader("parquet", (".parquet",), "graph.articles.readers.tables:read_parquet"),
    Reader("html", (".html", ".htm", ".xhtml"), "graph.articles.readers.html:read"),
    Reader("feed", (".xml", ".rss", ".atom"), "graph.articles.readers.feeds:read"),
)


@cache
def readers() -> dict[str, Reader]:
    """Every known suffix and its reader; a plug-in cannot take over a built-in suffix."""
    added = [point.load() for point in entry_points(group="newsgraph.readers")]
    return {suffix: reader for reader in (*added, *BUILT_IN) for suffix in reader.suffixes}


_OPENINGS = (  # how a stream without a name shows its format
    (b"par1", ".parquet"),
    (b"[", ".json"),
    (b"{", ".jsonl"),
    (b"<!doctype html", ".html"),
    (b"<html", ".html"),
    (b"<?xml", ".xml"),
    (b"<rss", ".xml"),
    (b"<feed", ".xml"),
)


def reader_for(file: SourceFile) -> Reader | None:
    """The reader of a file by its suffix; of standard input by how it begins; plain text for any other file listed.

    None for a file of unknown suffix that was only found in a folder.
    """
    known = readers()
    if file.path is not None:
        return known.get(file.suffix) or (known[".txt"] if file.listed else None)
    with file.open() as stream:
        start = read_some(stream, MAX_LINE, file.label).strip(b"\xef\xbb\xbf \t\r\n")
    suffix = next((suffix for opening, suffix in _OPENINGS if start[:20].lower().startswith(opening)), ".txt")
    return known[".json" if suffix == ".jsonl" and b"\n" not in start else suffix]  # one line may hold a list of them
