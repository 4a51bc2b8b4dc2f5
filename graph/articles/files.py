"""A file of articles and its bytes: unpacked where gzipped, within limits, so that no file fills the memory."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from graph.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_FILE = 256 * 1024 * 1024
"""Bytes, unpacked, of a file that is read as a whole (every format but JSON Lines)."""
MAX_LINE = 8 * 1024 * 1024
"""Bytes of a line of JSON Lines: an article of over 8 MiB is a damaged file or a whole book."""
BOMB_SIZE, BOMB_RATIO = 64 * 1024 * 1024, 100
"""A .gz file that unpacks to over the size and over so many times its own is refused; text packs 3 to 10 times."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: ``label`` names it in outputs (``folder/file.txt``), wherever the folder lies.

    A stream (standard input, a pipe) has no path but ``data``, its bytes. ``roots`` are the indices of the sources that
    led to it, ``listed`` tells whether it was given by its own name rather than found in a folder.
    """

    label: str
    path: Path | None = None
    data: bytes | None = None
    roots: tuple[int, ...] = ()
    listed: bool = True

    @property
    def packed(self) -> bool:
        """Whether the name says gzip."""
        return self.label.lower().endswith(".gz")

    @property
    def suffix(self) -> str:
        """The suffix that tells the format, in lower case, ``.gz`` aside."""
        return PurePosixPath(self._plain_name()).suffix.lower()

    @property
    def stem(self) -> str:
        """The file's name without the suffixes that `suffix` and `packed` speak of."""
        return PurePosixPath(self._plain_name()).stem

    def _plain_name(self) -> str:
        name = PurePosixPath(self.label).name
        return name[:-3] if self.packed else name

    def open(self) -> BinaryIO:
        """The unpacked bytes as a stream. Raises `InputError` if the file cannot be opened."""
        try:
            raw: BinaryIO = io.BytesIO(self.data or b"") if self.path is None else self.path.open("rb")
        except OSError as error:
            raise InputError(self.label, f"cannot be read: {error.strerror or error}") from error
        return Unpacked(raw, self) if self.packed or self._is_packed_stream() else raw

    def _is_packed_stream(self) -> bool:
        return self.path is None and self.data is not None and self.data.startswith(b"\x1f\x8b")

    def read(self) -> bytes:
        """All unpacked bytes. Raises `InputError` for a file that is empty, too large or damaged."""
        with self.open() as stream:
            data = read_some(stream, MAX_FILE + 1, self.label)
        if len(data) > MAX_FILE:
            raise InputError(self.label, f"larger than {MAX_FILE >> 20} MiB; split it or convert it to .jsonl")
        if not data.strip():
            raise InputError(self.label, "empty file")
        return data


class Unpacked(io.BufferedIOBase, BinaryIO):
    """A gzip stream that refuses to unpack to absurd sizes (a decompression bomb)."""

    def __init__(self, raw: BinaryIO, file: SourceFile) -> None:
        self._raw, self._label, self._done = raw, file.label, 0
        self._limit = max(BOMB_SIZE, BOMB_RATIO * (len(file.data or b"") or os.fstat(raw.fileno()).st_size))
        self._gzip = gzip.GzipFile(fileobj=raw)

    def _guarded(self, data: bytes) -> bytes:
        self._done += len(data)
        if self._done > self._limit:
            raise InputError(
                self._label, f"unpacks to over {BOMB_RATIO} times its size; unpack it yourself if it is sound"
            )
        return data

    def read(self, size: int | None = -1, /) -> bytes:
        """Up to ``size`` bytes, in pieces so that the guard sees a bomb before it fills the memory."""
        pieces, wanted = [], size if size is not None and size >= 0 else sys.maxsize
        while wanted > 0 and (piece := self._guarded(self._gzip.read(min(wanted, _CHUNK)))):
            pieces.append(piece)
            wanted -= len(piece)
        return b"".join(pieces)

    def readline(self, size: int | None = -1, /) -> bytes:
        """A line, or its first ``size`` bytes."""
        return self._guarded(self._gzip.readline(-1 if size is None else size))

    def close(self) -> None:
        """Close both streams."""
        self._gzip.close()
        self._raw.close()
        super().close()


_DAMAGE = (OSError, EOFError, zlib.error)


def read_some(stream: BinaryIO, size: int, label: str) -> bytes:
    """Up to ``size`` bytes; what goes wrong on the way (damaged gzip, a disk error) is an `InputError`."""
    try:
        return stream.read(size)
    except _DAMAGE as error:
        raise InputError(label, f"cannot be read: {error}") from error


def read_lines(stream: BinaryIO, limit: int, label: str) -> Iterator[bytes | int]:
    """Lines of a stream; for one of over ``limit`` bytes its length only, as it never is in memory as a whole."""
    try:
        while line := stream.readline(limit + 1):
            if len(line) <= limit:
                yield line
                continue
            length = len(line)
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
                length += len(line)
            yield length
    except _DAMAGE as error:
        raise InputError(label, f"cannot be read: {error}") from error
