"""The stages' functions with a memory: `Memory` gives what the store has of an article, and keeps what is new.

All of it is found by content. An article that moves to another file or gets another id is not read anew; one whose text
changes is.
"""

from __future__ import annotations

import re
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from graph.articles.anatomy import Anatomy, dissect
from graph.articles.copies import sign
from graph.core.errors import DataError
from graph.publish.files import atomic
from graph.store.columns import (
    EXTRACTIONS,
    MERGES,
    READINGS,
    SIGNATURES,
    Rows,
    anatomy,
    extraction,
    merge,
    signature,
)
from graph.store.lock import LOCK, OWNER, locked
from graph.store.manifest import NAME, StoreDamaged, read_manifest, write_manifest
from graph.store.table import Table
from graph.store.versions import extraction_version, reading_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from graph.core.config import ExtractSettings
    from graph.core.types import Article, Extraction, Part
    from graph.resolve.compare import Merge
    from graph.resolve.resolver import Resolution
    from graph.store.columns import Signature
    from graph.store.manifest import Segment

V = TypeVar("V")
IGNORE = ".gitignore"
"""Keeps the store out of a repository that holds the graph beside it."""
_OURS = re.compile(
    rf"{re.escape(IGNORE)}|{LOCK}|{re.escape(OWNER)}|{re.escape(NAME)}"
    r"|(readings|signatures|extractions|merges)-[0-9a-f]{16}\.parquet|\..+\.[0-9a-f]{8}\.tmp"
)
"""Names of files that a store holds; a folder with others, given by mistake, is left alone."""


def key_of(*parts: object) -> str:
    """128 bits of the SHA-256 of values whose ``repr`` tells them apart."""
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def article_key(article: Article) -> str:
    """The key of an article's extraction, which reads its text, its parts and, for "on Tuesday", its date."""
    return key_of(article.text, article.published, tuple((part.kind, part.start, part.end) for part in article.parts))


class Memory:
    """What the store holds for one build; made by `open_memory`."""

    def __init__(self, folder: Path, segments: tuple[Segment, ...], settings: ExtractSettings) -> None:
        """The tables over the segments that fit these settings and this version of the code."""
        listed = list(segments)
        self._folder, self._listed = folder, listed
        self._unknown = ""
        self._named = {one.file for one in listed}
        try:
            version = extraction_version(settings)
        except LookupError as error:
            version, self._unknown = None, str(error.args[0])
        reading = reading_version()
        self._readings: Table[Anatomy] = Table(folder, "readings", reading, READINGS, listed)
        self._signatures: Table[Signature] = Table(folder, "signatures", reading, SIGNATURES, listed)
        self._extractions: Table[Extraction] | None = None
        if version is not None:
            self._extractions = Table(folder, "extractions", version, EXTRACTIONS, listed)
        self._merges: Table[Merge] = Table(folder, "merges", "1", MERGES, listed)

    @property
    def _tables(self) -> list[Table[Any]]:
        tables: list[Table[Any] | None] = [self._readings, self._signatures, self._extractions, self._merges]
        return [one for one in tables if one is not None]

    def open(self, tell: Callable[[str], None]) -> None:
        """Read what is there; parts that cannot be used are told, and made anew by the build."""
        if self._unknown:
            tell(f"{self._unknown}, so extractions are not kept; register it in an installed package")
        if {one.table for one in self._listed} - {one.table for table in self._tables for one in table.segments}:
            tell(f"{self._folder} is of another version of newsgraph or of other settings; it is made anew")
        for table in self._tables:
            if table is not self._merges:
                table.open(lambda reason: tell(f"{reason}; what it held is made anew"))

    def dissect(self, text: str, title: str, given: tuple[Part, ...]) -> Anatomy:
        """`graph.articles.anatomy.dissect`, remembered."""
        key = key_of(text, title, tuple((part.kind, part.start, part.end) for part in given))
        return self._remembered(self._readings, key, anatomy, lambda: dissect(text, title, given))

    def sign(self, words: str) -> Signature:
        """`graph.articles.copies.sign`, remembered."""
        return self._remembered(self._signatures, key_of(words), signature, lambda: sign(words))

    def _remembered(self, table: Table[V], key: str, make: Callable[[Rows, int], V], ask: Callable[[], V]) -> V:
        found = table.get(key, make)
        if found is None:
            found = ask()
            if table.put(key, found):
                self._save(table)
        return found

    def extraction(self, article: Article) -> Extraction | None:
        """What an earlier build read in the article, if it did."""
        if self._extractions is None:
            return None
        return self._extractions.get(article_key(article), lambda rows, row: extraction(rows, row, article))

    def keep(self, article: Article, found: Extraction) -> None:
        """Keep what was read in an article; now and then what is kept is written."""
        if self._extractions is not None and self._extractions.put(article_key(article), found):
            self._save(self._extractions)

    def keep_resolution(self, resolution: Resolution) -> None:
        """Keep the merges of this build in place of those of the one before."""
        self._merges.segments.clear()
        for number, one in enumerate(resolution.merges):
            self._merges.put(f"{number:012}", one)

    def finish(self) -> None:
        """Write what is new, merge small files, drop rows that no article of this build uses. Raises `DataError`."""
        self.save()
        with _usable(self._folder):
            for table in self._tables:
                table.compact()
            if self._named != {one.file for one in self._segments()}:
                self._write()
            named = self._named | {NAME, LOCK, OWNER, IGNORE}
            for path in self._folder.iterdir():
                if path.name not in named and _OURS.fullmatch(path.name):
                    path.unlink(missing_ok=True)

    def save(self) -> None:
        """Write what is new."""
        self._save(*self._tables)

    def _save(self, *tables: Table[Any]) -> None:
        with _usable(self._folder):
            if sum(table.flush() for table in tables) or not (self._folder / NAME).exists():
                self._write()

    def _write(self) -> None:
        """The manifest; files that it named and does not name now go only after it is written."""
        segments = self._segments()
        write_manifest(self._folder, segments)
        self._named = {one.file for one in segments}

    def _segments(self) -> list[Segment]:
        return [one for table in self._tables for one in table.segments]


