"""Values of the stages as Arrow columns, and back. One row a key; a list of mentions is a list in each of some columns.

An article's text and title are in no row: an extraction keeps the offsets of its mentions, and gets their words and the
article's id back from the article that it is asked for. Only roles, and the names and reasons of merges, are words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from graph.articles.anatomy import Anatomy
from graph.core.types import Claim, Extraction, Mention, Part, ThemeTag
from graph.resolve.compare import Merge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from graph.core.types import Article

    Signature = NDArray[np.uint32]

NONE = -1
"""Stands for a theme's mention where it is the article's."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Arrow type, whether each row holds a list of it, and how the values of a row are taken."""

    name: str
    type: Any
    take: Callable[[Any], Any]
    many: bool = True

    @property
    def field(self) -> Any:
        """The column in a schema."""
        return pa.field(self.name, pa.list_(self.type) if self.many else self.type)


class Columns:
    """The columns of one table, of which ``key`` is the first."""

    def __init__(self, columns: Sequence[Column]) -> None:
        """Any columns of different names."""
        self.columns = tuple(columns)
        self.schema = pa.schema([pa.field("key", pa.string()), *(one.field for one in columns)])

    def pack(self, rows: Iterable[tuple[str, Any]]) -> pa.Table:
        """Keys and values as an Arrow table."""
        rows = list(rows)
        arrays = [pa.array([key for key, _ in rows], pa.string())]
        arrays += [pa.array([one.take(value) for _, value in rows], one.field.type) for one in self.columns]
        return pa.Table.from_arrays(arrays, schema=self.schema)


class Rows:
    """Reads the lists of single rows out of an Arrow table, without making Python objects of the others."""

    def __init__(self, table: pa.Table) -> None:
        """A table of any schema."""
        self._arrays: dict[str, tuple[Any, Any]] = {}
        for name in table.column_names:
            array = table.column(name).combine_chunks()
            if pa.types.is_list(array.type):
                self._arrays[name] = (array.offsets.to_numpy(), _values(array.values))
            else:
                self._arrays[name] = (None, _values(array))

    def at(self, row: int, *names: str) -> list[Any]:
        """The values of some columns in a row: a list each where the column holds lists."""
        found = []
        for name in names:
            offsets, values = self._arrays[name]
            found.append(values(row, row + 1)[0] if offsets is None else values(offsets[row], offsets[row + 1]))
        return found


def _values(array: Any) -> Callable[[int, int], list[Any]]:
    """Stretches of an array as Python values; numbers go through numpy, and equal strings are one object."""
    if array.null_count or pa.types.is_binary(array.type):
        return lambda start, end: array[int(start) : int(end)].to_pylist()
    if pa.types.is_string(array.type):
        encoded = array.dictionary_encode()
        words, numbers = encoded.dictionary.to_pylist(), encoded.indices.to_numpy()
        return lambda start, end: [words[number] for number in numbers[start:end].tolist()]
    whole = array.to_numpy()
    return lambda start, end: whole[start:end].tolist()


READINGS = Columns(
    [
        Column("part_kind", pa.string(), lambda one: [part.kind for part in one.parts]),
        Column("part_start", pa.int32(), lambda one: [part.start for part in one.parts]),
        Column("part_end", pa.int32(), lambda one: [part.end for part in one.parts]),
        Column("date", pa.string(), lambda one: one.date, many=False),
        Column("language", pa.string(), lambda one: one.language, many=False),
    ]
)


def anatomy(rows: Rows, row: int) -> Anatomy:
    """The reading in a row."""
    kinds, starts, ends, date, language = rows.at(row, *(one.name for one in READINGS.columns))
    return Anatomy(tuple(map(Part, kinds, starts, ends)), date, language)


SIGNATURES = Columns([Column("signature", pa.binary(), lambda one: one.tobytes(), many=False)])


def signature(rows: Rows, row: int) -> Signature:
    """The signature in a row."""
    return np.frombuffer(rows.at(row, "signature")[0], dtype="<u4")


def _places(found: Extraction) -> dict[Mention, int]:
    return {mention: number for number, mention in enumerate(found.mentions)}


def _about(found: Extraction) -> list[int]:
    places = _places(found)
    return [NONE if tag.mention is None else places[tag.mention] for tag in found.themes]


