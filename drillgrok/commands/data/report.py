"""`drillgrok data doctor --report`: what matters when somebody reports a fault, to be pasted whole. Who practises, what
was answered, and where one's files lie are not in it."""

from __future__ import annotations

import locale
import os
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

from drillgrok import places
from drillgrok.bundled import bundled
from drillgrok.console.report import newest_report, program_lines
from drillgrok.console.text import counted
from drillgrok.errors import DrillgrokError
from drillgrok.library.catalog import deck_files
from drillgrok.settings import Settings, read_settings
from drillgrok.store.health import Health

_OF_THE_TERMINAL: Final = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "LANG", "LC_ALL", "SSH_TTY", "TMUX")
_SAID: Final = frozenset({"SSH_TTY", "TMUX"})
"""Variables of which only matters whether they are set."""


def report(health: Health) -> str:
    """The report, of what the doctor found and what else is known of this machine."""
    text = "\n".join(line for part in _parts(health) for line in (*part, ""))
    for folder, sign in ((places.home(), "DATA"), (Path.home(), "~")):
        text = text.replace(str(folder), sign)
    return text.rstrip("\n")


def _parts(health: Health) -> Iterator[list[str]]:
    yield [*program_lines(), f"sqlite {sqlite3.sqlite_version}", _how_installed()]
    yield [*_terminal()]
    yield [f"decks: {', '.join(_decks())}", f"settings: {_settings()}"]
    yield [f"database: {_state(health)}", *health.problems, *health.remarks]
    newest = newest_report()
    if newest is not None:
        yield ["the newest failure that nobody foresaw:", *newest.splitlines()]


def _how_installed() -> str:
    return "run from a checkout" if bundled("decks").parent.joinpath("pyproject.toml").exists() else "installed"


def _terminal() -> Iterator[str]:
    for name in _OF_THE_TERMINAL:
        if value := os.environ.get(name):
            yield f"{name} is set" if name in _SAID else f"{name}={value}"
    yield f"letters: {locale.getpreferredencoding(do_setlocale=False)}, on screen {sys.stdout.encoding}"


def _decks() -> Iterator[str]:
    folders = {"bundled": bundled("decks"), "installed": places.installed_decks(), "own": places.own_decks()}
    for kind, folder in folders.items():
        yield f"{sum(1 for _ in deck_files(folder))} {kind}"


def _settings() -> str:
    try:
        found = read_settings()
    except DrillgrokError as error:
        return str(error)
    chosen = asdict(found).items() - asdict(Settings()).items()
    return ", ".join(f"{name} = {value}" for name, value in sorted(chosen)) or "as they come"


def _state(health: Health) -> str:
    if health.problems:
        return f"of revision {health.revision}, with faults"
    if health.revision is None:
        return "none yet"
    return f"of revision {health.revision}, {counted(health.responses, 'response')}, all sound"
