"""What components write on a Doc, beside spans: plain values that refer to mentions by their index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    from graph.core.types import Status

MENTIONS = "mentions"
"""Key of ``doc.spans`` under which mentions lie."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim in a Doc: ``subject`` and ``object`` index ``doc.spans["mentions"]``; ``start:end`` are characters.

    ``valid_from`` and ``valid_to`` are ISO days, months or years, or None.
    """

    predicate: str
    subject: int
    object: int
    start: int
    end: int
    role: str = ""
    status: Status = "stated"
    score: float = 1.0
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeSpan:
    """A theme said at characters ``start:end``; of the whole article, or of the mention with index ``mention``."""

    theme: str
    score: float
    start: int
    end: int
    mention: int | None = None


def register_extensions() -> None:
    """Declare the ``doc._`` attributes once; safe to call again."""
    for name in ("article", "encoded", "scores", "chances", "chains", "claims", "themes"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


register_extensions()