EXTRACTIONS = Columns(
    [
        Column("mention_start", pa.int32(), lambda one: [mention.start for mention in one.mentions]),
        Column("mention_end", pa.int32(), lambda one: [mention.end for mention in one.mentions]),
        Column("mention_type", pa.string(), lambda one: [mention.type for mention in one.mentions]),
        Column("mention_score", pa.float64(), lambda one: [mention.score for mention in one.mentions]),
        Column("chain_size", pa.int32(), lambda one: [len(chain) for chain in one.chains]),
        Column("chain_member", pa.int32(), lambda one: [member for chain in one.chains for member in chain]),
        Column("claim_predicate", pa.string(), lambda one: [claim.predicate for claim in one.claims]),
        Column("claim_subject", pa.int32(), lambda one: [_places(one)[claim.subject] for claim in one.claims]),
        Column("claim_object", pa.int32(), lambda one: [_places(one)[claim.object] for claim in one.claims]),
        Column("claim_start", pa.int32(), lambda one: [claim.start for claim in one.claims]),
        Column("claim_end", pa.int32(), lambda one: [claim.end for claim in one.claims]),
        Column("claim_role", pa.string(), lambda one: [claim.role for claim in one.claims]),
        Column("claim_status", pa.string(), lambda one: [claim.status for claim in one.claims]),
        Column("claim_score", pa.float64(), lambda one: [claim.score for claim in one.claims]),
        Column("claim_from", pa.string(), lambda one: [claim.valid_from for claim in one.claims]),
        Column("claim_to", pa.string(), lambda one: [claim.valid_to for claim in one.claims]),
        Column("theme_key", pa.string(), lambda one: [tag.theme for tag in one.themes]),
        Column("theme_score", pa.float64(), lambda one: [tag.score for tag in one.themes]),
        Column("theme_start", pa.int32(), lambda one: [tag.start for tag in one.themes]),
        Column("theme_end", pa.int32(), lambda one: [tag.end for tag in one.themes]),
        Column("theme_mention", pa.int32(), _about),
    ]
)


def extraction(rows: Rows, row: int, article: Article) -> Extraction:
    """The extraction in a row, of this article."""
    id_, text = article.id, article.text
    named = rows.at(row, "mention_start", "mention_end", "mention_type", "mention_score")
    mentions = tuple(Mention(id_, start, end, text[start:end], *rest) for start, end, *rest in zip(*named, strict=True))
    sizes, members = rows.at(row, "chain_size", "chain_member")
    following = iter(members)
    chains = tuple(tuple(next(following) for _ in range(size)) for size in sizes)
    said = rows.at(row, *(f"claim_{name}" for name in ("predicate", "subject", "object", "start", "end", "role")))
    sure = rows.at(row, "claim_status", "claim_score", "claim_from", "claim_to")
    claims = tuple(
        Claim(id_, predicate, mentions[subject], mentions[object_], *rest)
        for predicate, subject, object_, *rest in zip(*said, *sure, strict=True)
    )
    tagged = rows.at(row, *(f"theme_{name}" for name in ("key", "score", "start", "end", "mention")))
    themes = tuple(
        ThemeTag(id_, key, score, start, end, None if about == NONE else mentions[about])
        for key, score, start, end, about in zip(*tagged, strict=True)
    )
    return Extraction(id_, mentions, chains, claims, themes)


_MENTION = (
    ("article", pa.string()),
    ("start", pa.int32()),
    ("end", pa.int32()),
    ("text", pa.string()),
    ("type", pa.string()),
)


def _side(side: str) -> list[Column]:
    def taker(name: str) -> Callable[[Merge], Any]:
        return lambda merge: getattr(getattr(merge, side), name)

    return [Column(f"{side}_{name}", type_, taker(name), many=False) for name, type_ in _MENTION]


MERGES = Columns(
    [
        *_side("left"),
        *_side("right"),
        Column("reason", pa.string(), lambda one: one.reason, many=False),
        Column("score", pa.float64(), lambda one: one.score, many=False),
    ]
)


def merge(rows: Rows, row: int) -> Merge:
    """The merge in a row."""
    left, right = (rows.at(row, *(f"{side}_{name}" for name, _ in _MENTION)) for side in ("left", "right"))
    return Merge(Mention(*left), Mention(*right), *rows.at(row, "reason", "score"))
