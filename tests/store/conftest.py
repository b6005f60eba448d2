"""A database of one's own, and someone practising in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine

from drillgrok.model.log import Moment, Pressure, SplitPlan
from drillgrok.shortcuts.profile import SHORTCUTS_VERSION
from drillgrok.store.engine import make_engine
from drillgrok.store.journal import Journal
from drillgrok.store.learners import Learner, learner_named
from drillgrok.store.runs import (
    DeckVersion,
    GoalKind,
    RunPlan,
    RunRecord,
    SessionPlan,
    keep_deck_version,
    start_run,
    start_session,
)
from drillgrok.store.upgrade import ensure_current
from tests.helpers.responses import NOON, response

__all__ = ["response"]


@pytest.fixture
def noon() -> Moment:
    return NOON


@pytest.fixture(scope="session")
def _empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "drillgrok.db"
    ensure_current(path)
    return path


@pytest.fixture(scope="session")
def new_database(_empty_database: Path) -> Callable[[Path], Path]:
    """Put an empty current database into a folder."""

    def put(folder: Path) -> Path:
        return shutil.copy(_empty_database, folder / "drillgrok.db")

    return put


@pytest.fixture
def database(tmp_path: Path, new_database: Callable[[Path], Path]) -> Path:
    return new_database(tmp_path)


@pytest.fixture
def store(database: Path) -> Iterator[Engine]:
    engine = make_engine(database)
    yield engine
    engine.dispose()


@dataclass
class Desk:
    """A learner with an open run and a session."""

    engine: Engine
    learner: Learner
    run: RunRecord
    session: str
    journal: Journal

    def sit_down(self, at: Moment = NOON) -> Journal:
        """Another session of the same run."""
        return Journal(self.engine, self.run.id, start_session(self.engine, self.run, SESSION, at))


VERSION = DeckVersion("h1", "lantern-31", "Lantern", "lantern", "a1", b"sealed")
SPLIT = SplitPlan(salt=112, held_out=0.4, reserve=0.1)
PLAN = RunPlan("h1", seed=7, split=SPLIT, calm_ms=8000, quick_ms=2500, primed=False)
SESSION = SessionPlan("h1", Pressure.FIRM, GoalKind.RESPONSES, 300, "0.1.0", 900, SHORTCUTS_VERSION)


@pytest.fixture(scope="session")
def desk_at() -> Callable[..., Desk]:
    """Sit a learner down at a deck in this database."""

    def sit(engine: Engine, name: str = "ada", deck_id: str = "lantern-31") -> Desk:
        learner = learner_named(engine, name)
        keep_deck_version(engine, VERSION, NOON)
        run = start_run(engine, learner, deck_id, PLAN, NOON)
        session = start_session(engine, run, SESSION, NOON)
        return Desk(engine, learner, run, session, Journal(engine, run.id, session))

    return sit


@pytest.fixture
def desk(store: Engine, desk_at: Callable[..., Desk]) -> Desk:
    return desk_at(store)
