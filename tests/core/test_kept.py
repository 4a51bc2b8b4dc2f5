"""A result is worked out once for a value, and lives no longer than it."""

import gc

from graph.core.kept import kept
from graph.core.types import Dataset


def test_once_for_a_value_and_anew_for_an_equal_one():
    asked = []

    @kept
    def count(dataset):
        asked.append(1)
        return len(asked)

    one, other = Dataset(), Dataset()
    assert (count(one), count(one), count(other), count(other), count(one)) == (1, 1, 2, 2, 3)


def test_the_value_is_not_held():
    class Value:
        gone = False

        def __del__(self):
            Value.gone = True

    ask = kept(lambda _: "result")
    assert ask(Value()) == "result"
    gc.collect()
    assert Value.gone
