"""Articles read together say what each says alone, to the last bit; one that fails costs the others nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import threadpool_info, threadpool_limits

from graph.articles import read_articles
from graph.core.config import ExtractSettings, InputSettings
from graph.core.report import Report
from graph.core.types import Article
from graph.extract import parse as parsing
from graph.extract import pipeline
from graph.extract.parse import parse, parse_together
from graph.extract.pipeline import extract, extract_together, load_pipeline
from graph.extract.threads import one_thread

ARCHIVE = Path(__file__).parents[2] / "examples" / "archive"
BITS = ["HEAD", "DEP", "TAG", "POS", "LEMMA", "ENT_TYPE", "ENT_IOB", "SENT_START"]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(read_articles([str(ARCHIVE)], InputSettings(), Report()))[:24]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(ExtractSettings())


def test_together_is_the_same_as_alone(nlp: Language, articles: list[Article]) -> None:
    assert len(articles) == 24
    assert extract_together(nlp, articles) == [extract(nlp, one) for one in articles]


def test_models_see_many_docs_and_answer_as_for_one(nlp: Language, articles: list[Article]) -> None:
    for one, doc in zip(articles, parse_together(nlp, articles), strict=True):
        assert isinstance(doc, Doc)
        alone = parse(nlp, one)
        assert doc.tensor.tobytes() == alone.tensor.tobytes()
        assert (doc.to_array(BITS) == alone.to_array(BITS)).all()


def test_long_articles_in_chunks_together(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, articles: list[Article]
) -> None:
    monkeypatch.setattr(parsing, "CHUNK", 300)
    assert extract_together(nlp, articles[:6]) == [extract(nlp, one) for one in articles[:6]]


@Language.component("trips_over_fog")
def trips_over_fog(doc: Doc) -> Doc:
    if "fog" in doc.text:
        raise ValueError("lost in the fog")
    return doc


@pytest.mark.parametrize("place", ["first", "last"])
def test_an_article_that_trips_a_component_costs_no_other(place: str) -> None:
    nlp = load_pipeline(ExtractSettings(), steps={"boundaries", "mentions"})
    nlp.add_pipe("trips_over_fog", **{place: True})
    articles = [
        Article(f"a{i}", "", text) for i, text in enumerate(["Hanoi hosts VNA.", "Oslo in fog.", "Malta voted."])
    ]
    first, second, third = extract_together(nlp, articles)
    assert isinstance(second, ValueError)
    assert str(second) == "lost in the fog"
    assert [first, third] == [extract(nlp, articles[0]), extract(nlp, articles[2])]
    with pytest.raises(ValueError, match="lost in the fog"):
        extract(nlp, articles[1])


def test_matrices_are_multiplied_in_one_thread(
    nlp: Language, articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def look(nlp: Language, some: list[Article]) -> list[Doc | Exception]:
        seen.extend(one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas")
        return parse_together(nlp, some)

    monkeypatch.setattr(pipeline, "parse_together", look)
    if not any(one["user_api"] == "blas" for one in threadpool_info()):
        pytest.skip("numpy's matrix library is none whose threads can be told")
    with threadpool_limits(limits=2, user_api="blas"):
        extract_together(nlp, articles[:1])
        assert seen
        assert set(seen) == {1}
        assert threads() == {2}


def threads() -> set[int]:
    return {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}


def test_readers_in_two_threads_set_back_what_was_before() -> None:
    with threadpool_limits(limits=2, user_api="blas"):
        before = threads()
        first, second = one_thread(), one_thread()
        first.__enter__()
        second.__enter__()
        first.__exit__(None, None, None)
        assert threads() <= {1}
        second.__exit__(None, None, None)
        assert threads() == before
