"""The learner's database opened: made or upgraded first where needed, closed at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from drillgrok.store.engine import make_engine
from drillgrok.store.upgrade import ensure_current


@contextmanager
def open_store(path: Path) -> Iterator[Engine]:
    """The learner's database at `path`, made or upgraded first where needed, closed at the end.

    Raises DrillgrokError when it cannot be used: see `ensure_current`.
    """
    ensure_current(path)
    engine = make_engine(path)
    try:
        yield engine
    finally:
        engine.dispose()
