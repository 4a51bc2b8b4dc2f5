"""A fact as one pattern proposes it, before patterns and the scorer are weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.core.types import Status
    from graph.extract.relations.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Proposal:
    """``subject`` and ``object`` are mention numbers, ``trigger`` is the token that says it, ``pattern`` its finder."""

    predicate: str
    subject: int
    object: int
    sentence: Sentence
    trigger: int
    role: str = ""
    status: Status = "stated"
    score: float = 0.5
    pattern: str = ""
