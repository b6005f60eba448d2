"""Bars on a terminal's stderr for work that takes long enough to wonder. No work is done here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

Advance = Callable[[int], None]
"""Told how many rows more are done."""
Reached = Callable[[int], None]
"""Told now and then how many bytes of a file have been read."""

_LONG_ROWS = 20_000
_LONG_BYTES = 1_000_000
"""Less is through before a bar could be read."""
_MOVES = 1_000
"""Steps of a bar: to draw it takes longer than to read many rows."""


@contextmanager
def bar(words: str, rows: int) -> Iterator[Advance]:
    """A bar over so many rows; nothing is shown on a pipe or where there is little to do."""
    if rows < _LONG_ROWS or not sys.stderr.isatty():
        yield unwatched
        return
    with _bars() as bars:
        yield _advancing(bars, words, rows)


@contextmanager
def reading(file: Path, *words: str, shown: bool = True) -> Iterator[tuple[Reached, ...]]:
    """A bar for each time that a file is read through, under its words; nothing is shown on a pipe, for a short file or
    where it must not be `shown`."""
    size = _size(file)
    if size < _LONG_BYTES or not (shown and sys.stderr.isatty()):
        yield (unwatched,) * len(words)
        return
    with _bars() as bars:
        yield tuple(_reached(bars, each, size) for each in words)


def unwatched(_done: int) -> None:
    """No one looks."""


def _bars() -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    # stdout is data: rich must not carry it over to the bar's own stream
    return Progress(console=Console(stderr=True), transient=True, redirect_stdout=False)


def _advancing(bars: Progress, words: str, rows: int) -> Advance:
    """Moves a bar when enough rows have come together for a step."""
    task = bars.add_task(words, total=rows)
    step, waiting = rows // _MOVES, 0

    def advance(done: int) -> None:
        nonlocal waiting
        waiting += done
        if waiting >= step:
            bars.advance(task, waiting)
            waiting = 0

    return advance


def _reached(bars: Progress, words: str, size: int) -> Reached:
    task = bars.add_task(words, total=size)
    return lambda done: bars.update(task, completed=done)


def _size(file: Path) -> int:
    """In bytes; 0 where it cannot be told, which the reading itself will say better."""
    try:
        return file.stat().st_size
    except OSError:
        return 0
