"""Standard streams that the caller has closed (``2>&-``): what would go there is dropped, and the work goes on.

Python has None for such a stream, which ``print`` takes for stdout and other code fails at. Worse, the next file opened
takes the free number, and what a library writes to stderr lands in it.
"""

from __future__ import annotations

import os
import sys

STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def open_streams() -> None:
    """Put the null device where a standard stream is closed, under its number if that is free."""
    for number, (name, mode) in enumerate(STREAMS):
        if getattr(sys, name) is None:
            setattr(sys, name, open(_null(number), mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _null(number: int) -> int:
    """A descriptor of the null device: ``number``, or another where that is in use."""
    null = os.open(os.devnull, os.O_RDWR)
    if null == number or _is_open(number):
        os.set_inheritable(null, True)
        return null
    os.dup2(null, number)
    os.close(null)
    return number


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
