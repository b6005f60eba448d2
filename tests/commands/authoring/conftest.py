"""An author at the command line: a desk to write at, and a home whose index of bundled decks is made once for all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from drillgrok.library import catalog
from drillgrok.places import deck_index


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the bundled decks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRILLGROK_HOME", str(tmp_path_factory.mktemp("indexed")))
        catalog.heads()
        return deck_index()


@pytest.fixture
def home(tmp_path: Path, indexed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's folder that nobody else uses."""
    path = tmp_path / "home"
    path.mkdir()
    if indexed.exists():
        shutil.copy(indexed, path)
    monkeypatch.setenv("DRILLGROK_HOME", str(path))
    return path


@pytest.fixture
def desk(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the author stands in, empty."""
    path = tmp_path / "desk"
    path.mkdir()
    monkeypatch.chdir(path)
    return path


@pytest.fixture
def own(quiet: Path, home: Path) -> Path:
    """The quiet deck among the learner's own, so that it goes by its id."""
    path = home / "decks" / quiet.name
    path.parent.mkdir()
    return Path(shutil.copy(quiet, path))
