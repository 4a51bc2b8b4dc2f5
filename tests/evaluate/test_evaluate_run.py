"""Evaluating articles on disk: which are read, what is said of those that cannot be, and the clock. No model is needed."""

from __future__ import annotations

import pytest

import graph.pipeline
from graph.core.config import PublishSettings, Settings
from graph.core.errors import InputError, UsageError
from graph.core.report import Report
from graph.core.types import Claim, Extraction, Mention
from graph.evaluate import evaluate

TEXT = "Ada Verne, the minister, said on Monday that Quay Ltd owns the yard of Tug Works and would build ships again."


def _names(article):
    """An extraction that knows two companies and one fact, of a confidence that depends on the article."""
    one, other = (
        Mention(article.id, start := article.text.index(name), start + len(name), name, "company")
        for name in ("Quay Ltd", "Tug Works")
    )
    claim = Claim(article.id, "owns", one, other, 0, len(article.text), score=0.9 if article.id == "a" else 0.4)
    return Extraction(article.id, (one, other), ((0,), (1,)), (claim,))


@pytest.fixture(autouse=True)
def no_model(monkeypatch):
    monkeypatch.setattr(
        graph.pipeline, "extract_all", lambda articles, settings: ((one, _names(one)) for one in articles)
    )


@pytest.fixture
def folder(tmp_path):
    """Two annotated articles, one that is not, one that cannot be read; none of them has a date."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in "ab":
        (texts / f"{name}.txt").write_text(TEXT, "utf-8")
    (texts / "other.txt").write_text(TEXT.replace("Monday", "Friday"), "utf-8")
    (texts / "broken.txt").write_bytes(bytes(range(256)))
    return texts


def _gold(folder, ids, extra=""):
    path = folder.parent / "gold.txt"
    lines = [f"## {id_}\nE company; Quay Ltd\nE company; Tug Works\nR owns; Quay Ltd; Tug Works\n" for id_ in ids]
    path.write_text("".join(lines) + extra, "utf-8")
    return path


def test_annotated_articles_are_scored_and_copies_are_not_merged(folder):
    report = Report()
    done = evaluate(_gold(folder, "ab"), folder, report=report)
    assert (done.articles, done.scores.entity.f1, done.scores.fact.f1) == (2, 100, 100)
    assert report.problems == []  # what is wrong with articles that nobody annotated is of no interest


def test_the_threshold_of_the_settings_counts(folder):
    settings = Settings(publish=PublishSettings(min_confidence=0.95))
    assert evaluate(_gold(folder, "ab"), folder, settings).scores.fact.found == 0


def test_words_of_the_first_article_do_not_count_for_speed(folder):
    assert evaluate(_gold(folder, "a"), folder).speed.words_per_second is None
    speed = evaluate(_gold(folder, "ab"), folder).speed
    assert speed.words == len(TEXT.split())
    assert speed.words_per_second == speed.words / speed.seconds


def test_an_article_whose_text_is_missing_is_named_with_file_line_and_remedy(folder):
    gold = _gold(folder, ["a", "gone"])
    with pytest.raises(InputError) as error:
        evaluate(gold, folder)
    remedy = f"add {folder}/gone.txt, or take its annotation out"
    assert str(error.value) == f"{gold}:5: no text of article 'gone' in {folder}; {remedy}"


def test_an_article_that_cannot_be_read_counts_as_missed_and_is_told(folder):
    report = Report()
    done = evaluate(_gold(folder, ["a", "broken"]), folder, report=report)
    assert (done.scores.entity.hit, done.scores.entity.wanted, done.articles) == (2, 4, 2)
    (problem,) = report.problems
    assert (problem.source, problem.severity) == ("texts/broken.txt", "warning")
    assert problem.reason.startswith("counts as missed: binary file")


def test_a_folder_that_is_not_there_is_told(folder):
    with pytest.raises(UsageError, match="no such file or folder"):
        evaluate(_gold(folder, "a"), folder / "gone")
