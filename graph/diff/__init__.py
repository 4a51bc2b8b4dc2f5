"""What changed between two builds: entities matched by their mentions, then compared, then told.

`match` (which old entity is which new one) → `entities`, `posts`, `links` (what differs) → `changes` (all of it as one
value) → `render` (JSON, Markdown).
"""

from graph.diff.changes import Changes, compare

__all__ = ["Changes", "compare"]
