"""The learner's database opened: made or upgraded first where needed, closed at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from drillgrok.store.engine import PATIENCE_S, make_engine
from drillgrok.store.failures import explaining
from drillgrok.store.identity import reachable
from drillgrok.store.upgrade import ensure_current


@contextmanager
def open_store(path: Path, *, only_read: bool = False) -> Iterator[Engine]:
    """The learner's database at `path`, made or upgraded first where needed, closed at the end. One that is `only_read`
    may lie on a disk that cannot be written.

    Raises DrillgrokError when it cannot be used: see `ensure_current`.
    """
    with ExitStack() as stack:
        with explaining(path):
            place = stack.enter_context(reachable(path)) if only_read else path
            ensure_current(place)
        with opened_with(place, PATIENCE_S) as engine:
            yield engine


@contextmanager
def opened_with(path: Path, patience_s: float) -> Iterator[Engine]:
    """An engine that waits so long for another program, closed at the end; the database is there."""
    engine = make_engine(path, patience_s=patience_s)
    try:
        yield engine
    finally:
        engine.dispose()
