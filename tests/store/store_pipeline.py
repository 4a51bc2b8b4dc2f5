"""A pipeline that reads in a moment, for tests of what is kept between builds: names in capitals, posts said plainly.

``Ann Lee, minister at Ministry of Ports`` is a post; every ``Ministry of X`` and every two capitalised words are names.
"""

import re
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.core.config import Settings
from graph.extract.components.interface import MENTIONS, Fact

NAME = re.compile(r"Ministry of [A-Z]\w+|[A-Z]\w+ [A-Z]\w+|[A-Z]{3,}")
POST = re.compile(r"([A-Z]\w+ [A-Z]\w+), (\w+) at (Ministry of [A-Z]\w+)")
read: list[str] = []
"""The texts that were read since a test cleared the list."""


@Language.component("store_test_names")
def names(doc: Doc) -> Doc:
    read.append(doc.text)
    if "UNREADABLE" in doc.text:
        raise ValueError("no such luck")
    spans = [
        doc.char_span(*found.span(), alignment_mode="expand", label=_type(found[0]))
        for found in NAME.finditer(doc.text)
    ]
    doc.spans[MENTIONS] = spans
    doc._.scores = [0.9 for _ in spans]
    chains: dict[str, list[int]] = {}
    for number, span in enumerate(spans):
        chains.setdefault(span.text, []).append(number)
    doc._.chains = list(chains.values())
    starts = {span.start_char: number for number, span in enumerate(spans)}
    doc._.claims = [
        Fact("holds_position", starts[found.start(1)], starts[found.start(3)], *found.span(), found[2], "stated", 0.75)
        for found in POST.finditer(doc.text)
    ]
    return doc


def _type(name: str) -> str:
    return "ministry" if name.startswith("Ministry") else "organization" if name.isupper() else "official"


def settings(folder: Path, **sections: dict[str, object]) -> Settings:
    """Settings of a build with this pipeline, which is written to ``folder``."""
    model = folder / "model"
    if not model.exists():
        nlp = spacy.blank("xx")
        nlp.add_pipe("sentencizer")
        nlp.to_disk(model)
    steps = dict.fromkeys(("boundaries", "encoder", "coreference", "relations", "types", "themes"), "")
    extract = {"model": str(model), "jobs": 1, "components": {**steps, "mentions": "store_test_names"}}
    return Settings.model_validate({"extract": extract, **sections})
