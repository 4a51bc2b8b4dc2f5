"""Corrections: what people know better, kept in a file that every build applies.

`file` reads ``corrections.toml`` → `refer` finds what its entries speak of → `apart` and `entities` keep apart, merge,
rename and retype → `facts` drops, confirms and adds statements.

A correction is applied to what resolution decided, never written into it: without its entry in the file the next build
is as if it had never been.
"""

from graph.resolve.corrections.file import Correction, Corrections, Reference, read_corrections

__all__ = ["Correction", "Corrections", "Reference", "read_corrections"]
