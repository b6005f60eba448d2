"""Starting: the first screen, the first item, the help text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.decks import bundled_deck, largest_deck_id
from benchmarks.homes import DRILLGROK, environment, new_home, warm_home
from benchmarks.measuring import Figure, Section, Table, median_ratio, timed_ms
from benchmarks.terminal import FRAME_END, Terminal
from drillgrok.library.catalog import FIRST_DECK

_BARE: Final = Path(__file__).with_name("bare")
_FIRST_SCREEN: Final = b"Enter  starts"
_HELP_PAGE: Final = b"any key goes back"
_DRILL: Final = b"Esc pause"
_FIRST_SCREEN_BAR: Final = 1.25
_HELP_BAR: Final = 1.3
_FIRST_ITEM_BAR_MS, _ANY_FIRST_ITEM_BAR_MS = 150.0, 200.0
_OF_EACH_DOMAIN: Final = ("citrine", "ganges", "korean-three", "passat", "robots-of-the-snow", "sky-over-vega")
"""The slowest to read of each of the other domains."""

_HOW: Final = """\
Each program is started on a pseudo-terminal of 80 x 24 that answers its queries; the time runs from the start of the
process to the last byte of the words "Enter  starts". A bare Textual app that draws one label of the same words takes
turns with `drillgrok` (database and index of decks there already); the ratio is the median of the pairs'
ratios. drillgrok paints that page before it loads Textual; so beside it stands the time to the answer to a key that is
pressed as soon as there is a page: `?` opens the help, and a bare Textual app changes its one label. The very first
start has an empty folder: it reads every deck's head once. The first item: Enter is pressed one second after the first
screen, and the time runs to the end of the frame with the first prompt. `--help`: whole processes, taking turns with a
bare Typer app of two commands in the same markup mode."""


def run(*, quick: bool) -> Section:
    """Pairs in turn: 15 of each, 5 when quick."""
    rounds = 5 if quick else 15
    largest = largest_deck_id()
    with warm_home() as home:
        screens = [(_to_words([DRILLGROK], home), _to_words(_bare("label.py"), home)) for _ in range(rounds)]
        keys = [(_to_help(home), _to_first_key(home)) for _ in range(rounds)]
        helps = [
            (_process_ms([DRILLGROK, "--help"], home), _process_ms(_bare("commands.py", "--help"), home))
            for _ in range(rounds)
        ]
        decks = {FIRST_DECK: _FIRST_ITEM_BAR_MS, largest: _FIRST_ITEM_BAR_MS}
        decks |= dict.fromkeys(_OF_EACH_DOMAIN, _ANY_FIRST_ITEM_BAR_MS)
        first_items_ms = {deck: [_enter_to_item_ms(deck, home) for _ in range(3 if quick else 5)] for deck in decks}
    first_ever_ms = [_first_ever_ms() for _ in range(2 if quick else 5)]
    figures = (
        Figure("first screen / bare Textual app", median_ratio(screens), "x", _FIRST_SCREEN_BAR),
        Figure("first key answered / bare Textual app", median_ratio(keys), "x"),
        Figure("--help / bare Typer app", median_ratio(helps), "x", _HELP_BAR),
        *(
            Figure(f"Enter to the first item, {deck}", median(times), "ms", decks[deck])
            for deck, times in first_items_ms.items()
        ),
        Figure("very first start to the first screen", median(first_ever_ms), "ms"),
    )
    medians = Table(
        ("median, ms", "drillgrok", "bare"),
        (
            ("first screen", f"{median(a for a, _ in screens):.0f}", f"{median(b for _, b in screens):.0f}"),
            ("first key answered", f"{median(a for a, _ in keys):.0f}", f"{median(b for _, b in keys):.0f}"),
            ("--help", f"{median(a for a, _ in helps):.0f}", f"{median(b for _, b in helps):.0f}"),
        ),
    )
    sizes = Table(("deck", "items"), tuple((deck, f"{len(bundled_deck(deck).items):,}") for deck in decks))
    return Section("Start", _HOW, figures, (medians, sizes))


def _practice(*deck: str) -> list[str]:
    return [DRILLGROK, "practice", *deck]


def _bare(script: str, *arguments: str) -> list[str]:
    return [sys.executable, str(_BARE / script), *arguments]


def _to_words(command: list[str], home: Path) -> float:
    """Milliseconds from the process's start to the words of its first screen."""
    with Terminal(command, environment(home)) as terminal:
        return (terminal.read_until(_FIRST_SCREEN) - terminal.started_ns) / 1e6


def _to_help(home: Path) -> float:
    """Milliseconds from the process's start to the end of what `?` opens, pressed as soon as there is a page."""
    return _to_answer([DRILLGROK], _FIRST_SCREEN, "?", _HELP_PAGE, home)


def _to_first_key(home: Path) -> float:
    return _to_answer(_bare("typed.py"), b"key 0", "x", b"key 1", home)


def _to_answer(command: list[str], first: bytes, key: str, answer: bytes, home: Path) -> float:
    with Terminal(command, environment(home)) as terminal:
        terminal.read_until(first)
        terminal.send(key)
        return (terminal.read_until(answer) - terminal.started_ns) / 1e6


def _first_ever_ms() -> float:
    with new_home() as home:
        return _to_words([DRILLGROK], home)


def _enter_to_item_ms(deck: str, home: Path) -> float:
    """Milliseconds from Enter, a second after the first screen, to the whole first item; each time in a new run."""
    with Terminal(_practice(deck, "--new-run"), environment(home)) as terminal:
        terminal.read_until(_FIRST_SCREEN)
        terminal.rest(1.0)
        pressed_ns = terminal.send("\r")
        terminal.read_until(_DRILL)
        return (terminal.read_until(FRAME_END) - pressed_ns) / 1e6


def _process_ms(command: list[str], home: Path) -> float:
    return timed_ms(lambda: subprocess.run(command, env=environment(home), capture_output=True, check=True))