@contextmanager
def _usable(folder: Path) -> Iterator[None]:
    """Turn the system's refusals into a message with a remedy."""
    try:
        yield
    except OSError as error:
        reason, remedy = error.strerror or error, "give --store another folder, or --no-store"
        raise DataError(f"{folder}: cannot be used as a store: {reason}; {remedy}") from error


@contextmanager
def open_memory(folder: Path, settings: ExtractSettings, tell: Callable[[str], None]) -> Iterator[Memory]:
    """The store in a folder, made if it is missing, locked until the block ends.

    ``tell`` hears, in a sentence each, what of it could not be used and is made anew. Raises `DataError` where another
    build holds it or the folder cannot be written.
    """
    with ExitStack() as stack:
        with _usable(folder):
            folder.mkdir(parents=True, exist_ok=True)
            if strange := sorted(one.name for one in folder.iterdir() if not _OURS.fullmatch(one.name)):
                raise DataError(f"{folder}: holds {strange[0]}, so it is no store; give --store a new or empty folder")
            stack.enter_context(locked(folder))
            if not (folder / IGNORE).exists():
                with atomic(folder / IGNORE) as file:
                    file.write(b"*\n")
            try:
                segments = read_manifest(folder)
            except StoreDamaged as damage:
                tell(f"{damage}; the store is made anew")
                segments = ()
            memory = Memory(folder, segments, settings)
            memory.open(tell)
        try:
            yield memory
        except BaseException:
            memory.save()
            raise


def read_merges(folder: Path) -> list[Merge]:
    """The merges of the last build with this store. Raises `DataError` where there are none, or damaged ones."""
    try:
        table: Table[Merge] = Table(folder, "merges", "1", MERGES, list(read_manifest(folder)))
        if not (folder / NAME).exists():
            raise StoreDamaged(f"{folder}: no store is there")
        damaged: list[str] = []
        table.open(damaged.append)
        if damaged:
            raise StoreDamaged(damaged[0])
    except StoreDamaged as damage:
        raise DataError(f"{damage}; build again, with the store") from damage
    return table.values(merge)
