"""Resolution across real articles: DWIE's mentions and chains in, its Wikipedia links as the truth."""

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from graph.core.types import Article, Extraction, Mention
from graph.resolve.resolver import link

DWIE = Path(__file__).parents[2].parent / "shared" / "data" / "dwie" / "dev.jsonl"
KINDS = [  # a tag of DWIE, the type it is read as; the first that fits
    ("politician", "official"),
    ("person", "person"),
    ("ministry", "ministry"),
    ("governmental_organisation", "government_body"),
    ("company", "company"),
    ("media", "company"),
    ("organization", "organization"),
    ("event", "event"),
    ("location", "place"),
]


def read() -> tuple[list[Article], list[Extraction], dict[Mention, str]]:
    articles, extractions, truth = [], [], {}
    for line in DWIE.read_text("utf-8").splitlines():
        row = json.loads(line)
        kinds = {
            one["id"]: next((t for tag, t in KINDS if f"type::{tag}" in one["tags"]), None) for one in row["entities"]
        }
        links = {one["id"]: one.get("link") for one in row["entities"]}
        mentions, chains = [], defaultdict(list)
        for one in row["mentions"]:
            kind, linked = kinds.get(one["entity"]), links.get(one["entity"])
            if kind and linked:
                chains[one["entity"]].append(len(mentions))
                mentions.append(
                    Mention(row["id"], one["start"], one["end"], row["text"][one["start"] : one["end"]], kind)
                )
                truth[mentions[-1]] = linked
        articles.append(Article(row["id"], "", row["text"]))
        extractions.append(Extraction(row["id"], tuple(mentions), tuple(tuple(chain) for chain in chains.values())))
    return articles, extractions, truth


@pytest.mark.shared
@pytest.mark.skipif(not DWIE.exists(), reason="needs ../shared/data/dwie/dev.jsonl")
def test_b_cubed_over_chains_of_real_articles() -> None:
    """B³ (Bagga and Baldwin, 1998): for each chain, how pure and how complete the entity it is in is, on average."""
    articles, extractions, truth = read()
    entity = {one.mention: one.entity for one in link(articles, extractions).links}
    chains = [
        (entity[m := extraction.mentions[chain[0]]], truth[m])
        for extraction in extractions
        for chain in extraction.chains
    ]
    both, found, true = Counter(chains), Counter(e for e, _ in chains), Counter(t for _, t in chains)
    precision = sum(both[chain] / found[chain[0]] for chain in chains) / len(chains)
    recall = sum(both[chain] / true[chain[1]] for chain in chains) / len(chains)
    print(f"{len(chains)} chains: B3 precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.98
    assert recall >= 0.95
