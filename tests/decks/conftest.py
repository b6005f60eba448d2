"""Every bundled deck, read once from its source, for the tests in this folder."""

from functools import cache

import pytest

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.model.deck import Deck

PATHS = {path.stem: path for path in sorted(bundled("decks").glob("*/*.yaml"))}
SIGNS = [name for name, path in PATHS.items() if path.parent.name == "signs"]
ARITHMETIC = [name for name in SIGNS if name.endswith(("-31", "-97"))]
ASKED = {"deck": list(PATHS), "signs": SIGNS, "arithmetic": ARITHMETIC}
"""Name of a test's argument -> the decks that the test runs on, one after another."""


@cache
def read(name: str) -> Deck:
    return read_deck(load_source(PATHS[name]))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for argument, names in ASKED.items():
        if argument in metafunc.fixturenames:
            metafunc.parametrize(argument, names, indirect=True)


@pytest.fixture
def deck(request: pytest.FixtureRequest) -> Deck:
    """Every deck."""
    return read(request.param)


@pytest.fixture
def signs(request: pytest.FixtureRequest) -> Deck:
    """Every deck in which two signs go in and one comes out."""
    return read(request.param)


@pytest.fixture
def arithmetic(request: pytest.FixtureRequest) -> Deck:
    """Those whose signs are numbers modulo a prime, written in digits."""
    return read(request.param)


@pytest.fixture(scope="session")
def decks() -> dict[str, Deck]:
    """All decks by id."""
    return {name: read(name) for name in PATHS}
