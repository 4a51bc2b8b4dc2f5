"""Which themes an article gets, from the probabilities of topics: the set with the best expected hierarchical F1.

Hierarchical F1 (Kiritchenko et al. 2005) extends a set of topics by all broader ones before it is compared. Where F is
the best F1 to be had, a topic is worth giving if its probability is above F/2 (Lewis 1995; Lipton et al. 2014); so a
theme is if the topics that it would add have together more probability than their number times that threshold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 6
"""An article gets no more themes than this by the classifier."""


def choose(chances: np.ndarray, closure: np.ndarray, threshold: float, taken: Sequence[int] = ()) -> list[int]:
    """Rows of ``closure`` (themes) to give, best first; ``taken`` are given already and not named again.

    ``chances`` has one probability a topic, ``closure[theme, topic]`` is 1 for a theme's own and its broader topics.

    >>> choose(np.array([0.9, 0.6, 0.1]), np.array([[1, 1, 0], [1, 0, 1]]), 0.3)
    [0]
    """
    gains = np.where(closure[list(taken)].any(axis=0), 0.0, chances - threshold)
    chosen: list[int] = []
    while len(chosen) < MOST:
        worth = np.round(closure @ gains, 6)
        best = int(worth.argmax())
        if worth[best] <= 0:
            break
        chosen.append(best)
        gains = np.where(closure[best] > 0, 0.0, gains)
    return chosen
