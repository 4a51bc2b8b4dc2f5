"""The benchmark's own parts: who published an article, types by keyword, and the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.quality.bare import type_of
from benchmarks.quality.groups import groups
from benchmarks.quality.table import compare
from graph.core.config import read_settings
from graph.core.types import Dataset, Entity, LinkedMention, Mention
from graph.evaluate import GoldArticle, GoldEntity, GoldFact, score
from graph.evaluate.figures import quality

FIRST_VERSION = Path(__file__).parents[2] / "benchmarks" / "quality" / "first_version.toml"


def test_articles_are_grouped_by_publisher_and_other_ids_are_kept():
    ids = ["000_606ed567cd8213ac", "DW_775575", "article_13", "business-086", "tech-003", "mine"]
    parts = groups({id_: GoldArticle() for id_ in ids})
    assert {name: list(part) for name, part in parts.items()} == {
        "all": ids,
        "BBC": ["business-086", "tech-003"],
        "Deutsche Welle": ["DW_775575"],
        "Malaysian": ["article_13"],
        "seed article": ["000_606ed567cd8213ac"],
        "other": ["mine"],
    }


@pytest.mark.parametrize(
    ("label", "name", "kind"),
    [
        ("PERSON", "Ada Ko", "person"),
        ("ORG", "Ministry of Ports", "ministry"),
        ("ORG", "the High Court", "government_body"),
        ("ORG", "Labour Party", "organization"),
        ("ORG", "Quay Ltd", "company"),
        ("EVENT", "Olympics", "event"),
        ("LAW", "Ports Act", "instrument"),
        ("GPE", "Rome", None),
    ],
)
def test_types_by_keyword(label, name, kind):
    assert type_of(label, name) == kind


def test_the_first_version_runs_without_the_encoder():
    assert read_settings(FIRST_VERSION).extract.components["encoder"] == ""


def test_systems_stand_side_by_side():
    gold = {"a": GoldArticle([GoldEntity("person", ("Ada",))], [GoldFact("meets", ("Ada",), ("Bo",))])}
    found = Dataset(
        mentions=(LinkedMention(Mention("a", 0, 3, "Ada", "person"), "e"),), entities=(Entity("e", "person", "Ada"),)
    )
    texts = {"a": "Ada met Bo."}
    table = compare({"one": quality(score(found, gold, texts)), "none": quality(score(Dataset(), gold, texts))})
    rows = dict(line.strip("| ").split(" | ", 1) for line in table.splitlines()[2:])
    assert table.startswith("|  | one | none |\n| --- | --- | --- |\n")
    assert rows["**entities**"] == "100.0 / 100.0 / 100.0 | –"
    assert rows["· person"] == "100.0 / 100.0 / 100.0 | –"
    assert rows["**facts**"] == rows["**themes**"] == rows["**calibration error**"] == "– | –"
    assert rows["· B³"] == "100.0 / 100.0 / 100.0 | 0.0 / 0.0 / 0.0"
