"""`drillgrok exam`: opens the exam of the learner's open run and the screens to hold it on."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from shlex import quote

from drillgrok import places
from drillgrok.console.clock import stamp
from drillgrok.console.terminal import by_lines, is_terminal, remarked
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.library import catalog
from drillgrok.names import named_or_default
from drillgrok.runs.daily_copy import DailyCopy
from drillgrok.runs.laid_out import refuse_unheard
from drillgrok.runs.open_exam import open_exam
from drillgrok.screens.exam import words
from drillgrok.screens.exam.live import LiveExam
from drillgrok.screens.kit import sound
from drillgrok.store.database import open_store, opened_with
from drillgrok.store.engine import LINE_PATIENCE_S, SCREEN_PATIENCE_S


def run(
    deck: str,
    learner: str | None,
    *,
    plain: bool,
    volume: int | None = None,
    time_factor: float = 1.0,
    own_keys: Mapping[int, str] | None = None,
) -> int:
    """Hold the exam of the learner's open run; `volume` is 0 to 100, or None for no sound, `own_keys` the
    learner's for decks that are tapped. Returns the exit code, whatever the score.

    Raises DrillgrokError while it is closed, with what would open it, and when an answer cannot be stored.
    """
    name = named_or_default(learner)
    if volume is not None:
        sound.check_there()
    lines = by_lines(plain=plain)
    patience_s = LINE_PATIENCE_S if lines else SCREEN_PATIENCE_S
    daily_copy = DailyCopy(places.database())
    with open_store(places.database()) as engine, opened_with(places.database(), patience_s) as pen:
        read = read_deck(catalog.find(deck))
        refuse_unheard(read, f"drillgrok exam {quote(deck)}", volume=volume, has_loudspeaker=sound.has_loudspeaker)
        held = open_exam(engine, read, name, by_lines=lines, at=stamp(), time_factor=time_factor, pen=pen)
        code = _hold(LiveExam(held), lines=lines, volume=volume, own_keys=own_keys)
        daily_copy.begin()
        remarked(daily_copy.wait())
    return code


def _hold(live: LiveExam, *, lines: bool, volume: int | None, own_keys: Mapping[int, str] | None) -> int:
    """On the screen, or by lines; the exit code."""
    if lines:
        from drillgrok.screens.exam.plain import run_plain_exam

        return run_plain_exam(live, stdin=sys.stdin, stdout=sys.stdout, is_terminal=is_terminal(), volume=volume)
    from drillgrok.screens.exam.scene import ExamScene
    from drillgrok.screens.kit.hearing import heard
    from drillgrok.screens.kit.scene import run_scene

    with heard(live.exam.session, volume) as hearing:
        return run_scene(ExamScene(live, hearing, own_keys), said_on_interrupt=words.STOPPED)
