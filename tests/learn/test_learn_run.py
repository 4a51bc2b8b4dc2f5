"""``newsgraph train``: models from annotation, used by a build, and errors that say what to do."""

from pathlib import Path

import pytest

from graph.core.config import Settings
from graph.core.errors import ConfigError, InputError, UsageError
from graph.core.types import Article
from graph.extract.models import MODELS, load_model
from graph.extract.pipeline import extract, load_pipeline
from graph.learn import train

ROOT = Path(__file__).parents[2]
GOLD, TEXTS = ROOT / "tests/examples/gold.txt", ROOT / "examples/archive"
NAMES = [
    f"{first}{last}" for first in ("Skar", "Vel", "Tor", "An", "Bel", "Cor", "Das") for last in ("n", "la", "mo", "den")
]


@pytest.fixture(scope="module")
def learnt(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    return folder, train(GOLD, TEXTS, folder)


def test_it_writes_each_model_with_what_the_articles_add(learnt):
    folder, rows = learnt
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.npz" for name in MODELS)
    assert [row.name for row in rows] == list(MODELS)
    assert all(row.rows > 0 and row.after >= row.before > 1000 for row in rows)
    assert rows[0].after > rows[0].before


def test_the_same_articles_make_the_same_bytes(learnt, tmp_path):
    train(GOLD, TEXTS, tmp_path)
    assert all((tmp_path / f"{name}.npz").read_bytes() == (learnt[0] / f"{name}.npz").read_bytes() for name in MODELS)


def test_extraction_follows_what_was_annotated(tmp_path):
    """A word that the package knows nothing of names public bodies, after some examples."""
    (tmp_path / "texts").mkdir()
    gold = []
    for name in NAMES:
        text = f"{name} Zibbling of Hanoi sold ore to Marlon Industries on Monday. {name} Zibbling said it was pleased."
        (tmp_path / "texts" / f"{name}.txt").write_text(text, "utf-8")
        gold.append(f"## {name}\nE government_body; {name} Zibbling\nE company; Marlon Industries")
        gold.append(f"R regulates; {name} Zibbling; Marlon Industries")
    (tmp_path / "gold.txt").write_text("\n".join(gold), "utf-8")
    train(tmp_path / "gold.txt", tmp_path / "texts", tmp_path / "models")
    article = Article("new", "", "Holm Zibbling of Oslo bought wheat on Friday. Holm Zibbling said it was content.")
    found = {}
    for folder in ("", str(tmp_path / "models")):
        settings = Settings.model_validate({"extract": {"models": folder}})
        mentions = extract(load_pipeline(settings.extract), article).mentions
        found[folder] = {one.text: one.type for one in mentions}
    assert found[""].get("Holm Zibbling") != "government_body"
    assert found[str(tmp_path / "models")].get("Holm Zibbling") == "government_body"


def test_annotation_without_two_names_in_a_sentence_is_too_little(tmp_path):
    (tmp_path / "one.txt").write_text("Ada Verne left the house on Monday and did not come back for a week.", "utf-8")
    (tmp_path / "gold.txt").write_text("## one\nE person; Ada Verne\n", "utf-8")
    with pytest.raises(InputError, match=r"gold\.txt.*annotate more"):
        train(tmp_path / "gold.txt", tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_target_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "taken").write_text("", "utf-8")
    with pytest.raises(UsageError, match="taken"):
        train(GOLD, TEXTS, tmp_path / "taken")


@pytest.mark.parametrize("content", [None, b"", b"no model", b"PK\x03\x04broken"])
def test_a_folder_without_models_is_named_with_the_remedy(tmp_path, content):
    if content is not None:
        (tmp_path / "mentions.npz").write_bytes(content)
    with pytest.raises(ConfigError, match=r"mentions\.npz.*newsgraph train"):
        load_model("mentions", str(tmp_path))
    with pytest.raises(ConfigError, match="newsgraph train"):
        load_pipeline(Settings.model_validate({"extract": {"models": str(tmp_path)}}).extract)
