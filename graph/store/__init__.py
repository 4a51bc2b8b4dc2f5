"""The store: what one build leaves for the next, so that a build does only the work that its articles cause.

Rows lie in Parquet files, keyed by content: what `graph.articles` found out about a text, its signature for the search
of near duplicates, what `graph.extract` read in it, and the merges of the last build (for ``newsgraph review``). Steps:
`versions` (what a row depends on beside its article) → `lock` (one build at a time) → `manifest` and `segments` (files
that are whole or absent, and checked) → `table` (rows by key) → `columns` (values as Arrow columns) → `memory` (the
stages' functions, remembered).

A graph never depends on the store: with it, without it, or with a damaged one, the same articles give the same bytes.
"""

from graph.store.memory import Memory, open_memory

__all__ = ["Memory", "open_memory"]
