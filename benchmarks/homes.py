"""Learners' folders to measure in, and the command and environment that use them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from drillgrok.model.item import AnswerKind
from drillgrok.model.log import Moment
from drillgrok.names import default_learner_name
from drillgrok.store.database import open_store
from drillgrok.store.learners import learner_named, save_copy_time

DRILLGROK: Final = str(Path(sys.executable).with_name("drillgrok"))
"""The installed program, as a learner starts it."""

_COPY_MS: Final = 800
_MEANINGFUL: Final = ("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SYSTEMROOT")


@contextmanager
def new_home() -> Iterator[Path]:
    """The folder of a learner who has never started drillgrok."""
    with TemporaryDirectory(prefix="drillgrok-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def warm_home() -> Iterator[Path]:
    """The folder of a learner who has been here: a database, copy times, keys to tap, a fresh index of the decks."""
    with new_home() as home:
        (home / "settings.toml").write_text('four_keys = "dfjk"\n', encoding="utf-8")
        with open_store(database(home)) as engine:
            learner = learner_named(engine, default_learner_name())
            for kind in AnswerKind:
                save_copy_time(engine, learner, kind, [_COPY_MS], now())
        subprocess.run([DRILLGROK, "deck", "list"], env=environment(home), capture_output=True, check=True)
        yield home


def database(home: Path) -> Path:
    """Where drillgrok keeps the responses in this folder."""
    return home / "drillgrok.db"


def environment(home: Path) -> dict[str, str]:
    """What a program is told of its surroundings: a colour terminal, this folder, and nothing that disturbs."""
    kept = {name: os.environ[name] for name in _MEANINGFUL if name in os.environ}
    return {**kept, "TERM": "xterm-256color", "DRILLGROK_HOME": str(home)}


def now() -> Moment:
    """The time as the log keeps it."""
    return Moment(time.time_ns() // 1_000_000, 0)
