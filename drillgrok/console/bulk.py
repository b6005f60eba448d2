"""What a command asks of Python while it makes millions of small values. Standard library only."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SELDOM: Final = (50_000, 20, 50)


@contextmanager
def many_values() -> Iterator[None]:
    """Look for values that hold each other seldom: those of a log do not, and each look goes through all there are."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
