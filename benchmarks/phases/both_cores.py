"""Work on many learners, on both cores; the order and the results are those of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from multiprocessing import get_context
from typing import TypeVar, cast

Result = TypeVar("Result")

PROCESSES = 2
_work: Callable[[int], object] | None = None


def mapped(work: Callable[[int], Result], count: int) -> Iterator[Result]:
    """`work` of 0, 1, ... `count` - 1. Workers are forked, so `work` and what it holds is copied to none of them."""
    global _work  # noqa: PLW0603 - what forked workers inherit
    _work = work
    with get_context("fork").Pool(PROCESSES) as pool:
        yield from cast("Iterator[Result]", pool.imap(_done, range(count), chunksize=1))


def _done(number: int) -> object:
    if _work is None:
        raise AssertionError("workers are forked after the work is set")
    return _work(number)
