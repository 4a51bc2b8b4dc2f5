"""DWIE's articles (Zaporojets et al. 2021) as resolution sees them, and its links to Wikipedia as the truth.

Entities of different articles with the same link are one. Those without a link, and values, times and roles, which are
no entities of newsgraph's, are left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.core.types import Article, Extraction, Mention

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KINDS = (
    ("politician", "official"),
    ("person", "person"),
    ("ministry", "ministry"),
    ("governmental_organisation", "government_body"),
    ("company", "company"),
    ("media", "company"),
    ("organization", "organization"),
    ("event", "event"),
    ("location", "place"),
    ("misc", "instrument"),
)
"""A tag of DWIE and the type it is read as; the first that fits."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Articles, what an extractor would say of them were it DWIE's annotators, and the link of each mention."""

    articles: tuple[Article, ...]
    extractions: tuple[Extraction, ...]
    truth: Mapping[Mention, str]


def read(path: Path) -> Linked:
    """The linked entities of a file of DWIE's, with all their mentions and the coreference between them."""
    articles, extractions, truth = [], [], {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        kinds = {one["id"]: _kind(one["tags"]) for one in row["entities"] if one.get("link")}
        links = {one["id"]: one["link"] for one in row["entities"] if one.get("link")}
        mentions: list[Mention] = []
        chains: dict[int, list[int]] = defaultdict(list)
        for one in row["mentions"]:
            if kind := kinds.get(one["entity"]):
                chains[one["entity"]].append(len(mentions))
                text = row["text"][one["start"] : one["end"]]
                mentions.append(Mention(row["id"], one["start"], one["end"], text, kind))
                truth[mentions[-1]] = links[one["entity"]]
        articles.append(Article(row["id"], "", row["text"]))
        extractions.append(Extraction(row["id"], tuple(mentions), tuple(map(tuple, chains.values()))))
    return Linked(tuple(articles), tuple(extractions), truth)


def _kind(tags: list[str]) -> str | None:
    return next((kind for tag, kind in KINDS if f"type::{tag}" in tags), None)
