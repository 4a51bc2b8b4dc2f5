"""Results that several callers ask of one large value, worked out once."""

from __future__ import annotations

import weakref
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

A = TypeVar("A")
R = TypeVar("R")


def kept(function: Callable[[A], R]) -> Callable[[A], R]:
    """A function that remembers its result for the value that it was last asked about, as long as that value lives.

    Values are told apart by identity: comparing two data sets would take longer than the work saved. Whoever gets the
    result must not change it.
    """
    memory: list[tuple[weakref.ref[Any], R]] = []

    @wraps(function)
    def ask(value: A) -> R:
        if memory and memory[0][0]() is value:
            return memory[0][1]
        result = function(value)
        memory[:] = [(weakref.ref(value, lambda _: memory.clear()), result)]
        return result

    return ask
