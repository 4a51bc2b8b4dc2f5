"""Which statements are sure enough to be published, and what that choice costs."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from graph.core.report import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.core.types import Statement


def select(statements: Sequence[Statement], minimum: float) -> tuple[tuple[Statement, ...], Selection]:
    """The statements of a confidence of at least ``minimum``, in their order, and the account of it.

    Confidence is the probability that a statement is right, so its mean over those kept is the precision to expect of
    them, and its sum over those kept, of the sum over all, the share of the right ones that is kept.

    >>> from graph.core.types import Statement
    >>> found = [Statement("s1", "a", "owns", "b", confidence=0.9), Statement("s2", "a", "owns", "c", confidence=0.3)]
    >>> select(found, 0.5)[1]
    Selection(minimum=0.5, kept=1, left_out=1, expected_precision=0.9, expected_recall=0.75)
    """
    kept = tuple(one for one in statements if one.confidence >= minimum)
    right, all_right = (fsum(one.confidence for one in some) for some in (kept, statements))
    return kept, Selection(
        minimum,
        len(kept),
        len(statements) - len(kept),
        round(right / len(kept), 4) if kept else None,
        round(right / all_right, 4) if all_right else None,
    )
