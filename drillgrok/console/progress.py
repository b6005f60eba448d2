"""A bar on a terminal's stderr for work that takes long enough to wonder. No work is done here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int], None]
"""Told how many rows more are done."""

_LONG_ROWS = 20_000
"""Less is through before a bar could be read."""


@contextmanager
def bar(words: str, rows: int) -> Iterator[Advance]:
    """A bar over so many rows; nothing is shown on a pipe or where there is little to do."""
    if rows < _LONG_ROWS or not sys.stderr.isatty():
        yield unwatched
        return
    from rich.console import Console
    from rich.progress import Progress

    # stdout is data: rich must not carry it over to the bar's own stream
    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=False) as bars:
        task = bars.add_task(words, total=rows)
        yield lambda done: bars.advance(task, done)


def unwatched(_rows: int) -> None:
    """No one looks."""
