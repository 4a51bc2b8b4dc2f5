"""docs/components.md's example works: a component of the user's own takes the place of one of ours."""

import re
import tomllib
from pathlib import Path

import pytest

from graph.core.config import Settings, read_settings
from graph.core.errors import ConfigError
from graph.core.types import Article
from graph.extract.parse import parse
from graph.extract.pipeline import extract, load_pipeline

DOCS = (Path(__file__).parents[2] / "docs/components.md").read_text("utf-8")
TEXT = "The Tarn Water Authority raised its fees. Ada Verne, its director, spoke."


def block(kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", DOCS, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_of_the_documentation_runs() -> None:
    exec(block("python"), {})
    settings = Settings.model_validate(tomllib.loads(block("toml")))
    found = extract(load_pipeline(settings.extract), Article("a", "", TEXT))
    assert [(mention.text, mention.type) for mention in found.mentions] == [("Tarn Water Authority", "government_body")]
    assert found.chains == ((0,),)


def test_every_step_is_documented() -> None:
    for step, factory in Settings().extract.components.items():
        assert f"| {step} | `{factory}` |" in DOCS


def test_a_step_can_be_left_out() -> None:
    settings = Settings.model_validate({"extract": {"components": {"relations": ""}}})
    found = extract(load_pipeline(settings.extract), Article("a", "", TEXT))
    assert found.mentions
    assert found.claims == ()


def test_an_unknown_factory_is_named() -> None:
    settings = Settings.model_validate({"extract": {"components": {"mentions": "no_such_factory"}}})
    with pytest.raises(ConfigError, match=r"extract\.components\.mentions: cannot use 'no_such_factory'"):
        load_pipeline(settings.extract)


def test_an_unknown_model_is_named() -> None:
    settings = Settings.model_validate({"extract": {"model": "no_such_model"}})
    with pytest.raises(ConfigError, match="no spaCy pipeline 'no_such_model'"):
        load_pipeline(settings.extract)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[extract]\nmodle = 'x'\n", r"s\.toml: extract\.modle: Extra inputs"),
        ("[extract]\njobs = -1\n", r"s\.toml: extract\.jobs: .*greater than or equal to 0"),
        ("[publish]\nbase = 'javascript:x'\n", r"s\.toml: publish\.base: .*pattern"),
        ("[extract\n", r"s\.toml: not valid TOML: .*line 1"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "s.toml"
    path.write_text(content)
    with pytest.raises(ConfigError, match=message):
        read_settings(path)


@pytest.mark.parametrize("noise", ["(" * 20_000, '"' * 20_000, "a," * 20_000, "QUJD" * 20_000])
def test_a_run_without_a_space_is_left_out_and_nothing_else(noise: str) -> None:
    nlp = load_pipeline(Settings().extract)
    text = f"Ada Verne spoke in London.\n{noise}\nTom Hale spoke in Paris."
    doc = parse(nlp, Article("a", "", text))
    assert len(doc) < 40
    found = extract(nlp, Article("a", "", text))
    assert {"Ada Verne", "Tom Hale", "Paris"} <= {mention.text for mention in found.mentions}
    assert all(text[mention.start : mention.end] == mention.text for mention in found.mentions)


def test_a_long_article_is_parsed_in_pieces_with_offsets_intact() -> None:
    text = "\n".join(f"Tarn Water Authority director Ada Verne{n} spoke in London. " * 20 for n in range(60))
    assert len(text) > 60_000
    found = extract(load_pipeline(Settings().extract), Article("a", "", text))
    assert max(mention.end for mention in found.mentions) > len(text) - 2_000
    assert all(text[mention.start : mention.end] == mention.text for mention in found.mentions)
    assert sorted(at for chain in found.chains for at in chain) == list(range(len(found.mentions)))
