"""What people told before the build: corrections and registers, as one value that resolution takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.resolve.corrections.file import Corrections

if TYPE_CHECKING:
    from graph.resolve.register import Row


@dataclass(frozen=True, slots=True)
class Known:
    """Corrections to apply, and rows of registers to find ids in; empty by default."""

    corrections: Corrections = field(default_factory=Corrections)
    register: tuple[Row, ...] = ()


NOTHING = Known()
