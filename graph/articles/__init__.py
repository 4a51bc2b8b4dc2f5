"""Files and feeds to `Article` values: read, decode, clean, split off metadata, drop near-duplicates.

Reading goes ``sources`` (which files) → ``readers`` (a format each; ``decode``, ``records``) → ``read`` (checks, ids,
``dates``) → ``anatomy`` (``parts`` with ``dateline``, ``captions``, ``endings``; ``language``) → ``copies``
(duplicates).
"""

from graph.articles.copies import merge_copies
from graph.articles.read import read_articles

__all__ = ["merge_copies", "read_articles"]
