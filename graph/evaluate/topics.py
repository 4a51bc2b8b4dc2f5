"""IPTC Media Topics, by which themes are scored: the code of each English label, and what is broader than each code.

``data/mediatopics.txt`` holds what is needed of the vocabulary (https://iptc.org/standards/media-topics/, CC BY 4.0):
lines ``code; broader code or -; English label``.

>>> topics = load_topics()
>>> "04000000" in topics.above(topics.codes["central bank"])
True
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Topics:
    """``codes`` by English label, the next ``broader`` code by code."""

    codes: Mapping[str, str]
    broader: Mapping[str, str]

    def above(self, code: str) -> frozenset[str]:
        """A code with all that are broader; an unknown one stands for itself."""
        chain: set[str] = set()
        node: str | None = code
        while node and node not in chain:
            chain.add(node)
            node = self.broader.get(node)
        return frozenset(chain)


@cache
def load_topics() -> Topics:
    """The Media Topics that the package ships."""
    text = files("graph.evaluate").joinpath("data/mediatopics.txt").read_text("utf-8")
    rows = [line.split("; ", 2) for line in text.splitlines() if line and line[0] != "#"]
    return Topics(
        {label: code for code, _, label in rows}, {code: broader for code, broader, _ in rows if broader != "-"}
    )
